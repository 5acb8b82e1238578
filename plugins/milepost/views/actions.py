"""Your actions: what waits for the client, by when and why, and what was done; the agency's own list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from milepost.analysis.actions import OpenAction, done_actions, open_actions
from milepost.views import phrases
from milepost.views.blocks import Ask, Asks, Fold, Log, LogItem, Note, PageView, Section
from milepost.views.context import record_url
from milepost.views.inline import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.localisation.wording import Wording
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LAST_DONE = 5


def actions_page(context: Context) -> PageView | None:
    """The page; None where nobody was ever asked to do anything."""
    theirs = open_actions(context.engagement, "client", context.as_of)
    ours = open_actions(context.engagement, "agency", context.as_of)
    done = done_actions(context.engagement, "client")
    words = context.words
    if not (theirs or ours or done or done_actions(context.engagement, "agency")):
        return None
    sections = [
        Section(
            "yours",
            words.text("Waiting for you"),
            (asks(context, theirs) if theirs else Note(words.text("Nothing is waiting for you.")),),
        )
    ]
    if ours:
        sections.append(Section("ours", words.text("What we are doing"), (asks(context, ours),)))
    if done or done_actions(context.engagement, "agency"):
        sections.append(Section("done", words.text("Done"), _done(context)))
    return PageView(
        url="actions/",
        title=your_actions(words),
        kicker=context.kicker,
        headline=headline(context, theirs),
        sections=tuple(sections),
    )


def your_actions(words: Wording) -> str:
    """The page's title."""
    own = words.own("action")
    return words.text("{actions} from your side", actions=own) if own else words.text("Your actions")


def headline(context: Context, waiting: Sequence[OpenAction]) -> str:
    """What waits for the client, in a sentence."""
    words, late = context.words, sum(item.is_overdue for item in waiting)
    if not waiting:
        return words.text("Nothing is waiting for you.")
    if not late:
        return words.count("{n} thing is waiting for you.", "{n} things are waiting for you.", len(waiting))
    late_text = words.count("{n} is overdue", "{n} are overdue", late)
    return words.count(
        "{n} thing is waiting for you, {overdue}.",
        "{n} things are waiting for you, {overdue}.",
        len(waiting),
        overdue=late_text,
    )


def asks(context: Context, items: Sequence[OpenAction]) -> Asks:
    """The open actions as a list."""
    return Asks(tuple(_ask(context, item) for item in items))


def _ask(context: Context, item: OpenAction) -> Ask:
    words, action = context.words, item.action
    name = context.person(action.for_)
    due = words.text("no date") if action.due is None else words.text("Due {date}", date=words.day(action.due))
    when = "" if item.days_left is None else phrases.when(words, item.days_left)
    if item.is_overdue and action.due:
        due = phrases.overdue(words, -(item.days_left or 0))
        when = words.text("Was due {date}", date=words.day(action.due))
    return Ask(
        id=action.id,
        title=action.title,
        url=record_url(action.id),
        why=action.why or "",
        who=words.text("For {name}", name=name) if name else "",
        due=due,
        when=when,
        overdue=item.is_overdue,
        answer=answer_link(context, action.id, action.title) if action.party == "client" else None,
    )


def answer_link(context: Context, record: str, title: str) -> Link | None:
    """A link that writes to the agency about a record; None where no address was given."""
    address = answer_address(context)
    if not address:
        return None
    subject = quote(f"[{record}] {title}")
    return Link(context.words.text("Answer by e-mail"), f"mailto:{address}?subject={subject}")


def answer_address(context: Context) -> str:
    """The e-mail address that answers go to; empty where none was given."""
    contact = context.contact()
    return context.engagement.communication.reply_to or (contact.email if contact else None) or ""


def _done(context: Context) -> tuple[Block, ...]:
    words = context.words
    every = [(item, words.text("You")) for item in done_actions(context.engagement, "client")]
    every += [(item, words.text("We")) for item in done_actions(context.engagement, "agency")]
    every.sort(key=lambda pair: (pair[0].done_on or context.as_of, pair[0].id), reverse=True)
    items = tuple(
        LogItem(day.isoformat(), words.day(day), who, action.title, context.link(action.id))
        for action, who in every
        if (day := action.done_on)
    )
    if len(items) <= _LAST_DONE:
        return (Log(items),)
    more = words.count("{n} earlier one", "{n} earlier ones", len(items) - _LAST_DONE)
    return Log(items[:_LAST_DONE]), Fold(more, (Log(items[_LAST_DONE:]),))
