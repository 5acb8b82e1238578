"""Published files as a reader compares them: name, type, size, SHA-256, preview; reads no file itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from milepost.views.inline import Link, Picture

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording

_IMAGES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "svg", "webp"})
"""What a browser shows in an `img`, where not even an SVG can run anything; every other file is a link."""
_TABLES = frozenset({"csv", "ods", "tsv", "xls", "xlsx"})
_TEXTS = frozenset({"doc", "docx", "md", "odt", "rtf", "txt"})
_THOUSAND = 1000
_UNITS = ("B", "kB", "MB", "GB")


@dataclass(frozen=True)
class PublishedFile:
    """A file of a share: the path that its record names, its address, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    url: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def ending(self) -> str:
        """What follows the last dot, in small letters; empty without one."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""

    @property
    def link(self) -> Link:
        """A link to it by its own name."""
        return Link(self.name, self.url)

    def picture(self, alt: str) -> Picture | None:
        """A preview; None for what is not an image. The site's policy lets no page embed a PDF: that one is a link."""
        return Picture(self.url, alt) if self.ending in _IMAGES else None


def kind_of(words: Wording, file: PublishedFile) -> str:
    """What kind of file it is: `PDF`, `Image (PNG)`."""
    ending = file.ending.upper()
    if file.ending == "pdf" or not ending:
        return ending or words.text("File")
    names = (
        (_IMAGES, words.text("Image ({ending})", ending=ending)),
        (_TABLES, words.text("Table ({ending})", ending=ending)),
        (_TEXTS, words.text("Text ({ending})", ending=ending)),
    )
    other = words.text("File ({ending})", ending=ending)
    return next((name for endings, name in names if file.ending in endings), other)


def size_of(words: Wording, file: PublishedFile) -> str:
    """Its size in the largest unit that leaves a whole number before the point: `1.2 kB`."""
    amount, unit = Decimal(file.size), 0
    while amount >= _THOUSAND and unit < len(_UNITS) - 1:
        amount, unit = amount / _THOUSAND, unit + 1
    shown = amount.quantize(Decimal("0.1"), ROUND_HALF_UP) if unit else amount
    return words.measure(shown, _UNITS[unit])
