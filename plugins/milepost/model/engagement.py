"""A whole engagement, and the list of its collections in the format's order; loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from milepost.model.agreement import Agreement, Change, Decision, Requirement
from milepost.model.conversation import Action, Feedback, Meeting, Promise, Question
from milepost.model.delivery import BudgetLine, Deliverable, Kpi, Milestone
from milepost.model.kinds import (
    AnyId,
    Anything,
    Audience,
    Day,
    Health,
    Id,
    Instant,
    Line,
    Markdown,
    PersonId,
    Statement,
    Url,
    Verb,
)
from milepost.model.operations import AccountNote, Document, Incident, Lesson, Risk, Term
from milepost.model.record import Record

if TYPE_CHECKING:
    from milepost.model.client import Client

RECORD_TYPES: tuple[type[Record], ...] = (
    Agreement,
    Requirement,
    Milestone,
    Kpi,
    Decision,
    Deliverable,
    Change,
    Risk,
    BudgetLine,
    Question,
    Action,
    Promise,
    Meeting,
    Feedback,
    Document,
    Incident,
    Term,
    Lesson,
    AccountNote,
)
COLLECTIONS: dict[str, type[Record]] = {kind.collection: kind for kind in RECORD_TYPES}
"""Record type by collection name, in FORMAT.md's order."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """One person's signature, or a note of a verbal approval, over one record."""

    id: Id
    record: AnyId
    verb: Verb
    by: PersonId
    at: Instant
    digest: Line
    remarks: Markdown | None = None
    statement: Statement
    signature: Statement | None = None


@dataclass(frozen=True, kw_only=True)
class ReportHead:
    """The front matter of a report."""

    title: Line | None = None
    health: Health | None = None
    audience: Audience = "client"
    author: PersonId | None = None
    video: Url | None = None
    internal: Anything = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report: its day is its file's name."""

    default_audience: ClassVar[Audience] = "client"
    date: Day
    head: ReportHead
    body: Markdown

    @property
    def id(self) -> str:
        """The report's id, from its day."""
        return f"report-{self.date.isoformat()}"


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """Everything that an agency keeps about one client's engagement."""

    slug: str
    client: Client
    records: tuple[Record, ...] = ()
    reports: tuple[Report, ...] = ()
    signoffs: tuple[SignOff, ...] = ()
    welcome: str = ""
    files: tuple[str, ...] = ()

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one type, in the order written."""
        return tuple(record for record in self.records if isinstance(record, kind))
