"""The draft of the next report, as its file is written: front matter, then what the record says; decides nothing.

Whoever sends it edits it first. It is made from what the readers of a share see, so that it cannot tell them more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.standing import Standing
from milepost.views import phrases, report_lines
from milepost.views.report_lines import bullets

if TYPE_CHECKING:
    from milepost.analysis.period import PeriodFacts
    from milepost.model.kinds import Health
    from milepost.views.context import Context

_NEXT = 5


@dataclass(frozen=True)
class Proposal:
    """The state that the record proposes, and why; None where no date tells."""

    health: Health | None
    why: str


def proposal(context: Context) -> Proposal:
    """The computed state with its reason, in the client's language."""
    words, state = context.words, context.overall
    why = phrases.headline_for_key(context)
    passed = sum(
        item.standing is Standing.OVERDUE
        for item in context.standings.values()
        if context.key is None or item.milestone.id != context.key.milestone.id
    )
    if passed:
        why += " " + words.count(
            "{n} other date has passed without the work being done.",
            "{n} other dates have passed without the work being done.",
            passed,
        )
    health = state.health if context.engagement.client.status == "paused" else state.computed
    return Proposal(health, why)


def report_draft(context: Context, facts: PeriodFacts) -> str:
    """The text of the file."""
    return "\n".join([*_front_matter(context), "", _body(context, facts), ""])


def _front_matter(context: Context) -> list[str]:
    found, words = proposal(context), context.words
    lines = ["---", f"title: {_quoted(phrases.headline_for_key(context).rstrip('.'))}"]
    why = words.text("Proposed from the dates: {why}", why=found.why)
    if context.overall.reported and context.overall.reported != found.health:
        told = phrases.health_tag(words, context.overall.reported).label.lower()
        why += " " + words.text("The last report said: {state}.", state=told)
    lines.append(f"# {' '.join(why.split())}")
    none = words.text("The dates propose no state. Write it yourself, or none.")
    lines.append(f"health: {found.health}" if found.health else f"# {none}")
    if context.engagement.share.audience != "client":
        lines.append(f"audience: {context.engagement.share.audience}")
    contact = context.contact()
    lines += [f"author: {contact.id}"] if contact else []
    return [*lines, "---"]


def _quoted(text: str) -> str:
    """A text between single quotes, as YAML writes it."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _body(context: Context, facts: PeriodFacts) -> str:
    words = context.words
    done = [*report_lines.done_lines(context, facts), *report_lines.bad_lines(context, facts)]
    since = words.plain_day(facts.period.first)
    nothing = words.text("Since {date} the record shows nothing finished.", date=since)
    needed = report_lines.needed_lines(context, facts)
    parts = (
        (words.text("Done"), bullets(done) or nothing),
        (words.text("Dates that moved, and why"), bullets(report_lines.moved_lines(context, facts))),
        (words.text("Decided"), bullets(report_lines.decided_lines(context, facts))),
        (words.text("Asked"), bullets(report_lines.asked_lines(context, facts))),
        (words.text("Next"), bullets(report_lines.next_lines(context, facts, _NEXT))),
        (words.text("In the way"), bullets(report_lines.obstacle_lines(context, facts))),
        (words.text("What we need from you"), bullets(needed) or words.text("Nothing is waiting for you.")),
    )
    told = [f"## {title}\n\n{text}" for title, text in parts if text]
    return "\n\n".join([report_lines.escaped(proposal(context).why), *told])
