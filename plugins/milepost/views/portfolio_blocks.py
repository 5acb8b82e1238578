"""The part of the agency's portfolio that holds every engagement, as values; none is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.views.charts import Bullet, PeriodMark, PlanAxis
    from milepost.views.inline import Link, Tag


@dataclass(frozen=True)
class PortfolioRow:
    """One engagement in the agency's portfolio; `orders` is what each column is sorted by."""

    name: str
    url: str
    detail: str
    shares: tuple[Link, ...]
    tag: Tag
    was: str
    mark: PeriodMark | None
    key: str
    shift: str
    report: str
    report_late: bool
    overdue: str
    is_overdue: bool
    money: str
    bullet: Bullet | None
    answers: str
    orders: tuple[str, ...]


@dataclass(frozen=True)
class PortfolioTable:
    """Every engagement on one time axis."""

    caption: str
    axis: PlanAxis
    heads: tuple[str, ...]
    rows: tuple[PortfolioRow, ...]
    filter: str = ""
