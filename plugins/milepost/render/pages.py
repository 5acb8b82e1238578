"""Page views become HTML pages with addresses relative to each page; decides nothing about their content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.render.environment import template
from milepost.render.site import Heading, RenderedPage
from milepost.render.text import headline, markdown_html, markdown_inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from milepost.views.blocks import PageView
    from milepost.views.inline import Link


@dataclass(frozen=True)
class PageFrame:
    """What every page of a share carries: the foot's sentence, the filter's words, where ids and files lead."""

    foot: str
    targets: Mapping[str, str]
    table_label: str = ""
    wide: bool = False
    link: Link | None = None


def render_page(view: PageView, frame: PageFrame) -> RenderedPage:
    """The page as HTML; links that are relative to the share's root become relative to the page."""
    root = "../" * view.url.count("/")
    links = _Links(root, {name: f"{root}{target}" for name, target in frame.targets.items()}, frame.table_label)
    html = template("page.html").render(
        page=view,
        foot=view.foot or frame.foot,
        foot_link=None if view.foot else frame.link,
        to=links.to,
        markdown=links.markdown,
        inline=links.inline,
        wide=frame.wide,
    )
    headings = tuple(Heading(2, section.id, section.title) for section in view.sections if section.title)
    return RenderedPage(view.url, view.title, headline(view.headline), html, headings)


@dataclass
class _Links:
    """How one page reaches the rest of its share."""

    root: str
    targets: Mapping[str, str]
    table_label: str
    texts: int = 0

    def to(self, url: str) -> str:
        """The address as this page must write it."""
        if url.startswith(("http://", "https://", "mailto:", "tel:")):
            return url
        return f"{self.root}{url}" or "./"

    def markdown(self, text: str, level: int = 3) -> Markup:
        """A user's text, its headings from `level` down; each text of a page has anchors of its own."""
        self.texts += 1
        return markdown_html(
            text,
            self.targets,
            heading_level=level,
            anchor=f"{self.texts}",
            table_label=self.table_label and f"{self.table_label} {self.texts}",
        )

    def inline(self, text: str) -> Markup:
        """A user's line of text."""
        return markdown_inline(text, self.targets)
