"""Records of the plainest YAML, read line by line without the parser; all other YAML is left to it.

It knows one place for all nodes, and gives up at anything that the parser might report or read otherwise, so that what
it does read is what `read_yaml` reads (tests/unit/loading/test_plain_items.py). Texts must come from `decode_text`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from milepost.diagnostics import Location
from milepost.loading.nodes import Entry, Mapping, Scalar, Sequence
from milepost.loading.plain import key_fault, value_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.loading.nodes import Node

NOWHERE = Location("")
_LONGEST = 100_000
"""Characters; the parser has limits that a longer text could reach."""

# Possessive throughout: no text is tried twice. A colon before a space, or a number sign after one, ends a plain text.
_PLAIN = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`] [^\n\t:\#]*+ (?: (?: :(?=[^\s]) | (?<![ ])\# ) [^\n\t:\#]*+ )*+ (?<![ ])"""
_WORD = r"[A-Za-z_][\w.-]*+"
_FIELD = r"""
    INDENT (?P<key> [a-z][a-z0-9_-]{0,60}+ ) :
    (?: [ ] (?: (?P<plain> """ + _PLAIN + r""" )
              | "(?P<double> [^"\\\n\t]*+ )"
              | '(?P<single> [^'\n\t]*+ )'
              | \[ (?P<flow> """ + _WORD + r"(?: ,[ ] " + _WORD + r""" )*+ ) \]
              | (?P<block> [|>]-?+ (?: \nINDENT[ ][ ] \S (?: [^\n\t]*+ (?<![ ]) )?+ )++ ) )
      | (?P<list> (?: \nINDENT[ ][ ]-[ ] """ + _PLAIN + r""" )++ ) )
    \n
"""  # fmt: skip
_IN_A_LIST = re.compile(_FIELD.replace("INDENT", "[ ][ ]"), re.VERBOSE)
_IN_A_FILE = re.compile(_FIELD.replace("INDENT", ""), re.VERBOSE)


def plain_item(text: str) -> Mapping | None:
    """The record in a list's item (from its `- ` on) or in a file of its own; None where only the parser can tell."""
    if len(text) > _LONGEST:
        return None
    in_a_list = text.startswith("- ")
    # A list's item is a mapping whose first line has "- " where the others have spaces.
    lines = f"  {text[2:]}" if in_a_list else text
    next_field = (_IN_A_LIST if in_a_list else _IN_A_FILE).match
    width = 4 if in_a_list else 2
    entries: list[Entry] = []
    end = 0
    while field := next_field(lines, end):
        kind = field.lastgroup or ""
        key = _key(field["key"])
        value = _READ[kind](field[kind], width)
        if key is None or value is None:
            return None
        entries.append(Entry(key, value))
        end = field.end()
    if not entries or lines[end:].strip("\n") or len({entry.key.text for entry in entries}) != len(entries):
        return None
    return Mapping(tuple(entries), NOWHERE)


@lru_cache(maxsize=1024)
def _key(text: str) -> Scalar | None:
    return None if key_fault(text) else Scalar(text, True, NOWHERE)  # noqa: FBT003 (as in nodes.py)


def _plain(text: str, _: int) -> Scalar | None:
    return None if value_fault(text) else Scalar(_composed(text), True, NOWHERE)  # noqa: FBT003


def _quoted(text: str, _: int = 0) -> Scalar:
    return Scalar(_composed(text), False, NOWHERE)  # noqa: FBT003


def _block(written: str, width: int) -> Scalar:
    head, *lines = written.split("\n")
    text = ("\n" if head[0] == "|" else " ").join(line[width:] for line in lines)
    return _quoted(text if head.endswith("-") else f"{text}\n")


def _flow(text: str, width: int) -> Sequence | None:
    return _items(text.split(", "), width)


def _list(written: str, width: int) -> Sequence | None:
    return _items([line[width + 2 :] for line in written.split("\n")[1:]], width)


def _items(texts: list[str], width: int) -> Sequence | None:
    found = [_plain(text, width) for text in texts]
    items = tuple(item for item in found if item is not None)
    return Sequence(items, NOWHERE) if len(items) == len(found) else None


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_READ: dict[str, Callable[[str, int], Node | None]] = {
    "plain": _plain,
    "double": _quoted,
    "single": _quoted,
    "flow": _flow,
    "block": _block,
    "list": _list,
}
