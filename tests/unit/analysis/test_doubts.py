"""What is called done or accepted, and what it lacks for that."""

from __future__ import annotations

from milepost.analysis.doubts import Missing, doubts
from support.engagements import an_engagement

ACCEPTED = "- id: DL-1\n  title: Page\n  status: accepted\n"
CHECKED = "  checks:\n    - what: Seen\n      result: pass\n      by: {by}\n"
SIGNED = """\
id: SO-1
record: DL-1
verb: accept
by: lena
at: 2026-11-01T10:00:00Z
digest: sha256:00
statement: |
  Yes.
"""
FAILED = """\
- id: DL-1
  title: Page
  milestone: M1
  status: in-review
  checks:
    - what: Seen
      result: fail
"""


def lacking(**files: str) -> dict[str, list[tuple[Missing, tuple[str, ...]]]]:
    named = {f"{name}.yaml": text for name, text in files.items() if name != "signoff"}
    if "signoff" in files:
        named["signoffs/SO-1.yaml"] = files["signoff"]
    found = doubts(an_engagement(named))
    return {name: [(item.missing, item.at) for item in items] for name, items in found.items()}


def test_a_milestone_is_done_on_a_day() -> None:
    assert lacking(milestones="- id: M1\n  title: Launch\n  status: done\n") == {"M1": [(Missing.DAY, ("M1",))]}
    assert lacking(milestones="- id: M1\n  title: Launch\n  status: done\n  done_on: 2026-11-01\n") == {}
    assert lacking(milestones="- id: M1\n  title: Launch\n") == {}


def test_a_milestone_is_not_done_without_what_it_delivers() -> None:
    milestone = "- id: M1\n  title: Launch\n  done_on: 2026-11-01\n"

    def of(deliverable: str) -> list[tuple[Missing, tuple[str, ...]]]:
        return lacking(
            milestones=milestone, deliverables=f"- id: DL-1\n  title: Page\n  milestone: M1\n{deliverable}"
        ).get("M1", [])

    check = "  checks:\n    - what: Seen\n      result: {result}\n"
    assert of("") == [(Missing.DELIVERY, ("DL-1",))]
    assert of("  status: rejected\n") == [(Missing.DELIVERY, ("DL-1",))]
    assert of("  status: delivered\n") == []
    assert of("  status: delivered\n" + check.format(result="fail")) == [(Missing.FAILED_CHECK, ("DL-1",))]
    assert of("  status: delivered\n" + check.format(result="open")) == [(Missing.OPEN_CHECK, ("DL-1",))]
    assert of("  status: in-review\n" + check.format(result="open")) == []


def test_an_acceptance_is_a_sign_off_or_a_check_that_the_client_made() -> None:
    assert lacking(deliverables=ACCEPTED) == {"DL-1": [(Missing.ACCEPTANCE, ("DL-1",))]}
    assert lacking(deliverables=ACCEPTED, signoff=SIGNED) == {}
    assert lacking(deliverables=ACCEPTED + CHECKED.format(by="lena")) == {}
    assert lacking(deliverables=ACCEPTED + CHECKED.format(by="ana")) == {"DL-1": [(Missing.ACCEPTANCE, ("DL-1",))]}


def test_an_accepted_deliverable_has_no_open_or_failed_check() -> None:
    waiting = ACCEPTED + "  checks:\n    - what: Seen\n    - what: Tried\n      result: fail\n"

    assert lacking(deliverables=waiting, signoff=SIGNED) == {
        "DL-1": [(Missing.FAILED_CHECK, ("DL-1",)), (Missing.OPEN_CHECK, ("DL-1",))]
    }


def test_a_share_that_hides_sign_offs_says_nothing_of_a_missing_one() -> None:
    shown = an_engagement({"deliverables.yaml": f"{ACCEPTED}  audience: public\n"}, audience="public")

    assert doubts(shown) == {}


def test_a_requirement_is_done_when_a_milestone_of_it_is_and_its_checks_are_made() -> None:
    requirement = "- id: REQ-1\n  title: Search\n  statement: It finds.\n  status: done\n"
    one = "- id: M1\n  title: First\n  requirements: [REQ-1]\n"
    two = "- id: M2\n  title: Second\n  requirements: [REQ-1]\n"
    done = "  done_on: 2026-11-01\n  status: done\n"

    assert lacking(requirements=requirement) == {}
    assert lacking(requirements=requirement, milestones=one) == {"REQ-1": [(Missing.MILESTONE, ("M1",))]}
    assert lacking(requirements=requirement, milestones=one + done + two) == {}
    found = lacking(requirements=requirement, milestones=one + done, deliverables=FAILED)
    assert found["REQ-1"] == found["M1"] == [(Missing.FAILED_CHECK, ("DL-1",))]
