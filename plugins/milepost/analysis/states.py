"""What the status that a record is written with means: done, open, waiting for a word; asks no date and no history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.disclosure.records import (
        DisclosedChange,
        DisclosedDeliverable,
        DisclosedMilestone,
        DisclosedRequirement,
        DisclosedRisk,
    )


def is_done(milestone: DisclosedMilestone) -> bool:
    """Whether a milestone is called done, by its status or by the day of it."""
    return milestone.status == "done" or milestone.done_on is not None


def is_open(milestone: DisclosedMilestone) -> bool:
    """Whether a milestone is still to come: neither done nor dropped."""
    return milestone.status != "dropped" and not is_done(milestone)


def is_asked_for(requirement: DisclosedRequirement) -> bool:
    """Whether a requirement is still part of what is asked for."""
    return requirement.status != "dropped"


def awaits_acceptance(deliverable: DisclosedDeliverable) -> bool:
    """Whether a deliverable was handed over, and the client has not said yet whether it is right."""
    return deliverable.status in {"in-review", "delivered"}


def awaits_decision(change: DisclosedChange) -> bool:
    """Whether nobody has decided on a change request yet."""
    return change.status == "proposed"


def is_accepted(change: DisclosedChange) -> bool:
    """Whether a change request is part of what was agreed."""
    return change.status in {"accepted", "done"}


def is_live(risk: DisclosedRisk) -> bool:
    """Whether a risk may still do harm, or does."""
    return risk.status in {"open", "happened"}
