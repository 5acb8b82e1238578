"""Rendered pages as MkDocs pages: files, navigation, words for the search; it does not make their HTML."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from milepost.errors import SafetyRefusal

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from milepost.render.site import RenderedPage, RenderedSite

_PAGE_URL = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*")
_CELL = re.compile(r"<(?=(?:t[dhr]|d[dt]|li|div|span|p|caption|summary|figcaption|br)\b)")
_SVG_TAG = re.compile(r"(</?)svg\b")


class EscapedText(str):
    """Text that is HTML already: templates ask for `__html__` and do not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class SharePage(Page):
    """A page whose content is there already; MkDocs reads and converts nothing."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        super().__init__(rendered.title, file, config)
        self.rendered = rendered

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 (the host's signature)
        """Nothing: there is no Markdown. The title is escaped because the search writes it as HTML."""
        self.markdown = ""
        self.meta = {
            "title": EscapedText(escape(self.rendered.title)),
            "description": self.rendered.description,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 (the host's signature)
        """Set what the search reads; the page itself is put together in `chrome`."""
        self.content = _searchable(self.rendered.html)
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def page_files(site: RenderedSite, config: MkDocsConfig) -> list[File]:
    """One file for each page of `site`, none of which MkDocs adds to the navigation by itself."""
    return [_page_file(page, config) for page in site.pages]


def navigation(site: RenderedSite, files: Files) -> Navigation:
    """The navigation of `site`: its groups in their order, each page with the one before and after it."""
    items: list[Any] = []
    pages: list[Page] = []
    for group in site.navigation:
        members = [_page_at(url, files) for url in group.urls]
        items.extend([_section(group.title, members)] if group.title else members)
        pages.extend(members)
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before
    return Navigation(items, pages)


def _page_file(page: RenderedPage, config: MkDocsConfig) -> File:
    if not _PAGE_URL.fullmatch(page.url):
        raise SafetyRefusal(f"“{page.url}” is no address of a page inside a share.")
    file = File.generated(config, f"{page.url}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    SharePage(page, file, config)
    return file


def _page_at(url: str, files: Files) -> Page:
    file = files.get_file_from_path(f"{url}index.md")
    if file is None or file.page is None:
        raise ValueError(f"the navigation names “{url}”, which is not among the pages")
    return file.page


def _section(title: str, members: list[Page]) -> Section:
    section = Section(title, list(members))
    for page in members:
        page.parent = section
    return section


def _searchable(html: str) -> str:
    """HTML for the search, which skips objects (pictures become some) and glues cells (space parts them)."""
    return _CELL.sub(" <", _SVG_TAG.sub(r"\1object", html))
