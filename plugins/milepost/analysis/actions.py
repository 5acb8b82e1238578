"""Who has to do what by when: open, overdue and done actions; words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedAction

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Party


@dataclass(frozen=True)
class OpenAction:
    """An action that is not done; `days_left` is negative once it is overdue, None where it has no date."""

    action: DisclosedAction
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days_left is not None and self.days_left < 0


def open_actions(engagement: DisclosedEngagement, party: Party, as_of: date) -> tuple[OpenAction, ...]:
    """The party's open actions, the most urgent first."""
    found = [
        OpenAction(action, (action.due - as_of).days if action.due else None)
        for action in engagement.of(DisclosedAction)
        if action.party == party and action.done_on is None
    ]
    return tuple(sorted(found, key=lambda item: (item.action.due or date.max, item.action.id)))


def done_actions(engagement: DisclosedEngagement, party: Party) -> tuple[DisclosedAction, ...]:
    """The party's done actions, the latest first."""
    done = [item for item in engagement.of(DisclosedAction) if item.party == party and item.done_on]
    return tuple(sorted(done, key=lambda item: (item.done_on or date.min, item.id), reverse=True))
