"""Change requests: what was asked, by whom, what it does to dates and cost, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.impact import accepted, fallout, stated_days
from milepost.analysis.states import awaits_decision
from milepost.disclosure.records import DisclosedChange
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Cell, Entries, Entry, Note, PageView, Part, Section, Table
from milepost.views.context import record_url
from milepost.views.fallout import cost_text, effect_text, extra_cost, key_sentence, sum_section
from milepost.views.scope_ledger import scope_section
from milepost.views.what_if import what_if_section

if TYPE_CHECKING:
    from milepost.views.context import Context


def changes_page(context: Context) -> PageView | None:
    """The page; None where nothing was asked to change."""
    found, words = context.engagement.of(DisclosedChange), context.words
    if not found:
        return None
    waiting = tuple(item for item in found if awaits_decision(item))
    decided = tuple(item for item in found if not awaits_decision(item))
    sections = []
    if waiting:
        entries = Entries(tuple(change_entry(context, item) for item in waiting))
        sections.append(Section("waiting", words.text("Waiting for a decision"), (entries,)))
    sections += [section for section in (sum_section(context), what_if_section(context)) if section]
    if decided:
        sections.append(Section("decided", words.text("Decided"), (_table(context, decided),)))
    sections += [section for section in (scope_section(context),) if section]
    return PageView(
        url="changes/",
        title=words.own("change") or words.text("Change requests"),
        kicker=context.kicker,
        headline=_headline(context, waiting, found),
        lead=(Note(_so_far(context)),),
        sections=tuple(sections),
    )


def _headline(context: Context, waiting: tuple[DisclosedChange, ...], found: tuple[DisclosedChange, ...]) -> str:
    words = context.words
    if own := words.own("change"):
        if not waiting:
            return words.text("{changes}: all is decided.", changes=own)
        return words.count(
            "{changes}: {n} is waiting for a decision.",
            "{changes}: {n} are waiting for a decision.",
            len(waiting),
            changes=own,
        )
    if waiting:
        return words.count(
            "{n} change request is waiting for a decision.",
            "{n} change requests are waiting for a decision.",
            len(waiting),
        )
    return words.count("{n} change request, and it is decided.", "All {n} change requests are decided.", len(found))


def _so_far(context: Context) -> str:
    words, key = context.words, context.key
    agreed = accepted(context.engagement)
    told = words.text("Accepted so far: {cost}.", cost=extra_cost(words, agreed.cost))
    if key is None:
        return told
    days = stated_days(agreed.changes).get(key.milestone.id, 0)
    moved = phrases.shift(words, days) or words.text("unchanged")
    return f"{told} " + words.text("{title}: {days}.", title=key.milestone.title, days=moved)


def change_entry(context: Context, change: DisclosedChange) -> Entry:
    """A change request told in full."""
    words = context.words
    who, on = context.person(change.requested_by), change.requested_on
    meta = [words.text("asked by {name}", name=who)] if who else []
    meta += [words.day(on)] if on else []
    waited = context.approvals[change.id].waited if change.id in context.approvals else None
    if waited:
        meta.append(words.count("undecided for {n} working day", "undecided for {n} working days", waited))
    waits = awaits_decision(change)
    then = key_sentence(context, fallout(context.plan, (change,))) if waits else ""
    parts = (
        Part(words.text("Effect on dates"), text=effect_text(context, change)),
        Part(words.text("Cost"), text=cost_text(context, change)),
        *((Part(words.text("If accepted"), text=then),) if then else ()),
        *((Part(words.text("Why"), change.reason),) if change.reason else ()),
    )
    return Entry(
        id=change.id,
        title=change.title,
        url=record_url(change.id),
        tag=phrases.change_tag(words, change.status),
        meta=tuple(meta),
        body=change.description,
        parts=parts,
        answer=answer_link(context, change.id, change.title) if waits else None,
    )


def _table(context: Context, decided: tuple[DisclosedChange, ...]) -> Table:
    words = context.words
    heads = (words.text("Change"), words.text("Effect on dates"), words.text("Cost"), words.text("Decision"))
    rows = tuple(_row(context, item) for item in sorted(decided, key=_newest_first))
    return Table(words.text("Decided"), heads, rows)


def _newest_first(change: DisclosedChange) -> tuple[int, str]:
    return (-change.requested_on.toordinal() if change.requested_on else 0, change.id)


def _row(context: Context, change: DisclosedChange) -> tuple[Cell, ...]:
    words = context.words
    asked = [
        change.id,
        context.person(change.requested_by),
        words.day(change.requested_on) if change.requested_on else "",
    ]
    return (
        Cell(change.title, sub=" · ".join(text for text in asked if text), url=record_url(change.id)),
        Cell(effect_text(context, change)),
        Cell(cost_text(context, change), number=True),
        Cell(tag=phrases.change_tag(words, change.status)),
    )
