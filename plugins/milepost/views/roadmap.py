"""The roadmap: the whole plan, the dates that moved and why; computes no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.impact import stated_days
from milepost.analysis.signoffs import acceptances
from milepost.analysis.standing import MilestoneStanding, Standing
from milepost.analysis.states import is_accepted
from milepost.disclosure.records import DisclosedChange, DisclosedDecision
from milepost.views import phrases
from milepost.views.as_of import as_of_section
from milepost.views.blocks import Fold, Note, PageView, Section
from milepost.views.context import record_url
from milepost.views.criticality import critical_section
from milepost.views.plan import full_plan
from milepost.views.plan_blocks import Move, Moves
from milepost.views.slips import agreed_by, rewrite_notes, waited_before, waited_summary, waiting_evidence
from milepost.views.trend import trend_section
from milepost.views.what_if import what_if_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.views.blocks import Block
    from milepost.views.context import Context
    from milepost.views.inline import Link

LONG_PLAN = 40
"""Above this many milestones the done ones are folded away."""
_MOST_MOVES = 12


def roadmap(context: Context) -> PageView | None:
    """The page; None where there is no milestone."""
    items = tuple(context.standings.values())
    if not items:
        return None
    words = context.words
    kept = tuple(item for item in items if item.standing is not Standing.DROPPED)
    sections = [Section("plan", words.text("The plan"), _plans(context, kept))]
    critical = critical_section(context)
    moved, rewritten = _moves(context, _moved(kept)), rewrite_notes(context)
    if critical:
        sections.append(critical)
    if moved or rewritten:
        sections.append(Section("moved", words.text("Dates that moved, and why"), (*rewritten, *moved)))
    further = (trend_section(context), what_if_section(context), as_of_section(context))
    sections += [section for section in further if section]
    dropped = tuple(item for item in items if item.standing is Standing.DROPPED)
    if dropped:
        fold = Fold(_dropped_title(context, len(dropped)), (full_plan(context, dropped, words.text("Dropped")),))
        sections.append(Section("dropped", words.text("No longer in this plan"), (fold,)))
    return PageView(
        url="roadmap/",
        title=words.text("Roadmap"),
        kicker=context.kicker,
        headline=headline(context, kept),
        lead=(Note(_reason(context, kept)),),
        sections=tuple(sections),
    )


def _dropped_title(context: Context, n: int) -> str:
    return context.words.count(
        "{n} {milestones} was dropped",
        "{n} {milestones} were dropped",
        n,
        milestones=context.words.term_for("milestone", n),
    )


def headline(context: Context, kept: tuple[MilestoneStanding, ...]) -> str:
    """How many milestones are done, and when the key one is expected."""
    words, key = context.words, context.key
    done = sum(item.standing is Standing.DONE for item in kept)
    n = len(kept)
    first = words.count(
        "{done} of {n} {milestones} is done.",
        "{done} of {n} {milestones} are done.",
        n,
        done=done,
        milestones=words.term_for("milestone", n),
    )
    if key is None or key.on is None or key.standing is Standing.DONE:
        return first
    at = words.at(key.on, key.milestone.precision)
    if key.standing is Standing.OVERDUE:
        return f"{first} " + words.text("{title} was expected {at} and is not done.", title=key.milestone.title, at=at)
    return f"{first} " + words.text("{title} is expected {at}.", title=key.milestone.title, at=at)


def _reason(context: Context, kept: tuple[MilestoneStanding, ...]) -> str:
    words = context.words
    open_ones = [item for item in kept if item.is_open]
    later = sum((item.days_later or 0) > 0 for item in open_ones)
    overdue = sum(item.standing is Standing.OVERDUE for item in open_ones)
    parts = []
    if overdue:
        parts.append(
            words.count(
                "{n} date has passed without the work being done.",
                "{n} dates have passed without the work being done.",
                overdue,
            )
        )
    if later:
        parts.append(words.count("{n} open date is later than agreed.", "{n} open dates are later than agreed.", later))
    if not parts and open_ones:
        parts.append(words.text("No open date is later than agreed."))
    return " ".join(parts)


def _plans(context: Context, kept: tuple[MilestoneStanding, ...]) -> tuple[Block, ...]:
    words = context.words
    if len(kept) <= LONG_PLAN:
        return (full_plan(context, kept, words.text("The plan")),)
    coming = tuple(item for item in kept if item.is_open)
    done = tuple(item for item in kept if not item.is_open)
    blocks: list[Block] = [full_plan(context, coming, words.text("Still to come"))] if coming else []
    if done:
        n = len(done)
        title = words.count(
            "{n} {milestones} is done",
            "{n} {milestones} are done",
            n,
            milestones=words.term_for("milestone", n),
        )
        blocks.append(Fold(title, (full_plan(context, done, title),)))
    return tuple(blocks)


def _moved(kept: tuple[MilestoneStanding, ...]) -> list[MilestoneStanding]:
    """Moved milestones: open ones before done ones, the furthest first."""
    moved = [item for item in kept if (item.days_later or 0) > 0 or (item.days_later and item.milestone.reason)]
    return sorted(moved, key=lambda item: (not item.is_open, -abs(item.days_later or 0), item.milestone.id))


def _moves(context: Context, moved: list[MilestoneStanding]) -> tuple[Block, ...]:
    items = (*(_move(context, item) for item in moved), *_agreed_moves(context))
    if not items:
        return ()
    waited = waited_summary(context)
    blocks: list[Block] = [Note(waited)] if waited else []
    blocks.append(Moves(items[:_MOST_MOVES]))
    if len(items) > _MOST_MOVES:
        more = context.words.count("{n} more", "{n} more", len(items) - _MOST_MOVES)
        blocks.append(Fold(more, (Moves(items[_MOST_MOVES:]),)))
    return tuple(blocks)


def _move(context: Context, item: MilestoneStanding) -> Move:
    words, milestone = context.words, item.milestone
    evidence, agreed = _evidence(context, item)
    before = words.period(item.agreed, milestone.precision) if item.agreed else ""
    after = words.period(item.on, milestone.precision) if item.on else ""
    return Move(
        title=milestone.title,
        url=record_url(milestone.id),
        change=f"{before} → {after}",
        shift=phrases.shift(words, item.days_later),
        why=milestone.reason or words.text("No reason has been recorded."),
        evidence=tuple(dict.fromkeys((*evidence, *waiting_evidence(context, milestone.id)))),
        agreed=agreed,
        waited=waited_before(context, milestone.id),
    )


def _agreed_moves(context: Context) -> Iterator[Move]:
    """Each change of an agreed date that a change request allows: the date holds, and yet it is not the first one."""
    words = context.words
    for item in context.standings.values():
        slip = context.slips.by_id.get(item.milestone.id)
        for rewrite in reversed(slip.rewrites if slip and item.standing is not Standing.DROPPED else ()):
            if not rewrite.accepted:
                continue
            before = words.period(rewrite.before, item.milestone.precision)
            after = words.period(rewrite.after, item.milestone.precision)
            filed = [word for name in rewrite.changes for word in acceptances(context.engagement.signoffs, name)]
            yield Move(
                title=item.milestone.title,
                url=record_url(item.milestone.id),
                change=f"{before} → {after}",
                shift=phrases.shift(words, rewrite.days),
                why=words.joined([context.title(name) for name in rewrite.changes]),
                evidence=tuple(context.link(name) for name in rewrite.changes),
                agreed=agreed_by(context, filed) or words.text("Change request accepted"),
                waited="",
            )


def _stands_behind(change: DisclosedChange, item: MilestoneStanding) -> bool:
    """Whether a request is about this move: an accepted one that names the milestone, or one that asks for just it.

    An open request for some other days is about a move that is still to come.
    """
    days = {shift.id: shift.days for shift in change.effect.milestones} if change.effect else {}
    moved = days.get(item.milestone.id)
    return moved is not None and (is_accepted(change) or (change.status == "proposed" and moved == item.days_later))


def _evidence(context: Context, item: MilestoneStanding) -> tuple[tuple[Link, ...], str]:
    """The change requests and decisions that name the milestone, and what is known of their being agreed."""
    words, name = context.words, item.milestone.id
    used = _behind_the_agreed_date(context, name)
    changes = [
        change
        for change in context.engagement.of(DisclosedChange)
        if change.id not in used and _stands_behind(change, item)
    ]
    decisions = [decision for decision in context.engagement.of(DisclosedDecision) if name in decision.affects]
    links = tuple(context.link(record.id) for record in (*changes, *decisions))
    if any(is_accepted(change) for change in changes):
        filed = [item for change in changes for item in acceptances(context.engagement.signoffs, change.id)]
        signed = agreed_by(context, sorted(filed, key=lambda item: (item.at, item.id)))
        return links, _as_far_as(context, signed or words.text("Change request accepted"), changes, item)
    if changes:
        return links, words.text("Waiting for a decision")
    return links, words.text("Without a change request")


def _behind_the_agreed_date(context: Context, milestone: str) -> frozenset[str]:
    """The requests that moved the agreed date itself: their days are in it, and explain no move away from it."""
    slip = context.slips.by_id.get(milestone)
    return frozenset(name for rewrite in (slip.rewrites if slip else ()) for name in rewrite.changes)


def _as_far_as(context: Context, told: str, changes: list[DisclosedChange], item: MilestoneStanding) -> str:
    """Who agreed, and to how many of the days where that is not all of them."""
    late = item.days_later or 0
    days = stated_days(change for change in changes if is_accepted(change)).get(item.milestone.id, 0)
    if not 0 < days < late:
        return told
    return context.words.count("{told}: {part} of {n} day", "{told}: {part} of {n} days", late, told=told, part=days)
