"""What is owed, by whom and by when, in one engagement as the agency sees it; it words and sorts nothing for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.approvals import to_accept, to_decide
from milepost.analysis.clocks import clocks
from milepost.analysis.missing_signatures import waiting_for_signature
from milepost.analysis.next_report import next_report
from milepost.disclosure.conversations import (
    DisclosedAccountNote,
    DisclosedAction,
    DisclosedIncident,
    DisclosedPromise,
)
from milepost.disclosure.records import DisclosedRisk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedRecord
    from milepost.model.client import Quorum
    from milepost.model.kinds import Party


class DueKind(StrEnum):
    """What is owed."""

    REPORT = "report"
    ANSWER = "answer"
    ACTION = "action"
    PROMISE = "promise"
    REVIEW = "review"
    ACCEPTANCE = "acceptance"
    SIGNATURE = "signature"
    DECISION = "decision"
    ACCOUNT = "account"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True)
class DueItem:
    """Something owed by a party, and by a person of it where one is named; `due` is None where no day was set.

    `records` are the ids it is about: none for a report, several where one signature is missing under many.
    """

    kind: DueKind
    party: Party
    title: str
    records: tuple[str, ...] = ()
    person: str | None = None
    due: date | None = None

    def days_over(self, as_of: date) -> int:
        """How many days it is overdue; 0 where it is not."""
        return max(0, (as_of - self.due).days) if self.due else 0


def due_items(
    engagement: DisclosedEngagement,
    as_of: date,
    zone: tzinfo,
    quorum: Iterable[Quorum] = (),
    outdated: frozenset[str] = frozenset(),
) -> tuple[DueItem, ...]:
    """Everything owed, the longest due first and what has no day last.

    `zone` is the client's; `quorum` says who must sign what; `outdated` are sign-offs of words that have changed since.
    """
    quorums = tuple(quorum)
    found = [
        *_report(engagement, as_of),
        *_answers(engagement, as_of, zone),
        *_actions(engagement),
        *_promises(engagement),
        *_reviews(engagement),
        *_acceptances(engagement),
        *_decisions(engagement, quorums),
        *_signatures(engagement, quorums, outdated),
        *_account(engagement),
        *_maintenance(engagement, zone),
    ]
    return tuple(sorted(found, key=lambda item: (item.due or date.max, item.kind, item.records, item.party)))


def _report(engagement: DisclosedEngagement, as_of: date) -> Iterator[DueItem]:
    coming = next_report(engagement, as_of)
    if coming:
        yield DueItem(DueKind.REPORT, "agency", "", person=_contact(engagement, "updates"), due=coming.due)


def _answers(engagement: DisclosedEngagement, as_of: date, zone: tzinfo) -> Iterator[DueItem]:
    for clock in clocks(engagement, as_of):
        question, is_ours = clock.state.question, clock.to == "agency"
        if not clock.state.is_open:
            continue
        # The promise is ours alone: nobody told the client by when to answer.
        due = clock.due.astimezone(zone).date() if clock.due and is_ours else None
        asks = _contact(engagement, "urgent" if question.kind == "urgent" else "questions")
        yield _item(DueKind.ANSWER, question.to, question, question.owner or (asks if is_ours else None), due)


def _actions(engagement: DisclosedEngagement) -> Iterator[DueItem]:
    for action in engagement.of(DisclosedAction):
        if action.done_on is None:
            yield _item(DueKind.ACTION, action.party, action, action.for_ or action.owner, action.due)


def _promises(engagement: DisclosedEngagement) -> Iterator[DueItem]:
    for promise in engagement.of(DisclosedPromise):
        if promise.kept_on is None and promise.broken_on is None:
            person = promise.made_by or promise.owner
            yield _item(DueKind.PROMISE, _party(engagement, person), promise, person, promise.due)


def _reviews(engagement: DisclosedEngagement) -> Iterator[DueItem]:
    for risk in engagement.of(DisclosedRisk):
        if risk.status in {"open", "watching"} and risk.review_on:
            yield _item(DueKind.REVIEW, _party(engagement, risk.owner), risk, risk.owner, risk.review_on)


def _acceptances(engagement: DisclosedEngagement) -> Iterator[DueItem]:
    for deliverable in to_accept(engagement):
        yield _item(DueKind.ACCEPTANCE, "client", deliverable, None, deliverable.accept_by)


def _decisions(engagement: DisclosedEngagement, quorums: tuple[Quorum, ...]) -> Iterator[DueItem]:
    if any(item.collection == "changes" for item in quorums):
        return  # the missing signatures tell it
    for change in to_decide(engagement):
        yield _item(DueKind.DECISION, "client", change, None, None)


def _signatures(
    engagement: DisclosedEngagement, quorums: tuple[Quorum, ...], outdated: frozenset[str]
) -> Iterator[DueItem]:
    for quorum in quorums:
        for party in quorum.parties:
            names = waiting_for_signature(engagement, quorum.collection, party, outdated)
            if names:
                yield DueItem(DueKind.SIGNATURE, party, quorum.collection, names)


def _account(engagement: DisclosedEngagement) -> Iterator[DueItem]:
    for note in engagement.of(DisclosedAccountNote):
        if note.due:
            yield _item(DueKind.ACCOUNT, "agency", note, note.owner, note.due)


def _maintenance(engagement: DisclosedEngagement, zone: tzinfo) -> Iterator[DueItem]:
    for incident in engagement.of(DisclosedIncident):
        over = any(update.status == "resolved" for update in incident.updates)
        if incident.severity == "maintenance" and incident.starts and not over:
            day = incident.starts.astimezone(zone).date()
            yield _item(DueKind.MAINTENANCE, "agency", incident, incident.owner, day)


def _item(kind: DueKind, party: Party, record: DisclosedRecord, person: str | None, due: date | None) -> DueItem:
    return DueItem(kind, party, record.title, (record.id,), person, due)


def _contact(engagement: DisclosedEngagement, topic: str) -> str | None:
    """The agency's person for a topic, else its first person."""
    agency = [person for person in engagement.people if person.party == "agency"]
    named = [person for person in agency if topic in person.contact_for]
    return next((person.id for person in named or agency), None)


def _party(engagement: DisclosedEngagement, person: str | None) -> Party:
    found = engagement.people_by_id.get(person or "")
    return found.party if found else "agency"
