"""A report is shown as it was first published; what was changed in it since stands below it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind, RecordChange, as_values
from milepost.analysis.published import published, taken_back
from milepost.analysis.trail import Revision, Trail
from milepost.disclosure.engagement import DisclosedReport

if TYPE_CHECKING:
    from milepost.analysis.changes import Value

NOON = datetime(2026, 11, 6, 12, tzinfo=UTC)


def a_report(body: str = "All is well.") -> DisclosedReport:
    return DisclosedReport(
        id="report-2026-11-06", date=date(2026, 11, 6), title="On time", health="on-track", author="ana", body=body
    )


def change(kind: ChangeKind, field: str | None, before: Value, after: Value) -> RecordChange:
    return RecordChange("report-2026-11-06", "reports", kind, field, before, after)


def revision(day: int, *changes: RecordChange) -> Revision:
    at = NOON + timedelta(days=day)
    return Revision(f"{day:040d}", (), "Ana", "ana@studio.example", at, at, at, None, changes)


def added(body: str) -> RecordChange:
    return change(ChangeKind.ADDED, None, None, as_values(a_report(body)))


REMOVED = change(ChangeKind.REMOVED, None, as_values(a_report()), None)


def test_the_first_version_is_shown_whatever_was_written_since() -> None:
    later = revision(3, change(ChangeKind.CHANGED, "body", "All is well.", "All is not well."))
    trail = Trail((later, revision(0, added("All is well."))))

    found = published(a_report("All is not well."), trail)

    assert found.report == a_report("All is well.")
    assert found.corrections == (later,)
    assert found.first == trail.revisions[1]
    assert found.certain


def test_a_field_that_was_added_later_is_not_in_the_first_version() -> None:
    first = as_values(DisclosedReport(id="report-2026-11-06", date=date(2026, 11, 6), body="All is well."))
    trail = Trail((revision(0, change(ChangeKind.ADDED, None, None, first)),))

    found = published(a_report(), trail)

    assert (found.report.title, found.report.health, found.report.author) == (None, None, None)


def test_without_history_the_report_is_shown_as_it_is() -> None:
    assert published(a_report(), None).report == a_report()
    assert published(a_report(), None).first is None


def test_a_report_that_is_not_committed_is_shown_as_it_is() -> None:
    found = published(a_report(), Trail((), complete=False))

    assert (found.report, found.first, found.corrections) == (a_report(), None, ())
    assert not found.certain


def test_a_report_that_was_taken_back_is_frozen_by_the_version_that_came_again() -> None:
    gone = revision(2, REMOVED)
    trail = Trail((revision(5, added("Second words.")), gone, revision(0, added("Words that were taken back."))))

    found = published(a_report("Second words."), trail)

    assert found.report.body == "Second words."
    assert found.taken_back == gone
    assert found.corrections == ()


def test_a_merge_that_brings_a_correction_is_not_told_beside_it() -> None:
    correction = change(ChangeKind.CHANGED, "body", "All is well.", "All is not well.")
    inside, merge = revision(3, correction), revision(4, correction)

    found = published(a_report("All is not well."), Trail((merge, inside, revision(0, added("All is well.")))))

    assert found.corrections == (inside,)


def test_reports_that_are_gone_are_named_by_their_day() -> None:
    gone = revision(2, REMOVED)
    trail = Trail((gone, revision(0, added("All is well."))))

    assert taken_back([], trail) == ((date(2026, 11, 6), gone),)
    assert taken_back([a_report()], trail) == ()
    assert taken_back([], None) == ()
