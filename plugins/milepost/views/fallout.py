"""What change requests do to the plan, in words and tables: one request, or all that wait; computes no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.impact import accepted, fallout, proposed
from milepost.analysis.money import budget_totals, cost_of
from milepost.analysis.schedule.plan_calendar import day_after
from milepost.analysis.states import awaits_decision, is_accepted
from milepost.views import phrases
from milepost.views.blocks import Cell, Note, Section, Table
from milepost.views.context import record_url

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from milepost.analysis.impact import Fallout, MilestoneMove, Sum
    from milepost.disclosure.records import DisclosedChange
    from milepost.localisation.wording import Precision, Wording
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def fallout_section(context: Context, change: DisclosedChange) -> Section | None:
    """What one request would do, or did; None for one that was turned down, or that says nothing of its effect."""
    words = context.words
    if is_accepted(change):
        table = _as_agreed(context, change)
        note = Note(words.text("Counted back from today's dates by the days that were agreed."))
        return Section("fallout", words.text("What it did to the plan"), (table, note)) if table else None
    if not awaits_decision(change) or change.effect is None:
        return None
    found = fallout(context.plan, (change,))
    return Section("fallout", words.text("What happens if it is accepted"), before_and_after(context, found))


def before_and_after(context: Context, found: Fallout) -> tuple[Block, ...]:
    """The key date, the cost and every date that moves."""
    words = context.words
    blocks: list[Block] = [
        Note(" ".join(part for part in (key_sentence(context, found), _cost(context, found)) if part))
    ]
    if found.moves:
        heads = (words.text("What moves"), words.text("Now"), words.text("Then"), words.text("Difference"))
        blocks.append(
            Table(words.text("The plan before and after"), heads, tuple(_row(context, move) for move in found.moves))
        )
    blocks += [Note(text) for text in _rooms(context, found)]
    return tuple(blocks)


def key_sentence(context: Context, found: Fallout) -> str:
    """What happens to the key date; where there is none, whether any date moves."""
    words, key = context.words, found.key
    if key is None:
        # A share that shows no plan cannot say that nothing moves.
        return "" if found.moves or context.plan is None else words.text("No date moves.")
    title, precision = context.title(key.milestone), _precision(context, key)
    if not key.days:
        return words.text("{title} stays {at}.", title=title, at=words.at(key.before, precision))
    return words.text(
        "{title} moves from {before} to {after} ({shift}).",
        title=title,
        before=words.sentence_period(key.before, precision),
        after=words.sentence_period(key.after, precision),
        shift=phrases.shift(words, key.days),
    )


def effect_text(context: Context, change: DisclosedChange) -> str:
    """What a change does to dates and cost, in a few words."""
    words, moved = context.words, change.effect.milestones if change.effect else ()
    unchanged = words.text("unchanged")
    parts = [f"{context.title(item.id)} {phrases.shift(words, item.days) or unchanged}" for item in moved]
    return "; ".join(parts) or words.text("no date moves")


def cost_text(context: Context, change: DisclosedChange) -> str:
    """What a change costs the client."""
    included = change.billing == "included"
    return context.words.text("included") if included else extra_cost(context.words, cost_of(change))


def extra_cost(words: Wording, cost: Decimal) -> str:
    """What is added to the price, with its sign."""
    return words.signed_money(cost) if cost else words.text("no extra cost")


def sum_section(context: Context) -> Section | None:
    """What the requests come to: accepted and proposed, in the price and billed, beside the key date."""
    words, agreed, waiting = context.words, accepted(context.engagement), proposed(context.engagement)
    if not agreed.changes and not waiting.changes:
        return None
    found = fallout(context.plan, waiting.changes)
    rows = [_sum_row(context, words.text("Accepted so far"), agreed, _date_now(context, found))]
    if waiting.changes:
        rows.append(_sum_row(context, words.text("Waiting for a decision"), waiting, _date_then(context, found)))
    key = context.title(found.key.milestone) if found.key else ""
    heads = (
        words.own("change") or words.text("Change requests"),
        words.text("In the price"),
        words.text("Paid extras"),
        words.text("Cost"),
    )
    table = Table(words.text("What the changes come to"), (*heads, *((key,) if key else ())), tuple(rows))
    notes = tuple(Note(text) for text in (_budget(context, waiting),) if text)
    return Section("sum", words.text("What the changes come to"), (table, *notes))


def _row(context: Context, move: MilestoneMove) -> tuple[Cell, ...]:
    words, precision = context.words, _precision(context, move)
    return (
        Cell(context.title(move.milestone), sub=_why(context, move), url=record_url(move.milestone)),
        Cell(words.period(move.before, precision)),
        Cell(words.period(move.after, precision), strong=True),
        Cell(phrases.shift(words, move.days), number=True),
    )


def _why(context: Context, move: MilestoneMove) -> str:
    words = context.words
    if move.stated is None:
        return words.text("because of what it waits for")
    return words.text("asked for: {shift}", shift=phrases.shift(words, move.stated)) if move.stated != move.days else ""


def _as_agreed(context: Context, change: DisclosedChange) -> Table | None:
    """The dates of an accepted request without it and with it."""
    words, rows = context.words, []
    for shift in change.effect.milestones if change.effect else ():
        item = context.standings.get(shift.id)
        if item is None or item.on is None or not shift.days:
            continue
        precision = item.milestone.precision
        rows.append(
            (
                Cell(item.milestone.title, url=record_url(shift.id)),
                Cell(words.period(day_after(item.on, -shift.days), precision)),
                Cell(words.period(item.on, precision), strong=True),
                Cell(phrases.shift(words, shift.days), number=True),
            )
        )
    heads = (words.text("What moved"), words.text("Without it"), words.text("With it"), words.text("Difference"))
    return Table(words.text("The plan before and after"), heads, tuple(rows)) if rows else None


def _cost(context: Context, found: Fallout) -> str:
    words = context.words
    if found.cost > 0:
        return words.text("It adds {cost} to the price.", cost=words.money(found.cost))
    if found.cost < 0:
        return words.text("It takes {cost} off the price.", cost=words.money(-found.cost))
    return words.text("It costs nothing more.")


def _rooms(context: Context, found: Fallout) -> list[str]:
    words, key = context.words, found.key
    if key is None:
        return []
    told = []
    if found.critical:
        told.append(
            words.text(
                "Without room from then on, so that a delay moves {title}: {others}.",
                title=context.title(key.milestone),
                others=_titles(context, found.critical),
            )
        )
    if found.relieved:
        told.append(words.text("With room from then on: {others}.", others=_titles(context, found.relieved)))
    return told


def _titles(context: Context, milestones: Iterable[str]) -> str:
    return context.words.joined([context.title(name) for name in milestones])


def _sum_row(context: Context, title: str, found: Sum, date: Cell | None) -> tuple[Cell, ...]:
    words, n = context.words, len(found.changes)
    counted = words.count("{n} {changes}", "{n} {changes}", n, changes=words.term_for("change", n))
    cells = (
        Cell(title, sub=counted),
        Cell(words.whole(len(found.included)), number=True),
        Cell(words.whole(len(found.extras)), number=True),
        Cell(extra_cost(words, found.cost), number=True),
    )
    return (*cells, date) if date else cells


def _date_now(context: Context, found: Fallout) -> Cell | None:
    key = found.key
    return Cell(context.words.period(key.before, _precision(context, key)), number=True) if key else None


def _date_then(context: Context, found: Fallout) -> Cell | None:
    words, key = context.words, found.key
    if key is None:
        return None
    shift = phrases.shift(words, key.days) or words.text("unchanged")
    return Cell(words.period(key.after, _precision(context, key)), sub=shift, number=True)


def _budget(context: Context, waiting: Sum) -> str:
    """The budget as first agreed, with what was accepted, and with what waits; empty where the share shows none."""
    totals, words = budget_totals(context.engagement), context.words
    if totals is None:
        return ""
    told = words.text(
        "First agreed: {first}. With everything accepted: {now}.",
        first=words.money(totals.original),
        now=words.money(totals.agreed),
    )
    if not any(map(cost_of, waiting.changes)):
        return told
    return f"{told} " + words.text("With what waits as well: {then}.", then=words.money(totals.agreed + waiting.cost))


def _precision(context: Context, move: MilestoneMove) -> Precision:
    return context.standings[move.milestone].milestone.precision
