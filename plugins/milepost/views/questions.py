"""Questions and answers: what waits for an answer, from whom, and the threads; measures no working hours yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.questions import QuestionState, question_states
from milepost.views.actions import answer_link
from milepost.views.blocks import Entries, Entry, PageView, Part, Section
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.disclosure.conversations import DisclosedMessage
    from milepost.views.context import Context


def questions_page(context: Context) -> PageView | None:
    """The page; None where nothing was asked."""
    found, words = question_states(context.engagement), context.words
    if not found:
        return None
    waiting = [item for item in found if item.is_open]
    answered = [item for item in found if not item.is_open]
    sections = tuple(
        Section(key, title, (Entries(tuple(question_entry(context, item) for item in members)),))
        for key, title, members in (
            ("open", words.text("Waiting for an answer"), waiting),
            ("answered", words.text("Answered"), answered),
        )
        if members
    )
    title = words.text("Questions and answers")
    return PageView("questions/", title, context.kicker, _headline(context, found, waiting), sections)


def _headline(context: Context, found: Sequence[QuestionState], waiting: Sequence[QuestionState]) -> str:
    words, n = context.words, len(found)
    first = words.count(
        "{done} of {n} question is answered.",
        "{done} of {n} questions are answered.",
        n,
        done=n - len(waiting),
    )
    ours = sum(item.question.to == "agency" for item in waiting)
    theirs = len(waiting) - ours
    parts = [first]
    if ours:
        parts.append(words.count("{n} is waiting for us.", "{n} are waiting for us.", ours))
    if theirs:
        parts.append(words.count("{n} is waiting for you.", "{n} are waiting for you.", theirs))
    return " ".join(parts)


def question_entry(context: Context, item: QuestionState) -> Entry:
    """A question with its thread."""
    words, question = context.words, item.question
    who = context.person(item.asked.by)
    asked = words.text("asked {date}", date=words.instant(item.asked.at))
    meta = [words.text("asked by {name}, {date}", name=who, date=words.instant(item.asked.at)) if who else asked]
    if item.answered_at:
        meta.append(words.text("answered {date}", date=words.instant(item.answered_at)))
    waits_for_them = item.is_open and question.to == "client"
    return Entry(
        id=question.id,
        title=question.title,
        url=record_url(question.id),
        tag=_tag(context, item),
        meta=tuple(meta),
        body=item.asked.text,
        parts=tuple(_part(context, message) for message in question.messages[1:]),
        links=context.file_links(path for message in question.messages for path in message.files),
        answer=answer_link(context, question.id, question.title) if waits_for_them else None,
    )


def _tag(context: Context, item: QuestionState) -> Tag:
    words = context.words
    if not item.is_open:
        return Tag(Tone.DONE, words.text("Answered"))
    label = words.text("Waiting for us") if item.question.to == "agency" else words.text("Waiting for you")
    return Tag(Tone.AT_RISK if item.question.kind == "urgent" else Tone.WAITING, label)


def _part(context: Context, message: DisclosedMessage) -> Part:
    who, at = context.person(message.by), context.words.instant(message.at)
    return Part(f"{who}, {at}" if who else at, message.text)
