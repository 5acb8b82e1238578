"""When the next report is due by the cadence that was promised; reminds nobody itself."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.working_days import WEEKDAYS, WorkingDays

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement

_DAYS = {"weekly": 7, "fortnightly": 14}
_MONTHS = {"monthly": 1, "quarterly": 3}
_WEEK = 7
_HALF_A_WEEK = 3


@dataclass(frozen=True)
class NextReport:
    """When the next report is due, and the day of the last one; None where none was published."""

    due: date
    last: date | None
    days_left: int

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left < 0


def next_report(engagement: DisclosedEngagement, as_of: date) -> NextReport | None:
    """When the next report is due; None where no cadence was promised, or the engagement does not run.

    The cadence counts from the last report (without one, from the start), on the nearest `report_day`; a report
    whose day is free comes on the working day before.
    """
    told = engagement.communication
    if told.cadence is None or engagement.client.status != "active":
        return None
    days = [report.date for report in engagement.reports if report.date <= as_of]
    last = max(days, default=None)
    begin = last or engagement.client.started
    if begin is None:
        return None
    due = _on_weekday(_later(begin, told.cadence), told.report_day)
    due = _working_day_before(due, WorkingDays.of(engagement.calendar), begin)
    return NextReport(due, last, (due - as_of).days)


def _later(day: date, cadence: str) -> date:
    if cadence in _DAYS:
        return day + timedelta(days=_DAYS[cadence])
    month = day.year * 12 + day.month - 1 + _MONTHS[cadence]
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def _on_weekday(day: date, name: str | None) -> date:
    """The nearest day of that weekday, so that one late report does not move all that follow it."""
    if name is None:
        return day
    ahead = (WEEKDAYS.index(name) - day.weekday()) % _WEEK
    return day + timedelta(days=ahead if ahead <= _HALF_A_WEEK else ahead - _WEEK)


def _working_day_before(day: date, days: WorkingDays, begin: date) -> date:
    found = day
    while not days.has(found) and found > begin:
        found -= timedelta(days=1)
    return found if found > begin else day
