"""The plan as rows on a time axis, whole or in brief; words about it are the roadmap's and the overview's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from milepost.analysis.standing import Standing
from milepost.views import phrases
from milepost.views.charts import MilestoneMark, PeriodMark, PlanAxis, plan_axis
from milepost.views.context import record_url
from milepost.views.criticality import room
from milepost.views.plan_blocks import Plan, PlanHeads, PlanLegend, PlanRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.analysis.standing import MilestoneStanding
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context

_WORST_FIRST = (
    Standing.OVERDUE,
    Standing.AT_RISK,
    Standing.MOVED,
    Standing.ON_TRACK,
    Standing.PLANNED,
    Standing.DONE,
)


def phases(items: Iterable[MilestoneStanding]) -> dict[str, list[MilestoneStanding]]:
    """The milestones by phase, what was agreed to begin first before the rest; without a phase they come under ""."""
    found: dict[str, list[MilestoneStanding]] = {}
    for item in items:
        found.setdefault(item.milestone.phase or "", []).append(item)
    return dict(sorted(found.items(), key=lambda phase: min(map(_agreed_begin, phase[1]))))


def _agreed_begin(item: MilestoneStanding) -> date:
    """When the milestone was to begin, or to be reached where only that is known: a delay does not move it."""
    milestone = item.milestone
    return milestone.agreed_start or milestone.start or item.agreed or item.on or date.max


def axis_for(context: Context, items: Sequence[MilestoneStanding]) -> PlanAxis:
    """The time axis that holds every date of the milestones, and today."""
    days: list[date] = [context.as_of]
    for item in items:
        milestone = item.milestone
        days += [day for day in (item.on, item.agreed, milestone.start, milestone.agreed_start) if day]
    return plan_axis(days, context.as_of, context.words.text("Today"), context.words.tick)


def full_plan(context: Context, items: Sequence[MilestoneStanding], caption: str) -> Plan:
    """The plan with every milestone, grouped by phase."""
    groups = []
    for phase, members in phases(items).items():
        head = (phase_row(context, phase, members),) if phase else ()
        groups.append((*head, *(milestone_row(context, item) for item in members)))
    return Plan(axis_for(context, items), heads(context.words, caption), tuple(groups), legend(context.words))


def strip(context: Context, items: Sequence[MilestoneStanding], caption: str) -> Plan:
    """The plan in brief: one row per phase and the key date; the milestones themselves where there are no phases."""
    grouped = phases(items)
    rows = [phase_row(context, phase, members) for phase, members in grouped.items() if phase]
    if context.key and context.key.on and rows:
        rows.append(milestone_row(context, context.key, brief=True))
    if not rows:
        rows = [milestone_row(context, item, brief=True) for item in items]
    return Plan(axis_for(context, items), heads(context.words, caption), (tuple(rows),), strip=True)


def heads(words: Wording, caption: str) -> PlanHeads:
    """The words above the plan's columns."""
    return PlanHeads(
        caption,
        words.text("Phase and {milestone}", milestone=words.term_for("milestone", 1)),
        words.text("Timeline"),
        words.text("Expected"),
        words.text("Status"),
    )


def legend(words: Wording) -> PlanLegend:
    """What the plan's marks mean."""
    return PlanLegend(
        words.text("Now expected, or date done"),
        words.text("Agreed date"),
        words.text("Agreed period"),
        words.text("Still to come"),
    )


def phase_row(context: Context, phase: str, members: Sequence[MilestoneStanding]) -> PlanRow:
    """The row of a phase: from the first start to the last expected date, as exact as that one was promised."""
    words, standing = context.words, phase_standing(members)
    tag = phrases.standing_tag(words, standing)
    dated = [(item, item.on) for item in members if item.on]
    if not dated:
        return PlanRow(phase, "", "", None, "", "", "", tag, is_phase=True)
    last, end = max(dated, key=lambda pair: pair[1])
    start = min(item.milestone.start or on for item, on in dated)
    agreed = [item.agreed for item in members if item.agreed]
    agreed_start = min(item.milestone.agreed_start or item.milestone.start or on for item, on in dated)
    mark = PeriodMark(start, end, agreed_start if agreed else None, max(agreed, default=None), tag.tone)
    expected = words.span(start, end, last.milestone.precision)
    return PlanRow(phase, "", "", mark, expected, "", "", tag, is_phase=True)


def phase_standing(members: Sequence[MilestoneStanding]) -> Standing:
    """How a phase stands: the worst of its open milestones; not started where none of them has begun."""
    open_ones = [item.standing for item in members if item.is_open]
    if not open_ones:
        return Standing.DONE if any(item.standing is Standing.DONE for item in members) else Standing.DROPPED
    return min(open_ones, key=_WORST_FIRST.index)


def milestone_row(context: Context, item: MilestoneStanding, *, brief: bool = False) -> PlanRow:
    """The row of a milestone."""
    words, milestone = context.words, item.milestone
    tag = phrases.standing_tag(words, item.standing)
    mark = MilestoneMark(item.on, item.agreed, tag.tone, _is_key(context, item)) if item.on else None
    before = [context.title(dependency.id) for dependency in milestone.depends_on] if item.is_open and not brief else []
    return PlanRow(
        title=milestone.title,
        url=record_url(milestone.id),
        after=words.text("After: {titles}", titles=", ".join(before)) if before else "",
        mark=mark,
        expected=words.period(item.on, milestone.precision) if item.on else words.text("no date yet"),
        iso=item.on.isoformat() if item.on and milestone.precision == "day" else "",
        shift=phrases.shift(words, item.days_later),
        tag=tag,
        is_key=_is_key(context, item),
        room="" if brief else room(context, milestone.id),
    )


def _is_key(context: Context, item: MilestoneStanding) -> bool:
    return context.key is not None and context.key.milestone.id == item.milestone.id
