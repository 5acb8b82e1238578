"""Attachments that tell their readers more than they show; what is found is only named, the files stay as they are.

Attachments are published byte for byte, since records and sign-offs carry their hashes: only whoever made one can make
another without such traces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.checks.embedded.exif import MARK, exif_findings
from milepost.checks.embedded.office import SIGNATURE as ZIP
from milepost.checks.embedded.office import office_findings
from milepost.checks.embedded.pdf import SIGNATURE as PDF
from milepost.checks.embedded.pdf import pdf_findings
from milepost.checks.embedded.png import SIGNATURE as PNG
from milepost.checks.embedded.png import png_findings
from milepost.checks.embedded.xmp import xmp_findings
from milepost.diagnostics import Diagnostic, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.checks.embedded.finding import Finding

_HINT = "Save it without personal data, remarks and changes, and publish that copy. If readers may know it, leave it."
_FIRST = 1024


def check_metadata(files: Mapping[str, bytes], known: Iterable[str], root: str) -> Iterator[Diagnostic]:
    """A warning for each attachment that names what its readers may not know; `known` are names that they do know."""
    told = {_folded(name) for name in known}
    for name, data in files.items():
        found = dict.fromkeys(item for item in findings(data) if not (item.is_name and _folded(item.value) in told))
        if found:
            what = ", ".join(dict.fromkeys(_words(item) for item in found))
            message = f"{name} tells its readers more than it shows: {what}"
            yield Diagnostic("F208", message, Location(f"{root}/{name}"), _HINT, Severity.WARNING)


def findings(data: bytes) -> Iterator[Finding]:
    """Everything that a file carries beside what it shows, as far as its format is known here."""
    if data.startswith(ZIP):
        yield from office_findings(data)
        return
    if data.startswith(PNG):
        yield from png_findings(data)
    elif PDF in data[:_FIRST]:
        yield from pdf_findings(data)
    elif data[:4] in {b"II*\0", b"MM\0*"}:
        yield from exif_findings(data)
    elif data[8:12] == b"WEBP" and (at := data.find(b"EXIF")) >= 0:
        yield from exif_findings(data[at + 8 :].removeprefix(MARK))
    elif (at := data.find(MARK)) >= 0:
        yield from exif_findings(data[at + len(MARK) :])
    yield from xmp_findings(data)


def _words(item: Finding) -> str:
    return f"{item.what} (“{item.value}”)" if item.value else item.what


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
