"""Meetings: what was said, decided and taken on, and whether the client has confirmed it; records none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.signoffs import filed
from milepost.disclosure.conversations import DisclosedAction, DisclosedMeeting
from milepost.disclosure.records import DisclosedDecision
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Entries, Entry, PageView, Part, Section
from milepost.views.context import record_url
from milepost.views.inline import Link, NotedLink, Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from milepost.views.context import Context


def meetings_page(context: Context) -> PageView | None:
    """The page; None where the share has no meeting."""
    words = context.words
    found = sorted(context.engagement.of(DisclosedMeeting), key=lambda item: (item.held_at, item.id))
    if not found:
        return None
    coming = [item for item in found if _is_to_come(context, item)]
    held = [item for item in reversed(found) if not _is_to_come(context, item)]
    sections = tuple(
        Section(key, title, (Entries(tuple(meeting_entry(context, item) for item in members)),))
        for key, title, members in (
            ("coming", words.text("Meetings to come"), coming),
            ("held", words.text("Meetings held"), held),
        )
        if members
    )
    return PageView("meetings/", words.text("Meetings"), context.kicker, _headline(context, coming, held), sections)


def _headline(context: Context, coming: list[DisclosedMeeting], held: list[DisclosedMeeting]) -> str:
    words = context.words
    parts = []
    if held:
        parts.append(words.text("We last met {at}.", at=words.at(words.on(held[0].held_at), "day")))
    waiting = sum(_waits(context, item) for item in held)
    if waiting:
        parts.append(
            words.count(
                "{n} recap is waiting for you to confirm it.",
                "{n} recaps are waiting for you to confirm them.",
                waiting,
            )
        )
    if coming:
        parts.append(words.text("The next meeting is {at}.", at=words.at(words.on(coming[0].held_at), "day")))
    return " ".join(parts)


def _is_to_come(context: Context, item: DisclosedMeeting) -> bool:
    day = context.words.on(item.held_at)
    return day > context.as_of or (day == context.as_of and not item.recap)


def _waits(context: Context, item: DisclosedMeeting) -> bool:
    """Whether the client has yet to say that the recap is right."""
    said = filed(context.engagement, item.id, "client")
    return bool(item.recap) and said.is_known and not (said.read or said.refused)


def meeting_tag(context: Context, item: DisclosedMeeting) -> Tag | None:
    """Whether the recap was confirmed, as filed: nothing here is green, as no signature is checked on this page."""
    words = context.words
    if _is_to_come(context, item):
        return Tag(Tone.PLANNED, words.text("To come"))
    if not item.recap:
        return Tag(Tone.PLANNED, words.text("No recap yet"))
    said = filed(context.engagement, item.id, "client")
    if not said.is_known:
        return None
    if said.refused:
        return Tag(Tone.AT_RISK, words.text("Recap rejected"))
    if said.read:
        return Tag(Tone.DONE, words.text("Recap confirmed"))
    return Tag(Tone.WAITING, words.text("Not confirmed yet"))


def meeting_entry(context: Context, item: DisclosedMeeting) -> Entry:
    """A meeting told in full."""
    words = context.words
    present = context.people(item.attendees)
    meta = [words.instant(item.held_at), *([present] if present else [])]
    parts = [Part(words.text("Agenda"), item.agenda)] if item.agenda else []
    parts += [Part(words.text("Recap"), item.recap)] if item.recap else []
    parts += [_confirmed(context, item)] if item.recap and filed(context.engagement, item.id).is_known else []
    if item.decided:
        label = _term(context, "decision", len(item.decided))
        parts.append(Part(label, links=tuple(_noted(context, name) for name in item.decided)))
    if item.actions:
        label = _term(context, "action", len(item.actions))
        parts.append(Part(label, links=tuple(_noted(context, name) for name in item.actions)))
    video = (Link(words.text("Watch the recording"), item.video),) if item.video else ()
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        tag=meeting_tag(context, item),
        meta=tuple(meta),
        parts=tuple(parts),
        links=(*video, *context.links(item.links)),
        answer=_confirm(context, item) if _waits(context, item) else None,
    )


def _confirmed(context: Context, item: DisclosedMeeting) -> Part:
    """Who said of the recap what; the sign-off is shown as it was filed."""
    words, said = context.words, filed(context.engagement, item.id, "client")
    label = words.text("Read back")
    told = [*said.refused, *said.read]
    if not told:
        return Part(label, text=words.text("Not confirmed yet. Until then it is our reading of what was said."))
    lines = [
        (
            words.text("rejected by {name}, {date}", name=name, date=date)
            if entry.verb == "reject"
            else words.text("confirmed by {name}, {date}", name=name, date=date)
        )
        for entry in told
        for name, date in [(context.person(entry.by) or "–", words.instant(entry.at))]
    ]
    return Part(label, text="; ".join(lines))


def _confirm(context: Context, item: DisclosedMeeting) -> Link | None:
    link = answer_link(context, item.id, item.title)
    return Link(context.words.text("Confirm or correct it by e-mail"), link.url) if link else None


def _term(context: Context, word: str, n: int) -> str:
    """The client's own word, as a label."""
    term = context.words.term_for(word, n)
    return term[:1].upper() + term[1:]


def _noted(context: Context, name: str) -> NotedLink:
    """What came out of a meeting, with how it stands today."""
    words, record = context.words, context.engagement.by_id.get(name)
    link = context.titled_link(name)
    if isinstance(record, DisclosedDecision):
        return NotedLink(link, tag=phrases.decision_tag(words, record.status))
    if isinstance(record, DisclosedAction):
        if record.done_on:
            return NotedLink(link, words.text("done {date}", date=words.day(record.done_on)))
        if record.due and record.due < context.as_of:
            return NotedLink(link, phrases.overdue(words, (context.as_of - record.due).days))
        return NotedLink(link, words.text("due {date}", date=words.day(record.due)) if record.due else "")
    return NotedLink(link)
