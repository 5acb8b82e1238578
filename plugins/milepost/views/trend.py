"""How steady the dates have been: a line for each milestone that matters most, and a table of all; judges nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from milepost.analysis.standing import Standing
from milepost.views import phrases
from milepost.views.blocks import Cell, Fold, Note, Section, Table
from milepost.views.charts import axis_ticks
from milepost.views.context import record_url
from milepost.views.trend_blocks import Trend, TrendChart, TrendLine, TrendPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from milepost.analysis.moves import Slip
    from milepost.analysis.standing import MilestoneStanding
    from milepost.views.blocks import Block
    from milepost.views.charts import Tick
    from milepost.views.context import Context
    from milepost.views.trend_blocks import LineEnd

MOST_LINES = 8
"""More lines than this cannot be told apart; the table has the others."""

_MOST_DAYS = 5
_MARGIN = 0.06
_LEAST_MARGIN = 3
"""What a chart of dates keeps free above and below them: a part of their span, and so many days at least."""


@dataclass(frozen=True)
class _Item:
    """A milestone as it stands today, with everything that was said of its date."""

    standing: MilestoneStanding
    slip: Slip

    @property
    def moved(self) -> bool:
        return bool(self.slip.moves)

    @property
    def days(self) -> int:
        """How far its date is today from the one that was said first."""
        first = self.slip.series.stated[0].day
        return ((self.standing.on or first) - first).days

    @property
    def is_done_later(self) -> bool:
        """Whether it was done after the last date that was said for it, which nobody had said would not be kept."""
        last = self.slip.series.stated[-1].day
        return self.standing.standing is Standing.DONE and (self.standing.on or last) > last


def trend_section(context: Context) -> Section | None:
    """The section for the roadmap; None where history says nothing of any date, or has not lasted a day."""
    items = _ranked(context)
    start = min((item.slip.series.stated[0].on for item in items), default=context.as_of)
    if start >= context.as_of:
        return None
    words = context.words
    title = words.text("How steady our dates have been")
    drawn, rest = items[:MOST_LINES], items[MOST_LINES:]
    lines = tuple(_line(context, item, str(number)) for number, item in enumerate(drawn, start=1))
    chart = _chart(context, title, lines)
    blocks: list[Block] = [Note(_summary(context, items)), Trend(chart), _table(context, drawn, title, numbered=True)]
    if rest:
        more = words.count(
            "{n} more {milestones}",
            "{n} more {milestones}",
            len(rest),
            milestones=words.term_for("milestone", len(rest)),
        )
        blocks.append(Fold(more, (_table(context, rest, more),)))
    return Section("trend", title, tuple(blocks))


def record_trend(context: Context, record: str) -> tuple[Block, ...]:
    """One milestone's own trend, small; nothing where its date has never moved."""
    slip, standing = context.slips.by_id.get(record), context.standings.get(record)
    if slip is None or standing is None or not slip.moves or slip.series.stated[0].on >= context.as_of:
        return ()
    words, agreed = context.words, standing.agreed
    line = _line(context, _Item(standing, slip), "")
    chart = _chart(context, words.text("How this date has moved"), (line,), agreed)
    label = words.text("agreed: {date}", date=words.period(agreed, standing.milestone.precision)) if agreed else ""
    return (Trend(replace(chart, agreed=agreed, agreed_label=label, small=True)),)


def _ranked(context: Context) -> list[_Item]:
    """The key milestone, then what moved, open ones first and the furthest first; then what is next."""
    found = [
        _Item(standing, context.slips.by_id[name])
        for name, standing in context.standings.items()
        if standing.standing is not Standing.DROPPED and _is_told(context, name)
    ]
    key = context.key.milestone.id if context.key else ""
    return sorted(
        found,
        key=lambda item: (
            item.standing.milestone.id != key,
            not item.moved,
            not item.standing.is_open,
            -abs(item.days),
            -len(item.slip.moves),
            item.standing.on or context.as_of,
            item.standing.milestone.id,
        ),
    )


def _is_told(context: Context, name: str) -> bool:
    slip = context.slips.by_id.get(name)
    return slip is not None and bool(slip.series.stated)


def _line(context: Context, item: _Item, mark: str) -> TrendLine:
    milestone = item.standing.milestone
    shift = phrases.shift(context.words, item.days) or context.words.text("as first said")
    is_key = context.key is not None and context.key.milestone.id == milestone.id
    return TrendLine(mark, milestone.title, shift, _points(context, item), _end(item), is_key)


def _end(item: _Item) -> LineEnd:
    if item.standing.standing is Standing.DONE:
        return "done"
    return "dropped" if item.standing.standing is Standing.DROPPED else "open"


def _points(context: Context, item: _Item) -> tuple[TrendPoint, ...]:
    """A point where a date was first said, where it moved or was done, and at each report in between."""
    said = [(one.on, one.day) for one in item.slip.series.said if one.present and one.day]
    first, last = said[0][0], (said[-1][0] if _end(item) != "open" else context.as_of)
    days = {on for on, _ in said} | {report.date for report in context.engagement.reports if first < report.date < last}
    points: list[TrendPoint] = []
    for on in sorted(days):
        day = next(date for when, date in reversed(said) if when <= on)
        before = points[-1].day if points else day
        points.append(TrendPoint(on, day, (day > before) - (day < before)))
    return tuple(points)


def _chart(context: Context, title: str, lines: Sequence[TrendLine], also: date | None = None) -> TrendChart:
    """The lines with their axes; `also` is a date that must be on the chart."""
    words = context.words
    start = min(line.points[0].on for line in lines)
    end = max(context.as_of, *(line.points[-1].on for line in lines))
    days = [point.day for line in lines for point in line.points] + ([also] if also else [])
    margin = timedelta(max(_LEAST_MARGIN, int((max(days) - min(days)).days * _MARGIN)))
    return TrendChart(
        id="trend",
        title=title,
        description=words.text("A flat line is a date that was kept; the table below has every value."),
        start=start,
        end=end,
        days=axis_ticks(start, end + timedelta(days=1), words.tick),
        dates=_dates(context, min(days) - margin, max(days) + margin),
        lines=tuple(lines),
    )


def _dates(context: Context, first: date, last: date) -> tuple[Tick, ...]:
    """The dates beside a trend: at most five days, or nine months or years; the page's own year goes without saying."""
    ticks = axis_ticks(first, last + timedelta(days=1), context.words.tick)
    by_days = len({(tick.on.year, tick.on.month) for tick in ticks}) < len(ticks)
    step = -(-len(ticks) // _MOST_DAYS) if by_days else 1
    found: list[Tick] = []
    for tick in ticks[::step]:
        told = found[-1].on.year if found else context.as_of.year
        is_year = tick.label == str(tick.on.year)
        found.append(replace(tick, year="" if tick.on.year == told or is_year else str(tick.on.year)))
    return tuple(found)


def _summary(context: Context, items: Iterable[_Item]) -> str:
    words = context.words
    explained = words.text("A flat line is a date that was kept; a line that rises is a date that moved later.")
    told = list(items)
    moved = sum(item.moved for item in told)
    later, earlier = (sum(getattr(item.slip, name) for item in told) for name in ("later", "earlier"))
    late = sum(item.is_done_later for item in told)
    parts = [explained]
    if moved:
        many = words.count(
            "{moved} of {n} date has moved:", "{moved} of {n} dates have moved:", len(told), moved=words.whole(moved)
        )
        ways = [
            words.count("{n} time later", "{n} times later", later) if later else "",
            words.count("{n} time earlier", "{n} times earlier", earlier) if earlier else "",
        ]
        parts.append(f"{many} {words.joined([way for way in ways if way])}.")
    elif not late:
        parts.append(words.text("No date has moved since it was first said."))
    if late:
        parts.append(words.count("{n} was done later than last said.", "{n} were done later than last said.", late))
    return " ".join(parts)


def _table(context: Context, items: Iterable[_Item], caption: str, *, numbered: bool = False) -> Table:
    words, told = context.words, list(items)
    # What was first said is what was agreed, but for the few dates that a change request moved.
    differs = any(item.standing.agreed not in {None, item.slip.series.stated[0].day} for item in told)
    heads = (
        words.heading("milestone", 1),
        words.text("First said"),
        *((words.text("Agreed"),) if differs else ()),
        words.text("Now, or done"),
        words.text("Moved"),
    )
    marks = [f"{number}  " if numbered else "" for number, _ in enumerate(told, start=1)]
    rows = tuple(_row(context, item, mark, differs=differs) for item, mark in zip(told, marks, strict=True))
    return Table(caption, heads, rows)


def _row(context: Context, item: _Item, mark: str, *, differs: bool) -> tuple[Cell, ...]:
    words, standing = context.words, item.standing
    milestone = standing.milestone
    first = item.slip.series.stated[0]
    unannounced = item.is_done_later and not item.moved
    told = words.text("done later than said") if unannounced else moved_text(context, item.slip)
    return (
        Cell(f"{mark}{milestone.title}", url=record_url(milestone.id)),
        Cell(words.period(first.day, milestone.precision), sub=words.text("on {date}", date=words.day(first.on))),
        *((Cell(words.period(standing.agreed, milestone.precision) if standing.agreed else "–"),) if differs else ()),
        Cell(words.period(standing.on, milestone.precision) if standing.on else "–"),
        Cell(told, sub=phrases.shift(words, item.days)),
    )


def moved_text(context: Context, slip: Slip) -> str:
    """How often a date moved each way."""
    words = context.words
    ways = [
        words.count("{n} time later", "{n} times later", slip.later) if slip.later else "",
        words.count("{n} time earlier", "{n} times earlier", slip.earlier) if slip.earlier else "",
    ]
    return words.joined([way for way in ways if way]) or words.text("not moved")
