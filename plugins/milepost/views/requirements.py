"""Requirements by group, with their state and the milestones that deliver them; a built one is not yet accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.requirements import Trace, traces
from milepost.views import phrases
from milepost.views.blocks import Cell, Fold, PageView, Section, Table
from milepost.views.context import record_url
from milepost.views.evidence_notes import evidence_text
from milepost.views.matrix import coverage_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LONG = 15


def requirements_page(context: Context) -> PageView | None:
    """The page; None where the share has no requirement."""
    found, words = traces(context.engagement), context.words
    if not found:
        return None
    kept = [item for item in found if item.requirement.status != "dropped"]
    dropped = [item for item in found if item.requirement.status == "dropped"]
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
        words.text("Requirements"),
        context.kicker,
        _headline(context, kept),
        tuple(sections),
        lead=(traced,) if traced else (),
    )


def _headline(context: Context, kept: Sequence[Trace]) -> str:
    words, n = context.words, len(kept)
    states = [item.requirement.status for item in kept]
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


def _groups(kept: Sequence[Trace]) -> dict[str, list[Trace]]:
    found: dict[str, list[Trace]] = {}
    for item in kept:
        found.setdefault(item.requirement.group or "", []).append(item)
    return found


def _table(context: Context, caption: str, members: Sequence[Trace]) -> Table:
    words = context.words
    heads = (words.text("Requirement"), words.text("Delivered with"), words.text("Status"))
    name = caption or words.text("Requirements")
    label = words.text("Filter this list") if len(members) > _LONG else ""
    return Table(name, heads, tuple(_row(context, item) for item in members), filter=label)


def _row(context: Context, item: Trace) -> tuple[Cell, ...]:
    words, requirement = context.words, item.requirement
    priority = phrases.priority_label(words, requirement.priority) if requirement.priority else ""
    sub = " · ".join(text for text in (requirement.id, priority) if text)
    last = item.milestones[-1] if item.milestones else None
    found = context.standings.get(last.id) if last else None
    when = words.period(found.on, found.milestone.precision) if found and found.on else ""
    more = len(item.milestones) - 1
    if more > 0:
        when += " · " + words.count("and {n} before it", "and {n} before it", more)
    return (
        Cell(requirement.title, sub=sub, url=record_url(requirement.id)),
        Cell(last.title if last else "–", sub=when, url=record_url(last.id) if last else ""),
        Cell(
            tag=phrases.requirement_tag(words, requirement.status),
            sub=evidence_text(context, requirement.id),
        ),
    )
