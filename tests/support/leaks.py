"""A search for words and numbers that must not be in a set of files, however they are written there."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

GZIP: Final = b"\x1f\x8b\x08"
_DEEPEST: Final = 3


def leaks(files: Mapping[str, bytes], secrets: Mapping[str, str]) -> list[str]:
    """One line for each file and secret in it; `secrets` says what each one is, by its text.

    A file's name, its content and what is packed in it (gzip, zip, and so docx and xlsx) are searched.
    """
    patterns = {text: (tuple(spellings(text)), tuple(_groupings(text))) for text in secrets}
    found = []
    for name, content in _unpacked(files.items()):
        searched = (content.lower(), name.encode().lower())
        found += [
            f"{name}: {secrets[text]} ({text})"
            for text, (ways, groupings) in patterns.items()
            if any(any(way in where for way in ways) or _has_number(where, groupings) for where in searched)
        ]
    return found


def spellings(text: str) -> set[bytes]:
    """The ways in which a text may stand in a file whose ASCII letters are all small."""
    forms = {text} if text.isascii() else {text, text.lower(), text.upper()}
    return {way.lower() for form in forms for way in _spellings(form)}


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _spellings(text: str) -> set[bytes]:
    raw = text.encode()
    ways = {raw, html.escape(text).encode(), html.escape(text, quote=False).encode()}
    ways |= {text.encode("ascii", "xmlcharrefreplace"), json.dumps(text)[1:-1].encode(), quote(text).encode()}
    return ways | {text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode()} | set(_base64(raw))


def _base64(raw: bytes) -> Iterator[bytes]:
    """The characters that are the same whatever surrounds the text, at each of the three places of its start."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        start, end = (shift * 4 + 2) // 3, (shift + len(raw)) * 4 // 3
        yield coded[start:end]
        yield coded[start:end].replace(b"+", b"-").replace(b"/", b"_")


def _groupings(text: str) -> Iterator[bytes]:
    """The ways to write a number with a mark between its thousands; none for other texts."""
    if text.isdigit():
        for mark in (",", ".", " ", "\u00a0", "\u202f", "’"):
            yield f"{int(text):,}".replace(",", mark).encode()


def _has_number(content: bytes, groupings: Iterable[bytes]) -> bool:
    """Whether a grouped number stands there on its own.

    Within longer digits it is another number: the outline of a letter in a PDF may have `-2304 888 256`.
    """
    return any(way in content and re.search(rb"(?<!\d)" + re.escape(way) + rb"(?!\d)", content) for way in groupings)


def _unpacked(files: Iterable[tuple[str, bytes]], depth: int = 0) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        yield name, content
        if depth < _DEEPEST:
            inner = [(f"{name}!{part}", data) for part, data in _parts(content)]
            yield from _unpacked(inner, depth + 1)


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    if content.startswith(GZIP):
        return [("gzip", gzip.decompress(content))]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(item.filename, archive.read(item)) for item in archive.infolist()]
    if content.startswith(b"%PDF"):
        return [(f"stream{number}", data) for number, data in enumerate(_pdf_streams(content))]
    return []


def _pdf_streams(content: bytes) -> Iterator[bytes]:
    for part in content.split(b"stream")[1::2]:
        try:
            yield zlib.decompressobj().decompress(part.lstrip(b"\r\n"))
        except zlib.error:
            continue
