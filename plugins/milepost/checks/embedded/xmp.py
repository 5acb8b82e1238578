"""The people and the place that XMP names, the XML that pictures and PDFs carry; it parses no XML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from milepost.checks.embedded.finding import Finding, named

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST: Final = 2_000_000
_MOST_NAMES: Final = 5
_LONGEST_LIST: Final = 4000
_ITEM: Final = re.compile(rb"<rdf:li[^>]{0,200}>([^<]{1,400})</rdf:li>")
_PLACE: Final = re.compile(rb"exif:GPSL(?:at|ong)itude\s{0,5}[=>]")


def xmp_findings(data: bytes) -> Iterator[Finding]:
    """What the XMP packets in a file tell; nothing of those that are compressed."""
    start, left = data.find(b"<x:xmpmeta"), _LARGEST
    while start >= 0 and left > 0:
        end = data.find(b"</x:xmpmeta>", start, start + left)
        packet = data[start : end if end >= 0 else start + left]
        yield from _packet(packet)
        left -= len(packet)
        start = data.find(b"<x:xmpmeta", start + max(len(packet), 1))


def _packet(packet: bytes) -> Iterator[Finding]:
    start = packet.find(b"<dc:creator>")
    end = packet.find(b"</dc:creator>", start, start + _LONGEST_LIST) if start >= 0 else -1
    for name in _ITEM.findall(packet[start : max(end, start)])[:_MOST_NAMES]:
        yield from named("its author", html.unescape(name.decode("utf-8", "replace")))
    if _PLACE.search(packet):
        yield Finding("the place where it was taken")
