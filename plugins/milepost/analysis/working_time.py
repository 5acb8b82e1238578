"""Working hours in a client's calendar and time zone: how much lies between two instants, and when some has passed.

A working day's hours are read on the wall clock of the client's time zone and counted in real time, so that a night
shift over a change of the clocks has an hour more or less. A promise of `1d` is the nominal length of one working day
(09:00–17:30: eight and a half hours), `1w` that of a working week: asked at ten, a day has passed at ten of the next
working day. Which days are worked is `analysis.working_days`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from milepost.analysis.working_days import WorkingDays, opening_hours
from milepost.loading.scalars import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.client import Calendar
    from milepost.model.kinds import Duration

NOTHING = timedelta(0)
_ONE_DAY = timedelta(days=1)
_LONGEST_SEARCH = 3660
"""Days to look ahead for working time: a calendar without any must not be searched for ever."""


@dataclass(frozen=True)
class WorkingTime:
    """When an agency works for a client: the days, and their opening hours in a time zone.

    Hours that end before they begin run into the next morning and belong to the day on which they begin.
    """

    days: WorkingDays
    opens: time
    closes: time
    zone: tzinfo

    @classmethod
    def of(cls, calendar: Calendar, zone: tzinfo) -> WorkingTime:
        """The working hours of a client's calendar."""
        return cls(WorkingDays.of(calendar), *opening_hours(calendar), zone)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from one instant to a later one; nothing where the second is not later."""
        total = NOTHING
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), NOTHING)
        return total

    def after(self, start: datetime, amount: timedelta) -> datetime | None:
        """The instant at which that much working time has passed since `start`; None where it never will have.

        What is asked outside working hours is asked, in effect, when they next begin.
        """
        left = amount
        for opens, closes in self._spans(start):
            begins = max(opens, start)
            if closes <= begins:
                continue
            if begins + left <= closes:
                return (begins + left).astimezone(self.zone)
            left -= closes - begins
        return None

    def up_at(self, start: datetime, promised: Duration | None) -> datetime | None:
        """When the time that was promised at `start` is up; None where nothing was promised."""
        return self.after(start, self.days.length_of(promised)) if promised else None

    def start_of(self, day: date) -> datetime:
        """The first instant of a day in the client's time zone."""
        return datetime.combine(day, time(), self.zone)

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working hours of each day from the one before `start` on, in UTC, where differences are real time."""
        first = start.astimezone(self.zone).date() - _ONE_DAY
        for number in range(_LONGEST_SEARCH):
            day = first + number * _ONE_DAY
            if self.days.has(day):
                ends_on = day if self.closes > self.opens else day + _ONE_DAY
                opens = datetime.combine(day, self.opens, self.zone).astimezone(UTC)
                yield opens, datetime.combine(ends_on, self.closes, self.zone).astimezone(UTC)


def working_time(engagement: DisclosedEngagement) -> WorkingTime:
    """The working hours that a share's figures are counted in."""
    return WorkingTime.of(engagement.calendar, zone_of(engagement.client.timezone))
