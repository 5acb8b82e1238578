"""Which promises were kept, and how many of those that can be judged; words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedPromise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Party


class PromiseState(StrEnum):
    """Where a promise stands; `overdue` is neither kept nor owned up to as broken, and its day has passed."""

    OVERDUE = "overdue"
    OPEN = "open"
    BROKEN = "broken"
    KEPT_LATE = "kept-late"
    KEPT = "kept"


@dataclass(frozen=True)
class PromiseStanding:
    """A promise on a day; `party` is who made it, ourselves unless the record names someone of the client."""

    promise: DisclosedPromise
    state: PromiseState
    party: Party
    days_left: int | None
    days_late: int


@dataclass(frozen=True)
class PromiseCount:
    """How many promises were kept, late or in time, of those that can be judged; and how many are still open."""

    kept: int
    late: int
    of: int
    open: int


def promise_standings(engagement: DisclosedEngagement, as_of: date) -> tuple[PromiseStanding, ...]:
    """Every promise, what is due first on top, then the latest."""
    found = [_stand(engagement, promise, as_of) for promise in engagement.of(DisclosedPromise)]
    order = list(PromiseState)
    return tuple(
        sorted(
            found,
            key=lambda item: (
                order.index(item.state),
                item.days_left if item.days_left is not None else 0,
                -item.promise.made_on.toordinal(),
                item.promise.id,
            ),
        )
    )


def promise_count(found: Iterable[PromiseStanding]) -> PromiseCount:
    """The count; an overdue promise can be judged, as its day has passed."""
    states = [item.state for item in found]
    late = states.count(PromiseState.KEPT_LATE)
    waiting = states.count(PromiseState.OPEN)
    return PromiseCount(states.count(PromiseState.KEPT) + late, late, len(states) - waiting, waiting)


def _stand(engagement: DisclosedEngagement, promise: DisclosedPromise, as_of: date) -> PromiseStanding:
    person = engagement.people_by_id.get(promise.made_by or "")
    party: Party = person.party if person else "agency"
    left = (promise.due - as_of).days if promise.due else None
    late = (promise.kept_on - promise.due).days if promise.kept_on and promise.due else 0
    return PromiseStanding(promise, _state(promise, left, late), party, left, max(late, 0))


def _state(promise: DisclosedPromise, days_left: int | None, days_late: int) -> PromiseState:
    if promise.broken_on:
        return PromiseState.BROKEN
    if promise.kept_on:
        return PromiseState.KEPT_LATE if days_late > 0 else PromiseState.KEPT
    return PromiseState.OVERDUE if days_left is not None and days_left < 0 else PromiseState.OPEN
