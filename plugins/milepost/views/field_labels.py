"""Names of fields in the reader's language; the only list of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording


def field_label(words: Wording, key: str, collection: str = "") -> str:
    """What a field is called, in a collection where it means something of its own."""
    if (collection, key) == ("feedback", "response"):
        return words.text("Our answer")
    return _fields(words)[key]


def own_label(key: str) -> str:
    """What a field of the agency's own is called: its key in words."""
    words = key.removeprefix("x-").replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


@cache
def _fields(words: Wording) -> dict[str, str]:
    return {
        **_when(words),
        **_who(words),
        **_how_much(words),
        **_texts(words),
        **_agreed(words),
        **_things(words),
    }


def _when(words: Wording) -> dict[str, str]:
    return {
        "accept_by": words.text("Accept by"),
        "agreed": words.text("Agreed date"),
        "agreed_start": words.text("Agreed start"),
        "answered_at": words.text("Answered"),
        "at": words.text("When"),
        "broken_on": words.text("Broken"),
        "date": words.text("Date"),
        "done_on": words.text("Done"),
        "due": words.text("Due"),
        "ends": words.text("Ends"),
        "expected": words.text("Expected"),
        "given_on": words.text("Given"),
        "held_at": words.text("Held"),
        "kept_on": words.text("Kept"),
        "lag": words.text("Time between"),
        "made_on": words.text("Made"),
        "next_step": words.text("Next step"),
        "paid_on": words.text("Paid"),
        "precision": words.text("Exact to the"),
        "requested_on": words.text("Asked on"),
        "response_on": words.text("Answered on"),
        "review_on": words.text("Next review"),
        "start": words.text("Starts"),
        "starts": words.text("Starts"),
        "target_by": words.text("Target by"),
    }


def _who(words: Wording) -> dict[str, str]:
    return {
        "attendees": words.text("Present"),
        "by": words.text("By"),
        "channel": words.text("Channel"),
        "component": words.text("Component"),
        "consent": words.text("May be quoted"),
        "decided_by": words.text("Decided by"),
        "for": words.text("For"),
        "given_by": words.text("Given by"),
        "made_by": words.text("Made by"),
        "owner": words.text("Looked after by"),
        "party": words.text("Who acts"),
        "requested_by": words.text("Asked by"),
        "to": words.text("Asked of"),
    }


def _how_much(words: Wording) -> dict[str, str]:
    return {
        "actual": words.text("Used"),
        "amount": words.text("Amount"),
        "baseline": words.text("Start"),
        "billing": words.text("Billing"),
        "committed": words.text("Committed"),
        "confidence": words.text("Confidence"),
        "cost": words.text("Cost"),
        "days": words.text("Days"),
        "estimate": words.text("Estimate"),
        "forecast": words.text("Forecast"),
        "high": words.text("At most"),
        "impact": words.text("Effect if it happens"),
        "invoices": words.text("Invoices"),
        "low": words.text("At least"),
        "measurements": words.text("Values"),
        "number": words.text("Number"),
        "priority": words.text("Priority"),
        "probability": words.text("Likelihood"),
        "progress": words.text("Progress"),
        "score": words.text("Score of 10"),
        "severity": words.text("Severity"),
        "target": words.text("Target"),
        "unit": words.text("Unit"),
        "value": words.text("Value"),
    }


def _texts(words: Wording) -> dict[str, str]:
    return {
        "agenda": words.text("Agenda"),
        "author": words.text("Author"),
        "body": words.text("Text"),
        "cause": words.text("Cause"),
        "definition": words.text("Meaning"),
        "description": words.text("Description"),
        "effect": words.text("Effect"),
        "explanation": words.text("Explanation"),
        "health": words.text("Health"),
        "links": words.text("See also"),
        "note": words.text("Note"),
        "outcome": words.text("Outcome"),
        "reason": words.text("Reason"),
        "recap": words.text("Recap"),
        "record": words.text("What"),
        "remarks": words.text("Remarks"),
        "source": words.text("Source"),
        "text": words.text("Text"),
        "title": words.text("Title"),
        "what": words.text("What"),
        "why": words.text("Why"),
    }


def _agreed(words: Wording) -> dict[str, str]:
    """What was weighed, agreed, decided or signed."""
    return {
        "acceptance": words.text("Accepted when"),
        "assumptions": words.text("Assumptions"),
        "client_responsibilities": words.text("What you take care of"),
        "cons": words.text("Against it"),
        "consequences": words.text("What follows"),
        "context": words.text("Why"),
        "contingency": words.text("If it happens"),
        "decision": words.text("What was decided"),
        "in_scope": words.text("Part of the work"),
        "item": words.text("What"),
        "needs_from_client": words.text("What you can do"),
        "options": words.text("What was weighed"),
        "out_of_scope": words.text("Not part of the work"),
        "process": words.text("How we work"),
        "pros": words.text("For it"),
        "response": words.text("What we do"),
        "signed": words.text("Signed"),
        "statement": _statement(words),
        "verb": words.text("What was said"),
    }


def _things(words: Wording) -> dict[str, str]:
    return {
        "actions": words.own("action") or words.text("Actions"),
        "affects": words.text("Affects"),
        "category": words.text("Category"),
        "checks": words.text("Checks"),
        "decided": words.text("Decided there"),
        "delivers": words.text("Delivers"),
        "depends_on": words.text("After"),
        "direction": words.text("Better is"),
        "file": words.text("File"),
        "files": words.text("Files"),
        "flag": words.text("Red flag"),
        "group": words.text("Group"),
        "id": words.text("What"),
        "kind": words.text("Kind"),
        "messages": words.text("Messages"),
        "milestone": words.heading("milestone", 1),
        "milestones": words.heading("milestone"),
        "phase": words.text("Phase"),
        "requirements": words.heading("requirement"),
        "result": words.own("result", 1) or words.text("Result"),
        "status": words.text("Status"),
        "supersedes": words.text("Replaces"),
        "tags": words.text("Tags"),
        "tasks": words.text("Tasks"),
        "updates": words.text("Updates"),
        "url": words.text("Address"),
        "version": words.text("Version"),
        "video": words.text("Video"),
    }


def _statement(words: Wording) -> str:
    own = words.own("requirement", 1)
    return words.text("{requirement} in full", requirement=own) if own else words.text("Requirement in full")
