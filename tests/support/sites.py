"""A rendered share as files, before any host program has put its pages into a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.pipeline import ClientOutcome
    from milepost.render.site import RenderedSite


def rendered_files(site: RenderedSite) -> dict[str, bytes]:
    """Every page and file of a share, with what the theme is told of each page in front of it."""
    pages = {
        f"{page.url}index.html": "\n".join(
            (page.title, page.description, page.html, *(f"{head.id} {head.title}" for head in page.headings))
        ).encode()
        for page in site.pages
    }
    told = f"{site.name}\n{site.notice}\n{site.navigation}\n{site.brand_css}\n{site.logo}".encode()
    return {**pages, **{file.path: file.data for file in site.files}, "(the theme)": told}


def shares_of(outcome: ClientOutcome) -> Mapping[str, RenderedSite]:
    """Each share by its folder; fails where the client could not be built."""
    assert outcome.shares, "\n\n".join(map(str, outcome.diagnostics))
    return {share.folder: share.site for share in outcome.shares}
