"""Page contexts from YAML texts that stand in the test, and what a reader finds on a page built from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.gate import disclose
from milepost.loading.scalars import zone_of
from milepost.localisation.wording import Wording
from milepost.model.client import Share
from milepost.views.blocks import Entries, Fold, PageView
from milepost.views.context import Context
from support.engagements import AS_OF, CLIENT, PEOPLE, an_engagement_as_written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Trail
    from milepost.model.kinds import Audience
    from milepost.views.blocks import Block, Entry
    from milepost.views.published_files import PublishedFile


def a_context(  # noqa: PLR0913 (a page depends on that much)
    files: dict[str, str],
    audience: Audience = "client",
    as_of: date = AS_OF,
    *,
    client: str = "",
    sections: tuple[str, ...] = (),
    published: tuple[PublishedFile, ...] = (),
    trail: Trail | None = None,
    drafts: tuple[RecordChange, ...] = (),
) -> Context:
    """The context of one share of the engagement in these files, in the client's language and zone.

    `client` is added to a `client.yaml` with two people.
    """
    written = an_engagement_as_written({**files, "client.yaml": CLIENT + PEOPLE + client} if client else files)
    settings = written.client
    terms = [(item.term, form, getattr(item, form)) for item in settings.terms for form in ("one", "few", "other")]
    told = tuple((term, form, text) for term, form, text in terms if text)
    words = Wording(settings.language, as_of, zone_of(settings.timezone), settings.currency, told)
    engagement = disclose(written, Share(name="share", audience=audience, sections=sections))
    paths = tuple((file.path, file.url) for file in published)
    return Context(engagement, words, as_of, paths, trail, drafts, published=published)


def the_page(page: PageView | None) -> PageView:
    """The page; fails where none was built."""
    assert page is not None
    return page


def entries(page: PageView | None) -> dict[str, Entry]:
    """Every record that is told in full on a page, by its id, folds included."""
    return {entry.id: entry for section in the_page(page).sections for entry in _entries(section.blocks)}


def sections(page: PageView | None) -> dict[str, list[str]]:
    """The ids of the records in each section, by the section's title."""
    return {section.title: [entry.id for entry in _entries(section.blocks)] for section in the_page(page).sections}


def tags(page: PageView | None) -> dict[str, tuple[str, str]]:
    """Tone and words of each record's status on a page."""
    return {name: (entry.tag.tone.value, entry.tag.label) for name, entry in entries(page).items() if entry.tag}


def parts(entry: Entry) -> dict[str, str]:
    """A record's labelled parts, as text."""
    return {part.label: part.markdown or part.text or part.code for part in entry.parts}


def _entries(blocks: Iterable[Block]) -> list[Entry]:
    found: list[Entry] = []
    for block in blocks:
        if isinstance(block, Entries):
            found += block.items
        elif isinstance(block, Fold):
            found += _entries(block.blocks)
    return found
