"""Promises: kept, open and broken ones with the explanation, and how many were kept; names nobody for a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.promises import PromiseStanding, PromiseState, promise_count
from milepost.views import phrases
from milepost.views.blocks import Entries, Entry, PageView, Section
from milepost.views.context import record_url
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.localisation.wording import Wording
    from milepost.views.context import Context


def promises_page(context: Context) -> PageView | None:
    """The page; None where the share has no promise."""
    found, words = context.promises, context.words
    if not found:
        return None
    ours = [item for item in found if item.party == "agency"]
    theirs = [item for item in found if item.party == "client"]
    groups = (
        (
            "open",
            words.text("Open promises"),
            [item for item in ours if item.state in {PromiseState.OPEN, PromiseState.OVERDUE}],
        ),
        ("broken", words.text("Broken promises"), [item for item in ours if item.state is PromiseState.BROKEN]),
        (
            "kept",
            words.text("Kept promises"),
            [item for item in ours if item.state in {PromiseState.KEPT, PromiseState.KEPT_LATE}],
        ),
        ("yours", words.text("What you promised"), theirs),
    )
    sections = tuple(
        Section(key, title, (Entries(tuple(promise_entry(context, item) for item in members)),))
        for key, title, members in groups
        if members
    )
    return PageView("promises/", words.text("Promises"), context.kicker, _headline(context, ours), sections)


def promise_tag(words: Wording, state: PromiseState) -> Tag:
    """Where a promise stands."""
    labels = {
        PromiseState.OVERDUE: (Tone.OVERDUE, words.text("Overdue")),
        PromiseState.OPEN: (Tone.WAITING, words.text("Open")),
        PromiseState.BROKEN: (Tone.OVERDUE, words.text("Broken")),
        PromiseState.KEPT_LATE: (Tone.AT_RISK, words.text("Kept late")),
        PromiseState.KEPT: (Tone.GOOD, words.text("Kept")),
    }
    return Tag(*labels[state])


def _headline(context: Context, ours: Sequence[PromiseStanding]) -> str:
    words, count = context.words, promise_count(ours)
    parts = []
    if count.of:
        parts.append(
            words.count(
                "We kept {kept} of {n} promise.",
                "We kept {kept} of {n} promises.",
                count.of,
                kept=words.whole(count.kept),
            )
        )
    if count.late:
        parts.append(words.count("{n} of these was late.", "{n} of these were late.", count.late))
    if count.open:
        parts.append(words.count("{n} promise is open.", "{n} promises are open.", count.open))
    return " ".join(parts) or words.text("What you promised is noted here.")


def promise_entry(context: Context, item: PromiseStanding) -> Entry:
    """A promise told in full; of ours it says that it was ours, not whose."""
    words, promise = context.words, item.promise
    made = words.day(promise.made_on)
    by_us = words.text("promised by us, {date}", date=made)
    meta = [by_us if item.party == "agency" else words.text("promised by you, {date}", date=made)]
    if promise.due:
        meta.append(words.text("due {date}", date=words.day(promise.due)))
    meta += [text for text in (_outcome(words, item),) if text]
    return Entry(
        id=promise.id,
        title=promise.title,
        url=record_url(promise.id),
        tag=promise_tag(words, item.state),
        meta=tuple(meta),
        body=promise.explanation or "",
        links=context.links(promise.links),
    )


def _outcome(words: Wording, item: PromiseStanding) -> str:
    promise = item.promise
    if promise.broken_on:
        return words.text("broken {date}", date=words.day(promise.broken_on))
    if promise.kept_on and item.days_late:
        far = phrases.distance(words, item.days_late)
        return words.text("kept {date}, {distance} late", date=words.day(promise.kept_on), distance=far)
    if promise.kept_on:
        return words.text("kept {date}", date=words.day(promise.kept_on))
    if item.days_left is None:
        return ""
    return phrases.overdue(words, -item.days_left) if item.days_left < 0 else phrases.when(words, item.days_left)
