"""Users' Markdown as HTML that is safe to insert; text is data here, never a template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from milepost.loading.mentions import MENTION, markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_ABSOLUTE: Final = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"(?![/\\]{2})[^:?#]*([?#/].*)?\Z", re.DOTALL)
_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")
_DEEPEST: Final = 6

_INLINE_TAGS: Final = {"a", "br", "code", "em", "img", "strong"}
_TAGS: Final = _INLINE_TAGS | {
    *("blockquote", "div", "hr", "li", "ol", "p", "pre", "ul"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "div": {"tabindex", "role", "aria-label"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_CLASSES: Final = {
    "a": {"mp-ref"},
    "div": {"mp-scroll"},
    "td": {"mp-right", "mp-center"},
    "th": {"mp-right", "mp-center"},
}


@dataclass
class _Page:
    """What one text needs while it is rewritten: its links, its anchors' prefix, the anchors given so far."""

    links: Mapping[str, str]
    prefix: str
    folded: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)

    def record(self, name: str) -> str | None:
        """The address of the record `name`, compared without case."""
        if name in self.links:
            return self.links[name]
        if not self.folded:
            self.folded = {key.casefold(): target for key, target in self.links.items()}
        return self.folded.get(name.casefold())

    def anchor(self, title: str) -> str:
        """An anchor for a heading: prefixed, so that no user's heading can take the place of a page's own."""
        slug = self.prefix + (re.sub(r"\W+", "-", title.casefold()).strip("-")[:60] or "section")
        name = slug
        while name in self.anchors:
            self.anchors[slug] += 1
            name = f"{slug}-{self.anchors[slug]}"
        self.anchors[name] = 1
        return name


def markdown_html(
    text: str,
    links: Mapping[str, str],
    *,
    heading_level: int = 3,
    table_label: str = "",
    anchor: str = "",
) -> Markup:
    """The HTML of a user's Markdown text.

    `links` leads from a record's id, or from a file's path such as `files/plan.png`, to its address relative
    to the page. What is not in it becomes plain text, except links to other sites; no image of another site
    is loaded. Headings begin at `heading_level` and skip no level; `anchor` keeps the anchors of several
    texts of a page apart. `table_label` names the scrolling region around each table for screen readers.
    """
    page = _Page(links, f"u-{anchor}-" if anchor else "u-")
    tokens = markdown().parse(text)
    _number_headings(tokens, page, heading_level)
    tokens = list(_blocks(tokens, page, table_label))
    return _safe(markdown().renderer.render(tokens, markdown().options, {}), _TAGS)


def markdown_inline(text: str, links: Mapping[str, str]) -> Markup:
    """The HTML of one line of Markdown, such as a title, without blocks; `links` as for `markdown_html`."""
    tokens = markdown().parseInline(text)
    for token in tokens:
        token.children = _inline(token.children or [], _Page(links, "u-"))
    return _safe(markdown().renderer.render(tokens, markdown().options, {}), _INLINE_TAGS)


def headline(text: str) -> str:
    """The text with hyphens inside words that do not break across lines (U+2011), for headings: “Go‑live”."""
    return _HYPHEN.sub("\N{NON-BREAKING HYPHEN}", text)


def _safe(html: str, tags: set[str]) -> Markup:
    clean = nh3.clean(
        html,
        tags=tags,
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags},
        allowed_classes={tag: names for tag, names in _CLASSES.items() if tag in tags},
        attribute_filter=_filter,
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return Markup(clean.strip())  # noqa: S704 (nh3 has just cleaned it)


def _filter(tag: str, name: str, value: str) -> str | None:
    # A remote image tells its server who reads the page, and when; browsers skip blanks in an address.
    remote = not _RELATIVE.match(re.sub(r"[\x00-\x20]", "", value))
    return None if tag == "img" and name == "src" and remote else value


def _blocks(tokens: list[Token], page: _Page, table_label: str) -> Iterator[Token]:
    tables = 0
    for token in tokens:
        if token.type == "inline":
            token.children = _inline(token.children or [], page)
        elif token.type in {"th_open", "td_open"}:
            token.attrs = _alignment(str(token.attrs.get("style", "")))
        elif token.type == "table_open":
            tables += 1
            yield _frame(table_label, tables)
        yield token
        if token.type == "table_close":
            yield Token("div_close", "div", -1, block=True)


def _number_headings(tokens: list[Token], page: _Page, first: int) -> None:
    ranks = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: f"h{min(first + rank, _DEEPEST)}" for rank, tag in enumerate(ranks)}
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            token.attrs = {"id": page.anchor(_words(following.children or []))}
        if token.type in {"heading_open", "heading_close"}:
            token.tag = levels[token.tag]


def _frame(label: str, number: int) -> Token:
    """The scrolling box around a table; a keyboard can scroll it only where it takes the focus."""
    attributes: dict[str, str | int | float] = {"class": "mp-scroll", "tabindex": "0"}
    if label:
        # Two regions of one name would be one to a screen reader.
        attributes |= {"role": "region", "aria-label": label if number == 1 else f"{label} {number}"}
    return Token("div_open", "div", 1, attrs=attributes, block=True)


def _alignment(style: str) -> dict[str, str | int | float]:
    found = next((side for side in ("right", "center") if style.endswith(side)), None)
    return {"class": f"mp-{found}"} if found else {}


def _words(children: Iterable[Token]) -> str:
    return "".join(" " if token.type in {"softbreak", "hardbreak"} else token.content for token in children)


def _inline(children: list[Token], page: _Page) -> list[Token]:
    """The tokens of a paragraph with links, images and mentions resolved."""
    result: list[Token] = []
    inside = False
    dropped = False
    for token in children:
        if token.type == "link_open":
            address = _address(str(token.attrs.get("href", "")), page)
            inside, dropped = address is not None, address is None
            if address is not None:
                result.append(_link(address, title=str(token.attrs.get("title", ""))))
        elif token.type == "link_close":
            result += [] if dropped else [token]
            inside = dropped = False
        elif token.type == "image":
            result += _image(token, page, inside=inside)
        elif token.type == MENTION:
            result += _mentioned(token.content, page)
        else:
            result.append(token)
    return result


def _address(href: str, page: _Page) -> str | None:
    """Where a user's link leads; nothing where that is not in this share, or not an address we allow."""
    path = unquote(href)
    if path in page.links:
        return page.links[path]
    if href.startswith("#"):
        return f"#{page.prefix}{path[1:].casefold()}"
    return href if _ABSOLUTE.match(href) else None


def _link(address: str, *, title: str = "", kind: str = "") -> Token:
    attributes: dict[str, str | int | float] = {"href": address}
    if kind:
        attributes["class"] = kind
    if title:
        attributes["title"] = title
    if address.lower().startswith("http"):
        # The address of a private page must not reach other sites.
        attributes["rel"] = "noopener noreferrer"
    return Token("link_open", "a", 1, attrs=attributes)


def _linked(text: str, link: Token) -> list[Token]:
    return [link, Token("text", "", 0, content=text), Token("link_close", "a", -1)]


def _image(token: Token, page: _Page, *, inside: bool) -> list[Token]:
    """The image where it is the client's own, a link to it where it is another site's, else its words."""
    source = str(token.attrs.get("src", ""))
    own = page.links.get(unquote(source).removeprefix("./"))
    words = _words(token.children or []) or token.content
    if own is not None:
        token.attrs |= {"src": own}
        token.children = [Token("text", "", 0, content=words)]
        return [token]
    if _ABSOLUTE.match(source) and not inside:
        return _linked(words or source, _link(source))
    return [Token("text", "", 0, content=words)]


def _mentioned(name: str, page: _Page) -> list[Token]:
    address = page.record(name)
    if address is None:
        return [Token("text", "", 0, content=f"[{name}]")]
    return _linked(name, _link(address, kind="mp-ref"))
