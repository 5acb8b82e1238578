"""Your actions: what waits for the client, by when and why, and what was done; the agency's own list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from milepost.analysis.actions import done_actions, open_actions
from milepost.analysis.waiting import Waiting, waiting_for_client
from milepost.disclosure.conversations import DisclosedAction, DisclosedQuestion
from milepost.disclosure.records import DisclosedDeliverable
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
    theirs = waiting_for_client(context.engagement, context.as_of)
    ours = tuple(
        Waiting(item.action, item.action.due, item.days_left)
        for item in open_actions(context.engagement, "agency", context.as_of)
    )
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


def headline(context: Context, waiting: Sequence[Waiting]) -> str:
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


def asks(context: Context, items: Sequence[Waiting]) -> Asks:
    """What waits, as a list."""
    return Asks(tuple(_ask(context, item) for item in items))


def _ask(context: Context, item: Waiting) -> Ask:
    words, record = context.words, item.record
    name = who(context, item)
    due = words.text("no date") if item.due is None else words.text("Due {date}", date=words.day(item.due))
    when = "" if item.days_left is None else phrases.when(words, item.days_left)
    if item.is_overdue and item.due:
        due = phrases.overdue(words, -(item.days_left or 0))
        when = words.text("Was due {date}", date=words.day(item.due))
    ours = isinstance(record, DisclosedAction) and record.party == "agency"
    return Ask(
        id=record.id,
        title=record.title,
        url=record_url(record.id),
        why=why(words, item),
        who=words.text("For {name}", name=name) if name else "",
        due=due,
        when=when,
        overdue=item.is_overdue,
        answer=None if ours else answer_link(context, record.id, record.title),
    )


def who(context: Context, item: Waiting) -> str:
    """The person that it waits for; empty where none is named."""
    return context.person(item.record.for_) if isinstance(item.record, DisclosedAction) else ""


def why(words: Wording, item: Waiting) -> str:
    """Why an action matters, and of anything else what is needed."""
    match item.record:
        case DisclosedAction() as action:
            return action.why or ""
        case DisclosedDeliverable():
            return words.text("Your acceptance is needed.")
        case DisclosedQuestion():
            return words.text("Your answer is needed.")
        case _:
            return words.text("Your decision is needed.")


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
