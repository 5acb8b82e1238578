"""Reports: the list, and one page per report as it was first published, its corrections below; corrects nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.analysis.next_report import next_report
from milepost.analysis.published import Published, published, taken_back
from milepost.views import phrases
from milepost.views.blocks import Cell, Note, PageView, Prose, Section, State, Table
from milepost.views.inline import Link, Tag
from milepost.views.tone import Tone
from milepost.views.trail import draft_section, trail_log
from milepost.views.trail_blocks import TrailDay, TrailLog
from milepost.views.word_runs import around_changes

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedReport
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def newest_reports(context: Context) -> list[DisclosedReport]:
    """The reports, the newest first."""
    return sorted(context.engagement.reports, key=lambda item: item.date, reverse=True)


def reports_page(context: Context) -> PageView | None:
    """The list; None where the share has no report."""
    found, words = newest_reports(context), context.words
    if not found:
        return None
    heads = (words.text("Report"), words.text("Date"), words.text("Author"), words.text("State"))
    rows = tuple(_row(context, published(report, context.trail)) for report in found)
    table = Table(words.text("Reports"), heads, rows, filter=words.text("Filter by title or author"))
    section = Section("reports", words.text("All reports"), (table, *_taken_back(context)))
    return PageView("reports/", words.text("Reports"), context.kicker, _headline(context, found[0]), (section,))


def _headline(context: Context, last: DisclosedReport) -> str:
    words, days = context.words, (context.as_of - last.date).days
    day, when = words.plain_day(last.date), phrases.when(words, -days)
    first = words.text("The last report is of {date}, {when}.", date=day, when=when)
    due = next_report(context.engagement, context.as_of)
    if due is None or not due.is_overdue:
        return first
    return f"{first} " + words.count("The next one is {n} day late.", "The next one is {n} days late.", -due.days_left)


def _row(context: Context, shown: Published) -> tuple[Cell, ...]:
    words, report = context.words, shown.report
    corrected = ""
    if shown.corrections:
        on = words.day(words.on(shown.corrections[0].landed_at))
        corrected = words.text("corrected on {date}", date=on)
    return (
        Cell(report_title(context, report), sub=corrected, url=report_url(report)),
        Cell(words.day(report.date), iso=report.date.isoformat()),
        Cell(context.person(report.author) or "–"),
        Cell(tag=phrases.health_tag(words, report.health)) if report.health else Cell("–"),
    )


def _taken_back(context: Context) -> tuple[Note, ...]:
    words = context.words
    return tuple(
        Note(
            words.text(
                "The report of {date} was taken back on {day}.",
                date=words.full_day(day),
                day=words.plain_day(words.on(revision.landed_at)),
            )
        )
        for day, revision in taken_back(context.engagement.reports, context.trail)
    )


def report_url(report: DisclosedReport) -> str:
    """The address of a report's page."""
    return f"reports/{report.date.isoformat()}/"


def report_title(context: Context, report: DisclosedReport) -> str:
    """A report's title; its day where it has none."""
    day = context.words.full_day(report.date)
    return report.title or context.words.text("Report of {date}", date=day)


def report_pages(context: Context) -> tuple[PageView, ...]:
    """One page per report."""
    return tuple(_page(context, published(report, context.trail)) for report in newest_reports(context))


def _page(context: Context, shown: Published) -> PageView:
    words, report = context.words, shown.report
    author, day, title = context.person(report.author), words.full_day(report.date), report_title(context, report)
    by = words.text("{date}, by {name}", date=day, name=author) if author else day
    state = State(phrases.health_tag(words, report.health), by) if report.health else None
    blocks: list[Block] = [] if state else [Note(by)]
    blocks += _what_to_know(context, shown)
    if report.video:
        blocks.append(Note("", Link(words.text("Watch the video"), report.video)))
    body = Section("report", "", (Prose(report.body, level=2),))
    sections = (body, _corrections(context, shown), draft_section(context, report.id))
    return PageView(
        url=report_url(report),
        title=title,
        kicker=context.kicker,
        headline=title,
        state=state,
        lead=tuple(blocks),
        sections=tuple(section for section in sections if section),
    )


def _what_to_know(context: Context, shown: Published) -> list[Note]:
    """What a reader must know before the first line: that it was corrected, taken back, or cannot be vouched for."""
    words, found = context.words, []
    if shown.corrections:
        on = words.plain_day(words.on(shown.corrections[0].landed_at))
        text = words.text("The text below is the one first published. It was corrected on {date}.", date=on)
        more = Link(words.text("See what was corrected"), f"{report_url(shown.report)}#corrections")
        found.append(Note(text, more, Tag(Tone.NEUTRAL, words.text("Corrected"))))
    if shown.taken_back and shown.first:
        text = words.text(
            "This report was taken back on {date} and published again on {day}. The text below is the second one.",
            date=words.plain_day(words.on(shown.taken_back.landed_at)),
            day=words.plain_day(words.on(shown.first.landed_at)),
        )
        found.append(Note(text))
    if not shown.certain:
        text = words.text("Older history is missing, so an earlier version of this report may have been published.")
        found.append(Note(text, tag=Tag(Tone.WAITING, words.text("Not checked"))))
    return found


def _corrections(context: Context, shown: Published) -> Section | None:
    if not shown.corrections:
        return None
    log = trail_log(context, shown.corrections, shown.report.id)
    count = context.words.whole(len(shown.corrections))
    return Section("corrections", context.words.text("Corrected since"), (_shortened(log),), count=count)


def _shortened(log: TrailLog) -> TrailLog:
    """The log with the words around each change instead of the whole text: the report itself stands above it."""
    days = []
    for day in log.days:
        items = tuple(
            replace(item, lines=tuple(replace(line, runs=around_changes(line.runs)) for line in item.lines))
            for item in day.items
        )
        days.append(TrailDay(day.iso, day.day, items))
    return replace(log, days=tuple(days))
