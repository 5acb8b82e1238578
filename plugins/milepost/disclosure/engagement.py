"""What a share may show of an engagement as a whole: client, people, reports, sign-offs; projects nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, TypeVar

from milepost.disclosure.records import DisclosedRecord
from milepost.model.client import Brand, Calendar, Channel, ResponsePromise, Share, TermOverride, Weekday
from milepost.model.kinds import (
    AnyId,
    Currency,
    Day,
    Email,
    Health,
    Id,
    Instant,
    Language,
    Line,
    Markdown,
    MilestoneId,
    Party,
    PersonId,
    TimeZone,
    Url,
    Verb,
)

D = TypeVar("D", bound=DisclosedRecord)


@dataclass(frozen=True, kw_only=True)
class DisclosedPerson:
    """A person as a share's readers may know them."""

    id: Id
    name: Line
    party: Party
    role: Line | None = None
    email: Email | None = None
    phone: Line | None = None
    contact_for: tuple[Line, ...] = ()
    backup: PersonId | None = None
    signs: bool = False


@dataclass(frozen=True, kw_only=True)
class DisclosedCommunication:
    """What was promised about staying in touch."""

    cadence: Literal["weekly", "fortnightly", "monthly", "quarterly"] | None = None
    # A client to whom a report is promised may know on which day to look for it.
    report_day: Weekday | None = None
    response: tuple[ResponsePromise, ...] = ()
    channels: tuple[Channel, ...] = ()
    book: Url | None = None
    reply_to: Email | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedClient:
    """The client and the engagement; `profile`, `internal` and the other shares are not among it."""

    name: Line
    engagement: Line
    summary: Markdown | None = None
    status: Literal["proposed", "active", "paused", "closed"] = "active"
    started: Day | None = None
    language: Language = "en"
    timezone: TimeZone = "UTC"
    currency: Currency = "EUR"
    key_milestone: MilestoneId | None = None
    custom: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedReport:
    """A report."""

    collection: ClassVar[str] = "reports"
    id: Id
    date: Day
    title: Line | None = None
    health: Health | None = None
    author: PersonId | None = None
    video: Url | None = None
    body: Markdown


@dataclass(frozen=True, kw_only=True)
class DisclosedSignOff:
    """A sign-off; `signed` says that a signature came with it, not that it was checked.

    Its digest is not among it: it covers references to hidden records, few enough to be guessed.
    """

    collection: ClassVar[str] = "signoffs"
    id: Id
    record: AnyId
    verb: Verb
    by: PersonId | None = None
    at: Instant
    remarks: Markdown | None = None
    signed: bool = False


@dataclass(frozen=True, kw_only=True)
class DisclosedEngagement:
    """Everything that one share may show; the only input of analysis, views and exports."""

    slug: str
    share: Share
    client: DisclosedClient
    people: tuple[DisclosedPerson, ...]
    calendar: Calendar
    brand: Brand
    terms: tuple[TermOverride, ...]
    communication: DisclosedCommunication
    records: tuple[DisclosedRecord, ...]
    reports: tuple[DisclosedReport, ...]
    signoffs: tuple[DisclosedSignOff, ...]
    welcome: str
    files: tuple[str, ...]

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """The records of one type, in the order written."""
        return tuple(record for record in self.records if isinstance(record, kind))

    @cached_property
    def by_id(self) -> dict[str, DisclosedRecord]:
        """Each disclosed record by its id."""
        return {record.id: record for record in self.records}

    @cached_property
    def people_by_id(self) -> dict[str, DisclosedPerson]:
        """Each disclosed person by their id."""
        return {person.id: person for person in self.people}
