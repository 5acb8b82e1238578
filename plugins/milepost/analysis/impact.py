"""What change requests do to the plan: dates before and after, cost, the key date, what becomes critical; no words.

A request's `days` are those of the calendar, and whole: where it names a milestone and one behind it, each moves as far
as it says and no further, except where what it waits for moves it by a working week more. What follows is worked out
on the plan as it is written. Requests that are taken together add up, so that their order does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.analysis.approvals import to_decide
from milepost.analysis.money import ZERO, cost_of
from milepost.analysis.schedule.network import changed, forward
from milepost.analysis.states import is_accepted
from milepost.disclosure.records import DisclosedChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from milepost.analysis.schedule.network import Times
    from milepost.analysis.schedule.plan import Plan
    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class MilestoneMove:
    """A milestone's day before and after; `stated` is how many days the requests themselves say, if they do."""

    milestone: str
    before: date
    after: date
    stated: int | None = None

    @property
    def days(self) -> int:
        """How many days of the calendar later it is; negative: earlier."""
        return (self.after - self.before).days


@dataclass(frozen=True)
class Fallout:
    """The plan before and after one or several requests; `cost` is what they add for the client.

    `key` is the key milestone's day before and after, also where it stays; None where none is to come. `critical` are
    the milestones that have no room any more, `relieved` those that now have some.
    """

    changes: tuple[DisclosedChange, ...]
    cost: Decimal
    moves: tuple[MilestoneMove, ...] = ()
    key: MilestoneMove | None = None
    critical: tuple[str, ...] = ()
    relieved: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhatIf:
    """A plan that more time for some milestones has changed."""

    plan: Plan
    extra: Mapping[str, int]

    @cached_property
    def times(self) -> dict[str, Times]:
        """The times of the changed plan."""
        return forward(changed(self.plan.activities, self.extra))

    def day(self, milestone: str) -> date:
        """The day on which an open milestone then ends: the day that is written, where it does not move."""
        after = self.times[milestone].finish
        if after == self.plan.times[milestone].finish:
            return self.plan.days[milestone]
        return self.plan.calendar.day_at(after)

    @cached_property
    def critical(self) -> frozenset[str]:
        """The milestones without any room before the key milestone."""
        found = self.plan.slack_of(changed(self.plan.activities, self.extra), self.times)
        return frozenset(name for name, slack in found.items() if slack.is_critical)


def extra_time(plan: Plan, change: DisclosedChange) -> dict[str, int]:
    """How many working minutes more (negative: fewer) each milestone takes that the request names."""
    stated, extra = stated_days((change,)), dict[str, int]()
    # Ten days of the calendar are six to eight working days: so much less work is only another weekend.
    least = -(len(plan.calendar.week) - 1) * plan.calendar.minutes
    for item in plan.activities:
        days = stated.get(item.id, 0)
        if item.id in plan.open_ones and days:
            wanted = plan.calendar.span(plan.days[item.id], days)
            moved = WhatIf(plan, extra).times[item.id].finish - plan.times[item.id].finish
            gap = wanted - moved if days > 0 else wanted
            extra[item.id] = gap if days < 0 or gap >= least else 0
    return extra


def stated_days(changes: Iterable[DisclosedChange]) -> dict[str, int]:
    """By how many days the requests themselves say that they move each milestone."""
    found: dict[str, int] = {}
    for change in changes:
        for shift in change.effect.milestones if change.effect else ():
            found[shift.id] = found.get(shift.id, 0) + shift.days
    return found


def greatest_shift(change: DisclosedChange) -> int:
    """By how many days a change request moves the milestone that it moves most."""
    return max(stated_days((change,)).values(), key=abs, default=0)


def added(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of what several requests and delays ask for."""
    total: dict[str, int] = {}
    for part in parts:
        for name, minutes in part.items():
            total[name] = total.get(name, 0) + minutes
    return total


def fallout(plan: Plan | None, changes: Iterable[DisclosedChange]) -> Fallout:
    """What happens to the plan if all of the requests are accepted; without a plan, only to the cost."""
    taken = tuple(changes)
    cost = sum((cost_of(change) for change in taken), ZERO)
    if plan is None:
        return Fallout(taken, cost)
    after = WhatIf(plan, added(extra_time(plan, change) for change in taken))
    before = WhatIf(plan, {})
    stated = stated_days(taken)

    def move(name: str) -> MilestoneMove:
        return MilestoneMove(name, plan.days[name], after.day(name), stated.get(name) or None)

    order = tuple(item.id for item in plan.activities if item.id in plan.open_ones)
    moves = tuple(found for name in order if (found := move(name)).days)
    return Fallout(
        taken,
        cost,
        tuple(sorted(moves, key=lambda item: item.before)),
        move(plan.key) if plan.key else None,
        tuple(name for name in order if name in after.critical - before.critical),
        tuple(name for name in order if name in before.critical - after.critical),
    )


@dataclass(frozen=True)
class Sum:
    """What some requests come to: how many, those in the price, those billed and their cost."""

    changes: tuple[DisclosedChange, ...]

    @property
    def included(self) -> tuple[DisclosedChange, ...]:
        """Those that cost the client nothing more."""
        return tuple(change for change in self.changes if not cost_of(change))

    @property
    def extras(self) -> tuple[DisclosedChange, ...]:
        """Those that are billed, or save something."""
        return tuple(change for change in self.changes if cost_of(change))

    @property
    def cost(self) -> Decimal:
        """What the billed ones add."""
        return sum((cost_of(change) for change in self.changes), ZERO)


def accepted(engagement: DisclosedEngagement) -> Sum:
    """The requests that are part of what was agreed."""
    return Sum(tuple(change for change in engagement.of(DisclosedChange) if is_accepted(change)))


def proposed(engagement: DisclosedEngagement) -> Sum:
    """The requests that wait for a decision."""
    return Sum(to_decide(engagement))
