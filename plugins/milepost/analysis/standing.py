"""How each milestone stands, computed from the record and a day; words and colours are chosen elsewhere.

The rules are those of `docs/writing/status-rules.md`: done > overdue > at risk > moved > on track > planned, so that
nothing is on track beside a later date.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from milepost.analysis.states import is_done, is_live, is_open
from milepost.disclosure.records import DisclosedMilestone, DisclosedRisk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.disclosure.engagement import DisclosedEngagement


class Standing(StrEnum):
    """How a milestone stands; `dropped` ones are no longer part of the plan."""

    DONE = "done"
    OVERDUE = "overdue"
    AT_RISK = "at-risk"
    MOVED = "moved"
    ON_TRACK = "on-track"
    PLANNED = "planned"
    DROPPED = "dropped"


Cause = Literal["", "confidence", "risk", "dependency"]


@dataclass(frozen=True)
class MilestoneStanding:
    """A milestone's standing on a day.

    `on` is the day it was or will be done, None where no date was given; `days_later` compares it with the agreed one
    (negative: earlier; None where one of the two is missing). `cause` and `because` say why it is at risk: the ids of
    the risks or milestones.
    """

    milestone: DisclosedMilestone
    standing: Standing
    on: date | None
    agreed: date | None
    days_later: int | None
    cause: Cause = ""
    because: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.standing not in {Standing.DONE, Standing.DROPPED}


def standings(
    engagement: DisclosedEngagement, as_of: date, baselines: Mapping[str, date] | None = None
) -> dict[str, MilestoneStanding]:
    """Each milestone's standing by id, in the order written.

    `baselines` are the dates that count as agreed where the record of today says another one: who rewrites an agreed
    date without a change request makes nothing greener.
    """
    known = baselines or {}
    milestones = tuple(
        replace(item, agreed=known[item.id], expected=item.expected or item.agreed) if item.id in known else item
        for item in engagement.of(DisclosedMilestone)
    )
    overdue = frozenset(item.id for item in milestones if _is_overdue(item, as_of))
    risks = _risks(engagement)
    return {item.id: _stand(item, as_of, overdue, risks.get(item.id, ())) for item in milestones}


def key_milestone(engagement: DisclosedEngagement, found: dict[str, MilestoneStanding]) -> MilestoneStanding | None:
    """The milestone everyone asks for: the one named, else the last one that is dated."""
    named = found.get(engagement.client.key_milestone or "")
    if named:
        return named
    dated = [item for item in found.values() if item.on and item.standing is not Standing.DROPPED]
    return max(dated, key=lambda item: item.on or date.min, default=None)


def expected_day(milestone: DisclosedMilestone) -> date | None:
    """The day a milestone was done, or is expected."""
    if is_done(milestone):
        return milestone.done_on or milestone.expected or milestone.agreed
    return milestone.expected or milestone.agreed


def first_day(day: date, precision: str) -> date:
    """The first day of the day, month or quarter that a date stands for."""
    if precision == "day":
        return day
    return date(day.year, day.month if precision == "month" else (day.month - 1) // 3 * 3 + 1, 1)


def last_day(day: date, precision: str) -> date:
    """The last day of the day, month or quarter that a date stands for."""
    if precision == "day":
        return day
    month = day.month if precision == "month" else (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def _stand(
    milestone: DisclosedMilestone, as_of: date, overdue: frozenset[str], risks: tuple[str, ...]
) -> MilestoneStanding:
    on = expected_day(milestone)
    later = _days_later(milestone, on)
    cause, because = _cause(milestone, overdue, risks)
    standing = _standing(milestone, as_of, later, at_risk=bool(cause))
    if standing is not Standing.AT_RISK:
        cause, because = "", ()
    return MilestoneStanding(milestone, standing, on, milestone.agreed, later, cause, because)


def _standing(milestone: DisclosedMilestone, as_of: date, later: int | None, *, at_risk: bool) -> Standing:
    if milestone.status == "dropped":
        return Standing.DROPPED
    if is_done(milestone):
        return Standing.DONE
    if _is_overdue(milestone, as_of):
        return Standing.OVERDUE
    if at_risk:
        return Standing.AT_RISK
    if later is not None and later > 0:
        return Standing.MOVED
    return Standing.ON_TRACK if _holds(milestone, as_of) else Standing.PLANNED


def _holds(milestone: DisclosedMilestone, as_of: date) -> bool:
    """Whether work has begun towards an agreed date; a date that nobody works towards yet is only planned."""
    begun = milestone.status == "active" or bool(milestone.start and milestone.start <= as_of)
    return begun and milestone.agreed is not None


def _is_overdue(milestone: DisclosedMilestone, as_of: date) -> bool:
    if not is_open(milestone):
        return False
    on = expected_day(milestone)
    return on is not None and last_day(on, milestone.precision) < as_of


def _days_later(milestone: DisclosedMilestone, on: date | None) -> int | None:
    if on is None or milestone.agreed is None:
        return None
    if milestone.done_on and milestone.precision != "day":
        # Done inside the agreed month or quarter is as agreed, whatever day of it.
        end = last_day(milestone.agreed, milestone.precision)
        return max(timedelta(0), on - end).days
    return (on - milestone.agreed).days


def _cause(
    milestone: DisclosedMilestone, overdue: frozenset[str], risks: tuple[str, ...]
) -> tuple[Cause, tuple[str, ...]]:
    if risks:
        return "risk", risks
    waits_on = tuple(item.id for item in milestone.depends_on if item.id in overdue)
    if waits_on:
        return "dependency", waits_on
    return ("confidence", ()) if milestone.confidence == "low" else ("", ())


def _risks(engagement: DisclosedEngagement) -> dict[str, tuple[str, ...]]:
    """The open red-flag or high-impact risks that affect each milestone."""
    found: dict[str, tuple[str, ...]] = {}
    for risk in engagement.of(DisclosedRisk):
        if is_live(risk) and (risk.flag or risk.impact == "high"):
            for affected in risk.affects:
                found[affected] = (*found.get(affected, ()), risk.id)
    return found
