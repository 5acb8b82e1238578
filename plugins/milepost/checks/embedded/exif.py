"""The place, the people and the camera that a photograph's EXIF data names; finds none of it in any other format.

TIFF 6.0 and EXIF 2.32 (CIPA DC-008). Offsets come from the file, so every one is checked, and none is followed twice.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from milepost.checks.embedded.finding import Finding, named

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = b"Exif\0\0"
"""What stands before the data in JPEG, HEIC and many WebP files."""

_MOST_ENTRIES: Final = 512
_EXIF_PART: Final = 0x8769
_GPS_PART: Final = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_NAMES: Final = {0x013B: "its author", 0x9C9D: "its author", 0xA430: "the camera's owner"}
_WIDE: Final = frozenset({0x9C9D})
_SERIAL_NUMBERS: Final = frozenset({0xA431, 0xC62F})
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8, 13: 4}


def exif_findings(data: bytes) -> Iterator[Finding]:
    """What EXIF data, beginning with its TIFF header, tells; nothing where it is damaged."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return
    entries = _entries(data, _number(data, 4, f"{order}I"), order)
    inner = _part(data, entries, _EXIF_PART, order)
    for tag, value in {**entries, **inner}.items():
        if tag in _NAMES:
            yield from named(_NAMES[tag], value.decode("utf-16-le" if tag in _WIDE else "utf-8", "replace"))
        elif tag in _SERIAL_NUMBERS and value.strip(b"\0 "):
            yield Finding("the camera's serial number")
    place = _part(data, entries, _GPS_PART, order)
    if _LATITUDE in place and _LONGITUDE in place:
        yield Finding("the place where it was taken")


def _part(data: bytes, entries: dict[int, bytes], tag: int, order: str) -> dict[int, bytes]:
    return _entries(data, _number(entries[tag], 0, f"{order}I"), order) if tag in entries else {}


def _entries(data: bytes, start: int, order: str) -> dict[int, bytes]:
    """The values of one directory by their tags."""
    found: dict[int, bytes] = {}
    count = _number(data, start, f"{order}H")
    for number in range(min(count, _MOST_ENTRIES)):
        at = start + 2 + 12 * number
        tag, kind = _number(data, at, f"{order}H"), _number(data, at + 2, f"{order}H")
        size = _SIZES.get(kind, 0) * _number(data, at + 4, f"{order}I")
        begin = at + 8 if size <= 4 else _number(data, at + 8, f"{order}I")  # noqa: PLR2004 (TIFF 6.0: what fits stands there)
        value = data[begin : begin + min(size, 1000)]
        if value and tag not in found:
            found[tag] = value
    return found


def _number(data: bytes, at: int, form: str) -> int:
    """A number in the data; 0 where the data ends before it."""
    try:
        (number,) = struct.unpack_from(form, data, at)
    except struct.error:
        return 0
    return int(number)
