"""The parts of a page that show results against their targets, as values; none is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.views.charts import LineChart, Sparkline
    from milepost.views.inline import Tag


@dataclass(frozen=True)
class KpiRow:
    """A KPI in one line."""

    title: str
    url: str
    spark: Sparkline | None
    now: str
    target: str
    tag: Tag


@dataclass(frozen=True)
class KpiTable:
    """KPIs, one line each."""

    caption: str
    heads: tuple[str, str, str, str]
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True)
class Figure:
    """A chart with all its values in words."""

    chart: LineChart
