"""What a change request touches along the links of the record."""

from __future__ import annotations

from milepost.analysis.touched import Touched, touched_by
from milepost.analysis.traceability import traceability
from milepost.disclosure.records import DisclosedChange
from support.engagements import an_engagement

FILES = {
    "requirements.yaml": """
- id: REQ-1
  title: Search
  statement: It finds.
- id: REQ-2
  title: Print
  statement: It prints.
- id: REQ-3
  title: Speak
  statement: It speaks.
""",
    "milestones.yaml": """
- id: M1
  title: Search works
  agreed: 2026-12-01
  requirements: [REQ-1]
- id: M2
  title: Pilot
  agreed: 2026-12-10
  depends_on: [M1]
- id: M3
  title: Launch
  agreed: 2026-12-20
  depends_on: [M2]
- id: M4
  title: Kick-off
  agreed: 2026-01-01
  done_on: 2026-01-01
  status: done
  depends_on: [M1]
- id: M5
  title: Printing works
  agreed: 2026-12-24
  requirements: [REQ-2]
""",
    "deliverables.yaml": """
- id: DL-1
  title: Search page
  milestone: M1
- id: DL-2
  title: Printer
  milestone: M5
""",
    "risks.yaml": """
- id: R-1
  title: Rain
  affects: [M1]
- id: R-2
  title: Snow
  affects: [M1]
  status: closed
""",
    "signoffs/SO-1.yaml": """
id: SO-1
record: DL-1
verb: accept
by: lena
at: 2026-11-01T10:00:00Z
digest: sha256:00
statement: |
  Yes.
""",
}


def touched(change: str, **more: str) -> Touched:
    text = f"- id: CR-1\n  title: More\n  description: More of it.\n{change}"
    files = {**FILES, "changes.yaml": text}
    for name, added in more.items():
        files[f"{name}.yaml"] += added
    engagement = an_engagement(files)
    (request,) = engagement.of(DisclosedChange)
    return touched_by(request, engagement, traceability(engagement))


def test_a_date_that_moves_takes_its_requirements_deliverables_and_what_waits_along() -> None:
    found = touched("  effect:\n    milestones:\n      - id: M1\n        days: 7\n")

    assert [(item.id, days) for item, days in found.moved] == [("M1", 7)]
    assert [item.id for item in found.waiting] == ["M2", "M3"]
    assert [item.id for item in found.requirements] == ["REQ-1"]
    assert [item.id for item in found.deliverables] == ["DL-1"]
    assert [item.id for item in found.risks] == ["R-1"]
    assert found.accepted_records == ("DL-1",)
    assert not found.is_empty


def test_a_requirement_that_it_names_takes_its_deliverables_along_and_no_other_requirement() -> None:
    found = touched("  links: [REQ-2]\n")

    assert found.moved == ()
    assert [item.id for item in found.requirements] == ["REQ-2"]
    assert [item.id for item in found.deliverables] == ["DL-2"]


def test_a_record_that_names_the_change_request_counts_too() -> None:
    named = "- id: REQ-4\n  title: Welsh\n  statement: In Welsh.\n  links: [CR-1]\n"

    assert [item.id for item in touched("", requirements=named).requirements] == ["REQ-4"]


def test_a_change_that_the_record_links_with_nothing_touches_nothing() -> None:
    assert touched("  effect:\n    milestones:\n      - id: M1\n        days: 0\n").is_empty
