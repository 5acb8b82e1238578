from __future__ import annotations

from datetime import date

import pytest

from milepost.analysis.next_report import next_report
from support.engagements import AS_OF, CLIENT, an_engagement

BODY = "---\nhealth: on-track\n---\nAll is well.\n"


def reported(cadence: str, *days: str, more: str = "") -> dict[str, str]:
    client = f"{CLIENT}started: 2026-09-07\ncommunication: {{cadence: {cadence}}}\n{more}"
    return {"client.yaml": client, **{f"reports/{day}.md": BODY for day in days}}


@pytest.mark.parametrize(
    ("cadence", "last", "due"),
    [
        ("weekly", "2026-11-20", "2026-11-27"),
        ("fortnightly", "2026-11-20", "2026-12-04"),
        ("monthly", "2026-10-31", "2026-11-30"),
        ("quarterly", "2026-11-20", "2027-02-19"),  # the 20th is a Saturday
    ],
)
def test_a_report_is_due_one_cadence_after_the_last(cadence: str, last: str, due: str) -> None:
    found = next_report(an_engagement(reported(cadence, "2026-10-09", last)), AS_OF)

    assert found is not None
    assert (found.last, found.due) == (date.fromisoformat(last), date.fromisoformat(due))
    assert (found.days_left, found.is_overdue) == ((found.due - AS_OF).days, False)


def test_a_late_report_does_not_move_those_that_follow_off_their_day() -> None:
    told = "{cadence: weekly, report_day: fri}"

    def due(last: str) -> str:
        files = {"client.yaml": f"{CLIENT}communication: {told}\n", f"reports/{last}.md": BODY}
        found = next_report(an_engagement(files), AS_OF)
        assert found is not None
        return found.due.isoformat()

    assert {last: due(last) for last in ("2026-11-12", "2026-11-13", "2026-11-16")} == {
        "2026-11-12": "2026-11-20",
        "2026-11-13": "2026-11-20",
        "2026-11-16": "2026-11-20",
    }


def test_a_report_whose_day_is_a_holiday_comes_on_the_working_day_before() -> None:
    found = next_report(
        an_engagement(reported("weekly", "2026-12-18", more="calendar: {holidays: GB, days_off: [2026-12-24]}\n")),
        date(2026, 12, 20),
    )

    assert found is not None
    assert found.due == date(2026, 12, 23)


def test_a_report_keeps_its_day_where_no_day_since_the_last_is_worked() -> None:
    off = ", ".join(f"2026-11-{day}" for day in range(20, 28))
    found = next_report(
        an_engagement(reported("weekly", "2026-11-20", more=f"calendar: {{days_off: [{off}]}}\n")), AS_OF
    )

    assert found is not None
    assert found.due == date(2026, 11, 27)


def test_the_first_report_is_counted_from_the_start_and_can_be_overdue() -> None:
    found = next_report(an_engagement(reported("monthly")), AS_OF)

    assert found is not None
    assert (found.last, found.due, found.is_overdue) == (None, date(2026, 10, 7), True)


def test_a_report_of_a_later_day_is_not_the_last_one_yet() -> None:
    found = next_report(an_engagement(reported("weekly", "2026-11-20", "2026-11-27")), AS_OF)

    assert found is not None
    assert found.last == date(2026, 11, 20)


@pytest.mark.parametrize(
    "client",
    [
        CLIENT,
        f"{CLIENT}communication: {{cadence: weekly}}\n",
        f"{CLIENT}status: paused\nstarted: 2026-09-07\ncommunication: {{cadence: weekly}}\n",
    ],
    ids=["without a cadence", "without a start", "while paused"],
)
def test_no_report_is_due(client: str) -> None:
    assert next_report(an_engagement({"client.yaml": client}), AS_OF) is None
