"""Who wrote an office document, and what is in it that no page shows: remarks, tracked changes, hidden sheets, notes.

Office Open XML (ECMA-376) and OpenDocument. A part is read up to a limit and searched as text: no XML is parsed, and
nothing in it can grow or reach out.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from milepost.checks.embedded.finding import Finding, named

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE: Final = b"PK\x03\x04"
_LARGEST: Final = 20_000_000
_LONGEST_LISTING: Final = 1_000_000
_END: Final = b"PK\5\6"
_NAMES: Final = (
    ("docProps/core.xml", "creator", "its author"),
    ("docProps/core.xml", "lastModifiedBy", "who changed it last"),
    ("docProps/app.xml", "Manager", "a manager"),
    ("docProps/app.xml", "Company", "a company"),
    ("meta.xml", "initial-creator", "its author"),
    ("meta.xml", "creator", "who changed it last"),
)
_CONTENT: Final = (
    ("word/document.xml", rb"<w:(?:ins|del|moveFrom|moveTo)\s", "tracked changes"),
    ("xl/workbook.xml", rb"state=\"(?:h|veryH)idden\"", "hidden sheets"),
    ("content.xml", rb"<office:annotation[\s>]", "remarks"),
    ("content.xml", rb"<text:tracked-changes[\s>]", "tracked changes"),
)
_PARTS: Final = (
    (re.compile(r"(?:word|xl|ppt)/(?:.{0,100}/)?(?:threaded)?comments?[^/]{0,40}\.xml", re.IGNORECASE), "remarks"),
    (re.compile(r"ppt/notesSlides/[^/]{1,60}\.xml"), "speaker's notes"),
)


def office_findings(data: bytes) -> Iterator[Finding]:
    """What an office document tells; nothing of a file that is none, or damaged."""
    if _listing_size(data) > _LONGEST_LISTING:
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            yield from _findings(parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return  # damaged, encrypted or in a form of zip that office programs do not write


def _listing_size(data: bytes) -> int:
    """The size of the list of parts, as the file's end says it; a list of millions would take long to read."""
    at = data.rfind(_END, max(0, len(data) - 70_000))
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


def _findings(parts: zipfile.ZipFile) -> Iterator[Finding]:
    names = parts.namelist()
    wanted = dict.fromkeys(name for name, *_ in (*_NAMES, *_CONTENT) if name in names)
    texts = {name: _read(parts, name) for name in wanted}
    for name, element, what in _NAMES:
        pattern = rb"<(?:\w{1,20}:)?%s(?:\s[^<>]{0,200})?>([^<]{1,400})<" % element.encode()
        if found := re.search(pattern, texts.get(name, b"")):
            yield from named(what, html.unescape(found[1].decode("utf-8", "replace")))
    inside = [what for name, sign, what in _CONTENT if re.search(sign, texts.get(name, b""))]
    inside += [what for form, what in _PARTS if any(form.fullmatch(name) for name in names)]
    yield from (Finding(what) for what in dict.fromkeys(inside))


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    if parts.getinfo(name).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return b""
    with parts.open(name) as part:
        return part.read(_LARGEST)
