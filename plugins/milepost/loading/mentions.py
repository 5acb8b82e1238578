"""The Markdown dialect of user text, and the records it mentions as `[REQ-1]`; makes no HTML."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

RECORD_ID: Final = r"[A-Za-z][A-Za-z0-9._-]{0,63}"
"""A record's id, as FORMAT.md's conventions define it."""

MENTION: Final = "mention"
"""Type of the inline token for `[id]`; its `content` is the id, `meta["at"]` its place in the inline text."""

_BRACKETED: Final = re.compile(rf"\[({RECORD_ID})\]")
_CANDIDATE: Final = re.compile(r"\[[A-Za-z._-]+[0-9]")
_WORDS: Final = re.compile(rf"\[({RECORD_ID})\]:(?![ \t]*(?:<|#|files/|https?:|mailto:|tel:))")
_LAST_BRACKET: Final = -1


@cache
def markdown() -> MarkdownIt:
    """The parser of user text: CommonMark with tables and mentions, without raw HTML.

    Nested lists and quotations end at 20 levels, and hostile input takes time in proportion to its length.
    """
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable("table")
    parser.inline.ruler.before("link", "unclosed", _unclosed)
    parser.inline.ruler.after("link", MENTION, _mention)
    parser.block.ruler.at("reference", _reference)
    return parser


def looks_like_id(name: str) -> bool:
    """Whether a word in brackets is meant as a record's id: ids carry a number, `[sic]` does not."""
    return any("0" <= character <= "9" for character in name)


def referenced_ids(text: str) -> tuple[tuple[str, int, int], ...]:
    """The ids that `text` mentions as `[REQ-1]`, in order: (id, line, column of the id), both counted from 0.

    Code, links such as `[REQ-1](page)`, alternative texts of images and escaped brackets are no mentions.
    No id is looked up here.
    """
    if not _CANDIDATE.search(text):
        return ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[tuple[str, int, int]] = []
    reached = [0] * len(lines)
    for token in markdown().parse(text):
        if token.type == "inline":
            found += _mentions_of(token, lines, reached)
    return tuple(found)


def mentioned(text: str) -> frozenset[str]:
    """The ids of the records that a text mentions."""
    return frozenset(name for name, *_ in referenced_ids(text))


def _mentions_of(inline: Token, lines: list[str], reached: list[int]) -> Iterator[tuple[str, int, int]]:
    """The mentions of one paragraph, heading or cell; `reached` is how far each source line is used up."""
    first = inline.map[0] if inline.map else 0
    starts = [0, *(match.end() for match in re.finditer("\n", inline.content)), len(inline.content) + 1]
    mentions = [token for token in inline.children or () if token.type == MENTION and looks_like_id(token.content)]
    for row, (start, end) in enumerate(pairwise(starts), start=first):
        part = inline.content[start : end - 1]
        before = reached[row]
        # The parser takes away quotation marks, indentation and tables' bars, so the text is looked for.
        column = max(lines[row].find(part.strip(), before), before) - (len(part) - len(part.lstrip()))
        reached[row] = max(before, column + len(part))
        for token in mentions:
            if start <= token.meta["at"] < end:
                guess = column + token.meta["at"] - start
                yield token.content, row, _column(lines[row], f"[{token.content}]", guess, before)


def _column(line: str, bracketed: str, guess: int, before: int) -> int:
    """Column of the id: `guess`, unless an escaped bar in a table's cell moved the text."""
    exact = guess if line.startswith(bracketed, max(guess, 0)) else line.find(bracketed, before)
    return exact + 1


def _unclosed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Take a bracket that nothing closes as text at once: to look for its end each time is slow."""
    opening = next((mark for mark in ("[", "![") if state.src.startswith(mark, state.pos)), "")
    if not opening:
        return False
    if _LAST_BRACKET not in state.cache:
        state.cache[_LAST_BRACKET] = state.src.rfind("]")
    if state.pos < state.cache[_LAST_BRACKET]:
        return False
    if not silent:
        state.pending += opening
    state.pos += len(opening)
    return True


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    # Silent means looking ahead inside another link's text, where a link may not stand.
    match = None if silent or state.linkLevel else _BRACKETED.match(state.src, state.pos, state.posMax)
    if match is None or state.src.startswith("(", match.end()):
        return False
    token = state.push(MENTION, "", 0)
    token.content = match[1]
    token.meta = {"at": state.pos}
    state.pos = match.end()
    return True


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Keep `[REQ-1]: accepted` as words, which CommonMark would swallow as the definition of a link."""
    match = _WORDS.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if match and looks_like_id(match[1]):
        return False
    return reference(state, line, end, silent)
