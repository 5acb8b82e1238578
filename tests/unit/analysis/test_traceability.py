"""From a requirement to its acceptance, by the links of the record, and where the chain ends too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.analysis.signoffs import acceptances
from milepost.analysis.traceability import Gap, Traceability, traceability
from milepost.disclosure.gate import disclose
from milepost.model.client import Share
from support.engagements import an_engagement, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

REQUIREMENT = "- id: REQ-1\n  title: Search\n  statement: It finds.\n  acceptance: [It finds.]\n"
MILESTONE = "- id: M1\n  title: Search works\n  requirements: [REQ-1]\n"
DELIVERABLE = "- id: DL-1\n  title: Search page\n  milestone: M1\n"
CHECK = "  checks:\n    - what: Ten words\n      result: pass\n"


def signoff(name: str, verb: str, record: str, day: int, by: str = "lena") -> dict[str, str]:
    text = (
        f"id: {name}\nrecord: {record}\nverb: {verb}\nby: {by}\nat: 2026-11-{day:02d}T10:00:00Z\n"
        f"digest: sha256:00\nstatement: |\n  Yes.\n"
    )
    return {f"signoffs/{name}.yaml": text}


def traced(**files: str) -> Traceability:
    return traceability(an_engagement({f"{name}.yaml": text for name, text in files.items()}))


def gaps(**files: str) -> tuple[Gap, ...]:
    (chain,) = traced(**files).chains
    return chain.gaps


def test_a_whole_chain_has_no_gap() -> None:
    found = traced(requirements=REQUIREMENT, milestones=MILESTONE, deliverables=DELIVERABLE + CHECK)

    (chain,) = found.chains
    assert [item.id for item in chain.milestones] == ["M1"]
    assert [item.id for item in chain.deliverables] == ["DL-1"]
    assert (chain.checks.total, chain.checks.passed, chain.checks.open) == (1, 1, 0)
    assert chain.gaps == ()
    assert chain.is_covered
    assert found.unasked == found.unchecked == ()


@pytest.mark.parametrize(
    ("requirement", "milestone", "deliverable"),
    [
        (f"{REQUIREMENT}  milestones: [M1]\n", "- id: M1\n  title: Works\n", DELIVERABLE),
        (REQUIREMENT, f"{MILESTONE}  delivers: [DL-1]\n", "- id: DL-1\n  title: Page\n"),
        (f"{REQUIREMENT}  links: [DL-1]\n", MILESTONE, "- id: DL-1\n  title: Page\n"),
        (REQUIREMENT, MILESTONE, "- id: DL-1\n  title: Page\n  links: [REQ-1]\n"),
    ],
)
def test_it_does_not_matter_which_record_names_the_other(requirement: str, milestone: str, deliverable: str) -> None:
    (chain,) = traced(requirements=requirement, milestones=milestone, deliverables=deliverable).chains

    assert [item.id for item in chain.milestones] == ["M1"]
    assert [item.id for item in chain.deliverables] == ["DL-1"]


def test_only_the_first_break_of_a_chain_is_said() -> None:
    other = "- id: M9\n  title: Other\n"
    elsewhere = "- id: DL-9\n  title: Other\n  milestone: M9\n  checks:\n    - what: Seen\n"

    assert gaps(requirements=REQUIREMENT, milestones=other, deliverables=elsewhere) == (Gap.NO_MILESTONE,)
    assert gaps(requirements=REQUIREMENT, milestones=MILESTONE + other, deliverables=elsewhere) == (Gap.NO_DELIVERABLE,)
    assert gaps(requirements=REQUIREMENT, milestones=MILESTONE, deliverables=DELIVERABLE) == (Gap.NO_CHECK,)


def test_a_dropped_milestone_answers_nothing() -> None:
    assert gaps(requirements=REQUIREMENT, milestones=f"{MILESTONE}  status: dropped\n") == (Gap.NO_MILESTONE,)


def test_without_a_word_on_acceptance_nothing_says_when_it_is_met() -> None:
    plain = REQUIREMENT.replace("  acceptance: [It finds.]\n", "")

    assert gaps(requirements=plain) == (Gap.NO_CRITERIA,)


def test_a_failed_check_is_a_gap_and_an_open_one_is_not() -> None:
    failed = DELIVERABLE + CHECK.replace("pass", "fail")
    waiting = DELIVERABLE + CHECK.replace("pass", "open")

    assert gaps(requirements=REQUIREMENT, milestones=MILESTONE, deliverables=failed) == (Gap.CHECK_FAILED,)
    assert gaps(requirements=REQUIREMENT, milestones=MILESTONE, deliverables=waiting) == ()


def test_what_is_done_needs_an_acceptance_of_its_deliverable() -> None:
    files = {
        "requirements.yaml": f"{REQUIREMENT}  status: done\n",
        "milestones.yaml": MILESTONE,
        "deliverables.yaml": DELIVERABLE + CHECK,
    }
    (before,) = traceability(an_engagement(files)).chains
    (after,) = traceability(an_engagement({**files, **signoff("SO-1", "accept", "DL-1", 3)})).chains

    assert before.gaps == (Gap.NOT_ACCEPTED,)
    assert after.gaps == ()
    assert [item.id for item in after.accepted] == ["SO-1"]


def test_a_sign_off_of_the_requirement_is_an_agreement_to_its_words_and_no_acceptance() -> None:
    files = {"requirements.yaml": REQUIREMENT, **signoff("SO-1", "accept", "REQ-1", 3)}

    (chain,) = traceability(an_engagement(files)).chains

    assert [item.id for item in chain.agreed] == ["SO-1"]
    assert chain.accepted == ()


def test_a_later_rejection_or_withdrawal_ends_an_acceptance_and_reading_does_not() -> None:
    first = signoff("SO-1", "accept", "DL-1", 3)
    read = signoff("SO-2", "acknowledge", "DL-1", 5)
    withdrawn = signoff("SO-3", "withdraw", "DL-1", 6)
    other = signoff("SO-4", "accept", "DL-1", 7, by="ana")

    def standing(*signoffs: dict[str, str]) -> list[str]:
        files = {"deliverables.yaml": "- id: DL-1\n  title: Page\n"}
        for item in signoffs:
            files |= item
        return [item.id for item in acceptances(an_engagement(files).signoffs, "DL-1")]

    assert standing(first, read) == ["SO-1"]
    assert standing(first, withdrawn) == []
    assert standing(first, withdrawn, other) == ["SO-4"]


def test_dropped_requirements_and_those_put_off_are_not_traced() -> None:
    dropped = REQUIREMENT + "  status: dropped\n"
    put_off = REQUIREMENT.replace("REQ-1", "REQ-2") + "  priority: wont\n"

    found = traced(requirements=dropped + put_off, deliverables="- id: DL-1\n  title: Page\n")

    assert found.chains == ()
    assert found.unasked == ()


def test_deliverables_that_nobody_asked_for_or_nobody_checked_are_named() -> None:
    found = traced(
        requirements=REQUIREMENT,
        milestones=MILESTONE,
        deliverables=DELIVERABLE + "- id: DL-2\n  title: Extra\n  status: delivered\n",
    )

    assert [item.id for item in found.unasked] == ["DL-2"]
    assert [item.id for item in found.unchecked] == ["DL-2"]
    assert [chain.requirement.id for chain in found.of_milestone("M1")] == ["REQ-1"]
    assert [chain.requirement.id for chain in found.of_deliverable("DL-1")] == ["REQ-1"]
    assert [chain.requirement.id for chain in found.with_gap(Gap.NO_CHECK)] == ["REQ-1"]
    assert found.by_id["REQ-1"].requirement.id == "REQ-1"


@pytest.mark.parametrize(
    ("audience", "sections"), [("client", ("requirements",)), ("public", ()), ("client", ("requirements", "roadmap"))]
)
def test_of_what_a_share_hides_nothing_is_said_to_be_missing(audience: Audience, sections: tuple[str, ...]) -> None:
    engagement = an_engagement_as_written(
        {
            "requirements.yaml": f"{REQUIREMENT}  status: done\n  audience: public\n",
            "milestones.yaml": f"{MILESTONE}  audience: public\n",
            "deliverables.yaml": f"{DELIVERABLE}  audience: public\n{CHECK}",
        }
    )

    (chain,) = traceability(disclose(engagement, Share(name="s", audience=audience, sections=sections))).chains

    assert chain.gaps == ()
