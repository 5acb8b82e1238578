from __future__ import annotations

from datetime import date

import pytest

from milepost.analysis.cadence import later_by, next_report_due
from support.engagements import CLIENT, an_engagement

REPORT = "---\ntitle: Told\n---\nWords.\n"


def due(client: str, *days: str) -> date | None:
    files = {f"reports/{day}.md": REPORT for day in days}
    return next_report_due(an_engagement({"client.yaml": CLIENT + client, **files}))


def test_the_next_report_is_due_one_interval_after_the_last_one() -> None:
    assert due("communication: {cadence: weekly}\n", "2026-11-06", "2026-11-20") == date(2026, 11, 27)


def test_before_the_first_report_the_start_counts() -> None:
    assert due("started: 2026-11-02\ncommunication: {cadence: fortnightly}\n") == date(2026, 11, 16)


@pytest.mark.parametrize(
    "client",
    [
        "started: 2026-11-02\n",
        "communication: {cadence: weekly}\n",
        "started: 2026-11-02\nstatus: paused\ncommunication: {cadence: weekly}\n",
        "started: 2026-11-02\nstatus: closed\ncommunication: {cadence: weekly}\n",
    ],
)
def test_nothing_is_due_without_a_promise_a_start_or_work_that_goes_on(client: str) -> None:
    assert due(client) is None


@pytest.mark.parametrize(
    ("day", "cadence", "expected"),
    [
        (date(2026, 1, 31), "monthly", date(2026, 2, 28)),
        (date(2026, 12, 15), "monthly", date(2027, 1, 15)),
        (date(2026, 11, 30), "quarterly", date(2027, 2, 28)),
        (date(2026, 9, 1), "quarterly", date(2026, 12, 1)),
    ],
)
def test_months_end_where_they_end(day: date, cadence: str, expected: date) -> None:
    assert later_by(day, cadence) == expected
