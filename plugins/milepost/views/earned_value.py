"""Earned value in words for sponsors: what was planned, done and spent by now, and where that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.earned_value import EarnedValue, earned_value
from milepost.analysis.money import ZERO, budget_totals
from milepost.views.blocks import Cell, Fact, Facts, Fold, Note, Section, Table
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from decimal import Decimal

    from milepost.analysis.earned_value import EarnedValueReport
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def earned_value_section(context: Context) -> Section | None:
    """The section; None for readers who are not sponsors, and where no line belongs to a dated milestone."""
    report = earned_value(context.engagement, context.standings, context.as_of)
    if report is None:
        return None
    words = context.words
    blocks: list[Block] = []
    if report.figures is None:
        names = words.joined([line.title for line in report.unrecorded])
        text = words.text(
            "What was spent is not recorded for: {titles}. Without it no sum would be true.", titles=names
        )
        blocks.append(Note(text, tag=Tag(Tone.WAITING, words.text("Cannot be told"))))
    else:
        blocks += [Note(_sentence(context, report.figures)), _facts(context, report.figures)]
    blocks += _remarks(context, report)
    title = words.text("What the money has earned")
    blocks.append(Fold(words.text("How this is worked out"), (_explained(context), _table(context, report, title))))
    return Section("earned", title, tuple(blocks))


def _sentence(context: Context, figures: EarnedValue) -> str:
    words = context.words
    spent, done = words.money(figures.actual), words.money(_whole(figures.earned))
    first = words.text("For {spent} spent, work worth {earned} is done.", spent=spent, earned=done)
    behind = words.money(abs(_whole(figures.schedule_variance)))
    if figures.schedule_variance < 0:
        return f"{first} " + words.text("By the plan it would be {amount} more.", amount=behind)
    if figures.schedule_variance > 0:
        return f"{first} " + words.text("That is {amount} more than planned by now.", amount=behind)
    return f"{first} " + words.text("That is what was planned by now.")


def _facts(context: Context, figures: EarnedValue) -> Facts:
    words = context.words
    forecast, over = figures.forecast, ""
    if forecast is not None and _whole(forecast) > figures.budget:
        over = words.text("{amount} over", amount=words.money(_whole(forecast) - figures.budget))
    cost = words.text(
        "for each {unit} spent: {index}", unit=words.money(ZERO + 1), index=_index(context, figures.cost_index)
    )
    speed = words.text("of what was planned: {index}", index=_index(context, figures.schedule_index))
    told = words.money(_whole(forecast)) if forecast is not None else words.text("too early to tell")
    return Facts(
        (
            Fact(words.text("Planned by now"), words.money(_whole(figures.planned))),
            Fact(words.text("Earned"), words.money(_whole(figures.earned)), speed),
            Fact(words.text("Spent"), words.money(figures.actual), cost),
            Fact(
                words.text("Forecast at the end"),
                told,
                words.text("of {amount} planned", amount=words.money(figures.budget)),
                over,
            ),
        )
    )


def _whole(amount: Decimal) -> Decimal:
    """An estimated amount without cents, which would claim to know more than it does; what is on record keeps them."""
    return amount.quantize(ZERO + 1)


def _index(context: Context, index: Decimal | None) -> str:
    return context.words.number(round(index, 2)) if index is not None else "–"


def _remarks(context: Context, report: EarnedValueReport) -> list[Block]:
    words = context.words
    found: list[Block] = []
    if report.left_out:
        names = words.joined([line.title for line in report.left_out])
        milestone = words.term_for("milestone", 1)
        text = words.text(
            "Not counted, because no dated {milestone} belongs to it: {titles}.", milestone=milestone, titles=names
        )
        found.append(Note(text))
    totals = budget_totals(context.engagement)
    if totals and totals.extra:
        extra = words.signed_money(totals.extra)
        found.append(Note(words.text("What accepted changes add ({amount}) is not counted here.", amount=extra)))
    return found


def _explained(context: Context) -> Note:
    return Note(
        context.words.text(
            "Each item counts by its estimate, in equal parts for its milestone and for those that lead to it and "
            "belong to no other item. Planned: evenly from a milestone's start to its agreed date. Earned: all of it "
            "once the milestone is done, before that as much as its progress says. Forecast: the whole estimate, at "
            "what the work so far has cost. These are the formulas of the PMI's Standard for Earned Value Management "
            "(2019)."
        )
    )


def _table(context: Context, report: EarnedValueReport, caption: str) -> Table:
    words = context.words
    heads = (
        words.text("Item"),
        words.text("Estimate"),
        words.text("Planned by now"),
        words.text("Earned"),
        words.text("Spent"),
    )
    rows = tuple(
        (
            Cell(item.line.title, sub=context.title(item.line.milestone or ""), url=record_url(item.line.id)),
            _money(context, item.line.estimate),
            _money(context, _whole(item.planned)),
            _money(context, _whole(item.earned)),
            _money(context, item.actual),
        )
        for item in report.lines
    )
    return Table(caption, heads, rows)


def _money(context: Context, amount: Decimal | None) -> Cell:
    return Cell(context.words.money(amount) if amount is not None else "–", number=True)
