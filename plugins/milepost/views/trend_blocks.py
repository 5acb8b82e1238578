"""What a milestone trend is drawn from, as values: when each date was said, and which date it was; none is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from milepost.views.charts import Tick

LineEnd = Literal["open", "done", "dropped"]


@dataclass(frozen=True)
class TrendPoint:
    """On the day `on` the date was `day`; `change` is the move's direction: 1 later, -1 earlier, 0 said again."""

    on: date
    day: date
    change: int = 0


@dataclass(frozen=True)
class TrendLine:
    """One milestone's dates over time; its `mark` names it where there is no room for `name`, "" where it is alone."""

    mark: str
    name: str
    shift: str
    points: tuple[TrendPoint, ...]
    end: LineEnd = "open"
    key: bool = False


@dataclass(frozen=True)
class TrendChart:
    """Lines over the days from `start` to `end`: flat is kept, rising is later; all its values are in a table too.

    `id` is unique on the page; `days` are the ticks below, `dates` those beside it; `agreed` is drawn across.
    """

    id: str
    title: str
    description: str
    start: date
    end: date
    days: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    lines: tuple[TrendLine, ...]
    agreed: date | None = None
    agreed_label: str = ""
    small: bool = False


@dataclass(frozen=True)
class Trend:
    """A milestone trend as a part of a page."""

    chart: TrendChart
