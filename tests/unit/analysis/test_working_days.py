from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from milepost.analysis.working_days import day_within, is_working_day
from milepost.model.client import Calendar
from milepost.model.kinds import Duration

THURSDAY, FRIDAY, SATURDAY, MONDAY = (date(2026, 11, day) for day in (19, 20, 21, 23))
WEEK = Calendar()
FRIDAY_OFF = Calendar(days_off=(FRIDAY,))
THREE_DAYS = Calendar(week=("mon", "tue", "thu"))


def lasting(text: str) -> Duration:
    return Duration(Decimal(text[:-1]), text[-1])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "within", "calendar", "last"),
    [
        (THURSDAY, "1d", WEEK, FRIDAY),
        (FRIDAY, "1d", WEEK, MONDAY),
        (THURSDAY, "1d", FRIDAY_OFF, MONDAY),
        (SATURDAY, "1d", WEEK, date(2026, 11, 24)),
        (FRIDAY, "2h", WEEK, FRIDAY),
        (SATURDAY, "2h", WEEK, MONDAY),
        (THURSDAY, "1w", WEEK, date(2026, 11, 26)),
        (THURSDAY, "1w", THREE_DAYS, date(2026, 11, 26)),
    ],
)
def test_an_answer_is_in_time_until_the_last_working_day_of_the_promise(
    asked: date, within: str, calendar: Calendar, last: date
) -> None:
    assert day_within(asked, lasting(within), calendar) == last


def test_a_calendar_without_a_week_has_only_working_days() -> None:
    always = Calendar(week=())

    assert is_working_day(SATURDAY, always)
    assert day_within(FRIDAY, lasting("1w"), always) == date(2026, 11, 27)
