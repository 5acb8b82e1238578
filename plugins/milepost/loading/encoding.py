"""Bytes to text: UTF-8 without characters that deceive or break a reader; knows nothing of YAML."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from milepost.diagnostics import Location
from milepost.loading.page import Fault, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.diagnostics import Diagnostic

LARGEST_FILE = 2_000_000
"""Bytes; FORMAT.md, Conventions."""

MOST_REPORTED = 20
"""Wrong bytes and characters reported per file: a file in another encoding has thousands."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff"
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = "\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff"

FORBIDDEN = re.compile(f"[{CONTROL}{DIRECTION}{INVISIBLE}]")
"""One character that neither a file nor an escape in it may contain."""

_KIND = re.compile(f"(?P<Y003>[{CONTROL}])|(?P<Y004>[{DIRECTION}])|(?P<Y005>[{INVISIBLE}])")
_HINTS = {
    "Y003": "Delete it; it often arrives with text copied from a terminal or a PDF.",
    "Y004": "Delete it: it can make readers see other words than those that were written and signed.",
    "Y005": "Delete it: two texts could look the same and not be the same.",
}
_JOINER = "\u200d"

# The Unicode database names no control characters; these are the aliases of its NameAliases.txt.
_CONTROL_NAMES = {
    "\x00": "NULL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}


def too_large(path: str, size: int) -> Diagnostic | None:
    """A diagnostic where a file of this size in bytes must not be read, else `None`."""
    if size <= LARGEST_FILE:
        return None
    fault = Fault(
        "Y006",
        f"the file has {size / 1_000_000:.1f} MB; at most {LARGEST_FILE // 1_000_000} MB are read",
        "Split it: a collection may be a folder with one record per file. Attachments belong in `files/`.",
    )
    return Page(path, "").report(fault, Location(path))


def decode_text(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with line feeds as line ends, and at most 20 faults of its bytes and characters, in order.

    Each wrong byte or character becomes U+FFFD, so that lines and columns stay those of the file.
    """
    if _is_wide(data):
        return "", (Page(path, "").report(_WIDE, Location(path)),)
    raw = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    text = raw.decode("utf-8", errors="replace")
    if REPLACEMENT not in text and not FORBIDDEN.search(text):
        return text, ()
    safe = FORBIDDEN.sub(REPLACEMENT, text)
    page = Page(path, safe)
    found = [*_wrong_bytes(page, raw), *_wrong_characters(page, text)]
    found.sort(key=lambda item: item.location)
    return safe, tuple(found[:MOST_REPORTED])


def character_fault(character: str) -> Fault:
    """The fault of a character that `FORBIDDEN` matches."""
    match = _KIND.match(character)
    code = str(match.lastgroup) if match else "Y003"
    hint = _HINTS[code]
    if character == _JOINER:
        hint = "Delete it; an emoji that is joined from several (a family, a profession) must be a single one."
    return Fault(code, f"the character {name_of(character)} is not allowed", hint)


def name_of(character: str) -> str:
    """A character by number and Unicode name, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "") or _CONTROL_NAMES.get(character, "CONTROL CHARACTER")
    return f"U+{ord(character):04X} {name}"


_WIDE = Fault(
    "Y002",
    "the file is UTF-16 or UTF-32, not UTF-8",
    "Save it as UTF-8 (“Save as … → Encoding” in most editors).",
)


def _is_wide(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    head = data[:16]
    # Without a mark, Latin text in UTF-16 still has NUL as every second byte.
    return len(head) >= 4 and not (any(head[::2]) and any(head[1::2]))  # noqa: PLR2004 (the longest UTF-8 sequence)


def _wrong_bytes(page: Page, raw: bytes) -> Iterator[Diagnostic]:
    start = 0
    for _ in range(MOST_REPORTED):
        try:
            raw[start:].decode("utf-8")
        except UnicodeDecodeError as error:
            yield page.report(_byte_fault(raw[start + error.start]), _byte_place(page.path, raw, start + error.start))
            start += error.end
        else:
            return


def _byte_fault(byte: int) -> Fault:
    likely = bytes([byte]).decode("cp1252", errors="ignore")
    guess = f" In Windows-1252, an older encoding, it would be {likely}." if likely.isprintable() and likely else ""
    return Fault("Y001", f"the byte 0x{byte:02X} is not UTF-8", f"Save the file as UTF-8.{guess}")


def _byte_place(path: str, raw: bytes, offset: int) -> Location:
    line_start = raw.rfind(b"\n", 0, offset) + 1
    column = len(raw[line_start:offset].decode("utf-8", errors="replace")) + 1
    return Location(path, raw.count(b"\n", 0, offset) + 1, column)


def _wrong_characters(page: Page, text: str) -> Iterator[Diagnostic]:
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        if number == MOST_REPORTED:
            return
        yield page.report(character_fault(match.group()), page.place(match.start()))
