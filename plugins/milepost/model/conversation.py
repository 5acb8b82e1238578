"""Records of who asked, promised and said what; no rule about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from milepost.model.kinds import (
    NORMATIVE,
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
from milepost.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a question's thread."""

    at: Instant
    by: PersonId
    text: Markdown
    files: tuple[FilePath, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question and its answers; the first message asks."""

    collection: ClassVar[str] = "questions"
    kind: Literal["question", "urgent"] = "question"
    to: Party = "agency"
    messages: tuple[Message, ...]
    answered_at: Instant | None = None
    channel: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """Something that one party has to do."""

    collection: ClassVar[str] = "actions"
    party: Party
    for_: PersonId | None = None
    due: Day | None = None
    done_on: Day | None = None
    why: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class Promise(Record):
    """Something that was promised, outside the plan."""

    collection: ClassVar[str] = "promises"
    made_by: PersonId | None = None
    made_on: Day
    due: Day | None = None
    kept_on: Day | None = None
    broken_on: Day | None = None
    explanation: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting and what came out of it."""

    collection: ClassVar[str] = "meetings"
    held_at: Instant
    attendees: tuple[PersonId, ...] = ()
    agenda: Markdown | None = None
    recap: Annotated[Markdown | None, NORMATIVE] = None
    decided: Annotated[tuple[AnyId, ...], NORMATIVE] = ()
    actions: tuple[ActionId, ...] = ()
    video: Url | None = None


@dataclass(frozen=True, kw_only=True)
class Feedback(Record):
    """What the client thinks, and what was done with it."""

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
