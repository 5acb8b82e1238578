"""Random plans of milestones with dates, holidays and all, beside the network that they were made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.analysis.public_holidays import public_holidays
from milepost.disclosure.records import DisclosedDependency, DisclosedMilestone
from milepost.model.client import Calendar
from milepost.model.kinds import Duration
from support.engagements import an_engagement
from support.networks import WEEKS, NaiveCalendar, Piece, early_starts, random_pieces, settled

if TYPE_CHECKING:
    from random import Random

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
