"""What waits for the client's approval: deliverables to accept, change requests to decide; reminds nobody itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from milepost.analysis.states import awaits_acceptance, awaits_decision
from milepost.analysis.working_days import WorkingDays
from milepost.disclosure.records import DisclosedChange, DisclosedDeliverable, DisclosedMilestone

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class ApprovalWait:
    """A deliverable or change that waits for the client's word.

    `since` is the day it was handed over or asked for, `waited` the working days from then until the page's day, both
    None where the record does not say; `days_left` counts calendar days to the day it was to be answered by.
    """

    record: DisclosedDeliverable | DisclosedChange
    since: date | None
    waited: int | None
    due: date | None
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether the day to answer by has passed."""
        return self.days_left is not None and self.days_left < 0


def approval_waits(engagement: DisclosedEngagement, as_of: date) -> tuple[ApprovalWait, ...]:
    """What waits for the client's approval, the most urgent first, then the longest waiting."""
    days = WorkingDays.of(engagement.calendar)
    handed_over = {item.id: item.done_on for item in engagement.of(DisclosedMilestone)}

    def wait(record: DisclosedDeliverable | DisclosedChange, since: date | None, due: date | None) -> ApprovalWait:
        waited = days.between(since, as_of) if since else None
        return ApprovalWait(record, since, waited, due, (due - as_of).days if due else None)

    found = [wait(item, handed_over.get(item.milestone or ""), item.accept_by) for item in to_accept(engagement)]
    found += [wait(item, item.requested_on, None) for item in to_decide(engagement)]
    return tuple(sorted(found, key=lambda item: (item.due or date.max, item.since or date.max, item.record.id)))


def to_accept(engagement: DisclosedEngagement) -> tuple[DisclosedDeliverable, ...]:
    """The deliverables that the client has to accept or return, in the order written."""
    return tuple(item for item in engagement.of(DisclosedDeliverable) if awaits_acceptance(item))


def to_decide(engagement: DisclosedEngagement) -> tuple[DisclosedChange, ...]:
    """The change requests that wait for a decision, in the order written."""
    return tuple(item for item in engagement.of(DisclosedChange) if awaits_decision(item))
