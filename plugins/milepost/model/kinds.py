"""What a field of the format means beyond its Python type: kinds, references, the normative mark; decodes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal, TypeAlias


class Kind(Enum):
    """How a text field is written and where it may go."""

    LINE = "one line of plain text"
    MARKDOWN = "CommonMark text"
    ID = "an id"
    FILE = "the path of a file under files/"
    URL = "a web address"
    EMAIL = "an e-mail address"
    COLOUR = "a colour such as #0b6e4f"
    ANYTHING = "any YAML"
    TIMEZONE = "a time zone such as Europe/London"
    CURRENCY = "a currency code such as EUR"
    HOURS = "working hours such as 09:00-17:30"
    STATEMENT = "exact text"
    PERCENT = "a whole number from 0 to 100"
    SCORE = "a whole number from 0 to 10"


@dataclass(frozen=True)
class Ref:
    """A field that names a record; of one of `collections`, or of any where that is empty."""

    collections: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonRef:
    """A field that names a person of `client.yaml`."""


@dataclass(frozen=True)
class Keyed:
    """A tuple of dataclasses that is written as a mapping: each key becomes the field `key`."""

    key: str


class Mark(Enum):
    """Marks on a field."""

    NORMATIVE = "covered by a sign-off"


NORMATIVE = Mark.NORMATIVE

Line: TypeAlias = Annotated[str, Kind.LINE]
Markdown: TypeAlias = Annotated[str, Kind.MARKDOWN]
Id: TypeAlias = Annotated[str, Kind.ID]
FilePath: TypeAlias = Annotated[str, Kind.FILE]
Url: TypeAlias = Annotated[str, Kind.URL]
Email: TypeAlias = Annotated[str, Kind.EMAIL]
Colour: TypeAlias = Annotated[str, Kind.COLOUR]
Anything: TypeAlias = Annotated[object, Kind.ANYTHING]
Percent: TypeAlias = Annotated[int, Kind.PERCENT]
Score: TypeAlias = Annotated[int, Kind.SCORE]
TimeZone: TypeAlias = Annotated[str, Kind.TIMEZONE]
Currency: TypeAlias = Annotated[str, Kind.CURRENCY]
Hours: TypeAlias = Annotated[str, Kind.HOURS]
Statement: TypeAlias = Annotated[str, Kind.STATEMENT]
AnyId: TypeAlias = Annotated[str, Ref()]
MilestoneId: TypeAlias = Annotated[str, Ref(("milestones",))]
RequirementId: TypeAlias = Annotated[str, Ref(("requirements",))]
DeliverableId: TypeAlias = Annotated[str, Ref(("deliverables",))]
DecisionId: TypeAlias = Annotated[str, Ref(("decisions",))]
ActionId: TypeAlias = Annotated[str, Ref(("actions",))]
PersonId: TypeAlias = Annotated[str, PersonRef()]

Audience: TypeAlias = Literal["internal", "sponsor", "client", "public"]
Party: TypeAlias = Literal["agency", "client"]
Level: TypeAlias = Literal["low", "medium", "high"]
Health: TypeAlias = Literal["on-track", "at-risk", "off-track", "on-hold"]
Language: TypeAlias = Literal["en", "es", "ro"]
Precision: TypeAlias = Literal["day", "month", "quarter"]
MilestoneState: TypeAlias = Literal["planned", "active", "done", "dropped"]
RequirementState: TypeAlias = Literal["proposed", "agreed", "in-progress", "done", "dropped"]
Priority: TypeAlias = Literal["must", "should", "could", "wont"]
ChangeState: TypeAlias = Literal["proposed", "accepted", "rejected", "withdrawn", "done"]
DeliverableState: TypeAlias = Literal["planned", "in-review", "delivered", "accepted", "rejected"]
DecisionState: TypeAlias = Literal["proposed", "accepted", "rejected", "superseded"]
RiskState: TypeAlias = Literal["open", "watching", "happened", "closed"]
Verb: TypeAlias = Literal["accept", "reject", "withdraw", "acknowledge"]

AUDIENCES: tuple[Audience, ...] = ("internal", "sponsor", "client", "public")
"""From fewest readers to most."""

Day: TypeAlias = date
Instant: TypeAlias = datetime
Number: TypeAlias = Decimal


@dataclass(frozen=True)
class Duration:
    """An amount of working time: `h` working hours, `d` working days, `w` working weeks."""

    amount: Decimal
    unit: Literal["h", "d", "w"]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"
