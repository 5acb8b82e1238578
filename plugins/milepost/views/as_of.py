"""The plan on any earlier day, from the record: each date with the days from which and until which it held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.views import phrases
from milepost.views.blocks import Fold, Note, Section
from milepost.views.charts import MilestoneMark, plan_axis
from milepost.views.context import record_url
from milepost.views.plan_blocks import PastHeads, PastMoment, PastPlans, PastRow
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from milepost.analysis.series import Said, Series
    from milepost.views.blocks import Block
    from milepost.views.context import Context


@dataclass(frozen=True)
class _Held:
    """What the record said of one milestone from the day `since` until before `until`."""

    milestone: str
    said: Said
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        """Whether it held at the end of a day."""
        return self.since <= day and (self.until is None or day < self.until)


def as_of_section(context: Context) -> Section | None:
    """The section for the roadmap; None where the plan has been the same since it was first written down."""
    known = context.slips.by_id
    order = [name for name in context.standings if name in known]
    names = dict.fromkeys((*order, *known))
    held = [item for name in names for item in _periods(known[name].series)]
    moments = _moments(context, held)
    if not moments or len({day for item in held for day in (item.since, item.until) if day}) == 1:
        return None
    words = context.words
    days = [day for item in held for day in (item.said.day, item.said.agreed) if day]
    plans = PastPlans(
        axis=plan_axis(days, context.as_of, words.text("Today"), words.tick),
        heads=_heads(context),
        rows=tuple(_row(context, item) for item in held),
        moments=moments,
        chosen=_chosen(context, moments),
    )
    blocks: list[Block] = [Note(words.text("Each line is a date as it was said, with the days on which it held."))]
    if not context.slips.complete:
        blocks.append(Note(words.text("Older history is missing: what was said before it is not known.")))
    fold = Fold(words.text("Show the plan as it was on an earlier day"), (*blocks, plans))
    return Section("as-of", words.text("Earlier plans"), (fold,))


def _periods(series: Series) -> Iterator[_Held]:
    """What was said of one milestone in turn; what another word on the same day replaced never held."""
    told: list[Said] = []
    for item in series.said:
        if told and told[-1].on == item.on:
            told.pop()
        if not told or _facts(told[-1]) != _facts(item):
            told.append(item)
    ends = [item.on for item in told[1:]]
    for item, until in zip(told, [*ends, None], strict=True):
        if item.standing != "gone" and item.day is not None:
            yield _Held(series.milestone, item, item.on, until)


def _facts(said: Said) -> tuple[object, ...]:
    return said.standing, said.day, said.agreed


def _moments(context: Context, held: Sequence[_Held]) -> tuple[PastMoment, ...]:
    """Every day from which another plan held, and every report since the first plan, oldest first."""
    changed = {item.since for item in held} | {item.until for item in held if item.until}
    changed = {day for day in changed if day <= context.as_of}
    if not changed:
        return ()
    reported = {report.date for report in context.engagement.reports if min(changed) <= report.date <= context.as_of}
    days = sorted(changed | reported)
    return tuple(_moment(context, day, held, reported=day in reported) for day in days)


def _moment(context: Context, day: date, held: Sequence[_Held], *, reported: bool) -> PastMoment:
    words = context.words
    then = {item.milestone: item.said.day for item in held if item.on(day)}
    now = {item.milestone: item.said.day for item in held if item.until is None}
    differ = sum(now.get(name) != date for name, date in then.items())
    label = words.full_day(day)
    told = words.count("On {date} the plan had {n} date.", "On {date} the plan had {n} dates.", len(then), date=label)
    if reported:
        label = words.text("{date} (report)", date=label)
    if differ:
        other = words.count("{n} of them is different today.", "{n} of them are different today.", differ)
    else:
        other = words.text("All of them are the same today.")
    return PastMoment(day.isoformat(), label, f"{told} {other}", differ)


def _chosen(context: Context, moments: Sequence[PastMoment]) -> int:
    """The last report whose plan is another today, which readers know; else the last such plan, else the first."""
    reports = {report.date.isoformat() for report in context.engagement.reports}
    others = [index for index, moment in enumerate(moments) if moment.differ]
    known = [index for index in others if moments[index].on in reports]
    return [0, *others, *known][-1]


def _heads(context: Context) -> PastHeads:
    words = context.words
    return PastHeads(
        caption=words.text("Every date that the plan ever had"),
        name=words.heading("milestone", 1),
        timeline=words.text("Timeline"),
        expected=words.text("Expected then"),
        today=words.text("Today"),
        slider=words.text("Plan of"),
        day=words.text("or of the day"),
    )


def _row(context: Context, item: _Held) -> PastRow:
    words, said = context.words, item.said
    standing = context.standings.get(item.milestone)
    precision = standing.milestone.precision if standing else "day"
    day = said.day or context.as_of
    today, shift = words.text("no longer in the plan"), ""
    if standing and standing.on:
        today = words.period(standing.on, precision)
        shift = phrases.shift(words, (standing.on - day).days)
    late = (day - said.agreed).days if said.agreed else None
    return PastRow(
        title=standing.milestone.title if standing else said.title,
        url=record_url(item.milestone) if standing else "",
        since=item.since.isoformat(),
        until=item.until.isoformat() if item.until else "",
        held=_held(context, item),
        mark=MilestoneMark(day, said.agreed, _tone(said, late)),
        expected=words.period(day, precision),
        iso=day.isoformat() if precision == "day" else "",
        shift=phrases.shift(words, late),
        today=today,
        today_shift=shift,
    )


def _held(context: Context, item: _Held) -> str:
    words = context.words
    since = words.day(item.since)
    if item.until is None:
        return words.text("since {date}", date=since)
    return words.text("from {since} until {until}", since=since, until=words.day(item.until))


def _tone(said: Said, late: int | None) -> Tone:
    if said.standing == "done":
        return Tone.DONE
    if said.standing == "dropped":
        return Tone.DROPPED
    return Tone.MOVED if (late or 0) > 0 else Tone.PLANNED
