"""Working days as a number line: from dates to working minutes and back; knows neither milestones nor hours of a day.

Time is counted in working minutes since the start of the calendar's first day, so that a plan is whole numbers and the
same sum in Python and in the reader's browser. Working hours between two instants are `analysis.working_time`'s.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_CEILING
from typing import TYPE_CHECKING

from milepost.analysis.public_holidays import public_holidays

if TYPE_CHECKING:
    from milepost.model.client import Calendar
    from milepost.model.kinds import Duration

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS_AHEAD = 5
"""For how many years after a plan's last date its holidays are known; later only the week counts."""

_HOUR = 60
_DAY = 24 * _HOUR
_OFFICE_WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked and how long: `week` holds weekdays from 0 (Monday), `minutes` a day's working time.

    `off` are the days since `first`, ascending, on which the week would have it worked and a holiday has it not.
    """

    first: date
    week: tuple[int, ...]
    off: tuple[int, ...]
    minutes: int

    @classmethod
    def of(cls, calendar: Calendar, first: date, last: date) -> WorkingCalendar:
        """The calendar of a client for a plan that lies between two dates; a week without days is Monday to Friday."""
        week = tuple(sorted({WEEKDAYS.index(name) for name in calendar.week})) or _OFFICE_WEEK
        years = range(first.year, min(last.year + YEARS_AHEAD, date.max.year) + 1)
        free = set(calendar.days_off)
        if calendar.holidays:
            free.update(day for year in years for day in public_holidays(calendar.holidays, year))
        off = sorted((day - first).days for day in free if day >= first and day.weekday() in week)
        return cls(first, week, tuple(off), _day_length(calendar.hours))

    def worked(self, day: date) -> int:
        """How many working days there are from the first day up to and with `day`; negative before the first."""
        return self._worked((day - self.first).days)

    def end_of(self, day: date) -> int:
        """The working minutes that have passed at the end of a day."""
        return self.worked(day) * self.minutes

    def start_of(self, day: date) -> int:
        """The working minutes that have passed at the start of a day."""
        return self._worked((day - self.first).days - 1) * self.minutes

    def day_at(self, minute: int) -> date:
        """The day on which that much working time has passed; the calendar's last where it lies beyond."""
        number = -(-minute // self.minutes)
        low, high = self._bounds(number)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._worked(middle) >= number else (middle + 1, high)
        return date.fromordinal(max(1, min(self.first.toordinal() + low, date.max.toordinal())))

    def span(self, day: date, days: int) -> int:
        """The working minutes from a day to the one so many days of the calendar later (negative: earlier).

        A date on which no work is done stands for the next one on which it is.
        """
        start = (day - self.first).days - 1
        return (self._worked(start + days) - self._worked(start)) * self.minutes

    def length(self, amount: Duration) -> int:
        """An amount of working time in minutes, a part of one counted whole."""
        factor = {"h": _HOUR, "d": self.minutes, "w": self.minutes * len(self.week)}[amount.unit]
        return int((amount.amount * factor).to_integral_value(ROUND_CEILING))

    def _worked(self, offset: int) -> int:
        weeks, rest = divmod(offset + 1, 7)
        begins = self.first.weekday()
        part = sum((begins + number) % 7 in self.week for number in range(rest))
        return weeks * len(self.week) + part - bisect_right(self.off, offset)

    def _bounds(self, number: int) -> tuple[int, int]:
        """Days since the first between which the day of that number lies: every week has at least one."""
        size = len(self.week)
        return (number // size - 2) * 7, ((number + len(self.off)) // size + 2) * 7


def _day_length(hours: str) -> int:
    """The minutes of a working day; hours that end before they begin run into the next morning."""
    opens, closes = (time.fromisoformat(text) for text in hours.split("-"))
    length = (closes.hour - opens.hour) * _HOUR + closes.minute - opens.minute
    return length if length > 0 else length + _DAY


def day_after(day: date, days: int) -> date:
    """The day so many days later; the calendar's last or first where it lies beyond."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
