"""What a share may show of questions, actions, meetings, incidents and words: the allow-list's second half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from milepost.disclosure.records import DisclosedRecord
from milepost.model.kinds import (
    ActionId,
    AnyId,
    Day,
    FilePath,
    Instant,
    Line,
    Markdown,
    Party,
    PersonId,
    Score,
    Url,
)


@dataclass(frozen=True, kw_only=True)
class DisclosedMessage:
    """A message; `by` is None where the share does not name people of that party."""

    at: Instant
    by: PersonId | None = None
    text: Markdown
    files: tuple[FilePath, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedQuestion(DisclosedRecord):
    """A question and its answers."""

    collection: ClassVar[str] = "questions"
    kind: Literal["question", "urgent"] = "question"
    to: Party = "agency"
    messages: tuple[DisclosedMessage, ...]
    answered_at: Instant | None = None
    channel: Line | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedAction(DisclosedRecord):
    """An action."""

    collection: ClassVar[str] = "actions"
    party: Party
    for_: PersonId | None = None
    due: Day | None = None
    done_on: Day | None = None
    why: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedPromise(DisclosedRecord):
    """A promise."""

    collection: ClassVar[str] = "promises"
    made_by: PersonId | None = None
    made_on: Day
    due: Day | None = None
    kept_on: Day | None = None
    broken_on: Day | None = None
    explanation: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedMeeting(DisclosedRecord):
    """A meeting."""

    collection: ClassVar[str] = "meetings"
    held_at: Instant
    attendees: tuple[PersonId, ...] = ()
    agenda: Markdown | None = None
    recap: Markdown | None = None
    decided: tuple[AnyId, ...] = ()
    actions: tuple[ActionId, ...] = ()
    video: Url | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedFeedback(DisclosedRecord):
    """Feedback and the answer to it."""

    collection: ClassVar[str] = "feedback"
    given_by: PersonId | None = None
    given_on: Day
    kind: Literal["pulse", "review", "debrief", "testimonial"] = "review"
    score: Score | None = None
    text: Markdown | None = None
    response: Markdown | None = None
    response_on: Day | None = None
    outcome: Literal["done", "planned", "declined"] | None = None
    consent: bool = False


@dataclass(frozen=True, kw_only=True)
class DisclosedDocument(DisclosedRecord):
    """A document."""

    collection: ClassVar[str] = "documents"
    file: FilePath | None = None
    url: Url | None = None
    kind: Line | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedIncidentUpdate:
    """An incident's update."""

    at: Instant
    status: Literal["investigating", "identified", "monitoring", "resolved", "scheduled"]
    text: Markdown


@dataclass(frozen=True, kw_only=True)
class DisclosedIncident(DisclosedRecord):
    """An incident or maintenance."""

    collection: ClassVar[str] = "incidents"
    severity: Literal["minor", "major", "critical", "maintenance"]
    component: Line | None = None
    starts: Instant | None = None
    ends: Instant | None = None
    updates: tuple[DisclosedIncidentUpdate, ...]
    cause: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedTerm(DisclosedRecord):
    """A term of the glossary."""

    collection: ClassVar[str] = "glossary"
    definition: Markdown


@dataclass(frozen=True, kw_only=True)
class DisclosedLesson(DisclosedRecord):
    """A lesson that was made visible."""

    collection: ClassVar[str] = "lessons"
    text: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedAccountNote(DisclosedRecord):
    """An account note that was made visible; its value is not among its fields."""

    collection: ClassVar[str] = "account"
    kind: Literal["opportunity", "upsell", "referral", "renewal"] | None = None
    next_step: Markdown | None = None
    due: Day | None = None
