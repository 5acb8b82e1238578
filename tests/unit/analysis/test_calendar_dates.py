from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from milepost.analysis.calendar_dates import CalendarDate, DateKind, Sureness, calendar_dates
from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.standing import standings
from milepost.analysis.trail import Revision, Trail
from support.engagements import AS_OF, CLIENT, an_engagement


def found(files: dict[str, str], trail: Trail | None = None) -> tuple[CalendarDate, ...]:
    engagement = an_engagement(files)
    return calendar_dates(engagement, standings(engagement, AS_OF), trail, AS_OF)


def milestone(text: str) -> CalendarDate:
    return found({"milestones.yaml": f"- {{id: M1, title: Pilot, {text}}}\n"})[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("agreed: 2027-01-18", date(2027, 1, 18), date(2027, 1, 18)),
        ("agreed: 2027-01-18, expected: 2027-02-08, reason: Late", date(2027, 2, 8), date(2027, 2, 8)),
        ("agreed: 2027-05-28, precision: month", date(2027, 5, 1), date(2027, 5, 31)),
        ("agreed: 2027-02-10, precision: quarter", date(2027, 1, 1), date(2027, 3, 31)),
        (
            "agreed: 2026-05-28, precision: month, done_on: 2026-05-20, status: done",
            date(2026, 5, 20),
            date(2026, 5, 20),
        ),
    ],
)
def test_a_milestone_is_shown_as_exactly_as_it_was_promised(text: str, first: date, last: date) -> None:
    item = milestone(text)

    assert (item.first, item.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "sureness", "is_done"),
    [
        ("agreed: 2027-01-18", Sureness.SURE, False),
        ("agreed: 2027-01-18, confidence: low", Sureness.UNSURE, False),
        ("agreed: 2027-01-18, status: dropped", Sureness.CALLED_OFF, False),
        ("agreed: 2026-01-18, status: done, done_on: 2026-01-18", Sureness.SURE, True),
    ],
)
def test_a_date_says_how_sure_it_is(text: str, sureness: Sureness, *, is_done: bool) -> None:
    item = milestone(text)

    assert (item.sureness, item.is_done) == (sureness, is_done)


def test_what_has_no_date_is_not_among_it() -> None:
    files = {
        "milestones.yaml": "- {id: M1, title: Some day}\n",
        "actions.yaml": "- {id: A-1, title: Some day, party: client}\n",
        "incidents.yaml": INCIDENTS,
    }

    assert [item.key for item in found(files)] == ["I-1", "I-3"]


INCIDENTS = """
- {id: I-1, title: Move, severity: maintenance, starts: 2026-11-25T07:00:00Z, ends: 2026-11-25T08:00:00Z, updates: [U]}
- {id: I-2, title: Fault, severity: major, starts: "2026-11-05T07:00:00+00:00", updates: [U]}
- {id: I-3, title: Back, severity: maintenance, starts: 2026-11-25T07:00:00Z, ends: 2026-11-25T06:00:00Z, updates: [U]}
- {id: I-4, title: Some day, severity: maintenance, updates: [U]}
""".replace("U]", '{at: "2026-11-01T08:00:00+00:00", status: scheduled, text: Soon}]')


def test_maintenance_has_its_hours_and_no_end_that_no_calendar_could_hold() -> None:
    move, backwards = found({"incidents.yaml": INCIDENTS})

    assert (move.first, move.last) == (datetime(2026, 11, 25, 7, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert backwards.last is None


WEEKLY = f"{CLIENT}started: 2026-11-09\ncommunication: {{cadence: weekly}}\n"


def test_reports_repeat_up_to_the_last_open_date() -> None:
    files = {"client.yaml": WEEKLY, "milestones.yaml": "- {id: M1, title: Pilot, agreed: 2027-01-18}\n"}

    reports = found(files)[-1]

    assert (reports.kind, reports.first, reports.cadence, reports.until) == (
        DateKind.REPORTS,
        date(2026, 11, 16),
        "weekly",
        date(2027, 1, 18),
    )


def test_a_report_after_the_last_open_date_comes_once() -> None:
    reports = found({"client.yaml": WEEKLY})[-1]

    assert (reports.first, reports.cadence, reports.until) == (date(2026, 11, 16), "", None)


@pytest.mark.parametrize(
    ("cadence", "repeats"), [("weekly", True), ("fortnightly", True), ("monthly", False), ("quarterly", False)]
)
def test_a_month_on_its_nearest_friday_is_no_rhythm_that_a_calendar_could_repeat(
    cadence: str, *, repeats: bool
) -> None:
    client = f"{CLIENT}started: 2026-11-09\ncommunication: {{cadence: {cadence}, report_day: fri}}\n"
    files = {"client.yaml": client, "milestones.yaml": "- {id: M1, title: Pilot, agreed: 2027-06-18}\n"}

    reports = found(files)[-1]

    assert (reports.cadence, reports.until is not None) == (cadence if repeats else "", repeats)


def revision(day: int, *changes: RecordChange) -> Revision:
    at = datetime(2026, 10, day, tzinfo=UTC)
    return Revision(f"{day:040}", (), "Ana", "a@b.c", at, at, at, None, changes)


def of(record: str, field: str | None, collection: str = "milestones") -> RecordChange:
    kind = ChangeKind.CHANGED if field else ChangeKind.ADDED
    return RecordChange(record, collection, kind, field, None, "x")


PAST = Trail(
    (
        revision(5, of("report-2026-10-05", None, "reports"), of("report-2026-10-05", "title", "reports")),
        revision(4, of("M1", "title")),
        revision(3, of("M1", "expected"), of("M1", "reason")),
        revision(2, of("M1", "expected"), of("M2", "agreed")),
        revision(1, of("M1", None)),
    )
)


def test_the_number_of_changes_rises_with_each_change_of_a_date_and_with_no_other() -> None:
    files = {"milestones.yaml": "- {id: M1, title: Pilot, agreed: 2027-01-18}\n"}

    item = found(files, PAST)[0]

    assert item.changes == 2
    assert item.changed_at == datetime(2026, 10, 4, tzinfo=UTC)


def test_the_reports_change_with_each_report_and_with_each_date_of_a_milestone() -> None:
    reports = found({"client.yaml": WEEKLY}, PAST)[-1]

    # One report, M1 added, and three dates.
    assert reports.changes == 5
    assert reports.changed_at == datetime(2026, 10, 5, tzinfo=UTC)


def test_what_the_history_does_not_know_has_not_changed() -> None:
    item = found({"actions.yaml": "- {id: A-1, title: New, party: client, due: 2026-12-01}\n"}, PAST)[0]

    assert (item.changes, item.changed_at) == (0, None)
