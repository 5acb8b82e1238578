"""A rendered share: its pages as HTML, its navigation and its files; nothing here writes or knows a host program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One heading of a page: `level` 2 or 3, `id` its anchor."""

    level: int
    id: str
    title: str


@dataclass(frozen=True)
class RenderedPage:
    """One page: `url` relative to the share ("" the overview, else `roadmap/`), `html` safe to insert as it is."""

    url: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class NavGroup:
    """Pages under one heading of the navigation; `title` empty for the top ones."""

    title: str
    urls: tuple[str, ...]


@dataclass(frozen=True)
class SiteFile:
    """A file of the share that is not a page, such as `data/engagement.json`."""

    path: str
    data: bytes


@dataclass(frozen=True)
class RenderedSite:
    """Everything one share consists of.

    `language` is a BCP 47 tag; `brand_css` overrides a few tokens and may be empty; `logo` and `icon` are paths in
    `files` or empty; `notice` is the line at the foot of every page.
    """

    name: str
    language: str
    notice: str
    pages: tuple[RenderedPage, ...]
    navigation: tuple[NavGroup, ...]
    files: tuple[SiteFile, ...] = ()
    brand_css: str = ""
    logo: str = ""
    internal: bool = False
