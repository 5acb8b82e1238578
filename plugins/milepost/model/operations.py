"""Records of risks, documents, incidents, terms, and the agency's own notes; no rule about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from milepost.model.kinds import (
    NORMATIVE,
    AnyId,
    Audience,
    Day,
    FilePath,
    Instant,
    Level,
    Line,
    Markdown,
    Number,
    RiskState,
    Url,
)
from milepost.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Risk(Record):
    """Something that may happen."""

    collection: ClassVar[str] = "risks"
    description: Markdown | None = None
    flag: bool = False
    probability: Level | None = None
    impact: Level | None = None
    effect: Markdown | None = None
    response: Markdown | None = None
    contingency: Markdown | None = None
    needs_from_client: Markdown | None = None
    review_on: Day | None = None
    status: RiskState = "open"
    affects: tuple[AnyId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A document: a file of the engagement, or an address."""

    collection: ClassVar[str] = "documents"
    one_of: ClassVar[tuple[str, ...]] = ("file", "url")
    file: Annotated[FilePath | None, NORMATIVE] = None
    url: Annotated[Url | None, NORMATIVE] = None
    kind: Line | None = None


@dataclass(frozen=True, kw_only=True)
class IncidentUpdate:
    """One time-stamped update of an incident."""

    at: Instant
    status: Literal["investigating", "identified", "monitoring", "resolved", "scheduled"]
    text: Markdown


@dataclass(frozen=True, kw_only=True)
class Incident(Record):
    """Something that went wrong, or maintenance ahead."""

    collection: ClassVar[str] = "incidents"
    severity: Literal["minor", "major", "critical", "maintenance"]
    component: Line | None = None
    starts: Instant | None = None
    ends: Instant | None = None
    updates: tuple[IncidentUpdate, ...]
    cause: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """A word that both sides use; `title` is the term."""

    collection: ClassVar[str] = "glossary"
    definition: Markdown


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    """What the agency learnt; internal unless said otherwise."""

    collection: ClassVar[str] = "lessons"
    default_audience: ClassVar[Audience] = "internal"
    text: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class AccountNote(Record):
    """The agency's own view of the account; internal unless said otherwise."""

    collection: ClassVar[str] = "account"
    default_audience: ClassVar[Audience] = "internal"
    kind: Literal["opportunity", "upsell", "referral", "renewal"] | None = None
    value: Number | None = None
    next_step: Markdown | None = None
    due: Day | None = None
