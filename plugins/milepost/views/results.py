"""Results: each KPI against its target, as a line with all its values; judges by the record only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from milepost.analysis.results import Result, ResultStanding, result
from milepost.disclosure.records import DisclosedKpi
from milepost.views import phrases
from milepost.views.blocks import Block, Cell, Fact, Facts, Fold, Note, PageView, Section, Table
from milepost.views.charts import LineChart, Sparkline, axis_ticks, value_ticks
from milepost.views.context import record_url
from milepost.views.pace import pace_fact, pace_notes
from milepost.views.result_blocks import Figure, KpiRow, KpiTable

if TYPE_CHECKING:
    from decimal import Decimal

    from milepost.localisation.wording import Wording
    from milepost.views.context import Context
    from milepost.views.inline import Tag

_LEAST_FOR_A_LINE = 2


def results_page(context: Context) -> PageView | None:
    """The page; None where the share has no KPI."""
    found = results(context)
    if not found:
        return None
    return PageView(
        url="results/",
        title=context.words.own("result") or context.words.text("Results"),
        kicker=context.kicker,
        headline=_headline(context, found),
        sections=tuple(_section(context, item) for item in found),
    )


def results(context: Context) -> tuple[Result, ...]:
    """Every KPI on the page's day."""
    return tuple(result(kpi, context.as_of) for kpi in context.engagement.of(DisclosedKpi))


def kpi_table(context: Context) -> KpiTable:
    """Every KPI in a line."""
    words = context.words
    first = words.own("result", 1) or words.text("Result")
    heads = (first, words.text("Trend"), words.text("Now"), words.text("Status"))
    return KpiTable(heads[0], heads, tuple(_row(context, item) for item in results(context)))


def _row(context: Context, item: Result) -> KpiRow:
    values = tuple(entry.value for entry in item.measurements)
    target, now = target_text(context, item), _value(context, item, item.last.value) if item.last else "–"
    label = f"{item.kpi.title}: {now}, {target}"
    line = Sparkline(label, values, _one_target(item)) if len(values) >= _LEAST_FOR_A_LINE else None
    return KpiRow(item.kpi.title, record_url(item.kpi.id), line, now, target, tag(context, item))


def _headline(context: Context, found: tuple[Result, ...]) -> str:
    words = context.words
    met = sum(item.standing is ResultStanding.MET for item in found)
    better = sum(item.standing is ResultStanding.IMPROVING for item in found)
    worse = sum(item.standing in {ResultStanding.WORSENING, ResultStanding.STEADY} for item in found)
    unmeasured = sum(item.standing is ResultStanding.UNMEASURED for item in found)
    parts = [_met(words, met, len(found))]
    if better:
        parts.append(words.count("{n} is moving the right way.", "{n} are moving the right way.", better))
    if worse:
        parts.append(words.count("{n} is not improving.", "{n} are not improving.", worse))
    if unmeasured:
        parts.append(words.count("{n} is not measured yet.", "{n} are not measured yet.", unmeasured))
    return " ".join(parts)


def _met(words: Wording, met: int, everything: int) -> str:
    if met == everything == 1:
        return words.text("The target is met.")
    if met == everything:
        return words.count("{n} target is met.", "All {n} targets are met.", met)
    if not met:
        return words.text("No target is met yet.")
    return words.count(
        "{n} of {all} targets is met.", "{n} of {all} targets are met.", met, all=words.whole(everything)
    )


def _section(context: Context, item: Result) -> Section:
    return Section(
        item.kpi.id,
        item.kpi.title,
        kpi_blocks(context, item),
        tag=tag(context, item),
        url=record_url(item.kpi.id),
    )


def kpi_blocks(context: Context, item: Result) -> tuple[Block, ...]:
    """A KPI's figures, its line, and every value in a table."""
    words = context.words
    if item.last is None:
        return (Note(words.text("Nothing has been measured yet.")), Facts(_facts(context, item)))
    blocks: list[Block] = [Facts(_facts(context, item))]
    source = words.text("Source: {source}", source=item.kpi.source) if item.kpi.source else ""
    if len(item.measurements) >= _LEAST_FOR_A_LINE:
        blocks.append(Figure(line_chart(context, item)))
    blocks += pace_notes(context, item)
    if source:
        blocks.append(Note(source))
    rows = tuple(
        (
            Cell(words.day(entry.date), iso=entry.date.isoformat()),
            Cell(_value(context, item, entry.value), number=True),
            Cell(entry.note or ""),
        )
        for entry in reversed(item.measurements)
    )
    heads = (words.text("Date"), words.text("Value"), words.text("Note"))
    summary = words.count("{n} value as a table", "All {n} values as a table", len(rows))
    return (*blocks, Fold(summary, (Table(item.kpi.title, heads, rows),)))


def _facts(context: Context, item: Result) -> tuple[Fact, ...]:
    words = context.words
    now = _value(context, item, item.last.value) if item.last else "–"
    facts = [
        Fact(words.text("Now"), now, words.day(item.last.date) if item.last else ""),
        Fact(words.text("Target"), _goal(context, item), _by(context, item)),
    ]
    if item.start is not None:
        facts.append(Fact(words.text("Start"), _value(context, item, item.start)))
    ahead = pace_fact(context, item)
    return (*facts, ahead) if ahead else tuple(facts)


def _by(context: Context, item: Result) -> str:
    day = item.kpi.target_by
    return context.words.text("by {date}", date=context.words.day(day)) if day else ""


def line_chart(context: Context, item: Result) -> LineChart:
    """The KPI's line with its target and band."""
    words, points = context.words, tuple((entry.date, entry.value) for entry in item.measurements)
    goal = [value for value in (item.kpi.target.value, item.kpi.target.low, item.kpi.target.high) if value is not None]
    values = [value for _, value in points]
    low, high = min([*values, *goal]), max([*values, *goal])
    target = _one_target(item)
    description = words.text(
        "From {first} to {last}; {target}.",
        first=_value(context, item, values[0]),
        last=_value(context, item, values[-1]),
        target=target_text(context, item),
    )
    return LineChart(
        id=f"kpi-{item.kpi.id}",
        title=item.kpi.title,
        description=description,
        points=points,
        ticks=value_ticks(low, high, lambda value: _tick(context, item, value)),
        labels=axis_ticks(points[0][0], points[-1][0] + timedelta(days=1), words.tick),
        target=target,
        target_label=target_text(context, item),
        band=_band(item, high, low),
        last_label=_value(context, item, values[-1]),
    )


def _tick(context: Context, item: Result, value: Decimal) -> str:
    # A unit in words beside every line of the grid would be louder than the line itself.
    return _value(context, item, value) if item.kpi.unit == "%" else context.words.number(value)


def _band(item: Result, high: Decimal, low: Decimal) -> tuple[Decimal, Decimal] | None:
    target = item.kpi.target
    if target.value is not None:
        return (
            (min(target.value, low), target.value)
            if item.kpi.direction == "down"
            else (target.value, max(target.value, high))
        )
    return (target.low if target.low is not None else low, target.high if target.high is not None else high)


def _one_target(item: Result) -> Decimal | None:
    return item.kpi.target.value


def tag(context: Context, item: Result) -> Tag:
    """The KPI's state in words."""
    goal = item.kpi.target.value if item.kpi.target.value is not None else item.kpi.target.high
    above = item.last is not None and goal is not None and item.last.value > goal
    return phrases.result_tag(context.words, item.standing, above=above)


def target_text(context: Context, item: Result) -> str:
    """The target in words."""
    return context.words.text("target {value}", value=_goal(context, item))


def _goal(context: Context, item: Result) -> str:
    target, words = item.kpi.target, context.words
    if target.value is not None:
        return _value(context, item, target.value)
    if target.low is not None and target.high is not None:
        low, high = words.number(target.low), _value(context, item, target.high)
        return words.text("{low} to {high}", low=low, high=high)
    if target.low is not None:
        return words.text("at least {value}", value=_value(context, item, target.low))
    return words.text("at most {value}", value=_value(context, item, target.high)) if target.high is not None else "–"


def _value(context: Context, item: Result, value: Decimal) -> str:
    return context.words.measure(value, item.kpi.unit)
