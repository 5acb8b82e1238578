"""The files of a share beside its pages, by their fixed names; each export decides its own content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.exports import data_schema, feed
from milepost.exports.csv_files import csv_files
from milepost.exports.engagement_json import engagement_json
from milepost.exports.share_calendar import share_calendar
from milepost.exports.tables import export_tables
from milepost.exports.trail_json import share_trail_json
from milepost.exports.workbook import workbook
from milepost.render.site import SiteFile
from milepost.views import downloads

if TYPE_CHECKING:
    from milepost.views.context import Context


def data_files(context: Context) -> tuple[SiteFile, ...]:
    """The data with its schema, the trail, the feed, the calendar and the tables; what would be empty is not made."""
    files = [
        SiteFile(downloads.DATA, engagement_json(context)),
        SiteFile(data_schema.PATH, data_schema.share_schema(context.engagement)),
        SiteFile(downloads.FEED, feed.feed(context)),
    ]
    if context.trail and context.trail.revisions:
        files.append(SiteFile(downloads.TRAIL, share_trail_json(context.trail, context.engagement)))
    calendar = share_calendar(context)
    if calendar:
        files.append(SiteFile(downloads.CALENDAR, calendar))
    return (*files, *_tables(context))


def _tables(context: Context) -> tuple[SiteFile, ...]:
    tables = export_tables(context)
    if not tables:
        return ()
    client = context.engagement.client
    title = f"{client.name}: {client.engagement}"
    book = SiteFile(downloads.WORKBOOK, workbook(tables, title=title, day=context.as_of))
    return (*csv_files(tables, context.words.decimal_mark), book)
