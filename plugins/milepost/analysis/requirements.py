"""How far each requirement is, and what traces to it; believes no sign-off that was not checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure.records import DisclosedMilestone, DisclosedRequirement

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class Trace:
    """A requirement with the milestones that deliver it, whichever of the two names the other."""

    requirement: DisclosedRequirement
    milestones: tuple[DisclosedMilestone, ...]


def traces(engagement: DisclosedEngagement) -> tuple[Trace, ...]:
    """Every requirement that was not dropped comes before those that were, in the order written."""
    delivering: dict[str, list[DisclosedMilestone]] = {}
    named = {milestone.id: milestone for milestone in engagement.of(DisclosedMilestone)}
    for milestone in named.values():
        for name in milestone.requirements:
            delivering.setdefault(name, []).append(milestone)
    found = []
    for requirement in engagement.of(DisclosedRequirement):
        own = [named[name] for name in requirement.milestones if name in named]
        both = dict.fromkeys([*own, *delivering.get(requirement.id, ())])
        found.append(Trace(requirement, tuple(both)))
    return tuple(sorted(found, key=lambda item: item.requirement.status == "dropped"))
