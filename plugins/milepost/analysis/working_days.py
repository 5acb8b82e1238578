"""Which days an agency works for a client, and how long a day of work is: the one answer for all that counts days.

Hours on the clock are `analysis.working_time`'s, the number line of a plan is `analysis.schedule.plan_calendar`'s; both
ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.public_holidays import public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.model.client import Calendar
    from milepost.model.kinds import Duration

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
_ONE_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True)
class WorkingDays:
    """The days of work: weekdays from 0 (Monday), ascending, holidays' place, days off; `length` is that of a day."""

    week: tuple[int, ...]
    length: timedelta
    holidays: str = ""
    days_off: frozenset[date] = frozenset()

    @classmethod
    def of(cls, calendar: Calendar) -> WorkingDays:
        """The working days of a client's calendar; a week without days is Monday to Friday."""
        week = tuple(sorted({WEEKDAYS.index(name) for name in calendar.week})) or _MONDAY_TO_FRIDAY
        opens, closes = opening_hours(calendar)
        # Hours that end before they begin run into the next morning; those that end where they begin are a whole day.
        length = timedelta(hours=closes.hour - opens.hour, minutes=closes.minute - opens.minute)
        length = length if length > _NOTHING else length + _ONE_DAY
        return cls(week, length, calendar.holidays or "", frozenset(calendar.days_off))

    def has(self, day: date) -> bool:
        """Whether work is done on the day."""
        if day.weekday() not in self.week or day in self.days_off:
            return False
        return not self.holidays or day not in public_holidays(self.holidays, day.year)

    def between(self, first: date, until: date) -> int:
        """How many there are from `first` up to, but without, `until`; none where that is not later."""
        return sum(self.has(first + timedelta(number)) for number in range((until - first).days))

    def off(self, years: Iterable[int]) -> frozenset[date]:
        """The holidays of some years and all days off that fall on a weekday of work."""
        named = {day for year in years for day in public_holidays(self.holidays, year)} if self.holidays else set()
        return frozenset(day for day in named | self.days_off if day.weekday() in self.week)

    def length_of(self, amount: Duration) -> timedelta:
        """An amount of working time as a length: `1d` is a day's nominal one, `1w` that of a week."""
        if amount.unit == "h":
            return timedelta(hours=float(amount.amount))
        days = amount.amount * (len(self.week) if amount.unit == "w" else 1)
        return self.length * float(days)


def opening_hours(calendar: Calendar) -> tuple[time, time]:
    """When a day of work begins and ends on the clock."""
    opens, closes = (time.fromisoformat(text) for text in calendar.hours.split("-"))
    return opens, closes
