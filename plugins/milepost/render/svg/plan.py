"""The plan: its axis, one drawing per row of its table, and the legend; the table itself holds the words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from milepost.render.svg.element import HIDDEN, at, element, joined
from milepost.render.svg.scale import FULL, Days, label, number, percent, width, with_room
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from milepost.views.charts import MilestoneMark, PeriodMark, PlanAxis

SwatchKind = Literal["now", "agreed", "period", "to-come"]

NARROWEST: Final = 280.0
"""Width in px at which all labels of an axis must fit: the plan's column on a tablet."""

_GAP: Final = 3
_STATES_WITHOUT_PROGRESS: Final = {Tone.DONE, Tone.PLANNED, Tone.DROPPED}


def axis_svg(axis: PlanAxis) -> Markup:
    """The axis above a plan: ticks in the first line, years and the word for today in the second."""
    days = Days(axis.start, axis.end)
    labels = [_label(left, "12", tick.label) for left, tick in with_room(axis.ticks, days, NARROWEST)]
    size = {"class": "mp-plan mp-plan-axis", "width": "100%", "height": "34"}
    return element("svg", {**size, **HIDDEN}, *labels, *_second_line(axis, days))


def period_svg(axis: PlanAxis, mark: PeriodMark) -> Markup:
    """A row with a phase: what is over is filled, the rest outlined, the agreed period lies below."""
    days = Days(axis.start, axis.end)
    parts: list[Markup] = []
    if mark.agreed_start is not None and mark.agreed_end is not None:
        agreed = days.at(mark.agreed_start), days.at(mark.agreed_end, after=1)
        parts.append(_bar("mp-base", agreed, y="6", height="3"))
    start, end = days.at(mark.start), days.at(mark.end, after=1)
    parts.append(_bar(f"mp-bar t-{mark.tone}", (start, end)))
    if axis.today is not None and mark.start < axis.today and mark.tone not in _STATES_WITHOUT_PROGRESS:
        parts.append(_bar(f"mp-bar mp-past t-{mark.tone}", (start, min(days.at(axis.today), end))))
    return _row(axis, *parts)


def milestone_svg(axis: PlanAxis, mark: MilestoneMark) -> Markup:
    """A row with a milestone: a diamond at its date, and where it moved, an empty one at the agreed date."""
    days = Days(axis.start, axis.end)
    now = percent(days.at(mark.expected))
    reach = 7.5 if mark.key else 6
    parts: list[Markup] = []
    if mark.agreed is not None and mark.agreed != mark.expected:
        agreed = percent(days.at(mark.agreed))
        parts.append(element("line", {"class": f"mp-slip t-{mark.tone}", "x1": agreed, "x2": now}))
        parts.append(at(agreed, _diamond("mp-was", reach - 1)))
    parts.append(at(now, _diamond(f"mp-mark t-{mark.tone}", reach)))
    return _row(axis, *parts)


def swatch(kind: SwatchKind) -> Markup:
    """One sign of the plan for its legend; its meaning stands beside it."""
    shapes = {
        "now": _diamond(f"mp-mark t-{Tone.DONE}", 5.5),
        "agreed": _diamond("mp-was", 5),
        "period": element("rect", {"class": "mp-base", "x": "-11", "y": "-1.5", "width": "22", "height": "3"}),
        "to-come": element(
            "rect",
            {
                "class": f"mp-bar t-{Tone.PLANNED}",
                "x": "-10",
                "y": "-4",
                "width": "20",
                "height": "8",
                "rx": "1.5",
            },
        ),
    }
    size = {"class": "mp-plan mp-swatch", "viewBox": "-11 -7 22 14", "width": "22", "height": "14"}
    return element("svg", {**size, **HIDDEN}, shapes[kind])


def _row(axis: PlanAxis, *parts: Markup) -> Markup:
    """A drawing that fills its table cell, with `parts` drawn around the cell's middle."""
    middle = {"y": "50%", "width": "100%", "height": "1", "overflow": "visible"}
    size = {"class": "mp-plan mp-plan-row", "width": "100%", "height": "100%"}
    return element("svg", {**size, **HIDDEN}, _grid(axis), element("svg", middle, *parts))


@lru_cache(maxsize=16)
def _grid(axis: PlanAxis) -> Markup:
    """The lines behind every row; kept, because each row of a plan repeats them."""
    days = Days(axis.start, axis.end)
    lines = [_upright("mp-grid", days.at(tick.on)) for tick in axis.ticks]
    if axis.today is not None:
        lines.append(_upright("mp-today", days.at(axis.today)))
    return joined(*lines)


def _upright(kind: str, x: float) -> Markup:
    return element("line", {"class": kind, "x1": percent(x), "x2": percent(x), "y2": "100%"})


def _bar(kind: str, span: tuple[float, float], *, y: str = "-7", height: str = "11") -> Markup:
    left, right = span
    place = {"x": percent(left), "y": y, "width": percent(max(right - left, 0)), "height": height}
    return element("rect", {"class": kind, **place, **({} if kind == "mp-base" else {"rx": "1.5"})})


def _diamond(kind: str, reach: float) -> Markup:
    r = number(reach)
    return element("path", {"class": kind, "d": f"M0-{r} {r} 0 0 {r}-{r} 0Z"})


def _label(x: float, y: str, text: str) -> Markup:
    return element("text", {"class": "mp-tick", "x": percent(x), "y": y, "dx": str(_GAP)}, text)


def _second_line(axis: PlanAxis, days: Days) -> list[Markup]:
    """The years, and the word for today, which they leave free."""
    if axis.today is None:
        return [_label(left, "28", year) for left, year in _years(axis, days, (0, 0))]
    x = days.at(axis.today)
    now = label(axis.today_label, x, NARROWEST)
    years = [_label(left, "28", year) for left, year in _years(axis, days, (now.left, now.right))]
    place = {"class": "mp-tick mp-now", "x": percent(x), "y": "28", "text-anchor": now.anchor}
    return [*years, element("text", place, axis.today_label)]


def _years(axis: PlanAxis, days: Days, taken: tuple[float, float]) -> Iterator[tuple[float, str]]:
    """Each year at its first tick with room for it, beside what is `taken`."""
    free, year = 0.0, ""
    for tick in axis.ticks:
        year = tick.year or year
        left = days.at(tick.on)
        right = left + width(year, NARROWEST)
        if year and left >= free and right <= FULL and (right <= taken[0] or left >= taken[1]):
            yield left, year
            free, year = right, ""
