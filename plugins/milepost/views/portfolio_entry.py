"""What the agency's portfolio knows of one engagement, from its internal disclosure; it words and orders nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.clocks import answer_times
from milepost.analysis.health import ClientHealth, client_health
from milepost.analysis.impact import greatest_shift, proposed
from milepost.analysis.money import budget_totals, cost_of
from milepost.analysis.next_report import next_report
from milepost.analysis.scores import scores
from milepost.analysis.standing import Standing
from milepost.analysis.waiting import waiting_for_client
from milepost.analysis.workload import Load, workload
from milepost.disclosure.conversations import DisclosedAccountNote
from milepost.disclosure.records import DisclosedDeliverable
from milepost.views.overview import time_past

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from milepost.analysis.approvals import ApprovalWait
    from milepost.disclosure.records import DisclosedChange
    from milepost.model.kinds import Health
    from milepost.views.context import Context


@dataclass(frozen=True)
class Proposal:
    """A change request that nobody decided; `cost` is in the engagement's currency, `days` the most of a milestone."""

    record: str
    title: str
    cost: Decimal
    days: int
    asked: date | None


@dataclass(frozen=True)
class PortfolioEntry:
    """What the portfolio says of one engagement; `reported` beside `health` exposes a green report over late dates."""

    slug: str
    name: str
    engagement: str
    lead: str
    health: Health | None
    reported: Health | None
    before: Health | None
    started: date | None
    ends: date | None
    agreed: date | None
    days_later: int
    is_done: bool
    report_age: int | None
    is_report_late: bool
    client_overdue: int
    used: Decimal | None
    time_past: Decimal | None
    currency: str
    status: str
    answers_in_time: int
    answers_judged: int
    proposals: tuple[Proposal, ...]
    waiting: tuple[ApprovalWait, ...]
    loads: tuple[Load, ...]
    relationship: ClientHealth
    last_scores: tuple[int, ...]
    account: tuple[DisclosedAccountNote, ...]
    further: tuple[tuple[str, str], ...] = ()
    pages: frozenset[str] = frozenset()

    @property
    def is_finished(self) -> bool:
        """Whether the engagement itself is over."""
        return self.status == "closed"

    def record_url(self, record: str) -> str:
        """The address of a record's page in the client's own site; empty where that site does not show it."""
        url = f"records/{record}/"
        return f"{self.slug}/{url}" if url in self.pages else ""


def portfolio_entry(
    context: Context, further: tuple[tuple[str, str], ...], pages: Iterable[str] = ()
) -> PortfolioEntry:
    """The entry of one engagement, from its internal disclosure.

    `further` are the other shares and their folders, `pages` the addresses of the client's own site.
    """
    engagement, key, state = context.engagement, context.key, context.overall
    totals = budget_totals(engagement)
    contact = context.contact()
    due = next_report(engagement, context.as_of)
    ours = [times for times in answer_times(context.clocks) if times.to == "agency"]
    return PortfolioEntry(
        slug=engagement.slug,
        name=engagement.client.name,
        engagement=engagement.client.engagement,
        lead=contact.name if contact else "",
        health=state.health,
        reported=state.reported,
        before=state.before,
        started=engagement.client.started,
        ends=key.on if key else None,
        agreed=key.agreed if key else None,
        days_later=(key.days_later or 0) if key else 0,
        is_done=key is not None and key.standing is Standing.DONE,
        report_age=(context.as_of - state.last_report.date).days if state.last_report else None,
        is_report_late=due is not None and due.is_overdue,
        client_overdue=sum(item.is_overdue for item in waiting_for_client(engagement, context.as_of)),
        used=totals.used / totals.agreed if totals and totals.agreed > 0 else None,
        time_past=time_past(context),
        currency=context.words.currency,
        status=engagement.client.status,
        answers_in_time=sum(times.kept for times in ours),
        answers_judged=sum(times.of for times in ours),
        proposals=tuple(_proposal(change) for change in proposed(engagement).changes),
        waiting=tuple(item for item in context.approvals.values() if isinstance(item.record, DisclosedDeliverable)),
        loads=workload(engagement, context.standings.values(), context.as_of),
        relationship=client_health(engagement, context.as_of),
        last_scores=tuple(item.score for item in scores(engagement, context.as_of))[-2:],
        account=tuple(engagement.of(DisclosedAccountNote)),
        further=further,
        pages=frozenset(pages),
    )


def _to_accept(context: Context) -> Iterable[ApprovalWait]:
    return (item for item in context.approvals.values() if isinstance(item.record, DisclosedDeliverable))


def _proposal(change: DisclosedChange) -> Proposal:
    return Proposal(change.id, change.title, cost_of(change), greatest_shift(change), change.requested_on)
