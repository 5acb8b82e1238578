"""Working days as a number line: from dates to working minutes and back; knows neither milestones nor hours of a day.

Time is counted in working minutes since the start of the calendar's first day, so that a plan is whole numbers and the
same sum in Python and in the reader's browser. Which days are worked is `analysis.working_days`'.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.working_days import WorkingDays

if TYPE_CHECKING:
    from milepost.model.client import Calendar
    from milepost.model.kinds import Duration

YEARS_AHEAD = 5
"""For how many years after a plan's last date its holidays are known; later only the week counts."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class PlanCalendar:
    """The working days around a plan, from its `first` day on.

    `off` are the days since `first`, ascending, on which the week would have it worked and a holiday has it not.
    """

    first: date
    days: WorkingDays
    off: tuple[int, ...]

    @classmethod
    def of(cls, calendar: Calendar, first: date, last: date) -> PlanCalendar:
        """The calendar of a client for a plan that lies between two dates."""
        days = WorkingDays.of(calendar)
        years = range(first.year, min(last.year + YEARS_AHEAD, date.max.year) + 1)
        return cls(first, days, tuple(sorted((day - first).days for day in days.off(years) if day >= first)))

    @property
    def week(self) -> tuple[int, ...]:
        """The weekdays that are worked, from 0 (Monday)."""
        return self.days.week

    @property
    def minutes(self) -> int:
        """A day's working time."""
        return self.days.length // _MINUTE

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

        A date on which no work is done stands for the next one on which it is. What is dated so has ended on the
        last one before: up to a day of work, that day is counted as well.
        """
        end = (day - self.first).days
        working = self._worked(end + days - 1) - self._worked(end - 1)
        if not self._is_worked(end) and self._is_worked(end + days):
            working += 1
        return working * self.minutes

    def length(self, amount: Duration) -> int:
        """An amount of working time in minutes, a part of one counted whole."""
        return -(-self.days.length_of(amount) // _MINUTE)

    def _worked(self, offset: int) -> int:
        weeks, rest = divmod(offset + 1, 7)
        begins = self.first.weekday()
        part = sum((begins + number) % 7 in self.week for number in range(rest))
        return weeks * len(self.week) + part - bisect_right(self.off, offset)

    def _is_worked(self, offset: int) -> bool:
        return self._worked(offset) > self._worked(offset - 1)

    def _bounds(self, number: int) -> tuple[int, int]:
        """Days since the first between which the day of that number lies: every week has at least one."""
        size = len(self.week)
        return (number // size - 2) * 7, ((number + len(self.off)) // size + 2) * 7


def day_after(day: date, days: int) -> date:
    """The day so many days later; the calendar's last or first where it lies beyond."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
