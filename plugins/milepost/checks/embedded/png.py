"""The text and EXIF parts of a PNG file (W3C, PNG third edition, 11.3); it decodes no picture."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from milepost.checks.embedded.exif import exif_findings
from milepost.checks.embedded.finding import Finding, named

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_LARGEST: Final = 100_000
_MOST_PARTS: Final = 100_000
_NAMES: Final = {"author": "its author"}


def png_findings(data: bytes) -> Iterator[Finding]:
    """What the parts beside the picture tell."""
    for kind, part in _parts(data):
        if kind == b"eXIf":
            yield from exif_findings(part)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            key, _, rest = part.partition(b"\0")
            what = _NAMES.get(key.decode("latin-1").strip().casefold())
            if what:
                yield from named(what, _text(kind, rest))


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    for _ in range(_MOST_PARTS):
        size = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if not kind:
            return
        yield kind, data[at + 8 : at + 8 + min(size, _LARGEST)] if kind != b"IDAT" else b""
        at += 12 + size


def _text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return rest.decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:]).decode("latin-1")
    is_compressed, words = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    return (_inflated(words) if is_compressed else words).decode("utf-8", "replace")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""
