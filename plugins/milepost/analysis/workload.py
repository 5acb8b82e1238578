"""What each person of the agency has open in one engagement; adds nobody's work up over engagements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.actions import OpenAction, open_actions
from milepost.analysis.standing import MilestoneStanding, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedPerson


@dataclass(frozen=True)
class Load:
    """A person's open work; `overdue` counts milestones and actions whose day has passed, `next_due` is the nearest.

    `key` is the same for one person in every engagement: the e-mail address, else the name.
    """

    key: str
    name: str
    milestones: int
    actions: int
    overdue: int
    next_due: date | None


def workload(engagement: DisclosedEngagement, standings: Iterable[MilestoneStanding], as_of: date) -> tuple[Load, ...]:
    """The load of each person of the agency who has any, in the order of the engagement's people."""
    milestones = [item for item in standings if item.is_open]
    actions = open_actions(engagement, "agency", as_of)
    found = []
    for person in engagement.people:
        if person.party != "agency":
            continue
        owned = [item for item in milestones if item.milestone.owner == person.id]
        asked = [item for item in actions if person.id in {item.action.for_, item.action.owner}]
        if owned or asked:
            found.append(_load(person, owned, asked))
    return tuple(found)


def _load(person: DisclosedPerson, owned: list[MilestoneStanding], asked: list[OpenAction]) -> Load:
    late = sum(item.standing is Standing.OVERDUE for item in owned) + sum(item.is_overdue for item in asked)
    days = [item.on for item in owned if item.on] + [item.action.due for item in asked if item.action.due]
    key = (person.email or person.name).casefold()
    return Load(key, person.name, len(owned), len(asked), late, min(days, default=None))
