"""A milestone trend: days to the right, dates upwards, so that a kept date is flat and a later one rises.

Only the lines stretch; dots, numbers and names keep their size. Names stand at the ends of their lines where there is
room, on a phone numbers do, which the table below explains.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from milepost.render.svg.element import at, element
from milepost.render.svg.scale import LETTER, Days, Values, number, percent, regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from markupsafe import Markup

    from milepost.views.charts import Tick
    from milepost.views.trend_blocks import TrendChart, TrendLine, TrendPoint

HEIGHT: Final = 330
SMALL: Final = 170
NAMES: Final = 178.0
"""Room in px right of the lines for names, as the style sheet has it."""

_TOP: Final = 12
_BOTTOM: Final = 26
_WIDE: Final = 470.0
_NARROW: Final = 240.0
_NAME_GAP: Final = 31.0
_MARK_GAP: Final = 15.0
_BESIDE: Final = 14
_FAR: Final = 96.0
"""How far to the right (%) a line must reach for its name to stand beside its end."""
_GUTTERS: Final = (5, 8, 11)


@dataclass(frozen=True)
class _Place:
    """Where days and dates of the chart stand."""

    days: Days
    values: Values
    height: int

    def x(self, day: date) -> float:
        return self.days.at(day)

    def y(self, day: date) -> float:
        return self.values.at(Decimal(day.toordinal()))


def trend_svg(chart: TrendChart) -> Markup:
    """The figure in a box whose paddings hold the dates on its left and the names or numbers on its right."""
    place = _place(chart)
    names = {"role": "img", "aria-labelledby": f"{chart.id}-title {chart.id}-description"}
    parts = [
        element("title", {"id": f"{chart.id}-title"}, chart.title),
        element("desc", {"id": f"{chart.id}-description"}, chart.description),
        *_dates(chart, place),
        *_agreed(chart, place),
        _lines(chart, place),
        *(part for line in chart.lines for part in _marks(line, place)),
        *_finished(chart, place),
        *_agreed_label(chart, place),
        *_ends(chart, place),
        *_days(chart, place),
    ]
    size = {"class": "mp-trend", "width": "100%", "height": str(place.height)}
    return element("div", {"class": f"mp-figure {_room(chart)}"}, element("svg", {**size, **names}, *parts))


def _room(chart: TrendChart) -> str:
    """Classes for the room left and right of the lines: by the longest date, and for names where there are any."""
    longest = max((len(_date(tick)) for tick in chart.dates), default=0)
    right = "mp-alone" if chart.small else "mp-named"
    return f"mp-left-{sum(longest > limit for limit in _GUTTERS)} {right}"


def _date(tick: Tick) -> str:
    return f"{tick.label} {tick.year}".rstrip()


def _place(chart: TrendChart) -> _Place:
    known = [point.day for line in chart.lines for point in line.points]
    known += [tick.on for tick in chart.dates] + ([chart.agreed] if chart.agreed else [])
    height = SMALL if chart.small else HEIGHT
    low, high = (Decimal(pick(known).toordinal()) for pick in (min, max))
    return _Place(Days(chart.start, chart.end), Values(low, high, _TOP, height - _BOTTOM), height)


def _dates(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    for tick in chart.dates:
        y = number(place.y(tick.on))
        yield element("line", {"class": "mp-grid", "x2": "100%", "y1": y, "y2": y})
        beside = {"x": "0", "dx": "-8", "y": y, "dy": "4", "text-anchor": "end"}
        yield element("text", {"class": "mp-tick", **beside}, _date(tick))


def _agreed(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    if chart.agreed is not None:
        y = number(place.y(chart.agreed))
        yield element("line", {"class": "mp-target", "x2": "100%", "y1": y, "y2": y})


def _agreed_label(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    """The agreed date's words, drawn after the lines so that their halo keeps them readable where both meet."""
    if chart.agreed is not None:
        y = number(place.y(chart.agreed))
        below = {"x": "100%", "y": y, "dy": "14", "text-anchor": "end"}
        yield element("text", {"class": "mp-target-label", **below}, chart.agreed_label)


def _lines(chart: TrendChart, place: _Place) -> Markup:
    """The lines in a drawing of its own, 100 units wide, which stretches; the key one last, above the others."""
    drawn = sorted(chart.lines, key=lambda line: line.key)
    stretched = {"viewBox": f"0 0 100 {place.height}", "width": "100%", "height": str(place.height)}
    return element(
        "svg",
        {**stretched, "preserveAspectRatio": "none", "overflow": "visible"},
        *(part for line in drawn for part in _line(line, chart, place)),
    )


def _line(line: TrendLine, chart: TrendChart, place: _Place) -> Iterator[Markup]:
    """The line, a step at each move; and a dot for each time the date was said again.

    The dots are lines without length, whose round ends keep their shape however far the drawing is stretched.
    """
    fixed = {"vector-effect": "non-scaling-stroke"}
    kind = "mp-curve mp-key" if line.key else "mp-curve"
    yield element("path", {"class": kind, **fixed, "d": _steps(line.points, _end(line, chart), place)})
    again = "".join(f"M{number(place.x(item.on))} {number(place.y(item.day))}h0" for item in line.points[1:-1])
    if again:
        yield element("path", {"class": "mp-again", **fixed, "d": again})


def _steps(points: Sequence[TrendPoint], end: date, place: _Place) -> str:
    path = f"M{number(place.x(points[0].on))} {number(place.y(points[0].day))}"
    for point in points[1:]:
        if point.change:
            path += f"H{number(place.x(point.on))}V{number(place.y(point.day))}"
    return f"{path}H{number(place.x(end))}"


def _end(line: TrendLine, chart: TrendChart) -> date:
    """A line goes on until today, unless there is nothing left to say of its date."""
    return chart.end if line.end == "open" else line.points[-1].on


def _marks(line: TrendLine, place: _Place) -> Iterator[Markup]:
    """An empty dot where the line begins, a full one at each move later, an empty one at each move earlier."""
    first, last = line.points[0], line.points[-1]
    yield _dot("mp-first", first, place)
    for point in line.points[1:]:
        if point.change:
            yield _dot("mp-later" if point.change > 0 else "mp-earlier", point, place)
    if line.end != "open":
        shape = element("path", {"class": f"mp-end mp-{line.end}", "d": "M0-5.5 5.5 0 0 5.5-5.5 0Z"})
        yield at(percent(place.x(last.on)), shape, y=number(place.y(last.day)))


def _finished(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    """The number of each line that ends before the others, at its end: its name stands far off."""
    for line in chart.lines:
        x, y = place.x(line.points[-1].on), place.y(line.points[-1].day)
        if line.end != "open" and line.mark and x < _FAR:
            where = {"x": percent(x), "dx": "9", "y": number(y), "dy": "4"}
            yield element("text", {"class": "mp-tick", **where}, line.mark)


def _dot(kind: str, point: TrendPoint, place: _Place) -> Markup:
    where = {"cx": percent(place.x(point.on)), "cy": number(place.y(point.day))}
    return element("circle", {"class": kind, "r": "3.5", **where})


def _ends(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    """Names with their shifts for wide screens, numbers for narrow ones: pushed apart, each joined to its line."""
    if chart.small:
        return
    lowest = place.height - _BOTTOM
    heights = [place.y(line.points[-1].day) for line in chart.lines]
    for kind, gap in (("mp-wide", _NAME_GAP), ("mp-narrow", _MARK_GAP)):
        for line, y, label in zip(chart.lines, heights, _apart(heights, gap, lowest), strict=True):
            leader = {"class": "mp-leader", "x1": "2", "x2": str(_BESIDE - 3), "y1": number(y), "y2": number(label)}
            texts = _names(line, label) if kind == "mp-wide" else [_text(line.mark, label + 4, line)]
            yield element("svg", {"class": kind, "x": "100%", "overflow": "visible"}, element("line", leader), *texts)


def _names(line: TrendLine, y: float) -> list[Markup]:
    return [
        _text(_cut(f"{line.mark} {line.name}"), y + 2, line),
        element("text", {"class": "mp-tick", "x": str(_BESIDE), "y": number(y + 15)}, line.shift),
    ]


def _text(text: str, y: float, line: TrendLine) -> Markup:
    kind = "mp-name mp-key" if line.key else "mp-name"
    return element("text", {"class": kind, "x": str(_BESIDE), "y": number(y)}, text)


def _cut(text: str) -> str:
    """The text as far as there is room for it; the table below has it in full."""
    most = int((NAMES - _BESIDE) / LETTER)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _apart(heights: Sequence[float], gap: float, lowest: float) -> list[float]:
    """The heights, moved as little as it takes for each to be `gap` below the next higher one."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    found = list(heights)
    for above, index in pairwise(order):
        found[index] = max(found[index], found[above] + gap)
    limit = lowest
    for index in reversed(order):
        found[index] = min(found[index], limit)
        limit = found[index] - gap
    return found


def _days(chart: TrendChart, place: _Place) -> Iterator[Markup]:
    """The days below, chosen for a wide and for a narrow screen; the style sheet shows one of the two."""
    wide, narrow = (regular(chart.days, place.days, room) for room in (_WIDE, _NARROW))
    groups = [("mp-tick", wide)] if wide == narrow else [("mp-tick mp-wide", wide), ("mp-tick mp-narrow", narrow)]
    for kind, labels in groups:
        for label in labels:
            where = {"x": percent(label.x), "y": str(place.height - 6), "text-anchor": label.anchor}
            yield element("text", {"class": kind, **where}, label.text)
