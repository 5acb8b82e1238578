"""The disclosed type of each collection; the only list of them."""

from __future__ import annotations

from milepost.disclosure.conversations import (
    DisclosedAccountNote,
    DisclosedAction,
    DisclosedDocument,
    DisclosedFeedback,
    DisclosedIncident,
    DisclosedLesson,
    DisclosedMeeting,
    DisclosedPromise,
    DisclosedQuestion,
    DisclosedTerm,
)
from milepost.disclosure.records import (
    DisclosedAgreement,
    DisclosedBudgetLine,
    DisclosedChange,
    DisclosedDecision,
    DisclosedDeliverable,
    DisclosedKpi,
    DisclosedMilestone,
    DisclosedRecord,
    DisclosedRequirement,
    DisclosedRisk,
)

DISCLOSED_TYPES: dict[str, type[DisclosedRecord]] = {
    kind.collection: kind
    for kind in (
        DisclosedAgreement,
        DisclosedRequirement,
        DisclosedMilestone,
        DisclosedKpi,
        DisclosedDecision,
        DisclosedDeliverable,
        DisclosedChange,
        DisclosedRisk,
        DisclosedBudgetLine,
        DisclosedQuestion,
        DisclosedAction,
        DisclosedPromise,
        DisclosedMeeting,
        DisclosedFeedback,
        DisclosedDocument,
        DisclosedIncident,
        DisclosedTerm,
        DisclosedLesson,
        DisclosedAccountNote,
    )
}
"""Disclosed type by collection, in FORMAT.md's order."""
