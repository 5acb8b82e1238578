"""What happened in a period is told by the days on record, and by the history where the record has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.period import Period, PeriodFacts, Told, period_facts, since_last_report
from milepost.analysis.standing import standings
from milepost.analysis.trail import Revision, Trail
from milepost.disclosure.engagement import DisclosedReport
from milepost.disclosure.records import DisclosedChange, DisclosedDeliverable
from support.engagements import an_engagement

if TYPE_CHECKING:
    from milepost.analysis.changes import Value

PERIOD = Period(date(2026, 11, 7), date(2026, 11, 20))


def changed(record: str, collection: str, field: str, before: Value, after: Value) -> RecordChange:
    return RecordChange(record, collection, ChangeKind.CHANGED, field, before, after)


def on(day: int, *changes: RecordChange) -> Revision:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Revision(f"{day:040d}", (), "Ana", "ana@studio.example", at, at, at, None, changes)


def facts(files: dict[str, str], *revisions: Revision, drafts: tuple[RecordChange, ...] = ()) -> PeriodFacts:
    engagement = an_engagement(files)
    trail = Trail(tuple(reversed(revisions)))
    found = standings(engagement, PERIOD.last)
    return period_facts(Told(engagement, found, trail, drafts, lambda at: at.date()), PERIOD)


MILESTONES = """
- id: M1
  title: Before
  agreed: 2026-11-06
  done_on: 2026-11-06
  status: done
- id: M2
  title: Within
  agreed: 2026-11-10
  done_on: 2026-11-10
  status: done
- id: M3
  title: Launch
  agreed: 2026-12-01
  expected: 2026-12-15
  reason: The list came late.
- id: M4
  title: Passed
  agreed: 2026-11-15
"""


def test_what_was_done_within_the_period_is_done_and_no_more() -> None:
    found = facts({"milestones.yaml": MILESTONES})

    assert [item.milestone.id for item in found.done] == ["M2"]
    assert [item.milestone.id for item in found.coming] == ["M3"]
    assert [item.milestone.id for item in found.blocked] == ["M4"]


def test_a_date_that_moved_twice_moved_once_from_the_first_to_the_last() -> None:
    found = facts(
        {"milestones.yaml": MILESTONES},
        on(8, changed("M3", "milestones", "expected", None, "2026-12-08")),
        on(12, changed("M3", "milestones", "expected", "2026-12-08", "2026-12-15")),
    )

    (moved,) = found.moved
    assert (moved.milestone.id, moved.before, moved.after) == ("M3", date(2026, 12, 1), date(2026, 12, 15))
    assert moved.days == 14


def test_a_move_outside_the_period_or_of_what_is_done_is_not_told() -> None:
    found = facts(
        {"milestones.yaml": MILESTONES},
        on(3, changed("M3", "milestones", "expected", None, "2026-12-15")),
        on(9, changed("M2", "milestones", "expected", None, "2026-11-10")),
        on(9, changed("M9", "milestones", "expected", None, "2026-11-10")),
    )

    assert found.moved == ()


def test_a_date_that_moved_and_came_back_has_not_moved() -> None:
    found = facts(
        {"milestones.yaml": MILESTONES.replace("  expected: 2026-12-15\n", "")},
        on(8, changed("M3", "milestones", "expected", None, "2026-12-08")),
        on(12, changed("M3", "milestones", "expected", "2026-12-08", None)),
    )

    assert found.moved == ()


def test_what_is_not_committed_yet_counts_too() -> None:
    found = facts(
        {"milestones.yaml": MILESTONES}, drafts=(changed("M3", "milestones", "agreed", "2026-11-24", "2026-12-01"),)
    )

    assert found.moved == ()
    found = facts(
        {"milestones.yaml": MILESTONES}, drafts=(changed("M3", "milestones", "expected", "2026-12-02", "2026-12-15"),)
    )
    assert found.moved[0].days == 13


def test_a_status_counts_where_it_is_another_at_the_end() -> None:
    files = {
        "deliverables.yaml": "- id: DL-1\n  title: Manual\n  status: accepted\n- id: DL-2\n  title: Plan\n",
        "changes.yaml": "- id: CR-1\n  title: More\n  description: More.\n  status: accepted\n"
        "  requested_on: 2026-11-09\n",
    }
    found = facts(
        files,
        on(8, changed("DL-1", "deliverables", "status", "planned", "in-review")),
        on(9, changed("DL-1", "deliverables", "status", "in-review", "accepted")),
        on(9, changed("DL-2", "deliverables", "status", "planned", "delivered")),
        on(10, changed("DL-2", "deliverables", "status", "delivered", "planned")),
        on(10, changed("CR-1", "changes", "status", "proposed", "accepted")),
        on(11, changed("CR-9", "changes", "status", "proposed", "accepted")),
    )

    assert [item.id for item in found.turned_of(DisclosedDeliverable, "accepted")] == ["DL-1"]
    assert found.turned_of(DisclosedDeliverable, "delivered", "planned") == ()
    assert [item.id for item in found.turned_of(DisclosedChange, "accepted")] == ["CR-1"]
    assert [item.id for item in found.asked_changes] == ["CR-1"]


def test_decisions_questions_actions_and_measurements_are_told_by_their_day() -> None:
    question = "  to: agency\n  messages:\n    - at: {at}\n      by: lena\n      text: When?\n"
    found = facts(
        {
            "decisions.yaml": """
- {id: D-1, title: Late, date: 2026-11-19, decision: Yes.}
- {id: D-2, title: Early, date: 2026-11-08, decision: Yes.}
- {id: D-3, title: Open, date: 2026-11-09, decision: Maybe., status: proposed}
- {id: D-4, title: Before, date: 2026-11-01, decision: Yes.}
""",
            "questions.yaml": "- id: Q-1\n  title: First\n  answered_at: 2026-11-18T10:00:00Z\n"
            + question.format(at="2026-11-01T10:00:00Z")
            + "- id: Q-2\n  title: Second\n"
            + question.format(at="2026-11-08T10:00:00Z"),
            "actions.yaml": "- id: A-1\n  title: Send\n  party: client\n  done_on: 2026-11-09\n"
            "- id: A-2\n  title: Call\n  party: client\n",
            "kpis.yaml": "- id: K-1\n  title: Visits\n  target: 9\n  measurements:\n"
            "    - {date: 2026-11-08, value: 5}\n    - {date: 2026-11-15, value: 6}\n"
            "- id: K-2\n  title: Sales\n  target: 9\n",
        }
    )

    assert [item.id for item in found.decided] == ["D-2", "D-1"]
    assert [item.question.id for item in found.asked] == ["Q-2"]
    assert [item.question.id for item in found.answered] == ["Q-1"]
    assert [item.id for item in found.actions_done] == ["A-1"]
    assert [item.action.id for item in found.wanted] == ["A-2"]
    assert [(kpi.id, str(entry.value)) for kpi, entry in found.measured] == [("K-1", "6")]


def test_the_next_report_begins_on_the_day_after_the_last_one() -> None:
    old = DisclosedReport(id="report-2026-11-06", date=date(2026, 11, 6), body="")
    today = replace(old, id="report-2026-11-20", date=date(2026, 11, 20))

    assert since_last_report([old, today], None, date(2026, 11, 20)) == PERIOD
    assert since_last_report([], date(2026, 5, 4), date(2026, 11, 20)).first == date(2026, 5, 4)
    assert since_last_report([], None, date(2026, 11, 20)).first == date(2026, 11, 20)
