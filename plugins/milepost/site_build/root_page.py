"""The page above all clients, as a site of its own; the pipeline writes its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost import pipeline
from milepost.render.site import RenderedSite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True)
class RootPage:
    """What the root of a workspace's site shows: the internal portfolio, or a page that names no client.

    `introduction` is the Markdown the agency wrote for the portfolio; it is used there only.
    """

    name: str
    language: str
    introduction: str
    portfolio: bool

    def site(self, outcomes: Sequence[pipeline.ClientOutcome], as_of: date | None) -> RenderedSite:
        """The root as a site of one page, without navigation and search."""
        if self.portfolio:
            page = pipeline.portfolio_page(outcomes, self.introduction, as_of)
        else:
            page = pipeline.neutral_page()
        return RenderedSite(
            name=self.name,
            language=self.language,
            notice="",
            pages=(page,),
            navigation=(),
            internal=self.portfolio,
        )
