"""A user's Markdown as plain words on one line, for places that show no markup; what they may say, the gate decides.

Marks of emphasis go, a mention becomes the record's title, items keep their dots and numbers, a link keeps its words
and, where these do not say it, the address elsewhere. What a page would show as text stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from milepost.loading.mentions import MENTION, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

_ELSEWHERE: Final = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_MARKED: Final = re.compile(r"[\\`*_\[\]<&|~]|^\s*([#>+=-]|\d+[.)])", re.MULTILINE)
"""Signs without which a text has no markup: most have none, and to look costs far less than to parse."""
_CLOSED: Final = tuple(".!?:;,…")


def plain_words(text: str, title: Callable[[str], str | None]) -> str:
    """The words of a text; `title` gives a record's title by its id, None where the reader is not shown the record."""
    if not _MARKED.search(text):
        return " ".join(text.split())
    return " ".join(" ".join(_blocks(markdown().parse(text), title)).split())


def _blocks(tokens: list[Token], title: Callable[[str], str | None]) -> Iterator[str]:
    for before, token in zip(["", *(token.type for token in tokens)], tokens, strict=False):
        match token.type:
            case "inline":
                words = "".join(_inline(token.children or (), title))
                yield f"{words}:" if before == "heading_open" and not words.endswith(_CLOSED) else words
            case "fence" | "code_block":
                yield token.content
            case "list_item_open":
                yield f"{token.info}." if token.info else "•"
            case "tr_open":
                yield "•"
            case "th_open" | "td_open" if before != "tr_open":
                yield "·"


def _inline(children: Iterable[Token], title: Callable[[str], str | None]) -> Iterator[str]:
    address, said = "", ""
    for token in children:
        match token.type:
            case "link_open":
                address, said = str(token.attrs.get("href", "")), ""
            case "link_close":
                yield _place(address, said)
            case _:
                words = _words(token, title)
                said += words
                yield words


def _words(token: Token, title: Callable[[str], str | None]) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return "".join(_words(child, title) for child in token.children or ())
        case kind if kind == MENTION:
            found = title(token.content)
            return f"[{token.content}]" if found is None else f"“{found}”"
        case _:
            return token.content


def _place(address: str, said: str) -> str:
    """Where a link leads, if that is a page elsewhere and its words do not say so already."""
    is_told = bool(said.strip()) and unquote(address).casefold().endswith(said.strip().casefold())
    return f" ({address})" if _ELSEWHERE.match(address) and not is_told else ""
