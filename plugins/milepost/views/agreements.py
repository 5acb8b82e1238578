"""Agreements: what is part of the work, what is not and why, who does what; says what was filed, not what is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.signoffs import filed
from milepost.disclosure.records import DisclosedAgreement
from milepost.views.blocks import Fold, Note, PageView, Prose, Section, Term, Terms
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.signoffs import signoff_table
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def agreements_page(context: Context) -> PageView | None:
    """The page; None where the share has no agreement."""
    found, words = context.engagement.of(DisclosedAgreement), context.words
    if not found:
        return None
    sections = tuple(
        Section(
            item.id,
            item.title,
            _blocks(context, item),
            tag=agreement_tag(context, item),
            url=record_url(item.id),
        )
        for item in found
    )
    return PageView("agreements/", words.text("Agreements"), context.kicker, _headline(context, found), sections)


def _headline(context: Context, found: tuple[DisclosedAgreement, ...]) -> str:
    words = context.words
    first = words.count(
        "{n} agreement says what we do and what we do not.",
        "{n} agreements say what we do and what we do not.",
        len(found),
    )
    if not filed(context.engagement, found[0].id).is_known:
        return first
    accepted = sum(bool(_accepted(context, item)) for item in found)
    if accepted == len(found):
        return f"{first} " + words.count("Your acceptance is on file.", "Your acceptance of each is on file.", accepted)
    if not accepted:
        return f"{first} " + words.text("No acceptance of yours is on file.")
    return f"{first} " + words.count(
        "Your acceptance of {n} is on file.", "Your acceptance of {n} is on file.", accepted
    )


def _accepted(context: Context, item: DisclosedAgreement) -> bool:
    said = filed(context.engagement, item.id, "client")
    return bool(said.accepted) and not said.refused


def agreement_tag(context: Context, item: DisclosedAgreement) -> Tag | None:
    """What the client's people said of it, as filed; None where the share shows no sign-offs."""
    words, said = context.words, filed(context.engagement, item.id, "client")
    if not said.is_known:
        return None
    if said.refused:
        return Tag(Tone.AT_RISK, words.text("Rejected"))
    if said.accepted:
        return Tag(Tone.DONE, words.text("Acceptance on file"))
    return Tag(Tone.WAITING, words.text("No acceptance on file"))


def _blocks(context: Context, item: DisclosedAgreement) -> tuple[Block, ...]:
    words = context.words
    blocks: list[Block] = [Prose(item.body)]
    texts = (
        (words.text("Part of the work"), _list(item.in_scope)),
        (words.text("Not part of the work"), _left_out(item)),
        (words.text("What you take care of"), _list(item.client_responsibilities)),
        (words.text("What this rests on"), _list(item.assumptions)),
        (words.text("How we work"), item.process or ""),
    )
    terms = [Term(label, markdown=text) for label, text in texts if text]
    terms += [Term(words.text("See also"), links=context.links(item.links))] if item.links else []
    blocks += [Terms(tuple(terms))] if terms else []
    return (*blocks, *_filed(context, item))


def _left_out(item: DisclosedAgreement) -> str:
    """What is not done, each with its reason below it."""
    texts = [f"{entry.item}\n\n{entry.reason}" if entry.reason else entry.item for entry in item.out_of_scope]
    return _list(tuple(texts))


def _filed(context: Context, item: DisclosedAgreement) -> tuple[Block, ...]:
    words, said = context.words, filed(context.engagement, item.id)
    if not said.last_words:
        return ()
    note = Note(words.text("A signature is shown here as it was filed. This page has not checked it."))
    n = len(said.last_words)
    title = words.count("{n} sign-off as filed", "{n} sign-offs as filed", n)
    return (Fold(title, (signoff_table(context, said.last_words), note)),)


def _list(texts: tuple[str, ...]) -> str:
    return "\n".join("- " + text.replace("\n", "\n  ") for text in texts)
