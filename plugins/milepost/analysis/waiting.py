"""What waits for the client: their open actions, and what no action asks for already; words nothing.

A deliverable to accept, a change request to decide or a question to answer waits for them whether or not somebody
wrote an action for it. One that an open action names is told by that action alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from milepost.analysis.actions import open_actions
from milepost.analysis.approvals import to_accept, to_decide
from milepost.analysis.questions import question_states
from milepost.disclosure.conversations import DisclosedAction, DisclosedQuestion
from milepost.disclosure.records import DisclosedChange, DisclosedDeliverable
from milepost.loading.mentions import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedRecord

Asked = DisclosedDeliverable | DisclosedChange | DisclosedQuestion


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the client; `days_left` is negative once its day has passed, None where it has none."""

    record: DisclosedAction | Asked
    due: date | None
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def waiting_for_client(engagement: DisclosedEngagement, as_of: date) -> tuple[Waiting, ...]:
    """Everything that waits for the client, the most urgent first; of the same day actions come first."""

    def waits(record: DisclosedAction | Asked, due: date | None) -> Waiting:
        return Waiting(record, due, (due - as_of).days if due else None)

    actions = [item.action for item in open_actions(engagement, "client", as_of)]
    asked: list[Asked] = [*to_accept(engagement), *to_decide(engagement)]
    asked += [item.question for item in question_states(engagement) if item.is_open and item.question.to == "client"]
    told = asked_by_actions(actions, asked)
    found = [waits(action, action.due) for action in actions]
    found += [
        waits(record, record.accept_by if isinstance(record, DisclosedDeliverable) else None)
        for record in asked
        if record.id not in told
    ]
    return tuple(sorted(found, key=lambda item: item.due or date.max))


def asked_by_actions(actions: Iterable[DisclosedAction], asked: Iterable[DisclosedRecord]) -> set[str]:
    """The ids of what open actions ask for already, by a link in either direction or by naming it."""
    taken = tuple(actions)
    names = {action.id for action in taken}
    found = {link.record for action in taken for link in action.links if link.record}
    found |= {name for action in taken for name in mentioned(action.why or "")}
    return found | {item.id for item in asked if names & {link.record for link in item.links}}
