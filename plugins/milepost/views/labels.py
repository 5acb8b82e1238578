"""Names of collections and of fixed values in the reader's language; those of fields are in `field_labels`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording


def collection_label(words: Wording, collection: str) -> str:
    """What one record of a collection is called."""
    return {
        "agreements": words.text("Agreement"),
        "requirements": words.own("requirement", 1) or words.text("Requirement"),
        "milestones": words.heading("milestone", 1),
        "kpis": words.own("result", 1) or words.text("Result"),
        "decisions": words.own("decision", 1) or words.text("Decision"),
        "deliverables": words.own("deliverable", 1) or words.text("Deliverable"),
        "changes": words.own("change", 1) or words.text("Change request"),
        "risks": words.own("risk", 1) or words.text("Risk"),
        "budget": words.text("Budget item"),
        "questions": words.own("question", 1) or words.text("Question"),
        "actions": words.own("action", 1) or words.text("Action"),
        "promises": words.text("Promise"),
        "meetings": words.text("Meeting"),
        "feedback": words.text("Feedback"),
        "documents": words.text("Document"),
        "incidents": words.text("Incident"),
        "glossary": words.text("Term"),
        "lessons": words.text("Lesson"),
        "account": words.text("Account note"),
        "reports": words.text("Report"),
        "signoffs": words.text("Sign-off"),
    }[collection]


def collections_label(words: Wording, collection: str) -> str:
    """What the records of a collection are called together."""
    return {
        "agreements": words.text("Agreements"),
        "requirements": words.heading("requirement"),
        "milestones": words.heading("milestone"),
        "kpis": words.heading("result"),
        "decisions": words.heading("decision"),
        "deliverables": words.heading("deliverable"),
        "changes": words.heading("change"),
        "risks": words.heading("risk"),
        "budget": words.text("Budget"),
        "questions": words.heading("question"),
        "actions": words.heading("action"),
        "promises": words.text("Promises"),
        "meetings": words.text("Meetings"),
        "feedback": words.text("Feedback"),
        "documents": words.text("Documents"),
        "incidents": words.text("Incidents"),
        "glossary": words.text("Glossary"),
        "lessons": words.text("Lessons"),
        "account": words.text("Account notes"),
        "reports": words.text("Reports"),
        "signoffs": words.text("Sign-offs"),
    }[collection]


def choice_label(words: Wording, choice: str) -> str:
    """What one of a field's fixed values is called."""
    return _choices(words).get(choice, choice)


@cache
def _choices(words: Wording) -> dict[str, str]:
    return {**_states(words), **_kinds(words), **_said(words)}


def _states(words: Wording) -> dict[str, str]:
    """How far something is, what came of it, and how much it matters."""
    return {
        "accepted": words.text("Accepted"),
        "active": words.text("Active"),
        "agreed": words.text("Agreed"),
        "closed": words.text("Closed"),
        "could": words.text("Could have"),
        "declined": words.text("declined"),
        "delivered": words.text("Delivered"),
        "done": words.text("Done"),
        "dropped": words.text("Dropped"),
        "fail": words.text("failed"),
        "happened": words.text("Happened"),
        "identified": words.text("cause found"),
        "in-progress": words.text("In progress"),
        "in-review": words.text("In review"),
        "investigating": words.text("investigating"),
        "monitoring": words.text("watching the fix"),
        "must": words.text("Must have"),
        "open": words.text("Open"),
        "pass": words.text("passed"),
        "planned": words.text("Planned"),
        "proposed": words.text("Proposed"),
        "rejected": words.text("Rejected"),
        "resolved": words.text("resolved"),
        "scheduled": words.text("scheduled"),
        "should": words.text("Should have"),
        "superseded": words.text("Replaced"),
        "watching": words.text("Watching"),
        "withdrawn": words.text("Withdrawn"),
        "wont": words.text("Not this time"),
    }


def _kinds(words: Wording) -> dict[str, str]:
    """Of what kind something is, whose, how much, and how exact."""
    return {
        "agency": words.text("we"),
        "client": words.text("you"),
        "critical": words.text("critical"),
        "day": words.text("day"),
        "debrief": words.text("debrief"),
        "down": words.text("lower"),
        "extra": words.text("extra"),
        "high": words.text("high"),
        "included": words.text("included"),
        "low": words.text("low"),
        "maintenance": words.text("maintenance"),
        "major": words.text("major"),
        "medium": words.text("medium"),
        "minor": words.text("minor"),
        "month": words.text("month"),
        "opportunity": words.text("opportunity"),
        "pulse": words.text("pulse"),
        "quarter": words.text("quarter"),
        "question": words.text("question"),
        "range": words.text("inside the range"),
        "referral": words.text("referral"),
        "renewal": words.text("renewal"),
        "review": words.text("review"),
        "testimonial": words.text("testimonial"),
        "up": words.text("higher"),
        "upsell": words.text("upsell"),
        "urgent": words.text("urgent"),
    }


def _said(words: Wording) -> dict[str, str]:
    """What people say in reports and sign-offs."""
    return {
        "accept": words.text("accepted"),
        "acknowledge": words.text("acknowledged"),
        "at-risk": words.text("At risk"),
        "off-track": words.text("Off track"),
        "on-hold": words.text("On hold"),
        "on-track": words.text("On track"),
        "reject": words.text("rejected"),
        "withdraw": words.text("withdrawn"),
    }
