"""How far a KPI is from its target, when it gets there at today's pace, and which values are missing; words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from milepost.analysis.results import gap_to_target

if TYPE_CHECKING:
    from milepost.analysis.results import Result

RECENT = 4
"""Today's pace is that of the last so many values: enough for one odd month not to decide, few enough to be today's."""

FARTHEST = 3 * 365
"""A day further off than this many days is not named: it would be more exact than four values can be."""

_FEWEST_FOR_A_RHYTHM = 3
_LATE = 1.5
_GRACE = 3
"""A value is missing after one and a half usual times between two, and a long weekend at least."""


class Course(StrEnum):
    """Where today's pace leads."""

    MET = "met"
    REACHES = "reaches"
    TOO_SLOW = "too-slow"
    STANDS = "stands"
    AWAY = "away"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Pace:
    """The distance `gap` still to go, and the course of the values since `since`.

    `reached` is the day on which the target is met if the values go on as they have since then; only where it is
    reached at all. `late` is by how many days that is after the day the target was set for; None without one.
    """

    course: Course
    gap: Decimal | None = None
    since: date | None = None
    reached: date | None = None
    late: int | None = None


@dataclass(frozen=True)
class Gap:
    """A time without a value, between two days; `until` None: there is none since `since`."""

    since: date
    until: date | None = None


def pace(found: Result) -> Pace:
    """The KPI's pace; unknown without a target, or with fewer than two values on different days."""
    gap = gap_to_target(found.kpi, found.last.value) if found.last else None
    if gap is None or found.last is None:
        return Pace(Course.UNKNOWN)
    if gap == 0:
        return Pace(Course.MET, gap)
    first = found.measurements[-RECENT:][0]
    days = (found.last.date - first.date).days
    before = gap_to_target(found.kpi, first.value)
    if not days or before is None:
        return Pace(Course.UNKNOWN, gap)
    if before <= gap:
        return Pace(Course.STANDS if before == gap else Course.AWAY, gap, first.date)
    left = (gap * days / (before - gap)).to_integral_value(ROUND_CEILING)
    if left > FARTHEST:
        return Pace(Course.TOO_SLOW, gap, first.date)
    reached = found.last.date + timedelta(int(left))
    late = (reached - found.kpi.target_by).days if found.kpi.target_by else None
    return Pace(Course.REACHES, gap, first.date, reached, late)


def rhythm(found: Result) -> int | None:
    """The usual days between two values: their median; None with fewer than three."""
    days = sorted({item.date for item in found.measurements})
    if len(days) < _FEWEST_FOR_A_RHYTHM:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(days)))


def missing(found: Result, as_of: date) -> tuple[Gap, ...]:
    """The times without a value that are longer than usual, the oldest first, the one until today last."""
    usual = rhythm(found)
    if usual is None:
        return ()
    most = max(usual * _LATE, usual + _GRACE)
    days = sorted({item.date for item in found.measurements})
    gaps = [Gap(before, after) for before, after in pairwise(days) if (after - before).days > most]
    return (*gaps, *((Gap(days[-1]),) if (as_of - days[-1]).days > most else ()))


def inside(found: Result) -> int:
    """How many of the values met the target."""
    return sum(gap_to_target(found.kpi, item.value) == 0 for item in found.measurements)
