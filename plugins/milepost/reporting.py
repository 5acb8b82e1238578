"""A client's report on a period, as text: the draft of the next one, or a detailed one; writes no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.period import Period, PeriodFacts, Told, period_facts, since_last_report
from milepost.errors import UsageError
from milepost.model.client import Share
from milepost.shares import share_context
from milepost.views.report_draft import proposal, report_draft
from milepost.views.report_period import period_report

if TYPE_CHECKING:
    from datetime import date

    from milepost.model.client import Client
    from milepost.model.kinds import Health
    from milepost.views.context import Context
    from milepost.working_files import Source


@dataclass(frozen=True)
class Written:
    """A report's text, the period it covers, the state it proposes, and how many records in it are not committed."""

    text: str
    period: Period
    health: Health | None
    uncommitted: int


def next_report(source: Source, slug: str, as_of: date | None) -> Written:
    """The draft of the next report, since the last one, from what the client's share discloses."""
    context = share_context(source, slug, readers_of_reports, as_of)
    client = context.engagement.client
    period = since_last_report(context.engagement.reports, client.started, context.as_of)
    return _written(context, period, report_draft(context, _facts(context, period)))


def detailed_report(source: Source, slug: str, share: str | None, first: date, last: date | None) -> Written:
    """The detailed report on a period, from what a share discloses on its last day.

    The share is the client's where none is named, the last day is today's in the client's time zone. Raises UsageError
    for a period that ends before it begins.
    """
    context = share_context(source, slug, share or readers_of_reports, last)
    period = Period(first, context.as_of)
    if first > period.last:
        raise UsageError(f"The period begins on {first}, after its end on {period.last}.")
    return _written(context, period, period_report(context, _facts(context, period)))


def readers_of_reports(client: Client) -> Share:
    """The share whose readers a report is written for: never one that is told more than `client`.

    A report has the audience `client` unless it says otherwise; drafted from what sponsors see, it would tell
    their figures to everybody who reads it.
    """
    open_ones = [share for share in client.shares if share.audience in {"client", "public"}]
    named = [share for share in open_ones if share.name == "client"]
    return next(iter((*named, *open_ones)), Share(name="client", audience="client"))


def _facts(context: Context, period: Period) -> PeriodFacts:
    told = Told(context.engagement, context.standings, context.trail, context.drafts, context.words.on)
    return period_facts(told, period)


def _written(context: Context, period: Period, text: str) -> Written:
    uncommitted = len({change.record for change in context.drafts})
    return Written(text, period, proposal(context).health, uncommitted)
