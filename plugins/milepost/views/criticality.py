"""How much room the plan leaves each milestone before the key date moves, in words; draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.standing import Standing, last_day
from milepost.views.blocks import Note, Section, Term, Terms
from milepost.views.context import record_url
from milepost.views.inline import Link

if TYPE_CHECKING:
    from milepost.analysis.schedule.network import Slack
    from milepost.views.context import Context


def room(context: Context, milestone: str) -> str:
    """A milestone's room in a few words; empty where the key date does not hang on it."""
    slack, words = _slack(context, milestone), context.words
    if slack is None:
        return ""
    left = _left(context, milestone, slack)
    if left <= 0:
        return words.text("No room: a delay moves {title}", title=_key_title(context))
    return _days(context, left)


def room_notes(context: Context, milestone: str) -> tuple[Note, ...]:
    """A milestone's room in sentences, for its own page."""
    slack, words, key = _slack(context, milestone), context.words, _key_title(context)
    if slack is None:
        plan = context.plan
        if plan is None or plan.key in {None, milestone} or milestone not in plan.open_ones:
            return ()
        return (Note(words.text("The date of {title} does not hang on it.", title=key)),)
    left = _left(context, milestone, slack)
    if left <= 0:
        return (
            Note(words.text("There is no room behind it: each day that it takes longer moves {title}.", title=key)),
        )
    return (Note(words.text("Room before {title} moves: {days}.", title=key, days=_days(context, left))),)


def critical_section(context: Context) -> Section | None:
    """What the key date hangs on; None where that is nothing but the key milestone's own date."""
    plan, words = context.plan, context.words
    if plan is None or plan.key is None:
        return None
    names = [name for name, slack in plan.slack.items() if name != plan.key and _left(context, name, slack) <= 0]
    if not names:
        return None
    title = words.text("What the date of {title} hangs on", title=_key_title(context))
    note = Note(words.text("There is no room between these. A delay of any of them moves the date."))
    links = tuple(Link(context.title(name), record_url(name)) for name in sorted(names, key=plan.days.__getitem__))
    return Section("critical", title, (note, Terms((Term(words.text("In this order"), links=links),))))


def _slack(context: Context, milestone: str) -> Slack | None:
    plan = context.plan
    return plan.slack.get(milestone) if plan and plan.key and plan.key != milestone else None


def _left(context: Context, milestone: str, slack: Slack) -> int:
    """The working minutes of room that are left today: what an overdue milestone has taken of its room is gone."""
    plan, standing = context.plan, context.standings[milestone]
    if plan is None or standing.standing is not Standing.OVERDUE:
        return slack.total
    day = last_day(plan.days[milestone], standing.milestone.precision)
    return slack.total - max(0, plan.calendar.end_of(context.as_of) - plan.calendar.end_of(day))


def _days(context: Context, minutes: int) -> str:
    days = context.plan.working_days(minutes) if context.plan else 0
    if days == 0:
        return context.words.text("less than a working day of room")
    return context.words.count("{n} working day of room", "{n} working days of room", days)


def _key_title(context: Context) -> str:
    return context.title(context.plan.key) if context.plan and context.plan.key else ""
