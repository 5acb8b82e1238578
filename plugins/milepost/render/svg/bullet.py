"""A share of what was agreed as a bar against a mark; the numbers stand beside it as text, not in here."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.render.svg.element import at, element
from milepost.render.svg.scale import percent

if TYPE_CHECKING:
    from markupsafe import Markup

    from milepost.views.charts import Bullet


def bullet_svg(chart: Bullet) -> Markup:
    """The bar; what goes beyond the agreed amount leaves the light range behind it, in another tone."""
    share = max(chart.share, Decimal(0))
    mark = None if chart.mark is None else max(chart.mark, Decimal(0))
    whole = max(share, mark or Decimal(0), Decimal(1))
    parts = [
        _bar("mp-range", Decimal(0), 1 / whole),
        _bar("mp-measure", Decimal(0), min(share, Decimal(1)) / whole),
    ]
    if share > 1:
        parts.append(_bar("mp-over", 1 / whole, (share - 1) / whole))
    if mark is not None:
        parts.append(
            at(
                _percent(mark / whole),
                element("rect", {"class": "mp-goal", "x": "-1", "width": "2", "height": "12"}),
            )
        )
    size = {"class": "mp-bullet", "width": "100%", "height": "12"}
    return element("svg", {**size, "role": "img", "aria-label": chart.label}, *parts)


def _bar(kind: str, start: Decimal, length: Decimal) -> Markup:
    place = {"x": _percent(start), "y": "2", "width": _percent(length), "height": "8"}
    return element("rect", {"class": kind, **place})


def _percent(share: Decimal) -> str:
    return percent(float(share) * 100)
