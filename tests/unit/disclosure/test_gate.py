from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from milepost.disclosure.conversations import DisclosedQuestion
from milepost.disclosure.gate import disclose
from milepost.disclosure.records import (
    DisclosedBudgetLine,
    DisclosedChange,
    DisclosedDecision,
    DisclosedDeliverable,
    DisclosedLink,
    DisclosedMilestone,
    DisclosedRequirement,
    DisclosedRisk,
)
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.model.client import Share
from milepost.model.engagement import COLLECTIONS
from milepost.model.fields import fields_of
from support.engagements import CLIENT, PEOPLE, an_engagement, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

HIDDEN = "- {id: HID-1, title: Inside, audience: internal}\n"


def requirement(fields_text: str, audience: Audience = "client", **files: str) -> DisclosedRequirement:
    text = f"- id: REQ-1\n  title: Search\n  statement: Words.\n{fields_text}"
    texts = {"requirements.yaml": text, "milestones.yaml": HIDDEN}
    (found,) = an_engagement(texts | {f"{name}.yaml": content for name, content in files.items()}, audience).of(
        DisclosedRequirement
    )
    return found


# What passes


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_is_disclosed_of_a_record_is_written_out_beside_the_model_and_means_the_same(collection: str) -> None:
    inside = {field.name: field for field in fields_of(COLLECTIONS[collection])}

    for field in fields_of(DISCLOSED_TYPES[collection]):
        assert field.name in inside, f"{collection}.{field.name} is disclosed and not in the model"
        shown, source = field.shape, inside[field.name].shape
        assert (shown.kind, shown.ref, shown.choices) == (source.kind, source.ref, source.choices)


def test_a_record_below_the_share_s_audience_is_not_there() -> None:
    files = {"milestones.yaml": f"{HIDDEN}- {{id: M1, title: Pilot}}\n- {{id: M2, title: Open, audience: public}}\n"}

    audiences: tuple[Audience, ...] = ("internal", "client", "public")
    shown = {audience: [item.id for item in an_engagement(files, audience).records] for audience in audiences}

    assert shown == {"internal": ["HID-1", "M1", "M2"], "client": ["M1", "M2"], "public": ["M2"]}


def test_only_fields_of_the_disclosed_type_pass() -> None:
    files = {"budget.yaml": "- {id: B-1, title: Design, estimate: 10, cost: 4, rate: 2, internal: note}\n"}

    (line,) = an_engagement(files, "sponsor").of(DisclosedBudgetLine)

    assert line.estimate == Decimal(10)
    assert {field.name for field in fields(line)}.isdisjoint({"cost", "rate", "internal", "audience"})


def test_nothing_of_the_model_is_left_inside_what_is_disclosed_but_values_and_settings() -> None:
    files = {
        "client.yaml": f"{CLIENT}{PEOPLE}",
        "milestones.yaml": "- {id: M1, title: A, tasks: [{id: T-1, title: B, priority: high, depends_on: [M1]}]}\n",
        "changes.yaml": "- {id: CR-1, title: A, description: B, effect: {cost: 1, milestones: [{id: M1, days: 3}]}}\n",
        "kpis.yaml": "- {id: K-1, title: A, target: {low: 1}, measurements: [{date: 2026-10-01, value: 3}]}\n",
    }

    found = [type(item).__name__ for item in parts(an_engagement(files).records)]

    assert {name for name in found if not name.startswith("Disclosed")} == set()


def parts(value: Any) -> list[object]:  # noqa: ANN401 (any field's value)
    if isinstance(value, tuple):
        return [part for item in value for part in parts(item)]
    if not is_dataclass(value):
        return []
    return [value, *(part for field in fields(value) for part in parts(getattr(value, field.name)))]


def test_fields_of_the_writer_s_own_pass() -> None:
    assert requirement("  x-release: v1\n").custom == (("release", "v1"),)


# What refers to something hidden


def test_a_reference_to_a_hidden_record_is_dropped() -> None:
    found = requirement("  milestones: [HID-1, M1]\n", milestones=f"{HIDDEN}- {{id: M1, title: Pilot}}\n")

    assert found.milestones == ("M1",)


def test_a_link_to_a_hidden_record_is_dropped_with_its_title_and_one_to_a_page_stays() -> None:
    links = '  links: [HID-1, {record: HID-1, title: Secret}, {title: Board, url: "https://board.example/"}, REQ-1]\n'

    assert requirement(links).links == (
        DisclosedLink(title="Board", url="https://board.example/"),
        DisclosedLink(record="REQ-1"),
    )


def test_a_dependency_on_a_hidden_record_is_dropped_with_its_lag() -> None:
    milestones = f"{HIDDEN}- {{id: M1, title: A, depends_on: [{{id: HID-1, lag: 3d}}, M2]}}\n- {{id: M2, title: B}}\n"

    first, _ = an_engagement({"milestones.yaml": milestones}, "client").of(DisclosedMilestone)

    assert [item.id for item in first.depends_on] == ["M2"]


def test_a_change_does_not_say_how_far_it_moves_a_hidden_milestone() -> None:
    effect = "effect: {cost: 10, milestones: [{id: HID-1, days: 9}]}"
    files = {"milestones.yaml": HIDDEN, "changes.yaml": f"- {{id: CR-1, title: A, description: B, {effect}}}\n"}

    (change,) = an_engagement(files, "client").of(DisclosedChange)

    assert change.effect is not None
    assert (change.effect.cost, change.effect.milestones) == (Decimal(10), ())


def test_a_single_reference_to_a_hidden_record_is_empty() -> None:
    files = {"milestones.yaml": HIDDEN, "deliverables.yaml": "- {id: DL-1, title: A, milestone: HID-1}\n"}

    (found,) = an_engagement(files, "client").of(DisclosedDeliverable)

    assert found.milestone is None


def test_the_key_milestone_is_not_named_where_it_is_hidden() -> None:
    files = {"client.yaml": f"{CLIENT}key_milestone: HID-1\n", "milestones.yaml": HIDDEN}

    assert an_engagement(files, "client").client.key_milestone is None
    assert an_engagement(files).client.key_milestone == "HID-1"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See [HID-1] and [REQ-1].", "See […] and [REQ-1]."),
        ("See [hid-1].", "See […]."),
        ("See [this](HID-1) and [that]( <HID-1> 'it').", "See [this](…) and [that]( <…> 'it')."),
        ("See [it](./HID-1#a), [it](../records/HID-1/).", "See [it](…#a), [it](…)."),
        ("See [it].\n\n[it]: HID-1\n[that]: <records/hid-1/>", "See [it].\n\n[it]: …\n[that]: <…>"),
        ("See [it].\n\n[it]: REQ-1", "See [it].\n\n[it]: REQ-1"),
        ("See [this](REQ-1).", "See [this](REQ-1)."),
        ("See [sic] and [1].", "See [sic] and [1]."),
        ("Shown.<!-- not\nshown --> Too.", "Shown. Too."),
        ("Shown. <!-- never closed\n\nHID-1", "Shown. "),
        ("[the plan](files/HID-1.pdf)", "[the plan](files/HID-1.pdf)"),
    ],
)
def test_a_text_names_no_hidden_record_and_shows_no_comment(written: str, shown: str) -> None:
    files = {
        "milestones.yaml": HIDDEN,
        "requirements.yaml": "- id: REQ-1\n  title: Search\n  statement: |\n"
        + "".join(f"    {line}\n" for line in written.split("\n")),
        "files/HID-1.pdf": "%PDF",
    }

    (found,) = an_engagement(files, "client").of(DisclosedRequirement)

    assert found.statement == shown
    assert an_engagement(files).records[1].title == "Inside"


def test_titles_and_fields_of_the_writer_s_own_name_no_hidden_record() -> None:
    found = requirement("  group: After [HID-1]\n  x-see: '[HID-1]'\n")

    assert (found.group, found.custom) == ("After […]", (("see", "[…]"),))


# Tasks


TASKS = "- id: M1\n  title: Pilot\n  reason: See [T-1].\n  tasks:\n    - {id: T-1, title: Draw, owner: lena}\n"


@pytest.mark.parametrize(
    ("share", "tasks", "reason"),
    [
        (Share(name="client", audience="client"), 0, "See […]."),
        (Share(name="client", audience="client", detail="tasks"), 1, "See [T-1]."),
        (Share(name="inside", audience="internal"), 1, "See [T-1]."),
    ],
)
def test_tasks_are_shown_and_named_only_where_a_share_s_detail_is_tasks(share: Share, tasks: int, reason: str) -> None:
    (found,) = disclose(an_engagement_as_written({"milestones.yaml": TASKS}), share).of(DisclosedMilestone)

    assert (len(found.tasks), found.reason) == (tasks, reason)


# People


def test_a_public_share_names_the_agency_s_people_without_their_addresses_and_nobody_else() -> None:
    messages = "messages: [{at: 2026-11-02T10:00:00+00:00, by: lena, text: May we?}]"
    files = {"questions.yaml": f"- {{id: Q-1, title: A, audience: public, owner: lena, {messages}}}\n"}

    found = an_engagement(files, "public")
    (question,) = found.of(DisclosedQuestion)

    assert [(person.id, person.email) for person in found.people] == [("ana", None)]
    assert (question.owner, question.messages[0].by) == (None, None)
    assert found.people_by_id.keys() == {"ana"}
    assert found.by_id == {"Q-1": question}


def test_lists_of_people_keep_those_who_may_be_named() -> None:
    decision = "audience: public, date: 2026-05-04, decision: B, decided_by: [ana, lena]"

    (found,) = an_engagement({"decisions.yaml": f"- {{id: D-1, title: A, {decision}}}\n"}, "public").of(
        DisclosedDecision
    )

    assert found.decided_by == ("ana",)


def test_how_to_reach_people_is_not_public() -> None:
    client = f"{CLIENT}{PEOPLE}communication: {{cadence: weekly, report_day: fri, reply_to: a@studio.example}}\n"

    assert an_engagement({"client.yaml": client}, "client").communication.reply_to == "a@studio.example"
    assert an_engagement({"client.yaml": client}, "public").communication.reply_to is None
    assert an_engagement({"client.yaml": client}, "public").communication.cadence is None


# Reports, sign-offs, the free page


def test_reports_have_audiences_of_their_own() -> None:
    files = {
        "reports/2026-11-06.md": "---\naudience: internal\n---\nInside.\n",
        "reports/2026-11-13.md": "---\ntitle: Week 2\ninternal: note\n---\nSee [HID-1]. <!-- note -->\n",
        "milestones.yaml": HIDDEN,
    }

    (report,) = an_engagement(files, "client").reports

    assert (report.id, report.title, report.body) == ("report-2026-11-13", "Week 2", "See […]. \n")
    assert len(an_engagement(files).reports) == 2
    assert an_engagement(files, "public").reports == ()


SIGNOFF = """id: SO-1
record: REQ-1
verb: accept
by: lena
at: 2026-05-12T10:00:00+01:00
digest: sha256:1
statement: The exact words.
"""


@pytest.mark.parametrize(("signature", "signed"), [("", False), ("signature: SSH\n", True)])
def test_a_sign_off_shows_that_a_signature_came_with_it_and_not_its_statement(signature: str, *, signed: bool) -> None:
    files = {
        "requirements.yaml": "- {id: REQ-1, title: Search, statement: S}\n",
        "signoffs/SO-1.yaml": SIGNOFF + signature,
    }

    (found,) = an_engagement(files, "client").signoffs

    assert (found.record, found.by, found.signed) == ("REQ-1", "lena", signed)
    assert not hasattr(found, "statement")
    assert an_engagement(files, "public").signoffs == ()


def test_a_sign_off_of_a_hidden_record_is_hidden() -> None:
    files = {
        "requirements.yaml": "- {id: REQ-1, title: Search, statement: S, audience: internal}\n",
        "signoffs/SO-1.yaml": SIGNOFF,
    }

    assert an_engagement(files, "client").signoffs == ()
    assert len(an_engagement(files).signoffs) == 1


def test_the_free_page_is_for_clients_and_names_nothing_hidden() -> None:
    files = {"welcome.md": "Hello, [HID-1].\n", "milestones.yaml": HIDDEN}
    of_some_sections = Share(name="board", audience="sponsor", sections=("budget",))

    assert an_engagement(files, "client").welcome == "Hello, […].\n"
    assert an_engagement(files, "public").welcome == ""
    assert disclose(an_engagement_as_written(files), of_some_sections).welcome == ""


# Feedback


def test_what_a_client_said_is_public_only_as_a_testimonial_that_may_be_quoted() -> None:
    feedback = """
- {id: F-quote, title: A, given_on: 2026-10-01, audience: public, kind: testimonial, consent: true}
- {id: F-no-consent, title: B, given_on: 2026-10-01, audience: public, kind: testimonial}
- {id: F-review, title: C, given_on: 2026-10-01, audience: public, kind: review, consent: true}
- {id: F-client, title: D, given_on: 2026-10-01}
"""
    audiences: tuple[Audience, ...] = ("client", "public")

    shown = {audience: list(an_engagement({"feedback.yaml": feedback}, audience).by_id) for audience in audiences}

    assert shown == {"client": ["F-quote", "F-no-consent", "F-review", "F-client"], "public": ["F-quote"]}


# Attachments


def test_only_attachments_that_something_disclosed_names_are_published() -> None:
    files = {
        "client.yaml": f"{CLIENT}{PEOPLE}brand: {{logo: files/logo.svg}}\nsummary: See [it](files/in-summary.pdf).\n",
        "welcome.md": "![it](files/in-welcome.png)\n",
        "deliverables.yaml": "- {id: DL-1, title: A, files: [files/in-field.pdf]}\n"
        "- {id: DL-2, title: B, audience: internal, files: [files/hidden-field.pdf]}\n",
        "risks.yaml": "- id: R-1\n  title: A\n"
        "  response: See [it](files/in-text.pdf) <!-- [x](files/commented.pdf) -->\n",
        "reports/2026-11-06.md": "[it](<files/in a report.pdf>)\n",
        **{f"files/{name}": "x" for name in ("logo.svg", "in-summary.pdf", "in-welcome.png", "in-field.pdf")},
        **{f"files/{name}": "x" for name in ("in-text.pdf", "in a report.pdf", "hidden-field.pdf", "stray.pdf")},
        "files/commented.pdf": "x",
    }

    assert an_engagement(files, "client").files == (
        *("files/in a report.pdf", "files/in-field.pdf", "files/in-summary.pdf"),
        *("files/in-text.pdf", "files/in-welcome.png", "files/logo.svg"),
    )


# Translations


def test_a_record_is_shown_in_the_client_s_language_and_no_other() -> None:
    texts = "{es: {title: Piloto, response: 'Ver [HID-1]'}, ro: {title: Pilotul}}"
    risks = f"- {{id: R-1, title: Pilot, response: Words, translations: {texts}}}\n"
    files = {"milestones.yaml": HIDDEN, "risks.yaml": risks}

    (spanish,) = an_engagement(files | {"client.yaml": f"{CLIENT}language: es\n"}, "client").of(DisclosedRisk)
    (english,) = an_engagement(files, "client").of(DisclosedRisk)

    assert (spanish.title, spanish.response) == ("Piloto", "Ver […]")
    assert (english.title, english.response) == ("Pilot", "Words")
