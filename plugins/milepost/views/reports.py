"""Reports: the list, and one page per report with its text as written; corrects nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views import phrases
from milepost.views.blocks import Cell, Note, PageView, Prose, Section, State, Table
from milepost.views.inline import Link

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
    days = (context.as_of - found[0].date).days
    headline = words.text(
        "The last report is of {date}, {when}.",
        date=words.plain_day(found[0].date),
        when=phrases.when(words, -days),
    )
    rows = tuple(
        (
            Cell(report_title(context, report), url=report_url(report)),
            Cell(words.day(report.date), iso=report.date.isoformat()),
            Cell(context.person(report.author) or "–"),
            Cell(tag=phrases.health_tag(words, report.health)) if report.health else Cell("–"),
        )
        for report in found
    )
    heads = (words.text("Report"), words.text("Date"), words.text("Author"), words.text("State"))
    table = Table(words.text("Reports"), heads, rows)
    section = Section("reports", words.text("All reports"), (table,))
    return PageView("reports/", words.text("Reports"), context.kicker, headline, (section,))


def report_url(report: DisclosedReport) -> str:
    """The address of a report's page."""
    return f"reports/{report.date.isoformat()}/"


def report_title(context: Context, report: DisclosedReport) -> str:
    """A report's title; its day where it has none."""
    day = context.words.full_day(report.date)
    return report.title or context.words.text("Report of {date}", date=day)


def report_pages(context: Context) -> tuple[PageView, ...]:
    """One page per report."""
    return tuple(_page(context, report) for report in newest_reports(context))


def _page(context: Context, report: DisclosedReport) -> PageView:
    words, title = context.words, report_title(context, report)
    author = context.person(report.author)
    day = words.full_day(report.date)
    by = words.text("{date}, by {name}", date=day, name=author) if author else day
    state = State(phrases.health_tag(words, report.health), by) if report.health else None
    blocks: list[Block] = [] if state else [Note(by)]
    if report.video:
        blocks.append(Note("", Link(words.text("Watch the video"), report.video)))
    return PageView(
        url=report_url(report),
        title=title,
        kicker=context.kicker,
        headline=title,
        state=state,
        lead=tuple(blocks),
        sections=(Section("report", "", (Prose(report.body, level=2),)),),
    )
