"""Decisions, the newest first: what was decided, why, by whom, and what replaced it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.records import DisclosedDecision
from milepost.views import phrases
from milepost.views.blocks import Entries, Entry, PageView, Part, Section
from milepost.views.context import record_url

if TYPE_CHECKING:
    from milepost.views.context import Context


def decisions_page(context: Context) -> PageView | None:
    """The page; None where nothing was decided."""
    found, words = context.engagement.of(DisclosedDecision), context.words
    if not found:
        return None
    newest = sorted(found, key=lambda item: (item.date, item.id), reverse=True)
    open_ones = [item for item in newest if item.status == "proposed"]
    others = [item for item in newest if item.status != "proposed"]
    sections = tuple(
        Section(key, title, (Entries(tuple(decision_entry(context, item) for item in members)),))
        for key, title, members in (
            ("proposed", words.text("To be decided"), open_ones),
            ("decided", words.text("Decided"), others),
        )
        if members
    )
    return PageView(
        "decisions/",
        words.own("decision") or words.text("Decisions"),
        context.kicker,
        _headline(context, newest),
        sections,
    )


def _headline(context: Context, newest: list[DisclosedDecision]) -> str:
    words = context.words
    taken = [item for item in newest if item.status in {"accepted", "superseded"}]
    first = words.count("{n} decision has been taken.", "{n} decisions have been taken.", len(taken))
    if own := words.own("decision"):
        first = words.text("{decisions}: {n} so far.", decisions=own, n=words.whole(len(taken)))
    open_ones = sum(item.status == "proposed" for item in newest)
    if open_ones:
        return f"{first} " + words.count("{n} is open.", "{n} are open.", open_ones)
    if not taken:
        return first
    return f"{first} " + words.text("The last one {at}.", at=words.at(taken[0].date, "day"))


def decision_entry(context: Context, item: DisclosedDecision) -> Entry:
    """A decision told in full."""
    words = context.words
    who = context.people(item.decided_by)
    replaced_by = [other.id for other in context.engagement.of(DisclosedDecision) if item.id in other.supersedes]
    meta = [words.day(item.date), *([who] if who else [])]
    meta += [words.text("replaced by {id}", id=name) for name in replaced_by]
    parts = [Part(words.text("Why"), item.context)] if item.context else []
    parts += [Part(words.text("What follows"), item.consequences)] if item.consequences else []
    links = tuple(context.titled_link(name) for name in dict.fromkeys((*replaced_by, *item.supersedes, *item.affects)))
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        tag=phrases.decision_tag(words, item.status),
        meta=tuple(meta),
        body=item.decision,
        parts=tuple(parts),
        links=links,
    )
