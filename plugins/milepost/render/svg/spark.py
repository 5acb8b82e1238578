"""A measure as a line of a word's size; its value and target stand beside it as text, not in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from milepost.render.svg.element import element
from milepost.render.svg.scale import Values, number

if TYPE_CHECKING:
    from milepost.views.charts import Sparkline

_LEFT: Final = 3.0
_RIGHT: Final = 113.0
_TOP: Final = 3.0
_BOTTOM: Final = 27.0


def spark_svg(chart: Sparkline) -> Markup:
    """The sparkline, 120 by 30 px, from its lowest to its highest value or target; empty without values."""
    if not chart.values:
        return Markup("")
    known = [*chart.values, *([] if chart.target is None else [chart.target])]
    scale = Values(min(known), max(known), _TOP, _BOTTOM)
    parts: list[Markup] = []
    if chart.target is not None:
        y = number(scale.at(chart.target))
        ends = {"x1": number(_LEFT), "x2": number(_RIGHT), "y1": y, "y2": y}
        parts.append(element("line", {"class": "mp-target", **ends}))
    step = (_RIGHT - _LEFT) / max(len(chart.values) - 1, 1)
    points = [f"{number(_LEFT + index * step)},{number(scale.at(value))}" for index, value in enumerate(chart.values)]
    if len(points) > 1:
        parts.append(element("polyline", {"class": "mp-curve", "points": " ".join(points)}))
    last = {"cx": number(_RIGHT), "cy": number(scale.at(chart.values[-1]))}
    parts.append(element("circle", {"class": "mp-dot", "r": "3", **last}))
    size = {"class": "mp-spark", "viewBox": "0 0 120 30", "width": "120", "height": "30"}
    return element("svg", {**size, "role": "img", "aria-label": chart.label}, *parts)
