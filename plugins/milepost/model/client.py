"""The client and the engagement's settings: what `client.yaml` holds; no rule about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from milepost.model.kinds import (
    Anything,
    Audience,
    Colour,
    Currency,
    Day,
    Duration,
    Email,
    FilePath,
    Hours,
    Id,
    Keyed,
    Language,
    Line,
    Markdown,
    MilestoneId,
    Party,
    PersonId,
    TimeZone,
    Url,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TermName = Literal[
    "milestone", "requirement", "deliverable", "risk", "change", "decision", "question", "action", "result"
]
SignablePolicy = Literal["requirements", "deliverables", "changes", "agreements", "decisions", "milestones", "kpis"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone of the agency or of the client."""

    id: Id
    name: Line
    party: Party
    role: Line | None = None
    email: Email | None = None
    phone: Line | None = None
    contact_for: tuple[Line, ...] = ()
    backup: PersonId | None = None
    signs: bool = False
    internal: Anything = None


@dataclass(frozen=True, kw_only=True)
class ResponsePromise:
    """How soon an answer to one kind of question is promised."""

    kind: Literal["question", "urgent"]
    within: Duration


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Which way is used for what."""

    for_: Line
    use: Line


@dataclass(frozen=True, kw_only=True)
class Communication:
    """How often a report is due, and how soon an answer."""

    cadence: Literal["weekly", "fortnightly", "monthly", "quarterly"] | None = None
    report_day: Weekday | None = None
    response: tuple[ResponsePromise, ...] = ()
    channels: tuple[Channel, ...] = ()
    book: Url | None = None
    reply_to: Email | None = None


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When the agency works for this client."""

    week: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    hours: Hours = "09:00-17:00"
    holidays: Line | None = None
    days_off: tuple[Day, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Brand:
    """The client's look: the logo, and the colour of links."""

    colour: Colour | None = None
    logo: FilePath | None = None
    font: FilePath | None = None


@dataclass(frozen=True, kw_only=True)
class Share:
    """One published site: who reads it, how much detail, which pages (all where `sections` is empty)."""

    name: Id
    audience: Audience
    detail: Literal["milestones", "tasks"] = "milestones"
    sections: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """Which parties must accept a record of one collection for it to be agreed."""

    shorthand: ClassVar[str] = "parties"
    collection: SignablePolicy
    parties: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What is asked of signatures."""

    require_signed: Literal["off", "warn", "fail"] = "warn"
    quorum: Annotated[tuple[Quorum, ...], Keyed("collection")] = ()


@dataclass(frozen=True, kw_only=True)
class TermOverride:
    """The client's own word for one of ours: `other` the plural, `few` for languages that have one."""

    shorthand: ClassVar[str] = "one"
    term: TermName
    one: Line
    few: Line | None = None
    other: Line | None = None


DEFAULT_SHARE = Share(name="client", audience="client")


@dataclass(frozen=True, kw_only=True)
class Client:
    """The contents of `client.yaml`."""

    name: Line
    engagement: Line
    summary: Markdown | None = None
    status: Literal["proposed", "active", "paused", "closed"] = "active"
    started: Day | None = None
    language: Language = "en"
    timezone: TimeZone = "UTC"
    currency: Currency = "EUR"
    terms: Annotated[tuple[TermOverride, ...], Keyed("term")] = ()
    calendar: Calendar = Calendar()
    brand: Brand = Brand()
    key_milestone: MilestoneId | None = None
    people: tuple[Person, ...] = ()
    communication: Communication = Communication()
    shares: tuple[Share, ...] = (DEFAULT_SHARE,)
    policy: Policy = Policy()
    profile: Anything = None
    internal: Anything = None
    custom: tuple[tuple[str, str], ...] = ()
