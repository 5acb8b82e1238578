"""What a change touches along the links of the record: dates, the work behind them, what was accepted of it.

Follows links only in the direction in which a change spreads; it moves no date (that is the schedule's).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.signoffs import acceptances
from milepost.analysis.states import is_live, is_open
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDeliverable,
    DisclosedMilestone,
    DisclosedRequirement,
    DisclosedRisk,
)

if TYPE_CHECKING:
    from milepost.analysis.traceability import Traceability
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff


@dataclass(frozen=True)
class Touched:
    """What a change request touches.

    `moved` are the milestones whose date it moves, with the days; `waiting` the open ones that wait for those, however
    far down; `requirements` and `deliverables` what it names or moves; `accepted` the acceptances of any of these that
    stand as filed; `risks` the open risks that name one of its milestones.
    """

    moved: tuple[tuple[DisclosedMilestone, int], ...]
    waiting: tuple[DisclosedMilestone, ...]
    requirements: tuple[DisclosedRequirement, ...]
    deliverables: tuple[DisclosedDeliverable, ...]
    accepted: tuple[DisclosedSignOff, ...]
    risks: tuple[DisclosedRisk, ...]

    @property
    def accepted_records(self) -> tuple[str, ...]:
        """The ids of what was accepted already, each once."""
        return tuple(dict.fromkeys(item.record for item in self.accepted))

    @property
    def is_empty(self) -> bool:
        """Whether the record links it with nothing."""
        return not (self.moved or self.waiting or self.requirements or self.deliverables)


def touched_by(change: DisclosedChange, engagement: DisclosedEngagement, chains: Traceability) -> Touched:
    """What the change request touches."""
    milestones = {item.id: item for item in engagement.of(DisclosedMilestone)}
    linked = {link.record for link in change.links if link.record}
    # Whatever names the change request is part of it, as much as what it names itself.
    linked |= {item.id for item in engagement.records if change.id in {link.record for link in item.links}}
    shifts = change.effect.milestones if change.effect else ()
    moved = tuple((milestones[item.id], item.days) for item in shifts if item.id in milestones and item.days)
    names = {item.id for item, _ in moved} | (linked & milestones.keys())
    asked = {name for item, _ in moved for name in _asked_of(item, chains)}
    asked |= linked
    behind = {item.id for chain in chains.chains if chain.requirement.id in linked for item in chain.deliverables}
    deliverables = tuple(
        item
        for item in engagement.of(DisclosedDeliverable)
        if item.id in linked | behind or item.milestone in names or item.id in _delivered(names, milestones)
    )
    found = tuple(item for item in engagement.of(DisclosedRequirement) if item.id in asked)
    everything = (*names, *(item.id for item in found), *(item.id for item in deliverables))
    return Touched(
        moved=moved,
        waiting=_waiting(names, milestones),
        requirements=found,
        deliverables=deliverables,
        accepted=tuple(item for name in everything for item in acceptances(engagement.signoffs, name)),
        risks=tuple(item for item in engagement.of(DisclosedRisk) if is_live(item) and names & set(item.affects)),
    )


def _asked_of(milestone: DisclosedMilestone, chains: Traceability) -> tuple[str, ...]:
    return tuple(chain.requirement.id for chain in chains.of_milestone(milestone.id))


def _delivered(names: set[str], milestones: dict[str, DisclosedMilestone]) -> set[str]:
    return {name for milestone in names for name in milestones[milestone].delivers}


def _waiting(names: set[str], milestones: dict[str, DisclosedMilestone]) -> tuple[DisclosedMilestone, ...]:
    """The open milestones that wait, directly or through others, for one of these."""
    found: dict[str, None] = {}
    todo = sorted(names)
    while todo:
        before = todo.pop(0)
        for item in milestones.values():
            known = item.id in found or item.id in names
            if not known and before in {dependency.id for dependency in item.depends_on}:
                found[item.id] = None
                todo.append(item.id)
    return tuple(milestones[name] for name in found if is_open(milestones[name]))
