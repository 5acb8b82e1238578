"""Words for a KPI's pace: the distance to its target, when it gets there, and which values are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.pace import Course, inside, missing, pace, rhythm
from milepost.views import phrases
from milepost.views.blocks import Fact, Note
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from decimal import Decimal

    from milepost.analysis.pace import Pace
    from milepost.analysis.results import Result
    from milepost.views.context import Context

_WEEK = 7
_MONTH = (28, 31)
_MOST_GAPS = 3
_FEWEST = 2


def pace_fact(context: Context, item: Result) -> Fact | None:
    """When the target is reached if the values go on as they did lately; None where it is met, or nobody can tell."""
    words, found = context.words, pace(item)
    if found.gap is None or found.since is None:
        return None
    note = words.text("{distance} to go", distance=_distance(context, item, found.gap))
    since = words.text("from the values since {date}", date=words.day(found.since))
    label = words.text("At this pace")
    if found.reached is None:
        return Fact(label, words.text("not reached"), f"{note}; {since};", _course(context, found))
    if found.reached <= context.as_of:
        # The values stopped before the day came: that it was reached would be a claim without a value.
        return Fact(label, words.day(found.reached), f"{note};", words.text("no value says so yet"))
    late, alarm = found.late or 0, ""
    if late > 0:
        alarm = words.text("{distance} after the day it is meant for", distance=phrases.distance(words, late))
    return Fact(label, words.day(found.reached), f"{note}; {since}{';' if alarm else ''}", alarm)


def pace_notes(context: Context, item: Result) -> tuple[Note, ...]:
    """What to know beside the line: how many values were as wanted, and which are missing."""
    found = (_inside(context, item), _too_few(context, item), *_missing(context, item))
    return tuple(note for note in found if note)


def _course(context: Context, found: Pace) -> str:
    words = context.words
    return {
        Course.TOO_SLOW: words.text("not in the next three years"),
        Course.STANDS: words.text("the values stand still"),
        Course.AWAY: words.text("the values lead away from it"),
    }[found.course]


def _distance(context: Context, item: Result, gap: Decimal) -> str:
    """The distance in the KPI's unit; between two shares of a hundred it is points, not a share."""
    words = context.words
    if item.kpi.unit != "%":
        return words.measure(gap, item.kpi.unit)
    if gap == 1:
        return words.text("1 percentage point")
    return words.text("{n} percentage points", n=words.number(gap))


def _inside(context: Context, item: Result) -> Note | None:
    target = item.kpi.target
    if (target.low is None and target.high is None) or not item.measurements:
        return None
    n = inside(item)
    text = context.words.count(
        "{inside} of {n} value is in the range wanted.",
        "{inside} of {n} values are in the range wanted.",
        len(item.measurements),
        inside=context.words.whole(n),
    )
    return Note(text)


def _too_few(context: Context, item: Result) -> Note | None:
    few = len(item.measurements) < _FEWEST and pace(item).course is Course.UNKNOWN
    return Note(context.words.text("One value alone does not tell a pace yet.")) if few and item.last else None


def _missing(context: Context, item: Result) -> tuple[Note, ...]:
    words, usual = context.words, rhythm(item)
    gaps = missing(item, context.as_of)
    if usual is None or not gaps:
        return ()
    parts = [_every(context, usual)]
    between = [gap for gap in gaps if gap.until]
    for gap in between[-_MOST_GAPS:]:
        before, after = words.day(gap.since), words.day(gap.until or gap.since)
        parts.append(words.text("None between {before} and {after}.", before=before, after=after))
    hidden = len(between) - _MOST_GAPS
    if hidden > 0:
        parts.append(words.count("{n} longer time before that.", "{n} longer times before that.", hidden))
    if gaps[-1].until is None:
        parts.append(words.text("None since {date}.", date=words.day(gaps[-1].since)))
    return (Note(" ".join(parts), tag=Tag(Tone.AT_RISK, words.text("Values missing"))),)


def _every(context: Context, days: int) -> str:
    words = context.words
    if days == _WEEK:
        return words.text("A value usually comes every week.")
    if _MONTH[0] <= days <= _MONTH[1]:
        return words.text("A value usually comes every month.")
    return words.count("A value usually comes every {n} day.", "A value usually comes every {n} days.", days)
