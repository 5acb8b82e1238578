"""A page's tables as rows of cells, and its text; for tests that read what a person would read."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Row:
    """One row of a table: the text of its cells, and the addresses and days found in it."""

    cells: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


def rows_of(html: str) -> list[Row]:
    """Every row of every table of a page, in order."""
    reader = _Rows()
    reader.feed(html)
    return reader.rows


def text_of(html: str) -> str:
    """The page's text, each run of white space as one space."""
    reader = _Text()
    reader.feed(html)
    return " ".join("".join(reader.parts).split())


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append(Row())
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].cells.append("")
            self._inside = True
        elif tag == "a" and self._inside:
            self.rows[-1].links.append(given.get("href") or "")
        elif tag == "time" and self._inside:
            self.rows[-1].days.append(given.get("datetime") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1].cells[-1] += data


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
