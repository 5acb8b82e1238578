"""Days on which a client's agency works, counted in whole days; hours and public holidays are not counted here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.model.client import Calendar
    from milepost.model.kinds import Duration

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the agency works on the day; every day where the calendar names none."""
    in_week = not calendar.week or _DAYS[day.weekday()] in calendar.week
    return in_week and day not in calendar.days_off


def day_within(asked: date, within: Duration, calendar: Calendar) -> date:
    """The last day on which an answer is in time; hours end on the day of asking, or on the next working day."""
    per_week = len(calendar.week) or len(_DAYS)
    days = {"h": 0, "d": int(within.amount), "w": int(within.amount) * per_week}[within.unit]
    day = _first_working_day(asked, calendar)
    for _ in range(days):
        day = _first_working_day(day + timedelta(days=1), calendar)
    return day


def _first_working_day(day: date, calendar: Calendar) -> date:
    while not is_working_day(day, calendar):
        day += timedelta(days=1)
    return day
