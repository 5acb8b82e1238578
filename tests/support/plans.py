"""Random plans of milestones with dates, holidays and all, beside the network that they were made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from milepost.analysis.public_holidays import public_holidays
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedChangeEffect,
    DisclosedDependency,
    DisclosedMilestone,
    DisclosedShift,
)
from milepost.model.client import Calendar
from milepost.model.kinds import Duration
from support.engagements import an_engagement
from support.networks import WEEKS, NaiveCalendar, Piece, early_starts, random_pieces, settled

if TYPE_CHECKING:
    from random import Random

    from milepost.analysis.schedule.plan import Plan
    from milepost.disclosure.engagement import DisclosedEngagement

FIRST = date(2026, 1, 1)
YEARS = range(2026, 2040)
_NUMBERS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


@dataclass(frozen=True)
class RandomPlan:
    """A plan as an agency would write it: `pieces` in working days since the first day, `engagement` in dates."""

    pieces: dict[str, Piece]
    engagement: DisclosedEngagement
    calendar: NaiveCalendar

    def day(self, name: str, pieces: dict[str, Piece] | None = None) -> date:
        """The day on which a milestone ends, counted by longest paths and one day after the other."""
        found = pieces or self.pieces
        return self.calendar.finish(early_starts(found)[name] + found[name].duration)


def random_plan(random: Random, *, size: int = 24) -> RandomPlan:
    """A plan without contradictions: each milestone starts when what it waits for lets it, or later."""
    drawn = random_pieces(random, size=size)
    # A milestone needs a day to end on, so that it begins on the second working day at the earliest.
    pieces = settled(
        {name: replace(piece, start=piece.start + 2, after=_leads_aside(piece)) for name, piece in drawn.items()}
    )
    calendar = Calendar(
        week=random.choice(WEEKS),
        hours=random.choice(["09:00-17:30", "08:00-16:00", "22:00-06:10"]),
        holidays=random.choice([None, "GB-ENG", "ES", "RO"]),
        days_off=tuple(date(2026, random.randint(1, 12), random.randint(1, 28)) for _ in range(random.randint(0, 9))),
    )
    free = {day for year in YEARS for day in public_holidays(calendar.holidays or "", year)}
    naive = NaiveCalendar(
        FIRST, tuple(_NUMBERS[name] for name in calendar.week), frozenset({*free, *calendar.days_off})
    )
    records = tuple(_milestone(name, piece, naive) for name, piece in pieces.items())
    engagement = replace(an_engagement({}), calendar=calendar, records=records)
    return RandomPlan(pieces, engagement, naive)


def rough_plan(random: Random, *, size: int = 24) -> DisclosedEngagement:
    """A plan as it comes in real life, with change requests: contradictions, weekends, half days, things done.

    At least one of its milestones is dated and still to come.
    """
    made = random_plan(random, size=size).engagement
    milestones = [_roughened(random, item) for item in made.of(DisclosedMilestone)]
    milestones[0] = replace(milestones[0], agreed=date(2026, 12, random.randint(1, 31)), done_on=None, status="planned")
    names = [item.id for item in milestones]
    changes = tuple(_request(random, f"CR-{number}", names) for number in range(random.randint(0, 5)))
    return replace(made, records=(*milestones, *changes))


def delay(plan: Plan, milestone: str, days: int) -> dict[str, int]:
    """How many working minutes more an open milestone takes that a reader tries so many days of the calendar later."""
    return {milestone: plan.calendar.span(plan.days[milestone], days)}


def _roughened(random: Random, item: DisclosedMilestone) -> DisclosedMilestone:
    units: tuple[Literal["h", "d", "w"], ...] = ("h", "d", "w")
    lag = Duration(Decimal(random.randint(0, 90)) / 4, random.choice(units))
    links = tuple(random.choice([link, link, replace(link, lag=lag)]) for link in item.depends_on)
    day = item.agreed and item.agreed + timedelta(random.randint(-20, 20))
    rough = replace(item, depends_on=links, expected=random.choice([None, day]))
    return random.choice(
        [
            rough,
            rough,
            rough,
            replace(rough, done_on=day, status="done"),
            replace(rough, status="dropped"),
            replace(rough, agreed=None, expected=None),
            replace(rough, start=None),
        ]
    )


def _request(random: Random, name: str, milestones: list[str]) -> DisclosedChange:
    named = random.sample(milestones, k=min(len(milestones), random.randint(0, 4)))
    shifts = tuple(DisclosedShift(id=item, days=random.choice([-30, -7, -1, 0, 1, 5, 7, 10, 40])) for item in named)
    cost = random.choice([None, Decimal(random.randint(-9000, 9000)), Decimal(random.randint(-900, 90000)) / 100])
    return DisclosedChange(
        id=name,
        title=f"Change {name}",
        description="Words.",
        status=random.choice(["proposed", "proposed", "accepted"]),
        billing=random.choice([None, "extra", "included"]),
        effect=DisclosedChangeEffect(cost=cost, milestones=shifts),
    )


def _leads_aside(piece: Piece) -> tuple[tuple[str, int], ...]:
    """The links, without leads: nobody can write one."""
    return tuple((before, max(0, lag)) for before, lag in piece.after)


def _milestone(name: str, piece: Piece, calendar: NaiveCalendar) -> DisclosedMilestone:
    end = calendar.finish(piece.start + piece.duration)
    lags = ((before, Duration(Decimal(lag), "d") if lag else None) for before, lag in piece.after)
    return DisclosedMilestone(
        id=name,
        title=f"Milestone {name}",
        agreed=end,
        start=calendar.begin(piece.start) if piece.duration else None,
        depends_on=tuple(DisclosedDependency(id=before, lag=lag) for before, lag in lags),
    )
