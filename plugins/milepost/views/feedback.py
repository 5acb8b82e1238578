"""Feedback: the scores over time, what was said, our answer and what came of it; judges no one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.analysis.scores import scores
from milepost.disclosure.conversations import DisclosedFeedback
from milepost.views.blocks import Cell, Entries, Entry, Fold, PageView, Part, Section, Table
from milepost.views.charts import LineChart, axis_ticks, value_ticks
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.labels import choice_label
from milepost.views.result_blocks import Figure
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.analysis.scores import Score
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LEAST_FOR_A_LINE = 2
_BEST = Decimal(10)


def feedback_page(context: Context) -> PageView | None:
    """The page; None where the share shows nothing that the client said."""
    words = context.words
    found = sorted(context.engagement.of(DisclosedFeedback), key=lambda item: (item.given_on, item.id), reverse=True)
    if not found:
        return None
    given = scores(context.engagement, context.as_of)
    sections = [Section("scores", words.text("Your scores"), _scores(context, given))] if given else []
    waiting = [item for item in found if _waits(item)]
    others = [item for item in found if not _waits(item)]
    for key, title, members in (
        ("waiting", words.text("Waiting for our answer"), waiting),
        ("said", words.text("What you said, and what we did"), others),
    ):
        if members:
            sections.append(Section(key, title, (Entries(tuple(feedback_entry(context, item) for item in members)),)))
    headline = _headline(context, given, found)
    return PageView("feedback/", words.text("Feedback"), context.kicker, headline, tuple(sections))


def _waits(item: DisclosedFeedback) -> bool:
    """Whether something was said that has neither an answer nor an outcome; a testimonial asks for none."""
    return bool(item.text) and item.kind != "testimonial" and not (item.response or item.outcome)


def _headline(context: Context, given: Sequence[Score], found: Sequence[DisclosedFeedback]) -> str:
    words = context.words
    parts = []
    said = [item for item in found if item.text and item.kind != "testimonial"]
    waiting = sum(_waits(item) for item in said)
    if waiting:
        parts.append(
            words.count("{n} remark is waiting for our answer.", "{n} remarks are waiting for our answer.", waiting)
        )
    elif said:
        parts.append(words.text("Everything you said has an answer."))
    parts += [_last_score(context, given)] if given else []
    return " ".join(parts) or words.text("What {client} says about our work.", client=context.engagement.client.name)


def _last_score(context: Context, given: Sequence[Score]) -> str:
    words, last = context.words, given[-1]
    if len(given) < _LEAST_FOR_A_LINE:
        return words.text("Your last score was {score} of 10.", score=last.score)
    before = given[-2].score
    return words.text(
        "Your last score was {score} of 10; the one before was {before}.", score=last.score, before=before
    )


def _scores(context: Context, given: Sequence[Score]) -> tuple[Block, ...]:
    words = context.words
    heads = (words.text("Date"), words.text("Score of 10"), words.text("Given by"))
    rows = tuple(
        (
            Cell(words.day(item.on), sub=item.feedback.title, iso=item.on.isoformat()),
            Cell(words.whole(item.score), number=True),
            Cell(context.person(item.feedback.given_by) or "–"),
        )
        for item in reversed(given)
    )
    table = Table(words.text("Your scores"), heads, rows)
    if len(given) < _LEAST_FOR_A_LINE or given[0].on == given[-1].on:
        return (table,)
    summary = words.count("{n} value as a table", "All {n} values as a table", len(rows))
    return Figure(_chart(context, given)), Fold(summary, (table,))


def _chart(context: Context, given: Sequence[Score]) -> LineChart:
    words = context.words
    first, last = (words.whole(item.score) for item in (given[0], given[-1]))
    return LineChart(
        id="scores",
        title=words.text("Your scores, from 0 to 10"),
        description=words.text("From {first} to {last}.", first=first, last=last),
        points=tuple((item.on, Decimal(item.score)) for item in given),
        ticks=value_ticks(Decimal(0), _BEST, words.number),
        labels=axis_ticks(given[0].on, given[-1].on + timedelta(days=1), words.tick),
        target=None,
        target_label="",
        band=None,
        last_label=last,
    )


def feedback_entry(context: Context, item: DisclosedFeedback) -> Entry:
    """What was said, our answer and what came of it."""
    words, who = context.words, context.person(item.given_by)
    meta = [choice_label(words, item.kind), words.day(item.given_on), *([who] if who else [])]
    meta += [words.text("{score} of 10", score=item.score)] if item.score is not None else []
    on = item.response_on
    label = words.text("Our answer, {date}", date=words.day(on)) if on else words.text("Our answer")
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        tag=_tag(context, item),
        meta=tuple(meta),
        body=item.text or "",
        parts=(Part(label, item.response),) if item.response else (),
        links=context.links(item.links),
    )


def _tag(context: Context, item: DisclosedFeedback) -> Tag | None:
    """What came of it; a remark without an answer says so."""
    words = context.words
    if item.outcome:
        labels = {
            "done": (Tone.DONE, words.text("Done")),
            "planned": (Tone.WAITING, words.text("Planned")),
            "declined": (Tone.DROPPED, words.text("Declined")),
        }
        return Tag(*labels[item.outcome])
    return Tag(Tone.WAITING, words.text("Waiting for us")) if _waits(item) else None
