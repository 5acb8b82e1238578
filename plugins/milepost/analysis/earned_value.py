"""Earned value of the budget's lines that belong to a milestone: planned, earned, actual, forecast; words nothing.

The formulas are those of The Standard for Earned Value Management (Project Management Institute, ANSI/PMI 19-006-2019)
and of A Guide to the Project Management Body of Knowledge, 6th edition (2017), table 7-1: SV = EV - PV,
CPI = EV / AC, SPI = EV / PV, EAC = BAC / CPI (the rest of the work costs what the work so far has cost).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.analysis.money import ZERO
from milepost.analysis.standing import Standing
from milepost.disclosure.records import DisclosedBudgetLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from milepost.analysis.standing import MilestoneStanding
    from milepost.disclosure.engagement import DisclosedEngagement

_ALL = Decimal(1)
_PERCENT = Decimal(100)
READERS = frozenset({"sponsor", "internal"})
"""The audiences that may see earned value, whatever else of the budget a share shows."""


@dataclass(frozen=True)
class EarnedValue:
    """Sums over the lines, in the client's currency: BAC, PV, EV and AC."""

    budget: Decimal
    planned: Decimal
    earned: Decimal
    actual: Decimal

    @property
    def schedule_variance(self) -> Decimal:
        """SV: positive where more is done than planned by now."""
        return self.earned - self.planned

    @property
    def cost_index(self) -> Decimal | None:
        """CPI; None where nothing was spent."""
        return self.earned / self.actual if self.actual else None

    @property
    def schedule_index(self) -> Decimal | None:
        """SPI; None where nothing was planned by now."""
        return self.earned / self.planned if self.planned else None

    @property
    def forecast(self) -> Decimal | None:
        """EAC; None where nothing was earned or spent yet."""
        return self.budget * self.actual / self.earned if self.earned and self.actual else None


@dataclass(frozen=True)
class EarnedValueLine:
    """A budget line with the parts of it that were planned and earned by now; `actual` None is not recorded."""

    line: DisclosedBudgetLine
    planned: Decimal
    earned: Decimal
    actual: Decimal | None


@dataclass(frozen=True)
class EarnedValueReport:
    """The figures, None where they cannot be told; the lines counted, and those left out for want of a dated milestone.

    `unrecorded` are lines with work begun and no record of what was spent: with them no sum would be true.
    """

    figures: EarnedValue | None
    lines: tuple[EarnedValueLine, ...]
    left_out: tuple[DisclosedBudgetLine, ...] = ()

    @property
    def unrecorded(self) -> tuple[DisclosedBudgetLine, ...]:
        """The lines for which nothing says what was spent."""
        return tuple(item.line for item in self.lines if item.actual is None)


def earned_value(
    engagement: DisclosedEngagement, standings: Mapping[str, MilestoneStanding], as_of: date
) -> EarnedValueReport | None:
    """The report; None for other readers than sponsors, and where no line belongs to a dated milestone."""
    if engagement.share.audience not in READERS:
        return None
    found = engagement.of(DisclosedBudgetLine)
    paid = paid_for(found, standings)
    lines = [_line(line, paid[line.id], as_of) for line in found if line.id in paid]
    if not lines:
        return None
    known = all(item.actual is not None for item in lines)
    left_out = tuple(line for line in found if line.id not in paid)
    return EarnedValueReport(_sums(lines) if known else None, tuple(lines), left_out)


def paid_for(
    lines: Iterable[DisclosedBudgetLine], standings: Mapping[str, MilestoneStanding]
) -> dict[str, tuple[MilestoneStanding, ...]]:
    """The milestones that each line pays for: its own, and those that lead to it and belong to no other line.

    A line names the milestone at its end; a build of four months has earned something before it is done. What leads to
    several lines belongs to the one that is due first. Lines without a dated milestone are not among the keys.
    """
    dated = {name: item for name, item in standings.items() if item.agreed and item.standing is not Standing.DROPPED}
    named = sorted(
        (dated[line.milestone].agreed or date.max, line.id, line.milestone)
        for line in lines
        if line.milestone and line.milestone in dated
    )
    taken = {milestone for _, _, milestone in named}
    found: dict[str, tuple[MilestoneStanding, ...]] = {}
    for _, line, milestone in named:
        before = _leading_to(milestone, dated, taken)
        taken.update(before)
        found[line] = tuple(dated[name] for name in (milestone, *before))
    return found


def _leading_to(milestone: str, dated: Mapping[str, MilestoneStanding], taken: set[str]) -> list[str]:
    found: list[str] = []
    waiting = [milestone]
    while waiting:
        for dependency in dated[waiting.pop()].milestone.depends_on:
            if dependency.id in dated and dependency.id not in taken and dependency.id not in found:
                found.append(dependency.id)
                waiting.append(dependency.id)
    return found


def planned_part(standing: MilestoneStanding, as_of: date) -> Decimal:
    """How much of a milestone was to be done by a day, 0 to 1: evenly from its start to its agreed date.

    Without a start, nothing before the agreed date and everything on it.
    """
    agreed, start = standing.agreed, standing.milestone.agreed_start or standing.milestone.start
    if agreed is None or as_of >= agreed:
        return _ALL if agreed else ZERO
    if start is None or as_of <= start:
        return ZERO
    return Decimal((as_of - start).days) / (agreed - start).days


def earned_part(standing: MilestoneStanding) -> Decimal:
    """How much of a milestone is done, 0 to 1: all once it is done, before that its progress, without one nothing."""
    if standing.standing is Standing.DONE:
        return _ALL
    return Decimal(standing.milestone.progress or 0) / _PERCENT


def _line(line: DisclosedBudgetLine, paid: tuple[MilestoneStanding, ...], as_of: date) -> EarnedValueLine:
    """The line's parts: the mean over the milestones that it pays for."""
    planned = line.estimate * sum((planned_part(item, as_of) for item in paid), ZERO) / len(paid)
    earned = line.estimate * sum((earned_part(item) for item in paid), ZERO) / len(paid)
    begun = earned > 0 or any(item.milestone.status == "active" for item in paid)
    actual = line.actual if line.actual is not None or begun else ZERO
    return EarnedValueLine(line, planned, earned, actual)


def _sums(lines: list[EarnedValueLine]) -> EarnedValue:
    return EarnedValue(
        budget=sum((item.line.estimate for item in lines), ZERO),
        planned=sum((item.planned for item in lines), ZERO),
        earned=sum((item.earned for item in lines), ZERO),
        actual=sum((item.actual or ZERO for item in lines), ZERO),
    )
