from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from milepost.disclosure.past import PastGate, past_gate
from milepost.history.verdict import Status, Verdict
from milepost.model.client import Share
from milepost.model.delivery import Milestone, Task
from support.engagements import CLIENT, PEOPLE, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

FILES = {
    "client.yaml": CLIENT + PEOPLE,
    "risks.yaml": "- {id: R-1, title: A}\n- {id: R-2, title: B, audience: internal}\n",
    "reports/2026-01-02.md": "---\naudience: internal\n---\nWords.\n",
    "milestones.yaml": "- {id: M1, title: C, tasks: [{id: T-1, title: D}]}\n",
}
SIGNED = Verdict(Status.VALID_PERSON, "Signed by ana@studio.example.", "ana@studio.example", "SHA256:abc", "ssh")


def gate(audience: Audience = "client") -> PastGate:
    return past_gate(an_engagement_as_written(FILES), Share(name="share", audience=audience))


def test_the_gate_for_the_past_knows_what_is_shown_and_hidden_today() -> None:
    found = gate()

    assert found.shown_now == {"r-1", "m1"}
    assert found.hidden_now == {"r-2", "report-2026-01-02"}
    assert found.ever_hidden == {"r-2", "report-2026-01-02", "t-1"}


def test_a_task_of_a_milestone_that_was_hidden_is_never_named_even_where_tasks_are_shown() -> None:
    tasks = replace(gate(), share=Share(name="share", audience="client", detail="tasks"), ever_hidden=frozenset())
    milestone = Milestone(id="M2", title="E", tasks=(Task(id="T-2", title="F"),))

    shown, hidden = {"M2": milestone}, {"M2": replace(milestone, audience="internal")}

    assert tasks.knowing([shown]).ever_hidden == set()
    assert tasks.knowing([hidden]).ever_hidden == {"m2", "t-2"}


@pytest.mark.parametrize(
    ("audience", "told"),
    [("client", [("Ana Pop", "ANA@studio.example"), ("A. N. Other", "")]), ("public", [("", ""), ("", "")])],
)
def test_an_author_is_known_by_the_name_that_the_share_has_for_the_address(
    audience: Audience, told: list[tuple[str, str]]
) -> None:
    claims = (("ana", "ANA@studio.example"), ("A. N. Other", "other@private.example"))

    assert [gate(audience).author(*claim) for claim in claims] == told


def test_a_verdict_goes_out_without_its_reason_and_to_the_public_without_the_signer() -> None:
    assert gate().verdict(SIGNED) == replace(SIGNED, reason="")
    assert gate("public").verdict(SIGNED) == Verdict(Status.VALID_PERSON, "", None, None, "ssh")
    assert gate().verdict(None) is None


def test_what_was_withdrawn_is_in_no_reference_and_no_text_but_was_there() -> None:
    moment = gate().at({"R-1": ("client", "risks"), "M1": ("client", "milestones")}, {"r-1"})

    assert moment.note("[R-1] [M1] [T-1]") == "[…] [M1] […]"
    assert moment.shown == {"R-1", "M1"}
    assert moment.gate.visible == {"M1"}
