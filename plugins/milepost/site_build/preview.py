"""The sites of all clients while they are written: what changed is built again; nothing is published."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from typing import TYPE_CHECKING

from milepost import pipeline
from milepost.errors import MilepostError
from milepost.localisation.wording import Wording
from milepost.render.pages import PageFrame, render_page
from milepost.render.site import RenderedSite
from milepost.site_build.build import build_share
from milepost.site_build.digests import folder_digest
from milepost.site_build.folders import clear_folder
from milepost.site_build.whole_site import refuse_taken_name
from milepost.views.errors import error_view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from milepost.working_files import WorkingFiles

_ROOT = "_root"


@dataclass
class _Preview:
    """One client as it was last built; `pages` are the addresses in each of its folders."""

    digest: str
    outcome: pipeline.ClientOutcome
    pages: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Update:
    """What an update did: the clients that were built, and those that could not be, each with the reason."""

    built: tuple[pipeline.ClientOutcome, ...]
    failed: tuple[tuple[str, MilepostError], ...]


@dataclass
class Previews:
    """The clients' sites under `cache`, kept up to date from one rebuild to the next."""

    cache: Path
    _clients: dict[str, _Preview] = field(default_factory=dict)

    def outcomes(self) -> tuple[pipeline.ClientOutcome, ...]:
        """The last outcome of every client, by slug."""
        return tuple(self._clients[slug].outcome for slug in sorted(self._clients))

    def update(self, source: WorkingFiles, circumstances: str, as_of: date | None) -> Update:
        """Build the clients whose files or history changed, or all when `circumstances` did; forget who is gone.

        A client whose last build failed keeps its last good site, and is tried again each time.
        """
        slugs = pipeline.client_slugs(source)
        for gone in sorted(self._clients.keys() - set(slugs)):
            self._remove(self._clients.pop(gone).pages.keys())
        built: list[pipeline.ClientOutcome] = []
        failed: list[tuple[str, MilepostError]] = []
        for slug in slugs:
            digest = folder_digest(source.clients / slug, circumstances, source.history_digest(slug))
            if slug in self._clients and self._clients[slug].digest == digest:
                continue
            try:
                built.append(self._build(pipeline.build_client(source, slug, as_of), digest))
            except MilepostError as fault:
                failed.append((slug, fault))
        return Update(tuple(built), tuple(failed))

    def show(self, root: RenderedSite, site_dir: Path) -> None:
        """Make `site_dir` hold the root page and a link to each client's site, and nothing else."""
        build_share(root, self.cache / _ROOT, preview=True)
        clear_folder(site_dir)
        shutil.copytree(self.cache / _ROOT, site_dir, dirs_exist_ok=True)
        for preview in self._clients.values():
            for folder in sorted(preview.pages):
                refuse_taken_name(folder, site_dir)
                (site_dir / folder).symlink_to(self.cache / folder, target_is_directory=True)

    def _build(self, outcome: pipeline.ClientOutcome, digest: str) -> pipeline.ClientOutcome:
        before = self._clients[outcome.slug].pages if outcome.slug in self._clients else {}
        sites = _sites(outcome, before)
        for folder, site in sites.items():
            build_share(site, self.cache / folder, preview=True)
        pages = {folder: tuple(page.url for page in site.pages) for folder, site in sites.items()}
        self._clients[outcome.slug] = _Preview(digest, outcome, pages)
        self._remove(before.keys() - pages.keys())
        return outcome

    def _remove(self, folders: AbstractSet[str]) -> None:
        for folder in folders:
            shutil.rmtree(self.cache / folder, ignore_errors=True)


def _sites(outcome: pipeline.ClientOutcome, before: Mapping[str, tuple[str, ...]]) -> dict[str, RenderedSite]:
    """The sites to show for a client by folder: its shares, or the page that says what is wrong.

    That page stands at every address that was there before, so that a browser which reloads any of them shows it,
    and goes back to the page itself once the files are right.
    """
    shares = {share.folder: share.site for share in outcome.shares}
    if shares:
        return shares
    fault = error_page(outcome)
    folders = {outcome.slug: ("",), **before}
    return {folder: _at_each(urls, fault) for folder, urls in folders.items()}


def _at_each(urls: tuple[str, ...], site: RenderedSite) -> RenderedSite:
    (page,) = site.pages
    return replace(site, pages=tuple(replace(page, url=url) for url in urls))


def error_page(outcome: pipeline.ClientOutcome) -> RenderedSite:
    """A site of one page that says what is wrong with a client's files."""
    words = Wording("en", date(2000, 1, 1), UTC)
    page = render_page(error_view(outcome.slug, outcome.diagnostics, words), PageFrame("", {}))
    return RenderedSite(name=outcome.slug, language="en", notice="", pages=(page,), navigation=(), internal=True)
