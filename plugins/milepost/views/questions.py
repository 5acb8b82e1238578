"""Questions and answers: what waits for an answer and how long it may still take, and how fast answers came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.clocks import Clock, answer_times, waited
from milepost.analysis.working_time import working_time
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Cell, Entries, Entry, Note, PageView, Part, Section, Table
from milepost.views.context import record_url
from milepost.views.hours import hours_text
from milepost.views.inline import Tag
from milepost.views.spans import working
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from milepost.analysis.clocks import AnswerTimes
    from milepost.disclosure.conversations import DisclosedMessage
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context


def questions_page(context: Context) -> PageView | None:
    """The page; None where nothing was asked."""
    found, words = context.clocks, context.words
    if not found:
        return None
    waiting = [item for item in found if item.state.is_open]
    answered = [item for item in found if not item.state.is_open]
    sections = [
        Section(key, title, (Entries(tuple(question_entry(context, item) for item in members)),))
        for key, title, members in (
            ("open", words.text("Waiting for an answer"), waiting),
            ("answered", words.text("Answered"), answered),
        )
        if members
    ]
    sections.insert(1 if waiting else 0, _speed(context, answer_times(found)))
    own = words.own("question")
    title = words.text("{questions} and answers", questions=own) if own else words.text("Questions and answers")
    return PageView("questions/", title, context.kicker, _headline(context, found, waiting), tuple(sections))


def _headline(context: Context, found: Sequence[Clock], waiting: Sequence[Clock]) -> str:
    words, n = context.words, len(found)
    first = words.count(
        "{done} of {n} {questions} is answered.",
        "{done} of {n} {questions} are answered.",
        n,
        done=n - len(waiting),
        questions=words.term_for("question", n),
    )
    parts = [first]
    judged = [item.kept for item in found if item.to == "agency" and item.kept is not None]
    if judged:
        parts.append(
            words.count(
                "We kept to the promised time for {kept} of {n}.",
                "We kept to the promised time for {kept} of {n}.",
                len(judged),
                kept=sum(judged),
            )
        )
    ours = sum(item.to == "agency" for item in waiting)
    theirs = len(waiting) - ours
    if ours:
        parts.append(words.count("{n} is waiting for us.", "{n} are waiting for us.", ours))
    if theirs:
        parts.append(words.count("{n} is waiting for you.", "{n} are waiting for you.", theirs))
    return " ".join(parts)


def _speed(context: Context, found: Sequence[AnswerTimes]) -> Section:
    words = context.words
    title = words.text("How soon answers came")
    heads = (
        words.text("Answers"),
        words.text("Promised within"),
        words.text("Half took at most"),
        words.text("In time"),
    )
    table = Table(title, heads, tuple(_speed_row(context, item) for item in found))
    told = hours_text(context, capital=False)
    text = words.text("Time is counted in working hours: {hours}.", hours=told)
    if context.engagement.calendar.holidays:
        text = words.text("Time is counted in working hours, without public holidays: {hours}.", hours=told)
    return Section("speed", title, (table, Note(text)))


def _own_labels(words: Wording) -> dict[tuple[str, str], str]:
    """Whose answers are meant, by who was asked and how urgently, where the client has a word of its own."""
    own = words.own("question")
    if not own:
        return {}
    return {
        ("agency", "question"): words.text("{questions}: our answers", questions=own),
        ("agency", "urgent"): words.text("Ours to your urgent problems"),
        ("client", "question"): words.text("{questions}: your answers", questions=own),
        ("client", "urgent"): words.text("{questions}, urgent: your answers", questions=own),
    }


def _speed_row(context: Context, item: AnswerTimes) -> tuple[Cell, ...]:
    words = context.words
    labels = _own_labels(words) or {
        ("agency", "question"): words.text("Ours to your questions"),
        ("agency", "urgent"): words.text("Ours to your urgent problems"),
        ("client", "question"): words.text("Yours to our questions"),
        ("client", "urgent"): words.text("Yours to our urgent questions"),
    }
    ours = item.to == "agency"
    promised = phrases.duration(words, item.promised) if item.promised and ours else "–"
    half = _span(context, item.median) if item.median is not None else "–"
    kept = words.text("{some} of {all}", some=item.kept, all=item.of) if item.of else "–"
    beside = "" if ours or not item.of else words.text("in the time that we promise you")
    waiting = words.count("{n} is open", "{n} are open", item.waiting) if item.waiting else ""
    return Cell(labels[item.to, item.kind], sub=waiting), Cell(promised), Cell(half), Cell(kept, sub=beside)


def question_entry(context: Context, item: Clock) -> Entry:
    """A question with its thread and its clock."""
    question = item.state.question
    waits_for_them = item.state.is_open and item.to == "client"
    return Entry(
        id=question.id,
        title=question.title,
        url=record_url(question.id),
        tag=_tag(context, item),
        meta=tuple(text for text in (_asked(context, item), *_timing(context, item)) if text),
        body=item.state.asked.text,
        parts=tuple(_part(context, message) for message in question.messages[1:]),
        links=context.file_links(path for message in question.messages for path in message.files),
        answer=answer_link(context, question.id, question.title) if waits_for_them else None,
    )


def _asked(context: Context, item: Clock) -> str:
    words, asked = context.words, item.state.asked
    who, date = context.person(asked.by), words.instant(asked.at)
    return words.text("asked by {name}, {date}", name=who, date=date) if who else words.text("asked {date}", date=date)


def _timing(context: Context, item: Clock) -> tuple[str, ...]:
    """What the clock says: how long the answer took, or how long it may still take."""
    words, answered = context.words, item.state.answered_at
    if answered is None:
        return (_still(context, item),)
    # An answer by telephone has no message that says when.
    known = {message.at for message in item.state.question.messages}
    when = "" if answered in known else words.text("answered {date}", date=words.instant(answered))
    if item.took is None or not item.took:
        return when, words.text("answered outside working hours")
    time = _span(context, item.took)
    if item.promised and item.to == "agency":
        promise = phrases.duration(words, item.promised)
        return when, words.text("answered in {time}, promised within {promise}", time=time, promise=promise)
    return when, words.text("answered in {time}", time=time)


def _still(context: Context, item: Clock) -> str:
    words = context.words
    if item.to == "client":
        # To the client no time is set: they promised none.
        since = waited(item, working_time(context.engagement), context.as_of)
        return words.text("open for {time}", time=_span(context, since)) if since else ""
    if item.due is None:
        return ""
    due = words.instant(item.due)
    if item.is_overdue or item.left is None:
        return words.text("our answer was promised by {date} and is late", date=due)
    left = _span(context, item.left)
    return words.text("answer promised by {date}; {time} left", date=due, time=left)


def _span(context: Context, amount: timedelta) -> str:
    return working(context.words, amount, working_time(context.engagement).days.length)


def _tag(context: Context, item: Clock) -> Tag:
    words = context.words
    if not item.state.is_open:
        return Tag(Tone.DONE, words.text("Answered"))
    if item.to == "client":
        return Tag(Tone.AT_RISK if item.kind == "urgent" else Tone.WAITING, words.text("Waiting for you"))
    if item.is_overdue:
        return Tag(Tone.OVERDUE, words.text("Our answer is late"))
    return Tag(Tone.AT_RISK if item.kind == "urgent" else Tone.WAITING, words.text("Waiting for us"))


def _part(context: Context, message: DisclosedMessage) -> Part:
    who, at = context.person(message.by), context.words.instant(message.at)
    return Part(f"{who}, {at}" if who else at, message.text)
