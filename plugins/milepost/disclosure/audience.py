"""Who may read what: the order of audiences, and which collections a share's sections show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.model.client import Share
from milepost.model.conversation import Feedback
from milepost.model.kinds import AUDIENCES, Audience, Party

if TYPE_CHECKING:
    from milepost.model.record import Record

INTERNAL = Share(name="internal", audience="internal", detail="tasks")
"""The agency's own view: what the checks and the portfolio are made from; it is never a site of its own."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "overview": (),
    "roadmap": ("milestones",),
    "actions": ("actions",),
    "agreements": ("agreements",),
    "promises": ("promises",),
    "feedback": ("feedback",),
    "results": ("kpis",),
    "deliverables": ("deliverables",),
    "budget": ("budget",),
    "risks": ("risks",),
    "requirements": ("requirements",),
    "changes": ("changes",),
    "decisions": ("decisions",),
    "signoffs": ("signoffs",),
    "reports": ("reports",),
    "board-pack": (),
    "questions": ("questions",),
    "status": ("incidents",),
    "meetings": ("meetings",),
    "documents": ("documents",),
    "trail": (),
    "people": (),
    "glossary": ("glossary",),
    "welcome": ("welcome",),
    "lessons": ("lessons",),
    "account": ("account",),
}
"""The collections that each section of a share discloses."""


def readers_of(record: Record) -> Audience:
    """Who may read a record: its audience, but what a client said is public only as a quotation they agreed to."""
    if record.readers == "public" and isinstance(record, Feedback) and not may_be_quoted(record):
        return "client"
    return record.readers


def may_be_quoted(feedback: Feedback) -> bool:
    """Whether the client gave it as a testimonial and consented to its being quoted."""
    return feedback.kind == "testimonial" and feedback.consent


def shows(share: Share, readers: Audience, collection: str) -> bool:
    """Whether the share shows what `readers` may read of a collection."""
    return AUDIENCES.index(readers) >= AUDIENCES.index(share.audience) and _in_sections(share, collection)


def shows_signoffs(share: Share) -> bool:
    """Whether the share shows sign-offs; where it does not, nothing can be said about who approved what."""
    return shows(share, "client", "signoffs") or share.audience == "internal"


def shows_notes(share: Share) -> bool:
    """Whether the share shows what a commit says to the client; the public is not who it was written to."""
    return share.audience != "public"


def names(share: Share, party: Party) -> bool:
    """Whether the share names people of a party: a public one does not name the client's."""
    return share.audience != "public" or party == "agency"


def has_section(share: Share, section: str) -> bool:
    """Whether the share has a page of that name."""
    return not share.sections or section in share.sections


def _in_sections(share: Share, collection: str) -> bool:
    return not share.sections or any(collection in SECTIONS.get(section, ()) for section in share.sections)
