"""Numbers of a drawing: positions in % or px, how they are written, which labels have room; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from milepost.views.charts import Tick

LETTER: Final = 6.2
"""Generous width of one letter of a chart's text at its 11.5 px, in px."""

GAP: Final = 4.0
"""Room kept free after a text, in px."""

FULL: Final = 100.0
"""A drawing's whole width in %."""


@dataclass(frozen=True)
class Days:
    """Dates from `start` to `end` as 0 to 100 %; all of them at 100 where both are the same day."""

    start: date
    end: date

    def at(self, day: date, *, after: int = 0) -> float:
        """Where the day begins, or where the day `after` days later does; never outside the drawing."""
        length = self.end.toordinal() - self.start.toordinal()
        if length <= 0:
            return FULL
        return within((day.toordinal() + after - self.start.toordinal()) / length * FULL, 0, FULL)


@dataclass(frozen=True)
class Values:
    """Values from `low` to `high` as px from `bottom` up to `top`; the middle where both are the same."""

    low: Decimal
    high: Decimal
    top: float
    bottom: float

    def at(self, value: Decimal) -> float:
        """How far below the drawing's upper edge the value stands; never outside `top` and `bottom`."""
        if self.high <= self.low:
            return (self.top + self.bottom) / 2
        share = float((self.high - value) / (self.high - self.low))
        return within(self.top + share * (self.bottom - self.top), self.top, self.bottom)


def within(number: float, low: float, high: float) -> float:
    """The number, or the nearer limit."""
    return min(max(number, low), high)


def number(value: float) -> str:
    """The number with at most two decimals: 12.5, 3, 0."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(value: float) -> str:
    """The number as an SVG length in %: 12.5%."""
    return f"{number(value)}%"


def width(text: str, room: float) -> float:
    """About how many % of `room` px the text takes, with the gap behind it."""
    return (len(text) * LETTER + GAP) / room * FULL if text else 0


@dataclass(frozen=True)
class Label:
    """A text around `x` (%): its anchor, turned inwards near an edge, and where it begins and ends (%).

    Labels are equal that are drawn alike, whatever the width they were placed for.
    """

    text: str
    x: float
    anchor: str
    left: float = field(compare=False)
    right: float = field(compare=False)


def label(text: str, x: float, room: float) -> Label:
    """The text placed around `x` so that it stays inside a drawing `room` px wide."""
    wide = width(text, room)
    if x < wide / 2:
        return Label(text, x, "start", x, x + wide)
    if x > FULL - wide / 2:
        return Label(text, x, "end", x - wide, x)
    return Label(text, x, "middle", x - wide / 2, x + wide / 2)


def regular(ticks: Sequence[Tick], days: Days, room: float) -> list[Label]:
    """Every label, or only every second, third and so on, as many as stand side by side in `room` px."""
    for step in range(1, len(ticks) + 1):
        labels = [label(text, days.at(on), room) for on, text in _every(ticks, step)]
        if all(first.right <= second.left for first, second in pairwise(labels)):
            return labels
    return []


def _every(ticks: Sequence[Tick], step: int) -> Iterator[tuple[date, str]]:
    """Date and text of each `step`-th tick; a year whose own tick is left out is named at the next one."""
    year = ""
    for index, tick in enumerate(ticks):
        year = tick.year or year
        if index % step == 0:
            yield tick.on, f"{tick.label} {year}".rstrip()
            year = ""


def with_room(ticks: Iterable[Tick], days: Days, room: float) -> Iterator[tuple[float, Tick]]:
    """The ticks, with their place, whose labels neither touch the one before nor leave the drawing.

    `room` is the drawing's width in px; labels begin at their tick.
    """
    free = 0.0
    for tick in ticks:
        left = days.at(tick.on)
        right = left + width(tick.label, room)
        if left >= free and right <= FULL:
            free = right
            yield left, tick
