"""Icons for states: the shape carries the meaning, colour repeats it; the word stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from milepost.render.svg.element import HIDDEN, element
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from markupsafe import Markup


def _path(shape: str, kind: str = "") -> Markup:
    return element("path", {"class": kind, "d": shape} if kind else {"d": shape})


_DISC: Final = element("circle", {"cx": "8", "cy": "8", "r": "6.8"})
_RING: Final = element("circle", {"class": "mp-ring", "cx": "8", "cy": "8", "r": "5.8"})
_DIAMOND: Final = _path("M8 .6 15.4 8 8 15.4.6 8Z")
_TICK: Final = _path("m4.9 8.2 2.1 2.1 4.1-4.5", "mp-cut")

_SHAPES: Final[dict[Tone, tuple[Markup, ...]]] = {
    Tone.DONE: (_DISC, _TICK),
    Tone.GOOD: (_DISC, _TICK),
    Tone.ON_TRACK: (_DISC,),
    Tone.AT_RISK: (_path("M8 1.3 15.2 14H.8Z"), _path("M8 6v3.6M8 11.4v.6", "mp-cut")),
    Tone.MOVED: (_DIAMOND,),
    Tone.OVERDUE: (_DIAMOND, _path("M8 4.6v4M8 10.6v.8", "mp-cut")),
    Tone.PLANNED: (_RING,),
    Tone.WAITING: (_RING, _path("M8 2.2a5.8 5.8 0 0 1 0 11.6Z")),
    Tone.DROPPED: (_RING, _path("M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8", "mp-ring")),
    Tone.NEUTRAL: (element("circle", {"cx": "8", "cy": "8", "r": "3"}),),
}


def icon(tone: Tone) -> Markup:
    """The icon of a tone, 14 px wide, hidden from screen readers: a word must stand beside it."""
    size = {"viewBox": "0 0 16 16", "width": "14", "height": "14"}
    return element("svg", {"class": f"mp-icon t-{tone}", **size, **HIDDEN}, *_SHAPES[tone])
