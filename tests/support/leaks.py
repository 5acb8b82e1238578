"""A search for words and numbers that must not be in a set of files, however they are written there."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
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
    patterns = {text: tuple(spellings(text)) for text in secrets}
    found = []
    for name, content in _unpacked(files.items()):
        folded = content.lower()
        found += [
            f"{name}: {secrets[text]} ({text})"
            for text, ways in patterns.items()
            if any(way in folded or way in name.encode().lower() for way in ways)
        ]
    return found


def spellings(text: str) -> set[bytes]:
    """The ways in which a text may stand in a file, in lower case."""
    raw = text.encode()
    ways = {raw, html.escape(text).encode(), html.escape(text, quote=False).encode()}
    ways |= {text.encode("ascii", "xmlcharrefreplace"), json.dumps(text)[1:-1].encode(), quote(text).encode()}
    ways |= {text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode()}
    ways |= set(_base64(raw)) | {way for number in _numbers(text) for way in (number.encode(),)}
    return {way.lower() for way in ways}


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _base64(raw: bytes) -> Iterator[bytes]:
    """The characters that are the same whatever surrounds the text, at each of the three places of its start."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        start, end = (shift * 4 + 2) // 3, (shift + len(raw)) * 4 // 3
        yield coded[start:end]
        yield coded[start:end].replace(b"+", b"-").replace(b"/", b"_")


def _numbers(text: str) -> Iterator[str]:
    """The ways to write a number of five digits or more; none for other texts."""
    if not text.isdigit():
        return
    for mark in (",", ".", " ", "\u00a0", "\u202f", "’"):
        yield f"{int(text):,}".replace(",", mark)


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
