"""When the next report is due, by the cadence that was promised; it counts days and no working hours."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement

_DAYS = {"weekly": 7, "fortnightly": 14}
_MONTHS = {"monthly": 1, "quarterly": 3}


def next_report_due(engagement: DisclosedEngagement) -> date | None:
    """The day of the next report: one interval after the last one, or after the start where there is none yet.

    None where no cadence was promised, the work is not going on, or nothing says when it began.
    """
    cadence = engagement.communication.cadence
    last = max((report.date for report in engagement.reports), default=engagement.client.started)
    if cadence is None or last is None or engagement.client.status != "active":
        return None
    return later_by(last, cadence)


def later_by(day: date, cadence: str) -> date:
    """The day one interval later; the last day of the month where that month is too short."""
    if cadence in _DAYS:
        return day + timedelta(days=_DAYS[cadence])
    months = day.year * 12 + day.month - 1 + _MONTHS[cadence]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
