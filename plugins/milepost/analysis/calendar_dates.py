"""What of a share has a date for readers' calendars, and how often that date has changed; words nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind
from milepost.analysis.next_report import next_report
from milepost.analysis.standing import MilestoneStanding, Standing, first_day, last_day
from milepost.disclosure.conversations import DisclosedAction, DisclosedIncident

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Trail
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedRecord

REPORTS_DUE = "reports-due"
"""The key of the series of reports; no record can have it, for it is not an id of one."""

_DATES = {
    "milestones": frozenset({"agreed", "expected", "done_on", "status", "precision"}),
    "actions": frozenset({"due", "done_on"}),
    "incidents": frozenset({"starts", "ends", "severity"}),
}


class DateKind(StrEnum):
    """What a date belongs to."""

    MILESTONE = "milestone"
    ACTION = "action"
    MAINTENANCE = "maintenance"
    REPORTS = "reports"


class Sureness(StrEnum):
    """How sure a date is."""

    SURE = "sure"
    UNSURE = "unsure"
    CALLED_OFF = "called off"


@dataclass(frozen=True)
class CalendarDate:
    """Something on a day, over several (`last` is the last one of them), or between two instants (`last` the end).

    `changes` counts how often its dates were changed since it was first shown, `changed_at` is when anything of it
    last was; without history 0 and None. `cadence` is the rhythm of what repeats, until the day `until`.
    """

    kind: DateKind
    key: str
    record: DisclosedRecord | None
    first: date | datetime
    last: date | datetime | None
    sureness: Sureness = Sureness.SURE
    is_done: bool = False
    changes: int = 0
    changed_at: datetime | None = None
    cadence: str = ""
    until: date | None = None


def calendar_dates(
    engagement: DisclosedEngagement, standings: Mapping[str, MilestoneStanding], trail: Trail | None, as_of: date
) -> tuple[CalendarDate, ...]:
    """Milestones, actions, maintenance and the reports to come, in this order, each in the order written."""
    found = [*_milestones(standings), *_actions(engagement), *_maintenance(engagement)]
    told = tuple(_with_past(item, trail) for item in found)
    coming = next_report(engagement, as_of)
    reports = _reports(engagement, standings, trail, coming.due) if coming else None
    return (*told, reports) if reports else told


def _milestones(standings: Mapping[str, MilestoneStanding]) -> list[CalendarDate]:
    return [_milestone(item, item.on) for item in standings.values() if item.on]


def _milestone(item: MilestoneStanding, on: date) -> CalendarDate:
    milestone = item.milestone
    is_done = item.standing is Standing.DONE
    # A date that was promised for a month is not shown as a day, unless it has come.
    exact = milestone.precision == "day" or is_done
    sureness = Sureness.UNSURE if item.standing is Standing.AT_RISK else Sureness.SURE
    return CalendarDate(
        DateKind.MILESTONE,
        milestone.id,
        milestone,
        on if exact else first_day(on, milestone.precision),
        on if exact else last_day(on, milestone.precision),
        Sureness.CALLED_OFF if item.standing is Standing.DROPPED else sureness,
        is_done,
    )


def _actions(engagement: DisclosedEngagement) -> list[CalendarDate]:
    return [
        CalendarDate(DateKind.ACTION, item.id, item, item.due, item.due, is_done=item.done_on is not None)
        for item in engagement.of(DisclosedAction)
        if item.due
    ]


def _maintenance(engagement: DisclosedEngagement) -> list[CalendarDate]:
    return [
        CalendarDate(DateKind.MAINTENANCE, item.id, item, item.starts, _end(item.starts, item.ends))
        for item in engagement.of(DisclosedIncident)
        if item.severity == "maintenance" and item.starts
    ]


def _end(starts: datetime, ends: datetime | None) -> datetime | None:
    """The end; None where it is not known, or not after the start, which no calendar can hold."""
    return ends if ends and ends > starts else None


def _reports(
    engagement: DisclosedEngagement, standings: Mapping[str, MilestoneStanding], trail: Trail | None, due: date
) -> CalendarDate:
    """The reports to come from the day `due` on, as one series up to the last date that is still open."""
    open_days = [last_day(item.on, item.milestone.precision) for item in standings.values() if item.is_open and item.on]
    end = max(open_days, default=due)
    changes = [
        (change, revision.landed_at)
        for revision in (trail.revisions if trail else ())
        for change in revision.changes
        if _moves_reports(change)
    ]
    return CalendarDate(
        DateKind.REPORTS,
        REPORTS_DUE,
        None,
        due,
        due,
        changes=len(changes),
        changed_at=max((at for _, at in changes), default=None),
        cadence=_rhythm(engagement) if end > due else "",
        until=end if end > due and _rhythm(engagement) else None,
    )


def _rhythm(engagement: DisclosedEngagement) -> str:
    """The cadence that a calendar can repeat; a month on its nearest Friday is none that it could."""
    told = engagement.communication
    return told.cadence or "" if told.report_day is None or told.cadence in {"weekly", "fortnightly"} else ""


def _moves_reports(change: RecordChange) -> bool:
    """Whether a change moves the next report, or the end of the series."""
    if change.collection == "reports":
        return change.kind is not ChangeKind.CHANGED
    return change.collection == "milestones" and _is_of_dates(change)


def _with_past(item: CalendarDate, trail: Trail | None) -> CalendarDate:
    revisions = trail.of(item.key) if trail else ()
    if not revisions:
        return item
    mine = [change for revision in revisions for change in revision.changes if change.record == item.key]
    moved = sum(_is_of_dates(change) for change in mine)
    newest = max(revision.landed_at for revision in revisions)
    # The first is the one that brought it.
    return replace(item, changes=max(0, moved - 1), changed_at=newest)


def _is_of_dates(change: RecordChange) -> bool:
    return change.field is None or change.field in _DATES.get(change.collection, frozenset())
