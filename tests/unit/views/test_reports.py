"""The list of reports and a report's page say what a reader must know before reading."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange, as_values
from milepost.analysis.trail import Revision, Trail
from milepost.views.blocks import Note
from milepost.views.reports import report_pages, reports_page
from support.contexts import a_context

if TYPE_CHECKING:
    from milepost.views.context import Context

REPORT = {"reports/2026-11-06.md": "---\ntitle: Fine\n---\n\nFine.\n"}


def headline(client: str, as_of: date) -> str:
    page = reports_page(a_context(REPORT, client=client, as_of=as_of))
    assert page is not None
    return page.headline


@pytest.mark.parametrize(
    ("client", "day", "told"),
    [
        ("communication: {cadence: weekly}\n", 13, "The last report is of 6 November, 7 days ago."),
        (
            "communication: {cadence: weekly}\n",
            15,
            "The last report is of 6 November, 9 days ago. The next one is 2 days late.",
        ),
        ("communication: {cadence: weekly}\nstatus: closed\n", 15, "The last report is of 6 November, 9 days ago."),
        ("", 15, "The last report is of 6 November, 9 days ago."),
    ],
)
def test_a_report_that_is_late_is_said_to_be_late(client: str, day: int, told: str) -> None:
    assert headline(client, date(2026, 11, day)) == told


def notes(context: Context) -> list[str]:
    (page,) = report_pages(context)
    return [block.text for block in page.lead if isinstance(block, Note)]


def revision(day: int, kind: ChangeKind, values: object) -> Revision:
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    before, after = (None, as_values(values)) if kind is ChangeKind.ADDED else (as_values(values), None)
    change = RecordChange("report-2026-11-06", "reports", kind, None, before, after)
    return Revision(f"{day:040d}", (), "Ana", "ana@studio.example", at, at, at, None, (change,))


def test_a_report_that_came_again_says_so() -> None:
    (report,) = a_context(REPORT).engagement.reports
    trail = Trail(
        (
            revision(9, ChangeKind.ADDED, report),
            revision(7, ChangeKind.REMOVED, report),
            revision(6, ChangeKind.ADDED, report),
        )
    )

    assert notes(a_context(REPORT, trail=trail)) == [
        "6 November 2026",
        "This report was taken back on 7 November and published again on 9 November. The text below is the second one.",
    ]


def test_a_history_that_is_not_whole_cannot_vouch_for_a_first_version() -> None:
    (report,) = a_context(REPORT).engagement.reports
    trail = Trail((revision(6, ChangeKind.ADDED, report),), complete=False)

    assert notes(a_context(REPORT, trail=trail))[1:] == [
        "Older history is missing, so an earlier version of this report may have been published."
    ]
