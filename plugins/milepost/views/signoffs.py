"""Sign-offs: who accepted or rejected what, when and how; says of none that it was checked, for none was yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views.blocks import Cell, Note, PageView, Section, Table
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.labels import choice_label
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.disclosure.engagement import DisclosedSignOff
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context


def signoffs_page(context: Context) -> PageView | None:
    """The page; None where nobody signed anything."""
    found, words = context.engagement.signoffs, context.words
    if not found:
        return None
    signed = sum(item.signed for item in found)
    headline = words.count("{n} sign-off is on record.", "{n} sign-offs are on record.", len(found))
    rest = len(found) - signed
    if signed:
        headline += " " + words.count("{n} carries a signature.", "{n} carry a signature.", signed)
    if rest and not signed:
        headline += " " + words.count("It is a note without a signature.", "All are notes without a signature.", rest)
    elif rest:
        headline += " " + words.count("{n} is a note without a signature.", "{n} are notes without a signature.", rest)
    explained = words.text("A signature is shown here as it was filed. This page has not checked it.")
    section = Section("signoffs", words.text("What was signed"), (signoff_table(context, found),))
    return PageView("signoffs/", words.text("Sign-offs"), context.kicker, headline, (section,), lead=(Note(explained),))


def signoff_table(context: Context, found: Iterable[DisclosedSignOff]) -> Table:
    """The sign-offs as a table, the newest first."""
    words = context.words
    heads = (words.text("What"), words.text("Who"), words.text("When"), words.text("How"))
    newest = sorted(found, key=lambda item: (item.at, item.id), reverse=True)
    return Table(words.text("Sign-offs"), heads, tuple(_row(context, item) for item in newest))


def signature_words(words: Wording, item: DisclosedSignOff) -> str:
    """What is known of the signature under a sign-off."""
    return words.text("Signature, not checked yet") if item.signed else words.text("Note, not signed")


def _row(context: Context, item: DisclosedSignOff) -> tuple[Cell, ...]:
    words = context.words
    person = context.engagement.people_by_id.get(item.by or "")
    how = signature_words(words, item)
    return (
        Cell(
            context.title(item.record),
            sub=f"{item.record} · {choice_label(words, item.verb)}",
            url=record_url(item.record),
        ),
        Cell(person.name if person else "–", sub=(person.role or "") if person else ""),
        Cell(words.instant(item.at), iso=item.at.isoformat()),
        Cell(tag=Tag(Tone.WAITING if item.signed else Tone.PLANNED, how), sub=context.in_words(item.remarks or "")),
    )
