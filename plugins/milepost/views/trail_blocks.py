"""The parts of a page that tell what changed, since when, and who vouches for it, as values; none is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.analysis.changes import Words
    from milepost.views.inline import Link, Tag


@dataclass(frozen=True)
class Diff:
    """One thing that changed: of which record, what, and from what to what.

    A short value has `before`, empty where there was none, and `after`; a list what is `gone` and what `came`; a text
    its `runs` of words.
    """

    link: Link | None
    title: str
    label: str
    before: str = ""
    after: str = ""
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    runs: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Things that changed, one line each."""

    lines: tuple[Diff, ...]


@dataclass(frozen=True)
class TrailItem:
    """One commit in the paper trail: who says so or signed, whether that was checked, and what changed."""

    who: str
    at: str
    tag: Tag
    commit: str
    notes: tuple[str, ...]
    lines: tuple[Diff, ...]


@dataclass(frozen=True)
class TrailDay:
    """The commits that the main line got on one day."""

    iso: str
    day: str
    items: tuple[TrailItem, ...]


@dataclass(frozen=True)
class TrailYear:
    """Older commits of one year, folded under a line that says how many they are."""

    summary: str
    days: tuple[TrailDay, ...]


@dataclass(frozen=True)
class TrailLog:
    """The paper trail by day, the newest first; `filter` is the label of the box that searches all of it."""

    days: tuple[TrailDay, ...]
    filter: str
    older: tuple[TrailYear, ...] = ()


@dataclass(frozen=True)
class SinceItem:
    """What one revision changed in one record; `shown` without a script."""

    iso: str
    day: str
    at: str
    commit: str
    kind: str
    lines: tuple[Diff, ...]
    shown: bool


@dataclass(frozen=True)
class SinceWords:
    """What the script says of a visit; `{date}` stands for the reader's own last day."""

    visit: str
    report: str
    nothing: str
    nothing_since_visit: str
    show_report: str
    show_visit: str


@dataclass(frozen=True)
class Since:
    """The latest changes, newest first; `more` leads to older ones."""

    items: tuple[SinceItem, ...]
    words: SinceWords
    more: Link | None = None
