"""What falls due between both sides: the next report, reviews of risks, approvals that wait; reminds nobody itself."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.working_time import WEEKDAYS, WorkingTime, working_time
from milepost.disclosure.records import DisclosedChange, DisclosedDeliverable, DisclosedMilestone, DisclosedRisk

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


@dataclass(frozen=True)
class RiskReview:
    """A risk that is to be looked at again; `days_left` is negative once its day has passed."""

    risk: DisclosedRisk
    days_left: int

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left < 0


@dataclass(frozen=True)
class ApprovalWait:
    """A deliverable or change that waits for the client's word.

    `since` is the day it was handed over or asked for, `waited` the working days from then until the page's day, both
    None where the record does not say; `days_left` counts calendar days to the day it was to be answered by.
    """

    record: DisclosedDeliverable | DisclosedChange
    since: date | None
    waited: int | None
    due: date | None
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether the day to answer by has passed."""
        return self.days_left is not None and self.days_left < 0


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
    hours = working_time(engagement)
    due = _working_day_before(due, hours, begin)
    return NextReport(due, last, (due - as_of).days)


def risk_reviews(engagement: DisclosedEngagement, as_of: date) -> tuple[RiskReview, ...]:
    """The risks that are not closed and have a day of review, the most urgent first."""
    found = [
        RiskReview(risk, (risk.review_on - as_of).days)
        for risk in engagement.of(DisclosedRisk)
        if risk.review_on and risk.status != "closed"
    ]
    return tuple(sorted(found, key=lambda item: (item.days_left, item.risk.id)))


def approval_waits(engagement: DisclosedEngagement, as_of: date) -> tuple[ApprovalWait, ...]:
    """What waits for the client's approval, the most urgent first, then the longest waiting."""
    hours = working_time(engagement)
    handed_over = {item.id: item.done_on for item in engagement.of(DisclosedMilestone)}
    found = [
        _wait(item, handed_over.get(item.milestone or ""), item.accept_by, hours, as_of)
        for item in engagement.of(DisclosedDeliverable)
        if item.status in {"in-review", "delivered"}
    ]
    found += [
        _wait(item, item.requested_on, None, hours, as_of)
        for item in engagement.of(DisclosedChange)
        if item.status == "proposed"
    ]
    return tuple(sorted(found, key=lambda item: (item.due or date.max, item.since or date.max, item.record.id)))


def _wait(
    record: DisclosedDeliverable | DisclosedChange,
    since: date | None,
    due: date | None,
    hours: WorkingTime,
    as_of: date,
) -> ApprovalWait:
    waited = (
        sum(hours.is_working_day(since + timedelta(days=n)) for n in range((as_of - since).days)) if since else None
    )
    return ApprovalWait(record, since, waited, due, (due - as_of).days if due else None)


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


def _working_day_before(day: date, hours: WorkingTime, begin: date) -> date:
    found = day
    while not hours.is_working_day(found) and found > begin:
        found -= timedelta(days=1)
    return found if found > begin else day
