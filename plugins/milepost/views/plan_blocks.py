"""The plan on a time axis, as it is and as it was on earlier days, and its dates that moved, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.views.charts import MilestoneMark, PeriodMark, PlanAxis
    from milepost.views.inline import Link, Tag


@dataclass(frozen=True)
class PlanRow:
    """A row of the plan: a phase with its period, or a milestone with its date."""

    title: str
    url: str
    after: str
    mark: PeriodMark | MilestoneMark | None
    expected: str
    iso: str
    shift: str
    tag: Tag | None
    is_phase: bool = False
    is_key: bool = False
    room: str = ""


@dataclass(frozen=True)
class PlanHeads:
    """The words above the plan's columns."""

    caption: str
    name: str
    timeline: str
    expected: str
    status: str


@dataclass(frozen=True)
class PlanLegend:
    """What the plan's marks mean."""

    now: str
    agreed: str
    period: str
    to_come: str


@dataclass(frozen=True)
class Plan:
    """The plan: an axis and rows; `groups` are phases with their milestones. `strip` leaves out the dates' column."""

    axis: PlanAxis
    heads: PlanHeads
    groups: tuple[tuple[PlanRow, ...], ...]
    legend: PlanLegend | None = None
    strip: bool = False


@dataclass(frozen=True)
class PastRow:
    """A milestone's date as it held from the day `since` until before `until` ("" where it holds today).

    `held` says so in words, `today` what its date is now.
    """

    title: str
    url: str
    since: str
    until: str
    held: str
    mark: MilestoneMark | None
    expected: str
    iso: str
    shift: str
    today: str
    today_shift: str


@dataclass(frozen=True)
class PastMoment:
    """A day from which a plan held, or of a report: its name, what is told of its plan, how many dates differ now."""

    on: str
    label: str
    told: str
    differ: int


@dataclass(frozen=True)
class PastHeads:
    """The words of an earlier plan: above its columns, and beside the controls that choose its day."""

    caption: str
    name: str
    timeline: str
    expected: str
    today: str
    slider: str
    day: str


@dataclass(frozen=True)
class PastPlans:
    """Every date that ever held, as one table; with a script the reader chooses the day, `chosen` being the first."""

    axis: PlanAxis
    heads: PastHeads
    rows: tuple[PastRow, ...]
    moments: tuple[PastMoment, ...]
    chosen: int = 0


@dataclass(frozen=True)
class Move:
    """A date that moved: from, to, by how much, why, what stands behind it, and whom it waited for before."""

    title: str
    url: str
    change: str
    shift: str
    why: str
    evidence: tuple[Link, ...]
    agreed: str
    waited: str = ""


@dataclass(frozen=True)
class Moves:
    """Dates that moved, and why."""

    items: tuple[Move, ...]
