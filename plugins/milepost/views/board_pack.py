"""The board pack: one document for the table, put together from the share's pages; adds no figure of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views.blocks import Note, PageView, Section
from milepost.views.budget import budget_page
from milepost.views.changes import changes_page
from milepost.views.document_blocks import SignatureLine, Signatures, Statement, Subsection
from milepost.views.overview import overview
from milepost.views.result_blocks import Figure
from milepost.views.results import kpi_table, line_chart, results, results_page, tag
from milepost.views.roadmap import roadmap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.views.blocks import Block
    from milepost.views.context import Context

URL = "board-pack/"
_OF_THE_OVERVIEW = frozenset({"draft", "need", "changed", "since"})
_FOR_THE_SCREEN = frozenset({"as-of", "what-if"})
"""What a reader tries out or looks up on a screen; on paper, where every fold is open, it would bury the rest."""

_LEAST_FOR_A_LINE = 2


def board_pack(context: Context) -> PageView | None:
    """The document; None for a public share, which names nobody who could sign."""
    if context.engagement.share.audience == "public":
        return None
    first = overview(context)
    chapters = [_overview(first)]
    chapters += [_chapter(page) for page in (roadmap(context), budget_page(context), changes_page(context)) if page]
    chapters += [chapter for chapter in (_results(context), _signatures(context)) if chapter]
    return PageView(
        url=URL,
        title=context.words.text("Board pack"),
        kicker=f"{context.kicker} · {_stamp(context)}",
        headline=first.headline,
        state=first.state,
        sections=tuple(chapters),
    )


def _stamp(context: Context) -> str:
    """The day and the version that the document shows."""
    words, date = context.words, context.words.full_day(context.as_of)
    if context.drafts or context.drafts_beside:
        return words.text("Board pack of {date}, draft", date=date)
    if context.trail and context.trail.last:
        version = context.trail.last.commit[:10]
        return words.text("Board pack of {date}, version {version}", date=date, version=version)
    return words.text("Board pack of {date}", date=date)


def _overview(page: PageView) -> Section:
    kept = [section for section in page.sections if section.id in _OF_THE_OVERVIEW]
    return Section("overview", page.title, (*page.lead, *_parts("overview", kept)))


def _chapter(page: PageView) -> Section:
    """A page of the share as a chapter that begins on a sheet of its own."""
    key = page.url.strip("/")
    kept = [section for section in page.sections if section.id not in _FOR_THE_SCREEN]
    blocks = (Statement(page.headline), *page.lead, *_parts(key, kept))
    return Section(key, page.title, blocks, starts_page=True)


def _parts(key: str, sections: Iterable[Section]) -> list[Block]:
    found: list[Block] = []
    for section in sections:
        found += [_part(key, section)] if section.title else section.blocks
    return found


def _part(key: str, section: Section) -> Subsection:
    return Subsection(f"{key}-{section.id}", section.title, section.blocks, section.count, section.tag)


def _results(context: Context) -> Section | None:
    """The results with their lines, without the tables of every value."""
    page = results_page(context)
    if page is None:
        return None
    lines = tuple(
        Subsection(
            f"results-{item.kpi.id}", item.kpi.title, (Figure(line_chart(context, item)),), tag=tag(context, item)
        )
        for item in results(context)
        if len(item.measurements) >= _LEAST_FOR_A_LINE
    )
    blocks: tuple[Block, ...] = (Statement(page.headline), kpi_table(context), *lines)
    return Section("results", page.title, blocks, starts_page=True)


def _signatures(context: Context) -> Section:
    words, people = context.words, context.engagement.people
    lines = [SignatureLine(person.name, person.role or "") for person in people if person.signs]
    if not any(person.signs and person.party == "client" for person in people):
        lines.insert(0, SignatureLine("", words.text("For {client}", client=context.engagement.client.name)))
    if not any(person.signs and person.party == "agency" for person in people):
        contact = context.contact()
        lines += [SignatureLine(contact.name, contact.role or "")] if contact else []
    title = words.text("Signatures")
    heads = (words.text("Name"), words.text("Signature"), words.text("Date"))
    said = words.text(
        "A signature on this sheet says that its state was read. It accepts or changes nothing in the project record."
    )
    return Section("signatures", title, (Note(said), Signatures(title, heads, tuple(lines))))
