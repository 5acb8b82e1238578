"""The scope ledger in words: what was in the agreement, what came since, by whom, with or without a change request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.scope import Came, Ledger, ledger
from milepost.views import phrases
from milepost.views.authorship import author_name
from milepost.views.blocks import Cell, Fold, Note, Prose, Section, Table
from milepost.views.context import record_url
from milepost.views.diffs import taken_back_title

if TYPE_CHECKING:
    from milepost.analysis.scope import ScopeItem
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def scope_section(context: Context) -> Section | None:
    """The ledger; None where the share shows nothing that could be in scope."""
    found, words = ledger(context.engagement, context.trail), context.words
    if found is None:
        return None
    blocks: list[Block] = [Note(_lead(context, found))]
    if found.later:
        heads = (
            words.text("What"),
            words.text("Since then"),
            words.text("By whom"),
            words.own("change", 1) or words.text("Change request"),
        )
        rows = tuple(_row(context, item) for item in found.later)
        blocks.append(Table(words.text("What came since the agreement"), heads, rows))
    agreed = found.of(Came.AGREED)
    if agreed:
        lines = "\n".join(f"- {_line(context, item)}" for item in agreed)
        title = words.count("{n} part is as it was agreed", "{n} parts are as they were agreed", len(agreed))
        blocks.append(Fold(title, (Prose(lines),)))
    return Section("scope", words.text("What was agreed, and what came since"), tuple(blocks))


def _lead(context: Context, found: Ledger) -> str:
    words = context.words
    if found.since is None and found.has_history:
        return words.text("No agreement is on record, so only what change requests name can be told apart.")
    if found.since is None:
        return words.text("No complete history was read, so only what change requests name can be told apart.")
    day = words.full_day(words.on(found.since))
    if found.filed:
        begun = words.text(
            "Compared with the record of {date}, when its history begins; the agreement was accepted earlier.",
            date=day,
        )
    elif found.signed:
        begun = words.text("Compared with what the record held when the agreement was accepted, on {date}.", date=day)
    else:
        begun = words.text("Compared with what the record held on {date}. No acceptance of it is on file.", date=day)
    n = len(found.later)
    if not n:
        return f"{begun} " + words.text("Nothing has come, gone or changed since.")
    without = sum(not item.is_by_request for item in found.later)
    told = words.count("{n} thing has come, gone or changed since", "{n} things have come, gone or changed since", n)
    if not without:
        return f"{begun} {told}, " + words.text("all by change request.")
    return f"{begun} {told}, " + words.count(
        "{n} of them without an accepted change request.", "{n} of them without an accepted change request.", without
    )


def _heads(context: Context) -> tuple[str, ...]:
    words = context.words
    return (
        words.text("What"),
        words.text("Since then"),
        words.text("By whom"),
        words.own("change", 1) or words.text("Change request"),
    )


def _row(context: Context, item: ScopeItem) -> tuple[Cell, ...]:
    return (
        Cell(
            _text(context, item),
            sub=item.record if item.text else "",
            url=record_url(item.record) if _has_page(context, item) else "",
        ),
        Cell(_came(context, item), sub=_day(context, item)),
        Cell(_who(context, item)),
        _request(context, item),
    )


def _text(context: Context, item: ScopeItem) -> str:
    """What it is about; of a requirement that was taken back there is not a word."""
    return item.text or taken_back_title(context, "requirements")


def _came(context: Context, item: ScopeItem) -> str:
    words = context.words
    return {
        Came.AGREED: words.text("as agreed"),
        Came.ADDED: words.text("added"),
        Came.CHANGED: words.text("worded differently"),
        Came.DROPPED: words.text("taken out"),
        Came.NAMED: words.text("added or widened"),
    }[item.came]


def _day(context: Context, item: ScopeItem) -> str:
    words = context.words
    return words.day(words.on(item.revision.landed_at)) if item.revision else ""


def _who(context: Context, item: ScopeItem) -> str:
    """Who asked for it, as a change request says; else who wrote it down, as the history says."""
    words = context.words
    asked = [name for change in item.changes if (name := context.person(change.requested_by))]
    if asked:
        return words.text("asked by {name}", name=words.joined(list(dict.fromkeys(asked))))
    if item.revision is None:
        return ""
    return words.text("written down by {name}", name=author_name(context, item.revision))


def _request(context: Context, item: ScopeItem) -> Cell:
    words = context.words
    if not item.changes:
        return Cell(words.text("without one"))
    last = item.changes[-1]
    return Cell(last.id, sub=phrases.change_tag(words, last.status).label, url=record_url(last.id))


def _line(context: Context, item: ScopeItem) -> str:
    text = _text(context, item).replace("\n", "\n  ")
    is_requirement = _has_page(context, item) and context.title(item.record) == item.text
    return f"{text} ([{item.record}])" if is_requirement else text


def _has_page(context: Context, item: ScopeItem) -> bool:
    return item.record in context.engagement.by_id
