"""`feed.xml`: an Atom feed (RFC 4287) of a share's disclosed changes and reports; it chooses no words of its own.

The site does not know its address. So every link is relative to the feed, as RFC 4287 allows (4.2.7, XML Base), and
ids are `urn:uuid:` hashes of the client's folder, the share and the commit or report, which stay when the site moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # written only, never parsed

from milepost.analysis.changes import ChangeKind
from milepost.disclosure.audience import has_section
from milepost.exports.identity import stable_id
from milepost.render.text import markdown_html
from milepost.views.authorship import author_name
from milepost.views.context import record_url
from milepost.views.diff_text import title_of, told_lines
from milepost.views.downloads import FEED
from milepost.views.reports import newest_reports, report_title, report_url
from milepost.views.trail import remarks

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision
    from milepost.disclosure.engagement import DisclosedReport
    from milepost.views.context import Context

MOST_ENTRIES = 50
"""Readers fetch the whole feed every hour; older changes stay on the trail page."""
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class FeedEntry:
    """One entry; `html` is escaped already, and empty where `lines` say it all."""

    key: str
    title: str
    updated: datetime
    published: datetime
    author: str
    url: str
    lines: tuple[str, ...] = ()
    html: str = ""


def feed(context: Context) -> bytes:
    """The feed as UTF-8, the newest entry first."""
    entries = sorted((*_reports(context), *_revisions(context)), key=lambda item: (item.updated, item.key))
    return _written(context, tuple(reversed(entries))[:MOST_ENTRIES])


def _revisions(context: Context) -> list[FeedEntry]:
    found = []
    for revision in context.trail.revisions if context.trail else ():
        # A report has an entry of its own; a later edit of one is a change like any other.
        changes = [change for change in revision.changes if not _is_new_report(change)]
        if changes:
            found.append(_revision(context, revision, changes))
        if len(found) == MOST_ENTRIES:
            break
    return found


def _is_new_report(change: RecordChange) -> bool:
    return change.collection == "reports" and change.kind is ChangeKind.ADDED


def _revision(context: Context, revision: Revision, changes: list[RecordChange]) -> FeedEntry:
    has_trail = has_section(context.engagement.share, "trail")
    return FeedEntry(
        key=revision.commit,
        title=title_of(context, changes),
        updated=revision.landed_at,
        published=revision.landed_at,
        author=author_name(context, revision),
        url=f"trail/index.html#c-{revision.commit[:10]}" if has_trail else "index.html",
        lines=(*revision.notes, *told_lines(context, changes), *remarks(context, revision, changes)),
    )


def _reports(context: Context) -> list[FeedEntry]:
    if not has_section(context.engagement.share, "reports"):
        return []
    return [_report(context, report) for report in newest_reports(context)[:MOST_ENTRIES]]


def _report(context: Context, report: DisclosedReport) -> FeedEntry:
    day = datetime.combine(report.date, time(), context.words.zone)
    landed = [item.landed_at for item in (context.trail.of(report.id) if context.trail else ())]
    targets = {item.id: f"{record_url(item.id)}index.html" for item in context.engagement.records}
    return FeedEntry(
        key=report.id,
        title=report_title(context, report),
        updated=max(landed, default=day),
        published=min(landed, default=day),
        author=context.person(report.author) or _author(context),
        url=f"{report_url(report)}index.html",
        html=str(markdown_html(report.body, targets | context.file_paths)),
    )


def _author(context: Context) -> str:
    contact = context.contact()
    return contact.name if contact else context.engagement.client.engagement


def _written(context: Context, entries: tuple[FeedEntry, ...]) -> bytes:
    engagement, words = context.engagement, context.words
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _text(root, "id", stable_id(engagement.slug, engagement.share.name, "feed").urn)
    _text(root, "title", f"{engagement.client.name}: {engagement.client.engagement}")
    _text(root, "subtitle", words.text("What changed, and every report."))
    _text(root, "updated", _instant(max((item.updated for item in entries), default=_day(context))))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": FEED})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": "index.html"})
    _text(ET.SubElement(root, "author"), "name", _author(context))
    _text(root, "generator", "Milepost")
    for item in entries:
        _entry(root, item, stable_id(engagement.slug, engagement.share.name, item.key).urn)
    ET.indent(root, space=" ")
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n").encode()


def _entry(root: ET.Element, item: FeedEntry, name: str) -> None:
    made = ET.SubElement(root, "entry")
    _text(made, "id", name)
    _text(made, "title", item.title)
    _text(made, "updated", _instant(item.updated))
    _text(made, "published", _instant(item.published))
    _text(ET.SubElement(made, "author"), "name", item.author)
    ET.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    content = _text(made, "content", item.html or "\n".join(item.lines))
    content.set("type", "html" if item.html else "text")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    made.text = _NOT_IN_XML.sub("\ufffd", text)
    return made


def _day(context: Context) -> datetime:
    return datetime.combine(context.as_of, time(), UTC)


def _instant(at: datetime) -> str:
    """An instant as RFC 3339 writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
