"""A measure over time against its target: only the line stretches, words and dots keep their size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from milepost.render.svg.element import element
from milepost.render.svg.scale import Days, Values, number, percent, regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from milepost.views.charts import LineChart

HEIGHT: Final = 190
_TOP: Final = 14
_TOP_BELOW_LABEL: Final = 34
_BOTTOM: Final = 26

_PHONE: Final = 165.0
"""The width of the drawing in px between its words, on a screen of 320 px."""
_DESKTOP: Final = 560.0
_GUTTERS: Final = (4, 7, 10)
_BESIDE: Final = 8


@dataclass(frozen=True)
class _Place:
    """Where dates and values of the chart stand."""

    days: Days
    values: Values


def line_svg(chart: LineChart) -> Markup:
    """The figure in a box whose paddings hold the labels beside it, so that none leaves the box."""
    place = _place(chart)
    names = {"role": "img", "aria-labelledby": f"{chart.id}-title {chart.id}-description"}
    parts = [
        element("title", {"id": f"{chart.id}-title"}, chart.title),
        element("desc", {"id": f"{chart.id}-description"}, chart.description),
        *_band(chart, place),
        *_grid(chart, place),
        *_target(chart, place),
        *_line(chart, place),
        *_target_label(chart, place),
        *_dates(chart, place),
    ]
    drawing = element("svg", {"class": "mp-line", "width": "100%", "height": str(HEIGHT), **names}, *parts)
    return element("div", {"class": f"mp-figure {_gutters(chart)}"}, drawing)


def _gutters(chart: LineChart) -> str:
    """Classes for the room left and right of the drawing: by the longest value, and by the last one."""
    longest = max((len(tick.label) for tick in chart.ticks), default=0)
    return f"mp-left-{sum(longest > limit for limit in _GUTTERS)} mp-right-{int(_fits_beside(chart))}"


def _fits_beside(chart: LineChart) -> bool:
    return len(chart.last_label) <= _BESIDE


def _place(chart: LineChart) -> _Place:
    days = [day for day, _ in chart.points] or [date.min]
    values = [value for _, value in chart.points] + [tick.value for tick in chart.ticks]
    values += [] if chart.target is None else [chart.target]
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    top = _TOP if _fits_beside(chart) else _TOP_BELOW_LABEL
    return _Place(Days(days[0], days[-1]), Values(low, high, top, HEIGHT - _BOTTOM))


def _band(chart: LineChart, place: _Place) -> Iterator[Markup]:
    if chart.band is not None:
        low, high = (place.values.at(value) for value in chart.band)
        size = {"width": "100%", "y": number(high), "height": number(max(low - high, 0))}
        yield element("rect", {"class": "mp-band", **size})


def _grid(chart: LineChart, place: _Place) -> Iterator[Markup]:
    for tick in chart.ticks:
        y = number(place.values.at(tick.value))
        yield element("line", {"class": "mp-grid", "x2": "100%", "y1": y, "y2": y})
        beside = {"x": "0", "dx": "-8", "y": y, "dy": "4", "text-anchor": "end"}
        yield element("text", {"class": "mp-tick", **beside}, tick.label)


def _target(chart: LineChart, place: _Place) -> Iterator[Markup]:
    if chart.target is not None:
        y = number(place.values.at(chart.target))
        yield element("line", {"class": "mp-target", "x2": "100%", "y1": y, "y2": y})


def _target_label(chart: LineChart, place: _Place) -> Iterator[Markup]:
    """The target's words, drawn after the line so that their halo keeps them readable where both meet."""
    if chart.target is not None:
        y = place.values.at(chart.target)
        yield element("text", {"class": "mp-target-label", "x": "2", "y": number(y), "dy": "-5"}, chart.target_label)


def _line(chart: LineChart, place: _Place) -> Iterator[Markup]:
    """The line in a drawing of its own, 100 units wide, which stretches; then the last value at its end."""
    if not chart.points:
        return
    points = " ".join(f"{number(place.days.at(on))},{number(place.values.at(value))}" for on, value in chart.points)
    stretched = {"viewBox": f"0 0 100 {HEIGHT}", "width": "100%", "height": str(HEIGHT)}
    curve = {"class": "mp-curve", "vector-effect": "non-scaling-stroke", "points": points}
    yield element(
        "svg",
        {**stretched, "preserveAspectRatio": "none", "overflow": "visible"},
        element("polyline", curve),
    )
    y = place.values.at(chart.points[-1][1])
    yield element("circle", {"class": "mp-dot", "r": "4", "cx": "100%", "cy": number(y)})
    yield element("text", {"class": "mp-last", "x": "100%", "y": number(y), **_beside(chart, y)}, chart.last_label)


def _beside(chart: LineChart, y: float) -> dict[str, str]:
    """A short value stands right of its dot, a long one right-aligned above the drawing."""
    if _fits_beside(chart):
        return {"x": "100%", "dx": "9", "y": number(y), "dy": "5"}
    return {"x": "100%", "dx": "4", "y": "13", "text-anchor": "end"}


def _dates(chart: LineChart, place: _Place) -> Iterator[Markup]:
    """The dates below, chosen for a wide and for a narrow screen; the style sheet shows one of the two."""
    ticks = chart.labels if chart.points else ()
    wide, narrow = (regular(ticks, place.days, room) for room in (_DESKTOP, _PHONE))
    groups = [("mp-tick", wide)] if wide == narrow else [("mp-tick mp-wide", wide), ("mp-tick mp-narrow", narrow)]
    for kind, labels in groups:
        for label in labels:
            where = {"x": percent(label.x), "y": str(HEIGHT - 6), "text-anchor": label.anchor}
            yield element("text", {"class": kind, **where}, label.text)
