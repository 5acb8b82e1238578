"""What happened in an engagement within a period, from the record and its history; words nothing, judges nothing.

A day in the record (`done_on`, `date`) says when something happened; only what carries none is dated by the day on
which the main line got it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from milepost.analysis.actions import OpenAction, open_actions
from milepost.analysis.approvals import to_accept, to_decide
from milepost.analysis.changes import ChangeKind, as_day
from milepost.analysis.incidents import IncidentStanding, IncidentState, incident_standings
from milepost.analysis.questions import QuestionState, question_states
from milepost.analysis.standing import MilestoneStanding, Standing
from milepost.analysis.states import is_live
from milepost.disclosure.conversations import DisclosedAction
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDecision,
    DisclosedDeliverable,
    DisclosedKpi,
    DisclosedMeasurement,
    DisclosedMilestone,
    DisclosedRequirement,
    DisclosedRisk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Trail
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedReport, DisclosedSignOff
    from milepost.disclosure.records import DisclosedRecord


@dataclass(frozen=True)
class Period:
    """Days `first` to `last`, both among them."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether the day is among them."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class DatedMove:
    """A milestone whose expected date changed within the period: from what it was before it to what it was last."""

    milestone: DisclosedMilestone
    before: date
    after: date

    @property
    def days(self) -> int:
        """By how many days; negative is earlier."""
        return (self.after - self.before).days


@dataclass(frozen=True)
class Turned:
    """A record whose status changed within the period, and the last status it got there."""

    record: DisclosedRecord
    status: str


@dataclass(frozen=True)
class PeriodFacts:
    """What happened in the period, and how things stand at its end; lists are in the order in which things happened.

    `has_history` is False where no history was read: then moves and changes of status cannot be told.
    """

    period: Period
    done: tuple[MilestoneStanding, ...]
    turned: tuple[Turned, ...]
    actions_done: tuple[DisclosedAction, ...]
    moved: tuple[DatedMove, ...]
    decided: tuple[DisclosedDecision, ...]
    asked_changes: tuple[DisclosedChange, ...]
    asked: tuple[QuestionState, ...]
    answered: tuple[QuestionState, ...]
    signed: tuple[DisclosedSignOff, ...]
    repaired: tuple[IncidentStanding, ...]
    pending: tuple[IncidentStanding, ...]
    measured: tuple[tuple[DisclosedKpi, DisclosedMeasurement], ...]
    coming: tuple[MilestoneStanding, ...]
    blocked: tuple[MilestoneStanding, ...]
    risks: tuple[DisclosedRisk, ...]
    wanted: tuple[OpenAction, ...]
    to_accept: tuple[DisclosedDeliverable, ...]
    to_decide: tuple[DisclosedChange, ...]
    to_answer: tuple[QuestionState, ...]
    has_history: bool

    def turned_of(self, kind: type[DisclosedRecord], *states: str) -> tuple[DisclosedRecord, ...]:
        """The records of one type that got one of these states in the period."""
        return tuple(item.record for item in self.turned if isinstance(item.record, kind) and item.status in states)


@dataclass(frozen=True)
class Told:
    """The record as it is told from: what a share discloses, its history, and what is not committed yet."""

    engagement: DisclosedEngagement
    standings: Mapping[str, MilestoneStanding]
    trail: Trail | None
    drafts: tuple[RecordChange, ...]
    day_of: Callable[[datetime], date]


def period_facts(told: Told, period: Period) -> PeriodFacts:
    """What happened in the period; `told.standings` are those of its last day."""
    engagement, found = told.engagement, told.standings.values()
    questions, day_of = question_states(engagement), told.day_of
    changes = tuple(_dated_changes(told, period))
    live = tuple(item for item in engagement.of(DisclosedRisk) if is_live(item))
    incidents = tuple(reversed(incident_standings(engagement, period.last)))
    return PeriodFacts(
        period=period,
        done=_by_day(item for item in found if item.standing is Standing.DONE and period.holds(item.on)),
        turned=_turned(engagement, changes),
        actions_done=_actions_done(engagement, period),
        moved=_moved(told, changes),
        decided=_decided(engagement, period),
        asked_changes=tuple(item for item in engagement.of(DisclosedChange) if period.holds(item.requested_on)),
        asked=tuple(item for item in questions if period.holds(day_of(item.asked.at))),
        answered=tuple(item for item in questions if item.answered_at and period.holds(day_of(item.answered_at))),
        signed=tuple(
            sorted((item for item in engagement.signoffs if period.holds(day_of(item.at))), key=lambda item: item.at)
        ),
        repaired=tuple(item for item in incidents if item.ended and period.holds(day_of(item.ended))),
        pending=tuple(item for item in incidents if item.state is not IncidentState.CLOSED),
        measured=_measured(engagement, period),
        coming=_by_day(item for item in found if item.is_open and item.on and item.on > period.last),
        blocked=_by_day(item for item in found if item.standing in {Standing.OVERDUE, Standing.AT_RISK}),
        risks=tuple(sorted(live, key=lambda item: (not item.flag, item.impact != "high", item.id))),
        wanted=open_actions(engagement, "client", period.last),
        to_accept=to_accept(engagement),
        to_decide=to_decide(engagement),
        to_answer=tuple(item for item in questions if item.is_open and item.question.to == "client"),
        has_history=told.trail is not None,
    )


def since_last_report(reports: Iterable[DisclosedReport], started: date | None, today: date) -> Period:
    """The period that the next report covers: from the day after the last one, else from the start, to `today`."""
    days = [report.date for report in reports if report.date < today]
    if days:
        return Period(date.fromordinal(max(days).toordinal() + 1), today)
    return Period(min(started or today, today), today)


def _dated_changes(told: Told, period: Period) -> Iterable[RecordChange]:
    """Every change of the period, the oldest first; what is not committed yet counts as of its last day."""
    for revision in reversed(told.trail.revisions if told.trail else ()):
        if period.holds(told.day_of(revision.landed_at)):
            yield from revision.changes
    yield from told.drafts


def _by_day(items: Iterable[MilestoneStanding]) -> tuple[MilestoneStanding, ...]:
    return tuple(sorted(items, key=lambda item: (item.on or date.max, item.milestone.id)))


def _turned(engagement: DisclosedEngagement, changes: tuple[RecordChange, ...]) -> tuple[Turned, ...]:
    """Requirements, deliverables and change requests that have another status at the end than at the start."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for change in changes:
        if change.collection in {"requirements", "deliverables", "changes"} and change.field == "status":
            before.setdefault(change.record, change.before)
            after[change.record] = change.after
    kept = [name for name, status in after.items() if before[name] != status and name in engagement.by_id]
    kinds = (DisclosedRequirement, DisclosedDeliverable, DisclosedChange)
    found = [(engagement.by_id[name], str(after[name])) for name in kept]
    return tuple(Turned(record, status) for record, status in found if isinstance(record, kinds))


def _decided(engagement: DisclosedEngagement, period: Period) -> tuple[DisclosedDecision, ...]:
    taken = (item for item in engagement.of(DisclosedDecision) if item.status != "proposed")
    return tuple(sorted((item for item in taken if period.holds(item.date)), key=lambda item: (item.date, item.id)))


def _actions_done(engagement: DisclosedEngagement, period: Period) -> tuple[DisclosedAction, ...]:
    done = (item for item in engagement.of(DisclosedAction) if period.holds(item.done_on))
    return tuple(sorted(done, key=lambda item: (item.done_on or date.max, item.id)))


def _moved(told: Told, changes: tuple[RecordChange, ...]) -> tuple[DatedMove, ...]:
    """Open milestones whose date is another than before the period; one that was done is told as done."""
    before: dict[str, dict[str, date | None]] = {}
    for change in changes:
        if change.kind is ChangeKind.CHANGED and change.field in {"expected", "agreed"}:
            before.setdefault(change.record, {}).setdefault(change.field, as_day(change.before))
    found = []
    for name, fields in before.items():
        standing = told.standings.get(name)
        if standing is None or not standing.is_open:
            continue
        milestone = standing.milestone
        was = fields.get("expected", milestone.expected) or fields.get("agreed", milestone.agreed)
        if was and standing.on and standing.on != was:
            found.append(DatedMove(milestone, was, standing.on))
    return tuple(found)


def _measured(engagement: DisclosedEngagement, period: Period) -> tuple[tuple[DisclosedKpi, DisclosedMeasurement], ...]:
    """The last value of the period of each result that was measured in it."""
    found = []
    for kpi in engagement.of(DisclosedKpi):
        mine = [item for item in kpi.measurements if period.holds(item.date)]
        if mine:
            found.append((kpi, max(mine, key=lambda item: item.date)))
    return tuple(found)
