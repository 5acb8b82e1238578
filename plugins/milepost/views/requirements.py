"""Requirements by group, with their state and the milestones that deliver them; a built one is not yet accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.states import is_asked_for
from milepost.analysis.traceability import answering_milestones
from milepost.disclosure.records import DisclosedRequirement
from milepost.views import phrases
from milepost.views.blocks import Cell, Fold, PageView, Section, Table
from milepost.views.context import record_url
from milepost.views.doubts import doubt_text
from milepost.views.labels import choice_label
from milepost.views.matrix import coverage_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.disclosure.records import DisclosedMilestone
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LONG = 15


def requirements_page(context: Context) -> PageView | None:
    """The page; None where the share has no requirement."""
    found, words = context.engagement.of(DisclosedRequirement), context.words
    if not found:
        return None
    kept = [item for item in found if is_asked_for(item)]
    dropped = [item for item in found if not is_asked_for(item)]
    sections = [
        Section(
            f"group-{number}",
            group or words.text("Everything asked for"),
            (_table(context, group, members),),
            count=words.whole(len(members)),
        )
        for number, (group, members) in enumerate(_groups(kept).items(), 1)
    ]
    if dropped:
        n = len(dropped)
        title = words.count(
            "{n} {requirements} was dropped",
            "{n} {requirements} were dropped",
            n,
            requirements=words.term_for("requirement", n),
        )
        fold: Block = Fold(title, (_table(context, title, dropped),))
        sections.append(Section("dropped", words.text("No longer asked for"), (fold,)))
    traced = coverage_note(context)
    return PageView(
        "requirements/",
        words.own("requirement") or words.text("Requirements"),
        context.kicker,
        _headline(context, kept),
        tuple(sections),
        lead=(traced,) if traced else (),
    )


def _headline(context: Context, kept: Sequence[DisclosedRequirement]) -> str:
    words, n = context.words, len(kept)
    states = [item.status for item in kept]
    first = words.count(
        "{done} of {n} {requirements} is done.",
        "{done} of {n} {requirements} are done.",
        n,
        done=states.count("done"),
        requirements=words.term_for("requirement", n),
    )
    proposed = states.count("proposed")
    if not proposed:
        return first
    return f"{first} " + words.count("{n} is not agreed yet.", "{n} are not agreed yet.", proposed)


def _groups(kept: Sequence[DisclosedRequirement]) -> dict[str, list[DisclosedRequirement]]:
    found: dict[str, list[DisclosedRequirement]] = {}
    for item in kept:
        found.setdefault(item.group or "", []).append(item)
    return found


def _table(context: Context, caption: str, members: Sequence[DisclosedRequirement]) -> Table:
    words = context.words
    heads = (
        words.own("requirement", 1) or words.text("Requirement"),
        words.text("Delivered with"),
        words.text("Status"),
    )
    name = caption or words.own("requirement") or words.text("Requirements")
    label = words.text("Filter this list") if len(members) > _LONG else ""
    answering = answering_milestones(context.engagement)
    rows = tuple(_row(context, item, tuple(answering[item.id].values())) for item in members)
    return Table(name, heads, rows, filter=label)


def _row(
    context: Context, requirement: DisclosedRequirement, milestones: Sequence[DisclosedMilestone]
) -> tuple[Cell, ...]:
    words = context.words
    priority = choice_label(words, requirement.priority) if requirement.priority else ""
    sub = " · ".join(text for text in (requirement.id, priority) if text)
    last = milestones[-1] if milestones else None
    found = context.standings.get(last.id) if last else None
    when = words.period(found.on, found.milestone.precision) if found and found.on else ""
    more = len(milestones) - 1
    if more > 0:
        when += " · " + words.count("and {n} before it", "and {n} before it", more)
    return (
        Cell(requirement.title, sub=sub, url=record_url(requirement.id)),
        Cell(last.title if last else "–", sub=when, url=record_url(last.id) if last else ""),
        Cell(
            tag=phrases.requirement_tag(words, requirement.status),
            sub=doubt_text(context, requirement.id),
        ),
    )
