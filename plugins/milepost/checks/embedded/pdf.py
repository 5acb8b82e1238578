"""The author that a PDF names in its information dictionary (ISO 32000-2, 14.3.3); it renders and follows nothing.

Looked for as text, in the file and in its compressed object streams: a parser would have to trust the file's tables.
What an encrypted file says, nobody can read here.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from milepost.checks.embedded.finding import Finding, named

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE: Final = b"%PDF-"
_AUTHOR: Final = re.compile(
    rb"/Author\s{0,20}(?:\((?P<text>(?:[^()\\]|\\.|\([^()\\]{0,200}\)){0,400})\)|<(?P<hex>[0-9A-Fa-f\s]{0,800})>"
    rb"|(?P<elsewhere>\d{1,9}\s\d{1,5})\sR)",
    re.DOTALL,
)
_STREAM: Final = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ESCAPED: Final = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_MOST_STREAMS: Final = 5000
_LONGEST_STREAM: Final = 500_000
_MOST_BYTES: Final = 20_000_000


def pdf_findings(data: bytes) -> Iterator[Finding]:
    """The authors that are named; each once."""
    if b"/Encrypt" in data:
        return
    for text in dict.fromkeys(name for part in (data, *_object_streams(data)) for name in _authors(part, data)):
        yield from named("its author", text)


def _authors(part: bytes, data: bytes) -> Iterator[str]:
    for number, match in enumerate(_AUTHOR.finditer(part)):
        if number == 5:  # noqa: PLR2004 (a file has one, and another for each time that it was saved)
            return
        if match["elsewhere"]:
            found = re.search(rb"(?<!\d)" + match["elsewhere"] + rb"\sobj\s{0,20}\(((?:[^()\\]|\\.){0,400})\)", data)
            yield _string(found[1]) if found else "in another part of the file"
        elif match["hex"] is not None:
            digits = b"".join(match["hex"].split())
            yield _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        else:
            yield _string(match["text"])


def _object_streams(data: bytes) -> Iterator[bytes]:
    left = _MOST_BYTES
    for number, match in enumerate(_STREAM.finditer(data)):
        if number == _MOST_STREAMS or left <= 0:
            return
        end = data.find(b"endstream", match.end(), match.end() + _LONGEST_STREAM)
        try:
            part = zlib.decompressobj().decompress(data[match.end() : max(end, match.end())], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part


def _string(written: bytes) -> str:
    """A literal string without its escapes (7.3.4.2)."""
    return _decoded(_ESCAPED.sub(lambda found: _sign(found[1], found[2]), written))


def _sign(octal: bytes | None, sign: bytes | None) -> bytes:
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" "}.get(sign or b"", sign or b"")


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text.removeprefix(b"\xef\xbb\xbf").decode(
        "utf-8" if text.startswith(b"\xef\xbb\xbf") else "latin-1", "replace"
    )
