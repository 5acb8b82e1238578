"""What happened in a period as lines of Markdown in the reader's language; decides neither their order nor headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.analysis.incidents import IncidentState
from milepost.analysis.standing import Standing
from milepost.analysis.states import is_accepted
from milepost.analysis.waiting import asked_by_actions
from milepost.disclosure.records import DisclosedChange, DisclosedDeliverable, DisclosedRequirement
from milepost.views import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.analysis.incidents import IncidentStanding
    from milepost.analysis.period import DatedMove, PeriodFacts
    from milepost.analysis.standing import MilestoneStanding
    from milepost.disclosure.records import DisclosedRecord
    from milepost.views.context import Context

_TO_COME = frozenset({IncidentState.AHEAD, IncidentState.TODAY})
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def escaped(text: str) -> str:
    """A plain line such as a title, so that Markdown shows it as it stands."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def named(record: DisclosedRecord) -> str:
    """A record's title with its id, which a report links."""
    return f"{escaped(record.title)} ([{record.id}])"


def bullets(lines: Iterable[str]) -> str:
    """The lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def done_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """What was finished, handed over or repaired."""
    words = context.words
    found = [_milestone_done(context, item) for item in facts.done]
    for state, told in (
        ("accepted", words.text("Accepted: {title}.")),
        ("delivered", words.text("Delivered: {title}.")),
        ("in-review", words.text("Handed over for your review: {title}.")),
    ):
        mine = facts.turned_of(DisclosedDeliverable, state)
        found += [told.format(title=named(item)) for item in mine]
    requirements = facts.turned_of(DisclosedRequirement, "done")
    found += [words.text("Built: {title}.", title=named(item)) for item in requirements]
    found += [
        words.text("{name}: {title}.", name=_party(context, item.party), title=named(item))
        for item in facts.actions_done
    ]
    return found + [_repaired(context, item) for item in facts.repaired]


def _milestone_done(context: Context, item: MilestoneStanding) -> str:
    words, title, late = context.words, named(item.milestone), item.days_later or 0
    if late <= 0:
        return words.text("{title} was done {at}.", title=title, at=_at(context, item))
    far = phrases.distance(words, late)
    return words.text(
        "{title} was done {at}, {distance} later than agreed.", title=title, at=_at(context, item), distance=far
    )


def _party(context: Context, party: str) -> str:
    return context.words.text("You") if party == "client" else context.words.text("We")


def _repaired(context: Context, item: IncidentStanding) -> str:
    words, title = context.words, named(item.incident)
    if item.is_maintenance:
        return words.text("Maintenance: {title}.", title=title)
    return words.text("Fault, repaired: {title}.", title=title)


def bad_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """What went wrong in the period: what was rejected."""
    words = context.words
    rejected = facts.turned_of(DisclosedDeliverable, "rejected")
    return [words.text("Rejected: {title}.", title=named(item)) for item in rejected]


def moved_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """The dates that moved, each with its reason."""
    return [_move(context, item) for item in facts.moved]


def _move(context: Context, item: DatedMove) -> str:
    words, precision = context.words, item.milestone.precision
    values = {
        "title": named(item.milestone),
        "before": words.sentence_period(item.before, precision),
        "after": words.sentence_period(item.after, precision),
    }
    if item.days > 0:
        told = words.text("{title} moved later, from {before} to {after}.", **values)
    else:
        told = words.text("{title} moved earlier, from {before} to {after}.", **values)
    return f"{told} {_reason(context, item)}"


def _reason(context: Context, item: DatedMove) -> str:
    """Why it moved: the reason on record, else the accepted change requests that move it."""
    words = context.words
    if item.milestone.reason:
        return " ".join(item.milestone.reason.split())
    behind = [
        named(change)
        for change in context.engagement.of(DisclosedChange)
        if is_accepted(change)
        and change.effect
        and item.milestone.id in {shift.id for shift in change.effect.milestones}
    ]
    if behind:
        return words.text("Agreed with: {titles}.", titles=words.joined(behind))
    return words.text("No reason has been recorded.")


def decided_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """Decisions taken, and what became of change requests."""
    words = context.words
    found = [f"{words.plain_day(item.date)}: {named(item)}." for item in facts.decided]
    for state, told in (
        ("accepted", words.text("Change request accepted: {title}.")),
        ("done", words.text("Change request carried out: {title}.")),
        ("rejected", words.text("Change request rejected: {title}.")),
        ("withdrawn", words.text("Change request withdrawn: {title}.")),
    ):
        found += [told.format(title=named(item)) for item in facts.turned_of(DisclosedChange, state)]
    return found


def asked_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """Change requests and questions of the period, with whether they were answered."""
    words = context.words
    found = [words.text("Change asked for: {title}.", title=named(item)) for item in facts.asked_changes]
    for item in facts.asked:
        told = words.text("open") if item.is_open else words.text("answered")
        found.append(words.text("Question, {state}: {title}.", state=told, title=named(item.question)))
    earlier = {item.question.id for item in facts.asked}
    late = [item for item in facts.answered if item.question.id not in earlier]
    found += [words.text("Question of before, answered: {title}.", title=named(item.question)) for item in late]
    return found


def next_lines(context: Context, facts: PeriodFacts, most: int) -> list[str]:
    """The next dates, at most so many, and maintenance that is announced."""
    words = context.words
    found = [
        f"{words.sentence_period(item.on, item.milestone.precision)}: {named(item.milestone)}."
        for item in facts.coming[:most]
        if item.on
    ]
    for item in facts.pending:
        title, starts = named(item.incident), item.incident.starts
        if item.state in _TO_COME and starts:
            day = words.plain_day(words.on(starts))
            found.append(words.text("Maintenance on {date}: {title}.", date=day, title=title))
        elif item.state in _TO_COME:
            found.append(words.text("Maintenance: {title}.", title=title))
    return found


def obstacle_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """What stands in the way: dates that have passed, dates in danger, risks, faults."""
    words = context.words
    found = [
        words.text("{title} was expected {at} and is not done.", title=named(item.milestone), at=_at(context, item))
        for item in facts.blocked
        if item.standing is Standing.OVERDUE
    ]
    told = {name for item in facts.blocked for name in item.because}
    found += [_danger(context, item) for item in facts.blocked if item.standing is Standing.AT_RISK]
    for risk in facts.risks:
        if risk.id not in told:
            happened = risk.status == "happened"
            label = words.text("Happened: {title}.") if happened else words.text("Risk: {title}.")
            found.append(label.format(title=named(risk)))
    return found + [_pending(context, item) for item in facts.pending if item.state not in _TO_COME]


def _pending(context: Context, item: IncidentStanding) -> str:
    words, title = context.words, named(item.incident)
    if item.is_maintenance:
        return words.text("Maintenance, nobody has said that it is over: {title}.", title=title)
    return words.text("Fault, not repaired yet: {title}.", title=title)


def _danger(context: Context, item: MilestoneStanding) -> str:
    words, title, at = context.words, named(item.milestone), _at(context, item)
    records = [context.engagement.by_id[name] for name in item.because if name in context.engagement.by_id]
    causes = words.joined([named(record) for record in records])
    if causes:
        return words.text(
            "{title} is expected {at}, but that date is at risk: {causes}.", title=title, at=at, causes=causes
        )
    return words.text("{title} is expected {at}, but that date is at risk.", title=title, at=at)


def needed_lines(context: Context, facts: PeriodFacts) -> list[str]:
    """What the client has to do: actions, acceptances, decisions, answers; what is overdue says so."""
    words, found = context.words, []
    for item in facts.wanted:
        title, due = named(item.action), item.action.due
        if due is None:
            found.append(f"{title}.")
        elif item.is_overdue:
            late = phrases.overdue(words, -(item.days_left or 0))
            found.append(words.text("{title}, by {date}: {late}.", title=title, date=words.plain_day(due), late=late))
        else:
            found.append(words.text("{title}, by {date}.", title=title, date=words.plain_day(due)))
    waiting = (*facts.to_accept, *facts.to_decide, *(item.question for item in facts.to_answer))
    known = asked_by_actions((item.action for item in facts.wanted), waiting)
    for deliverable in facts.to_accept:
        if deliverable.id in known:
            continue
        title, due = named(deliverable), deliverable.accept_by
        if due:
            found.append(words.text("Your acceptance of {title}, by {date}.", title=title, date=words.plain_day(due)))
        else:
            found.append(words.text("Your acceptance of {title}.", title=title))
    undecided = [item for item in facts.to_decide if item.id not in known]
    unanswered = [item.question for item in facts.to_answer if item.question.id not in known]
    found += [words.text("Your decision on {title}.", title=named(item)) for item in undecided]
    found += [words.text("Your answer to {title}.", title=named(item)) for item in unanswered]
    return found


def _at(context: Context, item: MilestoneStanding) -> str:
    return context.words.at(item.on or context.as_of, item.milestone.precision)
