"""Records of the work: milestones, deliverables, KPIs, budget lines; no rule about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from milepost.model.kinds import (
    NORMATIVE,
    AnyId,
    Audience,
    Day,
    DeliverableId,
    DeliverableState,
    Duration,
    FilePath,
    Id,
    Level,
    Line,
    Markdown,
    MilestoneId,
    MilestoneState,
    Number,
    Percent,
    PersonId,
    Precision,
    Priority,
    RequirementId,
)
from milepost.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Dependency:
    """What must be done first, and how long after it."""

    shorthand: ClassVar[str] = "id"
    id: AnyId
    lag: Duration | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """A piece of work inside a milestone; shown only where a share's detail is `tasks`."""

    id: Id
    title: Line
    start: Day | None = None
    due: Day | None = None
    done_on: Day | None = None
    progress: Percent | None = None
    priority: Priority | Level | None = None
    owner: PersonId | None = None
    depends_on: tuple[Dependency, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Milestone(Record):
    """A date that the plan is held to; `expected` is None where `agreed` still holds."""

    collection: ClassVar[str] = "milestones"
    agreed: Annotated[Day | None, NORMATIVE] = None
    expected: Day | None = None
    done_on: Day | None = None
    start: Day | None = None
    agreed_start: Day | None = None
    precision: Precision = "day"
    delivers: Annotated[tuple[DeliverableId, ...], NORMATIVE] = ()
    phase: Line | None = None
    status: MilestoneState = "planned"
    progress: Percent | None = None
    confidence: Level | None = None
    buffer: Duration | None = None
    depends_on: tuple[Dependency, ...] = ()
    requirements: tuple[RequirementId, ...] = ()
    reason: Markdown | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """One acceptance check of a deliverable."""

    what: Markdown
    result: Literal["pass", "fail", "open"] = "open"
    by: PersonId | None = None
    date: Day | None = None


@dataclass(frozen=True, kw_only=True)
class Deliverable(Record):
    """Something that is handed over and accepted."""

    collection: ClassVar[str] = "deliverables"
    description: Annotated[Markdown | None, NORMATIVE] = None
    acceptance: Annotated[tuple[Markdown, ...], NORMATIVE] = ()
    files: Annotated[tuple[FilePath, ...], NORMATIVE] = ()
    milestone: MilestoneId | None = None
    version: Line | None = None
    accept_by: Day | None = None
    status: DeliverableState = "planned"
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One value of a KPI on a day."""

    date: Day
    value: Number
    note: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a KPI should reach: a value, or a range."""

    shorthand: ClassVar[str] = "value"
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Kpi(Record):
    """A measured result."""

    collection: ClassVar[str] = "kpis"
    unit: Annotated[Line | None, NORMATIVE] = None
    direction: Annotated[Literal["up", "down", "range"] | None, NORMATIVE] = None
    baseline: Annotated[Number | None, NORMATIVE] = None
    target: Annotated[Target, NORMATIVE]
    target_by: Annotated[Day | None, NORMATIVE] = None
    source: Line | None = None
    measurements: tuple[Measurement, ...] = ()
    measurements_csv: FilePath | None = None


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An invoice sent for a budget line."""

    number: Line
    date: Day
    amount: Number
    paid_on: Day | None = None


@dataclass(frozen=True, kw_only=True)
class BudgetLine(Record):
    """A part of the budget; `cost` and `rate` are the agency's own figures and never leave it."""

    collection: ClassVar[str] = "budget"
    default_audience: ClassVar[Audience] = "sponsor"
    estimate: Annotated[Number, NORMATIVE]
    actual: Number | None = None
    committed: Number | None = None
    forecast: Number | None = None
    category: Line | None = None
    milestone: MilestoneId | None = None
    invoices: tuple[Invoice, ...] = ()
    cost: Number | None = None
    rate: Number | None = None
