from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.analysis.public_holidays import public_holidays
from milepost.analysis.schedule.plan_calendar import PlanCalendar, day_after
from milepost.model.client import Calendar
from milepost.model.kinds import Duration
from support.networks import WEEKS

FIRST = date(2026, 1, 1)
OFFICE = PlanCalendar.of(Calendar(), FIRST, FIRST)
LONDON = PlanCalendar.of(
    Calendar(hours="09:00-17:30", holidays="GB-ENG", days_off=(date(2026, 12, 24), date(2026, 12, 27))), FIRST, FIRST
)
CALENDARS = st.builds(
    Calendar,
    week=st.sampled_from(WEEKS),
    holidays=st.sampled_from([None, "GB", "ES", "RO"]),
    days_off=st.lists(st.dates(FIRST, date(2028, 1, 1))).map(tuple),
)


def test_the_days_between_christmas_and_new_year_are_counted_as_england_works_them() -> None:
    days = [date(2026, 12, 23) + timedelta(number) for number in range(8)]

    # 24 is a day off; 25 Christmas; 26 a Saturday; 27 a Sunday, its day off changes nothing; 28 Boxing Day, observed.
    assert [LONDON.worked(day) - LONDON.worked(days[0]) for day in days] == [0, 0, 0, 0, 0, 0, 1, 2]


def test_a_day_has_the_hours_of_the_calendar() -> None:
    lengths = {hours: PlanCalendar.of(Calendar(hours=hours), FIRST, FIRST).minutes for hours in
               ("09:00-17:30", "22:00-06:00", "08:00-08:00")}  # fmt: skip

    assert lengths == {"09:00-17:30": 510, "22:00-06:00": 480, "08:00-08:00": 1440}


@pytest.mark.parametrize(
    ("amount", "unit", "minutes"),
    [("3", "d", 1530), ("4", "h", 240), ("2", "w", 5100), ("0.33", "h", 20), ("0.5", "d", 255)],
)
def test_durations_are_working_time(amount: str, unit: str, minutes: int) -> None:
    assert LONDON.length(Duration(Decimal(amount), unit)) == minutes  # type: ignore[arg-type]


@given(CALENDARS, st.dates(date(2025, 6, 1), date(2029, 12, 31)))
def test_days_are_counted_as_one_would_by_hand(calendar: Calendar, day: date) -> None:
    found = PlanCalendar.of(calendar, FIRST, FIRST)
    step = 1 if day >= FIRST else -1
    first, last = (FIRST, day) if step == 1 else (day + timedelta(1), FIRST - timedelta(1))
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def is_worked(item: date) -> bool:
        free = item in calendar.days_off or (
            calendar.holidays and item in public_holidays(calendar.holidays, item.year)
        )
        # Before its first day the calendar knows of the week only.
        return names[item.weekday()] in calendar.week and not (free and item >= FIRST)

    counted = sum(is_worked(first + timedelta(number)) for number in range((last - first).days + 1))

    assert found.worked(day) == step * counted


@given(CALENDARS, st.integers(-500, 3000))
def test_the_day_at_which_so_many_have_passed_is_the_first_such_day(calendar: Calendar, number: int) -> None:
    found = PlanCalendar.of(calendar, FIRST, FIRST)

    day = found.day_at(number * found.minutes)

    assert found.worked(day) == number
    assert found.worked(day - timedelta(1)) == number - 1
    assert found.day_at(number * found.minutes - 1) == day
    assert found.start_of(day) == found.end_of(day) - found.minutes


@pytest.mark.parametrize(
    ("day", "days", "working_days"),
    [
        (date(2026, 11, 20), 7, 5),
        (date(2026, 11, 20), 1, 1),  # Friday to Saturday, which stands for Monday
        (date(2026, 11, 21), 1, 0),  # Saturday to Sunday: both stand for Monday
        (date(2026, 11, 21), 7, 5),
        (date(2026, 11, 21), 2, 1),  # Saturday to Monday: what ended on Friday ends on Monday
        (date(2026, 11, 22), 3, 3),  # Sunday to Wednesday
        (date(2026, 11, 22), -3, -1),  # Sunday back to Thursday: what ended on Friday ends on Thursday
        (date(2026, 11, 20), -7, -5),
        (date(2026, 11, 23), -1, 0),  # Monday back to Sunday, which stands for Monday
        (date(2026, 12, 23), 7, 2),  # over Christmas in England, to the 30th
        (date(2026, 12, 24), 4, 0),  # from a day off to the 28th, a holiday: both stand for the 29th
    ],
)
def test_a_shift_in_days_of_the_calendar_is_so_much_working_time(day: date, days: int, working_days: int) -> None:
    assert LONDON.span(day, days) == working_days * LONDON.minutes


def test_a_week_without_days_is_monday_to_friday() -> None:
    assert PlanCalendar.of(Calendar(week=()), FIRST, FIRST).week == OFFICE.week == (0, 1, 2, 3, 4)


def test_holidays_of_a_place_that_nobody_knows_are_none() -> None:
    assert PlanCalendar.of(Calendar(holidays="Atlantis"), FIRST, FIRST).off == ()


def test_days_beyond_the_last_are_the_last() -> None:
    assert OFFICE.day_at(10**12) == date.max
    assert OFFICE.day_at(-(10**12)) == date.min
    assert day_after(date.max, 1) == date.max
    assert day_after(date.min, -1) == date.min
    assert day_after(FIRST, 1) == date(2026, 1, 2)
    assert PlanCalendar.of(Calendar(holidays="GB"), date(9998, 1, 1), date.max).first.year == 9998
