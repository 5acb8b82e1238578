"""Parts of a page that is printed as a document: headings inside a section, sentences, texts, lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from milepost.views.blocks import Block
    from milepost.views.inline import Tag


@dataclass(frozen=True)
class Statement:
    """The sentence that a part begins with: its answer."""

    text: str


@dataclass(frozen=True)
class Subsection:
    """Parts under a heading inside a section."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    count: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class SignatureLine:
    """Who signs: a name, empty where it is left open, and what the person is."""

    name: str
    role: str


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on; `heads` are the words above their three columns."""

    caption: str
    heads: tuple[str, str, str]
    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class Listing:
    """Texts exactly as they stand, each in a box of its own."""

    texts: tuple[str, ...]


DocumentBlock: TypeAlias = Statement | Subsection | Signatures | Listing
