"""What stands inside a line of any part of a page: tags, links, pictures of published files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.views.tone import Tone


@dataclass(frozen=True)
class Tag:
    """A status in a word, with the tone that repeats it in colour and shape."""

    tone: Tone
    label: str


@dataclass(frozen=True)
class Link:
    """A link; `url` is relative to the share's root, or whole for a page elsewhere."""

    label: str
    url: str


@dataclass(frozen=True)
class NotedLink:
    """A link, and what to know about it: a few words, a status."""

    link: Link
    note: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class Picture:
    """A published image file; `alt` is read out."""

    url: str
    alt: str
