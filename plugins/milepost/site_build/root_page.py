"""The page above all clients, as a site of its own: the internal portfolio, or a page that names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from milepost import clock
from milepost.localisation.wording import Wording
from milepost.render.pages import PageFrame, render_page
from milepost.render.site import RenderedSite
from milepost.views.neutral import neutral_view
from milepost.views.portfolio import portfolio_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.pipeline import ClientOutcome
    from milepost.render.site import RenderedPage


@dataclass(frozen=True)
class RootPage:
    """What the root of a workspace's site shows: the internal portfolio, or a page that names no client.

    `introduction` is the Markdown the agency wrote for the portfolio; it is used there only.
    """

    name: str
    language: str
    introduction: str
    portfolio: bool

    def site(self, outcomes: Sequence[ClientOutcome], as_of: date | None) -> RenderedSite:
        """The root as a site of one page, without navigation and search."""
        page = portfolio_page(outcomes, self.introduction, as_of) if self.portfolio else neutral_page()
        return RenderedSite(
            name=self.name,
            language=self.language,
            notice="",
            pages=(page,),
            navigation=(),
            internal=self.portfolio,
        )


def portfolio_page(outcomes: Sequence[ClientOutcome], intro: str, as_of: date | None) -> RenderedPage:
    """The internal portfolio over every client that could be built, with those that could not above it."""
    words = Wording("en", as_of or clock.today(UTC), UTC)
    entries = [outcome.summary for outcome in outcomes if outcome.summary]
    broken = [outcome.slug for outcome in outcomes if not outcome.summary]
    return render_page(portfolio_view(entries, broken, intro, words), PageFrame("", {}, wide=True))


def neutral_page() -> RenderedPage:
    """The root page of a build: it names no client and links nowhere."""
    return render_page(neutral_view(Wording("en", date(2000, 1, 1), UTC)), PageFrame("", {}))
