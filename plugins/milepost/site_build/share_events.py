"""What a share adds to its own MkDocs build, event by event; the work is done by the modules it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from milepost.site_build.chrome import finished_page
from milepost.site_build.config import has_search, search_language
from milepost.site_build.pages import SharePage, navigation, page_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from milepost.render.site import RenderedSite

_DICTIONARIES = "assets/javascripts/lunr/"


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """The plugin is made in memory and is given what it needs."""


class ShareEvents(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """The plugin inside the build of one share."""

    def __init__(self, site: RenderedSite, *, preview: bool) -> None:
        super().__init__()
        self._site = site
        self._preview = preview

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The theme's files that this share needs, and its pages."""
        needed = [file for file in files if self._is_needed(file.src_uri)]
        return Files([*needed, *page_files(self._site, config)])

    def on_nav(self, _nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 (the host's signature)
        """The share's navigation."""
        return navigation(self._site, files)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 (the host's signature)
        """The page as it is written."""
        if not isinstance(page, SharePage):
            raise TypeError(f"{page.file.src_uri} is not a page of the share")
        return finished_page(output, page.rendered, self._site, preview=self._preview)

    def _is_needed(self, path: str) -> bool:
        if not path.startswith((_DICTIONARIES, "assets/javascripts/workers/")):
            return True
        return has_search(self._site) and (not path.startswith(_DICTIONARIES) or path in self._dictionaries())

    def _dictionaries(self) -> set[str]:
        language = search_language(self._site)
        names = set() if language == "en" else {"stemmer.support", language}
        return {f"{_DICTIONARIES}min/lunr.{name}.min.js" for name in names}
