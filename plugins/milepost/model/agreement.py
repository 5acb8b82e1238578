"""Records of what was agreed: agreements, requirements, decisions, changes; no rule about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from milepost.model.kinds import (
    NORMATIVE,
    AnyId,
    ChangeState,
    Day,
    DecisionId,
    DecisionState,
    Line,
    Markdown,
    MilestoneId,
    Number,
    PersonId,
    Priority,
    RequirementState,
)
from milepost.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """Something that is not part of the work, and why."""

    shorthand: ClassVar[str] = "item"
    item: Markdown
    reason: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """What both sides signed up to."""

    collection: ClassVar[str] = "agreements"
    body: Annotated[Markdown, NORMATIVE]
    in_scope: Annotated[tuple[Markdown, ...], NORMATIVE] = ()
    out_of_scope: Annotated[tuple[Exclusion, ...], NORMATIVE] = ()
    assumptions: Annotated[tuple[Markdown, ...], NORMATIVE] = ()
    client_responsibilities: Annotated[tuple[Markdown, ...], NORMATIVE] = ()
    process: Annotated[Markdown | None, NORMATIVE] = None


@dataclass(frozen=True, kw_only=True)
class Requirement(Record):
    """What the result must do."""

    collection: ClassVar[str] = "requirements"
    statement: Annotated[Markdown, NORMATIVE]
    acceptance: Annotated[tuple[Markdown, ...], NORMATIVE] = ()
    priority: Annotated[Priority | None, NORMATIVE] = None
    status: RequirementState = "proposed"
    source: Line | None = None
    group: Line | None = None
    milestones: tuple[MilestoneId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the ways that were weighed."""

    title: Line
    pros: Markdown | None = None
    cons: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionEffect:
    """What a decision costs, in working days and money."""

    days: Number | None = None
    cost: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """What was decided, and why."""

    collection: ClassVar[str] = "decisions"
    date: Annotated[Day, NORMATIVE]
    status: DecisionState = "accepted"
    context: Annotated[Markdown | None, NORMATIVE] = None
    options: Annotated[tuple[Option, ...], NORMATIVE] = ()
    decision: Annotated[Markdown, NORMATIVE]
    consequences: Annotated[Markdown | None, NORMATIVE] = None
    decided_by: tuple[PersonId, ...] = ()
    supersedes: tuple[DecisionId, ...] = ()
    affects: tuple[AnyId, ...] = ()
    effect: DecisionEffect | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneShift:
    """How many days a change moves one milestone."""

    id: MilestoneId
    days: int


@dataclass(frozen=True, kw_only=True)
class ChangeEffect:
    """What a change request costs, in money and dates."""

    cost: Number | None = None
    milestones: tuple[MilestoneShift, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change(Record):
    """A request to change what was agreed."""

    collection: ClassVar[str] = "changes"
    description: Annotated[Markdown, NORMATIVE]
    requested_by: PersonId | None = None
    requested_on: Day | None = None
    status: ChangeState = "proposed"
    effect: Annotated[ChangeEffect | None, NORMATIVE] = None
    billing: Annotated[Literal["included", "extra"] | None, NORMATIVE] = None
    reason: Markdown | None = None
