"""Budget: agreed, used and forecast, what changes added, and invoices; the agency's own costs never come here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.money import ZERO, BudgetTotals, budget_totals, cost_of
from milepost.disclosure.records import DisclosedBudgetLine
from milepost.views.blocks import Cell, Fact, Facts, PageView, Section, Table
from milepost.views.charts import Bullet
from milepost.views.context import record_url
from milepost.views.earned_value import earned_value_section
from milepost.views.overview import time_past

if TYPE_CHECKING:
    from decimal import Decimal

    from milepost.views.context import Context


def budget_page(context: Context) -> PageView | None:
    """The page; None where the share shows no budget."""
    totals, words = budget_totals(context.engagement), context.words
    if totals is None:
        return None
    sections = [
        Section("agreed", words.text("How the agreed budget came about"), (_agreed(context, totals),)),
        Section("lines", words.text("Where the money goes"), (_lines(context, totals),)),
    ]
    earned = earned_value_section(context)
    sections += [earned] if earned else []
    invoices = _invoices(context)
    if invoices:
        sections.append(Section("invoices", words.text("Invoices"), (invoices,)))
    return PageView(
        url="budget/",
        title=words.text("Budget"),
        kicker=context.kicker,
        headline=_headline(context, totals),
        lead=(_facts(context, totals),),
        sections=tuple(sections),
    )


def _headline(context: Context, totals: BudgetTotals) -> str:
    words = context.words
    used = words.text("{used} of {agreed} used.", used=words.money(totals.used), agreed=words.money(totals.agreed))
    apart = words.money(abs(totals.difference))
    if totals.difference > 0:
        return f"{used} " + words.text("The forecast ends {amount} over.", amount=apart)
    if totals.difference < 0:
        return f"{used} " + words.text("The forecast ends {amount} under.", amount=apart)
    return f"{used} " + words.text("The forecast ends as agreed.")


def _facts(context: Context, totals: BudgetTotals) -> Facts:
    words, past = context.words, time_past(context)
    share = totals.used / totals.agreed if totals.agreed > 0 else ZERO
    label = words.text("{share} used", share=words.share(share))
    passed = words.text("{share} of the time has passed", share=words.share(past)) if past is not None else ""
    over = words.text("{amount} over", amount=words.money(totals.difference)) if totals.difference > 0 else ""
    return Facts(
        (
            Fact(
                words.text("Agreed"),
                words.money(totals.agreed),
                words.text("of it changes: {amount}", amount=words.signed_money(totals.extra)) if totals.extra else "",
            ),
            Fact(words.text("Used"), words.money(totals.used), passed, bullet=Bullet(label, share, past)),
            Fact(words.text("Forecast"), words.money(totals.forecast), alarm=over),
            Fact(
                words.text("Paid"),
                words.money(totals.paid),
                words.text("of {amount} invoiced", amount=words.money(totals.invoiced)),
            ),
        )
    )


def _agreed(context: Context, totals: BudgetTotals) -> Table:
    words = context.words
    rows = [(Cell(words.text("Original agreement")), Cell(words.money(totals.original), number=True))]
    rows += [
        (
            Cell(change.title, url=record_url(change.id)),
            Cell(words.signed_money(cost_of(change)), number=True),
        )
        for change in totals.changes
    ]
    foot = (
        (
            Cell(words.text("Agreed today"), strong=True),
            Cell(words.money(totals.agreed), number=True, strong=True),
        ),
    )
    caption = words.text("How the agreed budget came about")
    return Table(caption, (words.text("Step"), words.text("Amount")), tuple(rows), foot)


def _lines(context: Context, totals: BudgetTotals) -> Table:
    words = context.words
    heads = (
        words.text("Item"),
        words.text("Estimate"),
        words.text("Used"),
        words.text("Committed"),
        words.text("Forecast"),
    )
    rows = tuple(_line(context, line) for line in context.engagement.of(DisclosedBudgetLine))
    forecast = totals.forecast - totals.extra
    foot = (words.text("Total"), totals.original, totals.used, totals.committed, forecast)
    cells = tuple(
        Cell(words.money(item), number=True, strong=True) if not isinstance(item, str) else Cell(item, strong=True)
        for item in foot
    )
    return Table(words.text("Where the money goes"), heads, rows, (cells,))


def _line(context: Context, line: DisclosedBudgetLine) -> tuple[Cell, ...]:
    return (
        Cell(line.title, sub=line.category or "", url=record_url(line.id)),
        _amount(context, line.estimate),
        _amount(context, line.actual),
        _amount(context, line.committed),
        _amount(context, line.forecast),
    )


def _amount(context: Context, amount: Decimal | None) -> Cell:
    return Cell(context.words.money(amount) if amount is not None else "–", number=True)


def _invoices(context: Context) -> Table | None:
    words = context.words
    found = [(line, invoice) for line in context.engagement.of(DisclosedBudgetLine) for invoice in line.invoices]
    if not found:
        return None
    found.sort(key=lambda pair: (pair[1].date, pair[1].number), reverse=True)
    rows = tuple(
        (
            Cell(invoice.number, sub=line.title),
            Cell(words.day(invoice.date), iso=invoice.date.isoformat()),
            Cell(words.money(invoice.amount), number=True),
            Cell(words.text("paid {date}", date=words.day(invoice.paid_on)) if invoice.paid_on else words.text("open")),
        )
        for line, invoice in found
    )
    heads = (words.text("Invoice"), words.text("Date"), words.text("Amount"), words.text("State"))
    return Table(words.text("Invoices"), heads, rows)
