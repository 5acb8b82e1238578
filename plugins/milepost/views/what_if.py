"""What happens to the plan if everything that waits is accepted, and the tool to try it out; computes no date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from milepost.analysis.impact import fallout, proposed
from milepost.analysis.what_if import browser_plan, open_in_order
from milepost.views import phrases
from milepost.views.actions import answer_address
from milepost.views.blocks import Note, Section
from milepost.views.fallout import before_and_after, cost_text
from milepost.views.formats import counted, date_patterns, money_pattern
from milepost.views.what_if_blocks import Switch, TryRow, WhatIf

if TYPE_CHECKING:
    from milepost.analysis.schedule.plan import Plan
    from milepost.localisation.wording import Precision
    from milepost.views.blocks import Block
    from milepost.views.context import Context

MOST_DAYS = 400
"""The longest delay that can be tried: more than a year."""


def what_if_section(context: Context) -> Section | None:
    """The section; None where the share shows no dated milestone that is to come."""
    plan, words = context.plan, context.words
    if plan is None:
        return None
    waiting = proposed(context.engagement).changes
    if waiting:
        found = before_and_after(context, fallout(plan, waiting))
        told: tuple[Block, ...] = (Note(words.text("If everything that waits for a decision is accepted:")), *found)
    else:
        told = (Note(words.text("No change waits for a decision.")),)
    return Section("what-if", words.text("What if?"), (*told, _tool(context, plan)))


def _tool(context: Context, plan: Plan) -> WhatIf:
    words, waiting = context.words, proposed(context.engagement).changes
    milestone = words.term_for("milestone", 1)
    return WhatIf(
        summary=words.text("Try it: accept changes, or put a delay on a {milestone}", milestone=milestone),
        intro=words.text("You can try freely. Nothing is sent or kept unless you send it."),
        legend=words.text("Changes that wait for a decision"),
        caption=words.text("The plan as you try it"),
        heads=(
            words.text("What"),
            words.text("Delay in days"),
            words.text("Now"),
            words.text("Then"),
            words.text("Difference"),
        ),
        switches=tuple(Switch(change.id, change.title, cost_text(context, change)) for change in waiting),
        rows=tuple(_row(context, plan, name) for name in open_in_order(plan, context.engagement)),
        again=words.text("Start again"),
        send=words.text("Send this as a request"),
        to=answer_address(context),
        most=MOST_DAYS,
        data=_data(context, plan),
    )


def _row(context: Context, plan: Plan, name: str) -> TryRow:
    words, milestone = context.words, context.standings[name].milestone
    label = words.text("Delay in days: {title}", title=milestone.title)
    return TryRow(milestone.title, label, words.period(plan.days[name], milestone.precision))


def _data(context: Context, plan: Plan) -> dict[str, Any]:
    words = context.words
    numbers = browser_plan(plan, context.engagement)
    exact = cast("set[Precision]", {item["precision"] for item in numbers["milestones"]})
    first = plan.calendar.first.toordinal() - _EPOCH
    return {
        "language": words.language,
        "plan": numbers,
        "formats": {**date_patterns(words, exact), "first": first, "money": money_pattern(words)},
        "words": _words(context),
    }


_EPOCH = 719163
"""The day number of 1 January 1970, from which a browser counts."""


def _words(context: Context) -> dict[str, Any]:
    """The sentences that the script fills in; their placeholders stay."""
    words = context.words
    return {
        "later": counted(lambda n: phrases.shift(words, n)),
        "earlier": counted(lambda n: phrases.shift(words, -n)),
        "moves": words.text("{title}: {before} → {after} ({shift})."),
        "stays": words.text("{title}: {before}, unchanged."),
        "nothing": words.text("No date moves."),
        "cost": words.text("Cost: {cost}."),
        "free": words.text("no extra cost"),
        "subject": words.text("A request for {engagement}", engagement=context.engagement.client.engagement),
        "greeting": words.text("We would like to ask for this:"),
        "accept": words.text("accept the change “{title}”"),
        "delay": words.text("“{title}” later: {shift}"),
        "shown": words.text("What the page of {date} shows for it:", date=words.full_day(context.as_of)),
    }
