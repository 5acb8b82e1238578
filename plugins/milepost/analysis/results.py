"""How each KPI stands against its target; draws nothing and words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from milepost.disclosure.records import DisclosedKpi, DisclosedMeasurement


class ResultStanding(StrEnum):
    """A KPI's state: `unmeasured` where nothing was measured yet."""

    MET = "met"
    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True)
class Result:
    """A KPI with its measurements by day, the last of them, and its standing."""

    kpi: DisclosedKpi
    measurements: tuple[DisclosedMeasurement, ...]
    last: DisclosedMeasurement | None
    standing: ResultStanding

    @property
    def start(self) -> Decimal | None:
        """The value it started from: the baseline, else the first measurement."""
        if self.kpi.baseline is not None:
            return self.kpi.baseline
        return self.measurements[0].value if self.measurements else None


def result(kpi: DisclosedKpi, as_of: date) -> Result:
    """The KPI's standing on a day."""
    measured = tuple(sorted((item for item in kpi.measurements if item.date <= as_of), key=lambda item: item.date))
    last = measured[-1] if measured else None
    found = Result(kpi, measured, last, ResultStanding.UNMEASURED)
    return Result(kpi, measured, last, _standing(found)) if last else found


def _standing(found: Result) -> ResultStanding:
    gap = gap_to_target(found.kpi, found.last.value) if found.last else None
    if gap is None or found.last is None or found.start is None:
        return ResultStanding.UNMEASURED
    if gap == 0:
        return ResultStanding.MET
    before = found.measurements[-2].value if len(found.measurements) > 1 else found.start
    first, previous = gap_to_target(found.kpi, found.start), gap_to_target(found.kpi, before)
    # Against the start, so that one good month inside a bad year does not read as success.
    if first is not None and gap < first:
        return ResultStanding.IMPROVING
    if gap == first == previous:
        return ResultStanding.STEADY
    return ResultStanding.WORSENING


def gap_to_target(kpi: DisclosedKpi, value: Decimal) -> Decimal | None:
    """How far a value is from the target; 0 where it is met, None where there is no target."""
    target, zero = kpi.target, value * 0
    if target.low is not None or target.high is not None:
        below = target.low - value if target.low is not None else zero
        above = value - target.high if target.high is not None else zero
        return max(below, above, zero)
    if target.value is None:
        return None
    return max((value - target.value) if kpi.direction == "down" else (target.value - value), zero)
