"""Documents: each file with its type, its size and the SHA-256 that a reader can compare; opens none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedDocument, DisclosedQuestion
from milepost.disclosure.records import DisclosedDeliverable
from milepost.views.blocks import Entries, Entry, Note, PageView, Part, Section, Term, Terms
from milepost.views.context import record_url
from milepost.views.inline import Link
from milepost.views.published_files import PublishedFile, kind_of, size_of

if TYPE_CHECKING:
    from milepost.disclosure.records import DisclosedRecord
    from milepost.views.context import Context


def documents_page(context: Context) -> PageView | None:
    """The page; None where the share has no document and no record with a file."""
    found, words = context.engagement.of(DisclosedDocument), context.words
    others = _files_of_others(context)
    if not found and not others:
        return None
    sections = []
    if found:
        entries = Entries(tuple(document_entry(context, item) for item in found))
        sections.append(Section("documents", words.text("Documents"), (entries,), count=words.whole(len(found))))
    if others:
        terms = Terms(tuple(_term(context, record, file) for record, file in others))
        sections.append(Section("files", words.text("Files of other records"), (terms,)))
    return PageView(
        url="documents/",
        title=words.text("Documents"),
        kicker=context.kicker,
        headline=_headline(context, len(found), len({file.path for _, file in others})),
        sections=tuple(sections),
        lead=(Note(_explained(context)),) if context.published else (),
    )


def _headline(context: Context, documents: int, others: int) -> str:
    words = context.words
    parts = []
    if documents:
        parts.append(words.count("{n} document is here for you.", "{n} documents are here for you.", documents))
    if others:
        parts.append(words.count("{n} file belongs to another record.", "{n} files belong to other records.", others))
    return " ".join(parts)


def _explained(context: Context) -> str:
    return context.words.text(
        "The SHA-256 of a file changes with every change of the file. Compare it, for example with sha256sum, to be "
        "sure that two copies are the same."
    )


def document_entry(context: Context, item: DisclosedDocument) -> Entry:
    """A document with what is known of its file."""
    words, file = context.words, _published(context).get(item.file or "")
    meta = [item.kind] if item.kind else []
    links = list(context.links(item.links))
    parts: tuple[Part, ...] = ()
    if file:
        meta += [kind_of(words, file), size_of(words, file)]
        parts = (Part(words.text("SHA-256"), code=file.sha256),)
        links.insert(0, file.link)
    elif item.url:
        meta.append(words.text("on another site, so it can change there"))
        links.insert(0, Link(item.url, item.url))
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        meta=tuple(meta),
        parts=parts,
        links=tuple(links),
        picture=file.picture(words.text("Preview of {title}", title=item.title)) if file else None,
    )


def _published(context: Context) -> dict[str, PublishedFile]:
    return {file.path: file for file in context.published}


def _files_of_others(context: Context) -> list[tuple[DisclosedRecord, PublishedFile]]:
    """The files that deliverables and messages name, each with its record, in the order written."""
    files, found = _published(context), []
    for record in context.engagement.records:
        found += [(record, files[path]) for path in dict.fromkeys(_paths(record)) if path in files]
    return found


def _paths(record: DisclosedRecord) -> tuple[str, ...]:
    if isinstance(record, DisclosedDeliverable):
        return record.files
    if isinstance(record, DisclosedQuestion):
        return tuple(path for message in record.messages for path in message.files)
    return ()


def _term(context: Context, record: DisclosedRecord, file: PublishedFile) -> Term:
    words = context.words
    text = words.text("{kind}, {size}:", kind=kind_of(words, file), size=size_of(words, file))
    return Term(record.title, text=f"{text} ", links=(file.link,), code=file.sha256)
