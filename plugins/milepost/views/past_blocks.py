"""Parts of a page that look back, as values: earlier plans, and what changed since a reader was last here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.views.charts import MilestoneMark, PlanAxis
    from milepost.views.inline import Link
    from milepost.views.trail_blocks import Diff


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
class SinceItem:
    """What one revision changed in one record; `shown` without a script."""

    iso: str
    day: str
    at: str
    commit: str
    kind: str
    lines: tuple[Diff, ...]
    shown: bool


@dataclass(frozen=True)
class SinceWords:
    """What the script says of a visit; `{date}` stands for the reader's own last day."""

    visit: str
    report: str
    nothing: str
    nothing_since_visit: str
    show_report: str
    show_visit: str


@dataclass(frozen=True)
class Since:
    """The latest changes, newest first; `more` leads to older ones."""

    items: tuple[SinceItem, ...]
    words: SinceWords
    more: Link | None = None
