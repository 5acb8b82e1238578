"""Why each milestone's date moved: the reason, the record behind it, who agreed, and who waited; computes no plan.

Everything comes from the disclosed trail and the disclosed records, so that a share learns nothing of what it cannot
see: a hidden change request stands behind nothing here, a hidden action waited for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from milepost.analysis.moves import Move, Rewrite, Slip, Slips
from milepost.analysis.series import milestone_series
from milepost.analysis.signoffs import acceptances
from milepost.analysis.states import is_accepted
from milepost.analysis.waits import waits
from milepost.analysis.working_days import WorkingDays
from milepost.disclosure.audience import has_section
from milepost.disclosure.conversations import DisclosedAction, DisclosedQuestion
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDecision,
    DisclosedDeliverable,
    DisclosedMilestone,
    DisclosedRisk,
)
from milepost.loading.mentions import mentioned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from milepost.analysis.series import Dated, Series
    from milepost.analysis.trail import Trail
    from milepost.analysis.waits import Wait
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff
    from milepost.disclosure.records import DisclosedRecord


def slips(engagement: DisclosedEngagement, trail: Trail | None, day_of: Callable[[datetime], date]) -> Slips:
    """The slips of every milestone that the trail tells of; none without history.

    `day_of` gives an instant's day in the client's time zone.
    """
    if trail is None:
        return Slips()
    today = {item.id: item for item in engagement.of(DisclosedMilestone)}
    found = milestone_series(trail, day_of, today)
    known = _Known(engagement, waits(engagement, trail, day_of))
    return Slips({name: known.slip(series) for name, series in found.items()}, trail.complete)


@dataclass(frozen=True)
class _Known:
    """What may stand behind a move: the share's records, and everything that waited."""

    engagement: DisclosedEngagement
    waits: tuple[Wait, ...]

    def slip(self, series: Series) -> Slip:
        """The slip of one milestone."""
        claimed: set[str] = set()
        moves = tuple(self._move(series.milestone, before, after, claimed) for before, after in pairwise(series.stated))
        return Slip(series, moves, tuple(self._rewrites(series)))

    def _move(self, name: str, before: Dated, after: Dated, claimed: set[str]) -> Move:
        named = mentioned(after.reason)
        behind = self._behind(name, named, after.on, (after.day - before.day).days, claimed)
        linked = self._linked(name) | named | set(behind)
        during = [item for item in self.waits if item.days(before.on, after.on)]
        return Move(
            milestone=name,
            on=after.on,
            since=before.on,
            before=before.day,
            after=after.day,
            commit=after.commit,
            reason=after.reason,
            behind=behind,
            agreed_by=self._agreed_by(behind),
            waits=tuple(item for item in during if self._touches(item.record, linked)),
            others=tuple(item for item in during if not self._touches(item.record, linked)),
        )

    def _behind(self, name: str, named: frozenset[str], on: date, days: int, claimed: set[str]) -> tuple[str, ...]:
        """What the reason names, and what names the milestone and fits; unnamed, a record stands behind one move."""
        found = [
            change.id
            for change in self.engagement.of(DisclosedChange)
            if change.id in named or (change.id not in claimed and _fits(change, name, on, days))
        ]
        found += [
            decision.id
            for decision in self.engagement.of(DisclosedDecision)
            if decision.id in named or (decision.id not in claimed and _decides(decision, name, on))
        ]
        claimed.update(found)
        return tuple(found)

    def _agreed_by(self, behind: tuple[str, ...]) -> tuple[DisclosedSignOff, ...]:
        filed = [item for name in behind for item in acceptances(self.engagement.signoffs, name)]
        return tuple(sorted(filed, key=lambda item: (item.at, item.id)))

    def _linked(self, name: str) -> set[str]:
        """The milestone with what it delivers and needs, and the risks that name it."""
        found = {name}
        for milestone in self.engagement.of(DisclosedMilestone):
            found |= {*milestone.delivers, *milestone.requirements} if milestone.id == name else set()
        found |= {item.id for item in self.engagement.of(DisclosedDeliverable) if item.milestone == name}
        return found | {item.id for item in self.engagement.of(DisclosedRisk) if name in item.affects}

    def _touches(self, record: str, linked: set[str]) -> bool:
        """Whether what waited is among the linked records, or names one of them."""
        return record in linked or not linked.isdisjoint(self._names[record])

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """The ids that each record that waited names, in its links and its words."""
        found = {item.record: self.engagement.by_id[item.record] for item in self.waits}
        return {name: _named_by(record) for name, record in found.items()}

    def _rewrites(self, series: Series) -> Iterator[Rewrite]:
        """Every change of the agreed date; a change request answers for one of them."""
        # A share that shows no change requests would call every one of them silent.
        can_tell = has_section(self.engagement.share, "changes")
        used: set[str] = set()
        for before, after in pairwise(series.agreements):
            changes = self._covering(series.milestone, before.day, after.day, used)
            used.update(changes)
            accepted = bool(changes) if can_tell else None
            yield Rewrite(series.milestone, after.on, before.day, after.day, after.commit, accepted, changes)

    def _covering(self, name: str, before: date, after: date, used: set[str]) -> tuple[str, ...]:
        """The accepted change requests that allow the change: the smallest that does, else all of them, else none.

        The days of a request may be those of the calendar or working days: a weekend in them is not one of its own.
        """
        days = (after - before).days
        asked = min(abs(days), self._days.between(min(before, after), max(before, after)))
        fitting = [
            (abs(shift.days), change.id)
            for change in self.engagement.of(DisclosedChange)
            if is_accepted(change) and change.id not in used and change.effect
            for shift in change.effect.milestones
            if shift.id == name and shift.days * days > 0
        ]
        alone = [pair for pair in sorted(fitting) if pair[0] >= asked]
        if alone:
            return (alone[0][1],)
        together = sum(given for given, _ in fitting)
        return tuple(name for _, name in fitting) if together >= asked else ()

    @cached_property
    def _days(self) -> WorkingDays:
        return WorkingDays.of(self.engagement.calendar)


def _fits(change: DisclosedChange, name: str, on: date, days: int) -> bool:
    """Whether a change request names the milestone, goes the same way, and was asked for by then."""
    if change.effect is None or change.status in {"rejected", "withdrawn"}:
        return False
    asked = change.requested_on is not None and change.requested_on <= on
    return asked and any(shift.id == name and shift.days * days > 0 for shift in change.effect.milestones)


def _decides(decision: DisclosedDecision, name: str, on: date) -> bool:
    return decision.status == "accepted" and name in decision.affects and decision.date <= on


def _named_by(record: DisclosedRecord) -> frozenset[str]:
    texts: tuple[str, ...] = ()
    match record:
        case DisclosedAction():
            texts = (record.why or "",)
        case DisclosedQuestion():
            texts = tuple(message.text for message in record.messages)
        case _:
            pass
    linked = {link.record for link in record.links if link.record}
    return frozenset(linked.union(*(mentioned(text) for text in texts)))
