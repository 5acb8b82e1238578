"""The detailed report of a project over a period, as Markdown for whoever keeps or sends it; makes no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.money import budget_totals
from milepost.analysis.standing import Standing
from milepost.analysis.states import is_asked_for
from milepost.disclosure.records import DisclosedDeliverable, DisclosedRequirement
from milepost.views import phrases, report_lines
from milepost.views.foot import foot_of
from milepost.views.labels import choice_label
from milepost.views.report_draft import proposal
from milepost.views.report_lines import bullets, escaped, named

if TYPE_CHECKING:
    from milepost.analysis.period import PeriodFacts
    from milepost.analysis.standing import MilestoneStanding
    from milepost.views.context import Context

_EVERYTHING = 1_000


def period_report(context: Context, facts: PeriodFacts) -> str:
    """The report; every section is there, and an empty one says so."""
    words, client = context.words, context.engagement.client
    first, last = words.full_day(facts.period.first), words.full_day(facts.period.last)
    parts = [
        f"# {escaped(client.name)}: {escaped(client.engagement)}",
        words.text("Project report, {first} to {last}.", first=first, last=last),
        *_state(context, facts),
        *_sections(context, facts),
        _stamp(context),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _state(context: Context, facts: PeriodFacts) -> list[str]:
    words, found = context.words, proposal(context)
    parts = [found.why]
    if found.health:
        label = phrases.health_tag(words, found.health).label
        parts.insert(0, f"**{label}.**")
    told = [" ".join(parts)]
    if not facts.has_history:
        told.append(words.text("No history was read: dates that moved and changes of status cannot be told."))
    return told


def _sections(context: Context, facts: PeriodFacts) -> list[str]:
    words = context.words
    done = [*report_lines.done_lines(context, facts), *report_lines.bad_lines(context, facts)]
    needed = report_lines.needed_lines(context, facts)
    parts = (
        (words.text("Done"), bullets(done)),
        (words.text("Dates that moved, and why"), bullets(report_lines.moved_lines(context, facts))),
        (words.text("Decided"), bullets(report_lines.decided_lines(context, facts))),
        (words.text("Asked"), bullets(report_lines.asked_lines(context, facts))),
        (words.text("Signed"), bullets(_signed(context, facts))),
        (words.text("The plan"), _plan(context)),
        (words.text("Next"), bullets(report_lines.next_lines(context, facts, _EVERYTHING))),
        (words.text("In the way"), bullets(report_lines.obstacle_lines(context, facts))),
        (words.text("What we need from you"), bullets(needed)),
        (words.own("result") or words.text("Results"), bullets(_results(context, facts))),
        (words.text("Scope"), bullets(_scope(context))),
    )
    nothing = words.text("Nothing on record.")
    told = [f"## {title}\n\n{text or nothing}" for title, text in parts]
    budget, heading = _budget(context), words.text("Budget")
    return [*told, f"## {heading}\n\n{budget}"] if budget else told


def _plan(context: Context) -> str:
    words = context.words
    kept = [item for item in context.standings.values() if item.standing is not Standing.DROPPED]
    if not kept:
        return ""
    heads = (
        words.heading("milestone", 1),
        words.text("Agreed date"),
        words.text("Expected"),
        words.text("Difference"),
        words.text("Status"),
    )
    rows = [_row(heads), _row(["---"] * len(heads))]
    return "\n".join([*rows, *(_row(_plan_row(context, item)) for item in kept)])


def _plan_row(context: Context, item: MilestoneStanding) -> list[str]:
    words, precision = context.words, item.milestone.precision
    return [
        named(item.milestone),
        words.period(item.agreed, precision) if item.agreed else "–",
        words.period(item.on, precision) if item.on else "–",
        phrases.shift(words, item.days_later) or "–",
        phrases.standing_tag(words, item.standing).label,
    ]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _signed(context: Context, facts: PeriodFacts) -> list[str]:
    words = context.words
    found = []
    for item in facts.signed:
        record = context.engagement.by_id.get(item.record)
        what = named(record) if record else item.record
        how = words.text("signature filed") if item.signed else words.text("Note, not signed").lower()
        who = context.person(item.by)
        parts = (choice_label(words, item.verb), who, words.day(words.on(item.at)), how)
        about = ", ".join(text for text in parts if text)
        found.append(f"{what}: {about}.")
    return found


def _results(context: Context, facts: PeriodFacts) -> list[str]:
    words = context.words
    return [
        f"{named(kpi)}: {words.measure(entry.value, kpi.unit)}, {words.day(entry.date)}."
        for kpi, entry in facts.measured
    ]


def _scope(context: Context) -> list[str]:
    words, found = context.words, []
    requirements = [item for item in context.engagement.of(DisclosedRequirement) if is_asked_for(item)]
    if requirements:
        n = len(requirements)
        done = sum(item.status == "done" for item in requirements)
        found.append(
            words.count(
                "{done} of {n} {requirements} is done.",
                "{done} of {n} {requirements} are done.",
                n,
                done=done,
                requirements=words.term_for("requirement", n),
            )
        )
    deliverables = context.engagement.of(DisclosedDeliverable)
    if deliverables:
        n = len(deliverables)
        found.append(
            words.count(
                "{accepted} of {n} {deliverables} is accepted.",
                "{accepted} of {n} {deliverables} are accepted.",
                n,
                accepted=sum(item.status == "accepted" for item in deliverables),
                deliverables=words.term_for("deliverable", n),
            )
        )
    return found


def _budget(context: Context) -> str:
    totals, words = budget_totals(context.engagement), context.words
    if totals is None:
        return ""
    pairs = (
        (words.text("Agreed"), totals.agreed),
        (words.text("Used"), totals.used),
        (words.text("Forecast"), totals.forecast),
        (words.text("Paid"), totals.paid),
    )
    return bullets(f"{label}: {words.money(amount)}" for label, amount in pairs)


def _stamp(context: Context) -> str:
    """What state the report tells, as the foot of every page does."""
    return foot_of(context).text
