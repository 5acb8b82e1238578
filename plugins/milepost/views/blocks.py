"""The parts that pages are made of, as values; no part knows which page it is on, none is HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from milepost.views.document_blocks import DocumentBlock
from milepost.views.plan_blocks import Moves, PastPlans, Plan
from milepost.views.portfolio_blocks import PortfolioTable
from milepost.views.result_blocks import Figure, KpiTable
from milepost.views.trail_blocks import Changes, Since, TrailLog
from milepost.views.trend_blocks import Trend
from milepost.views.what_if_blocks import WhatIf

if TYPE_CHECKING:
    from milepost.views.charts import Bullet
    from milepost.views.inline import Link, NotedLink, Picture, Tag


@dataclass(frozen=True)
class Prose:
    """A text in Markdown; its headings begin at `level`."""

    markdown: str
    lead: bool = False
    level: int = 3


@dataclass(frozen=True)
class Note:
    """A sentence of ours; `more` follows it as a link."""

    text: str
    more: Link | None = None
    tag: Tag | None = None


@dataclass(frozen=True)
class Fact:
    """One figure that matters: what it is, its value, and what to compare it with."""

    label: str
    value: str
    note: str = ""
    alarm: str = ""
    url: str = ""
    bullet: Bullet | None = None


@dataclass(frozen=True)
class Facts:
    """Up to four facts side by side."""

    items: tuple[Fact, ...]


@dataclass(frozen=True)
class Ask:
    """Something that someone has to do: what, why, for whom, by when, how to answer."""

    id: str
    title: str
    url: str
    why: str
    who: str
    due: str
    when: str
    overdue: bool
    answer: Link | None = None


@dataclass(frozen=True)
class Asks:
    """A list of asks, the most urgent first."""

    items: tuple[Ask, ...]


@dataclass(frozen=True)
class PromiseLine:
    """A kind of question and how soon it is answered."""

    kind: str
    within: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask."""

    name: str
    role: str
    email: str
    phone: str
    hours: str
    backup: str
    caption: str
    promises: tuple[PromiseLine, ...]
    book: Link | None = None


@dataclass(frozen=True)
class LogItem:
    """Something that happened on a day."""

    iso: str
    day: str
    kind: str
    text: str
    link: Link | None = None


@dataclass(frozen=True)
class Log:
    """What happened, the newest first."""

    items: tuple[LogItem, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: text (Markdown where `markdown`), a second line, or a tag; `iso` marks a day, `number` aligns figures.

    `order` is what its column is sorted by, where that is not its day or its words.
    """

    text: str = ""
    sub: str = ""
    url: str = ""
    tag: Tag | None = None
    iso: str = ""
    number: bool = False
    strong: bool = False
    markdown: bool = False
    order: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row; `filter` is the label of a search box above it, where one helps.

    `sortable`: the reader may sort it by any column.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...] = ()
    filter: str = ""
    sortable: bool = False


@dataclass(frozen=True)
class Part:
    """A labelled part of an entry: a text in Markdown, a list of them, a plain line, links, or a code to compare."""

    label: str
    markdown: str = ""
    items: tuple[str, ...] = ()
    text: str = ""
    links: tuple[NotedLink, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Entry:
    """A record told in full: title, status, facts in a line, texts, a picture."""

    id: str
    title: str
    url: str
    tag: Tag | None = None
    meta: tuple[str, ...] = ()
    body: str = ""
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    answer: Link | None = None
    picture: Picture | None = None


@dataclass(frozen=True)
class Entries:
    """Records told in full."""

    items: tuple[Entry, ...]


@dataclass(frozen=True)
class Term:
    """A name and its value or values, as text, Markdown, links, a tag or a code to compare."""

    label: str
    text: str = ""
    markdown: str = ""
    links: tuple[Link, ...] = ()
    tag: Tag | None = None
    code: str = ""


@dataclass(frozen=True)
class Terms:
    """Names and their values."""

    items: tuple[Term, ...]


@dataclass(frozen=True)
class Links:
    """A line of links, with the words before it."""

    label: str
    items: tuple[Link, ...]


@dataclass(frozen=True)
class Fold:
    """Parts that the reader opens."""

    summary: str
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Prose
    | Note
    | Facts
    | Asks
    | Contact
    | Plan
    | Log
    | KpiTable
    | Moves
    | Table
    | Entries
    | Terms
    | Figure
    | Fold
    | PortfolioTable
    | Links
    | TrailLog
    | Changes
    | DocumentBlock
    | Trend
    | PastPlans
    | Since
    | WhatIf
)


@dataclass(frozen=True)
class Section:
    """Parts under a heading; `beside` stands in a column of its own on wide screens, `starts_page` begins a sheet."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    count: str = ""
    tag: Tag | None = None
    url: str = ""
    beside: Section | None = None
    starts_page: bool = False


@dataclass(frozen=True)
class State:
    """The state under a headline: a tag and what to know about it."""

    tag: Tag
    text: str


@dataclass(frozen=True)
class PageView:
    """One page: `headline` is a sentence with the answer, `url` relative to the share's root."""

    url: str
    title: str
    kicker: str
    headline: str
    sections: tuple[Section, ...]
    lead: tuple[Block, ...] = ()
    state: State | None = None
    foot: str = ""
