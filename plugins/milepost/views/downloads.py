"""“Take it with you”: which of the share's files belong to a page, as one quiet line at its end; makes no file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.analysis.calendar_dates import calendar_dates
from milepost.disclosure.audience import SECTIONS
from milepost.views.blocks import Links, Section
from milepost.views.inline import Link
from milepost.views.labels import collections_label

if TYPE_CHECKING:
    from milepost.views.blocks import PageView
    from milepost.views.context import Context

CALENDAR = "calendar.ics"
DATA = "data/engagement.json"
FEED = "feed.xml"
WORKBOOK = "exports/engagement.xlsx"
TRAIL = "data/trail.json"


def csv_path(name: str) -> str:
    """Where the table of that name is in a share."""
    return f"exports/{name}.csv"


def with_files(context: Context, page: PageView) -> PageView:
    """The page with links to the files that hold what it shows; as it is where there are none."""
    links = _links(context, page.url)
    if not links:
        return page
    block = Links(context.words.text("Take it with you:"), tuple(links))
    return replace(page, sections=(*page.sections, Section("take", "", (block,))))


def _links(context: Context, url: str) -> list[Link]:
    words = context.words
    feed = Link(words.text("changes as a feed (Atom)"), FEED)
    if url == "":
        everything = [Link(words.text("everything as a workbook (Excel)"), WORKBOOK)] if _collections(context) else []
        return [*everything, Link(words.text("everything as data (JSON)"), DATA), feed]
    if url == "trail/":
        return [feed, Link(words.text("the trail as data (JSON)"), TRAIL)]
    dates = [Link(words.text("dates for your calendar (iCalendar)"), CALENDAR)] if _has_dates(context, url) else []
    return [*dates, *_tables(context, url), *([feed] if url == "reports/" else [])]


def _tables(context: Context, url: str) -> list[Link]:
    held = _collections(context)
    names = [name for name in SECTIONS.get(url.rstrip("/"), ()) if name in held]
    words = context.words
    return [
        Link(words.text("{kind} as a table (CSV)", kind=collections_label(words, name)), csv_path(name))
        for name in names
    ]


def _has_dates(context: Context, url: str) -> bool:
    in_calendar = url in {"roadmap/", "actions/", "status/"}
    return in_calendar and bool(calendar_dates(context.engagement, context.standings, context.trail, context.as_of))


def _collections(context: Context) -> set[str]:
    """The collections that the share holds anything of."""
    engagement = context.engagement
    found = {record.collection for record in engagement.records}
    return found | ({"reports"} if engagement.reports else set()) | ({"signoffs"} if engagement.signoffs else set())
