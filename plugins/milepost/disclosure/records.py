"""What a share may show of the work and the agreement: an allow-list written out field by field.

Nothing is inherited from the model: a field that is added there reaches no site until it is also added here, or in
`conversations`; a field not named stays inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from milepost.model.kinds import (
    AnyId,
    ChangeState,
    Day,
    DecisionId,
    DecisionState,
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
    RequirementState,
    RiskState,
    Url,
)


@dataclass(frozen=True, kw_only=True)
class DisclosedLink:
    """A link to a disclosed record, or to a web page."""

    record: AnyId | None = None
    title: Line | None = None
    url: Url | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedRecord:
    """What any record shows; `audience`, `internal` and `translations` are not among it."""

    collection: ClassVar[str] = ""

    id: Id
    title: Line
    owner: PersonId | None = None
    tags: tuple[Line, ...] = ()
    links: tuple[DisclosedLink, ...] = ()
    custom: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedExclusion:
    """Something that is not part of the work."""

    item: Markdown
    reason: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedAgreement(DisclosedRecord):
    """An agreement."""

    collection: ClassVar[str] = "agreements"
    body: Markdown
    in_scope: tuple[Markdown, ...] = ()
    out_of_scope: tuple[DisclosedExclusion, ...] = ()
    assumptions: tuple[Markdown, ...] = ()
    client_responsibilities: tuple[Markdown, ...] = ()
    process: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedRequirement(DisclosedRecord):
    """A requirement."""

    collection: ClassVar[str] = "requirements"
    statement: Markdown
    acceptance: tuple[Markdown, ...] = ()
    priority: Priority | None = None
    status: RequirementState = "proposed"
    source: Line | None = None
    group: Line | None = None
    milestones: tuple[MilestoneId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedDependency:
    """What must be done first; a hidden one leaves no trace."""

    id: AnyId
    lag: Duration | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedTask:
    """A task, in shares whose detail is `tasks`."""

    id: Id
    title: Line
    start: Day | None = None
    due: Day | None = None
    done_on: Day | None = None
    progress: Percent | None = None
    owner: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedMilestone(DisclosedRecord):
    """A milestone; its buffer is the agency's own margin and is not shown."""

    collection: ClassVar[str] = "milestones"
    agreed: Day | None = None
    expected: Day | None = None
    done_on: Day | None = None
    start: Day | None = None
    agreed_start: Day | None = None
    precision: Precision = "day"
    delivers: tuple[DeliverableId, ...] = ()
    phase: Line | None = None
    status: MilestoneState = "planned"
    progress: Percent | None = None
    confidence: Level | None = None
    depends_on: tuple[DisclosedDependency, ...] = ()
    requirements: tuple[RequirementId, ...] = ()
    reason: Markdown | None = None
    tasks: tuple[DisclosedTask, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedMeasurement:
    """One value of a KPI."""

    date: Day
    value: Number
    note: Line | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedTarget:
    """A KPI's target."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedKpi(DisclosedRecord):
    """A measured result."""

    collection: ClassVar[str] = "kpis"
    unit: Line | None = None
    direction: Literal["up", "down", "range"] | None = None
    baseline: Number | None = None
    target: DisclosedTarget
    target_by: Day | None = None
    source: Line | None = None
    measurements: tuple[DisclosedMeasurement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedOption:
    """A way that was weighed."""

    title: Line
    pros: Markdown | None = None
    cons: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedDecisionEffect:
    """What a decision costs."""

    days: Number | None = None
    cost: Number | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedDecision(DisclosedRecord):
    """A decision."""

    collection: ClassVar[str] = "decisions"
    date: Day
    status: DecisionState = "accepted"
    context: Markdown | None = None
    options: tuple[DisclosedOption, ...] = ()
    decision: Markdown
    consequences: Markdown | None = None
    decided_by: tuple[PersonId, ...] = ()
    supersedes: tuple[DecisionId, ...] = ()
    affects: tuple[AnyId, ...] = ()
    effect: DisclosedDecisionEffect | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedCheck:
    """An acceptance check."""

    what: Markdown
    result: Literal["pass", "fail", "open"] = "open"
    by: PersonId | None = None
    date: Day | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedDeliverable(DisclosedRecord):
    """A deliverable."""

    collection: ClassVar[str] = "deliverables"
    description: Markdown | None = None
    acceptance: tuple[Markdown, ...] = ()
    files: tuple[FilePath, ...] = ()
    milestone: MilestoneId | None = None
    version: Line | None = None
    accept_by: Day | None = None
    status: DeliverableState = "planned"
    checks: tuple[DisclosedCheck, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedShift:
    """How far a change moves a disclosed milestone."""

    id: MilestoneId
    days: int


@dataclass(frozen=True, kw_only=True)
class DisclosedChangeEffect:
    """What a change costs."""

    cost: Number | None = None
    milestones: tuple[DisclosedShift, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DisclosedChange(DisclosedRecord):
    """A change request."""

    collection: ClassVar[str] = "changes"
    description: Markdown
    requested_by: PersonId | None = None
    requested_on: Day | None = None
    status: ChangeState = "proposed"
    effect: DisclosedChangeEffect | None = None
    billing: Literal["included", "extra"] | None = None
    reason: Markdown | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedRisk(DisclosedRecord):
    """A risk."""

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
class DisclosedInvoice:
    """An invoice."""

    number: Line
    date: Day
    amount: Number
    paid_on: Day | None = None


@dataclass(frozen=True, kw_only=True)
class DisclosedBudgetLine(DisclosedRecord):
    """A budget line; the agency's cost and rate are not among its fields."""

    collection: ClassVar[str] = "budget"
    estimate: Number
    actual: Number | None = None
    committed: Number | None = None
    forecast: Number | None = None
    category: Line | None = None
    milestone: MilestoneId | None = None
    invoices: tuple[DisclosedInvoice, ...] = ()
