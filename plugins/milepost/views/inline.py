"""What stands inside a line of any part of a page: tags and links."""

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
