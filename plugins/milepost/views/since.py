"""What changed since the last report, and, told apart by a script in the reader's own browser, since their last visit.

The page holds the same changes for every reader. Which of them are new to one is decided where they read it, from a
mark that never leaves their browser.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind
from milepost.disclosure.audience import has_section
from milepost.views.blocks import Section
from milepost.views.diffs import change_line
from milepost.views.inline import Link
from milepost.views.labels import collection_label
from milepost.views.trail_blocks import Diff, Since, SinceItem, SinceWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision
    from milepost.views.context import Context

MOST = 60
"""More changes than this are for the paper trail."""

_LATEST = 8
_MOST_SHOWN = 15
_QUIET = frozenset({"tags", "owner", "links"})
_MOST_LINES = 6
_LONGEST = 60


def since_section(context: Context) -> Section | None:
    """The section for the overview; None without history."""
    found = list(_items(context))
    if not found:
        return None
    words, report = context.words, _last_report(context)
    title = words.text("What changed lately")
    if report:
        title = words.text("Since the report of {date}", date=words.plain_day(report[0]))
    # Where no page tells the rest, nothing that is new may be missing without a word.
    has_trail = has_section(context.engagement.share, "trail")
    lately = _newest(found) if has_trail else found
    more = None
    if has_trail and (len(found) > MOST or lately != found):
        more = Link(words.text("See the paper trail"), "trail/")
    return Section("since", title, (Since(tuple(lately[:MOST]), _words(context, title), more),))


def _newest(found: list[SinceItem]) -> list[SinceItem]:
    """The items, of those since the report only the newest shown: a first page is no list of everything."""
    shown = [index for index, item in enumerate(found) if item.shown][:_MOST_SHOWN]
    return [replace(item, shown=index in shown) for index, item in enumerate(found)]


def _words(context: Context, title: str) -> SinceWords:
    words = context.words
    return SinceWords(
        visit=words.text("Since your last visit on {date}", date="{date}"),
        report=title,
        nothing=words.text("Nothing has changed since then."),
        nothing_since_visit=words.text("Nothing has changed since your last visit on {date}.", date="{date}"),
        show_report=words.text("Show instead: {title}", title=title),
        show_visit=words.text("Show instead: since your last visit"),
    )


def _last_report(context: Context) -> tuple[date, str] | None:
    """The day of the last report after which anything changed, and the revision with which it came; else the last.

    Who reads a report on the day it comes wants to know what it is about, not that nothing has changed since.
    """
    told = {report.id: report.date for report in context.engagement.reports if report.date <= context.as_of}
    found: list[tuple[date, str]] = []
    changed = False
    for revision in context.trail.revisions if context.trail else ():
        came = [
            change.record
            for change in revision.changes
            if change.kind is ChangeKind.ADDED and change.record in told and change.collection == "reports"
        ]
        if came and revision.is_on_main_line:
            found.append((max(told[name] for name in came), revision.commit))
            if changed:
                return found[-1]
        changed = changed or (revision.is_on_main_line and any(_by_record(revision.changes)))
    return found[0] if found else None


def _items(context: Context) -> Iterator[SinceItem]:
    """Each record that each revision of the main line changed, newest first."""
    report = _last_report(context)
    fresh, count = True, 0
    for revision in context.trail.revisions if context.trail else ():
        fresh = fresh and not (report and revision.commit == report[1])
        if not revision.is_on_main_line:
            continue
        for changes in _by_record(revision.changes):
            count += 1
            shown = fresh if report else count <= _LATEST
            yield _item(context, revision, changes, shown=shown)


def _by_record(changes: Iterable[RecordChange]) -> Iterator[list[RecordChange]]:
    found: dict[str, list[RecordChange]] = {}
    for change in changes:
        if change.field is None or not (change.field in _QUIET or change.field.startswith("x-")):
            found.setdefault(change.record, []).append(change)
    yield from found.values()


def _item(context: Context, revision: Revision, changes: list[RecordChange], *, shown: bool) -> SinceItem:
    words, day = context.words, context.words.on(revision.landed_at)
    lines = [_short(context, change_line(context, change, with_title=True)) for change in changes]
    rest = [replace(line, title="", link=None) for line in lines[1:_MOST_LINES]]
    return SinceItem(
        iso=day.isoformat(),
        day=words.day(day),
        at=revision.landed_at.isoformat(),
        commit=revision.commit[:10],
        kind=collection_label(words, changes[0].collection),
        lines=(lines[0], *rest),
        shown=shown,
    )


def _short(context: Context, line: Diff) -> Diff:
    """The line, without the words of a longer text: that it changed is enough here, the record has it all."""
    length = sum(len(text) for text in (line.before, line.after, *line.gone, *line.came))
    if not line.runs and length <= _LONGEST:
        return line
    label = context.words.text("{field}, changed", field=line.label)
    return Diff(line.link, line.title, label)
