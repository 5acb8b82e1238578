"""The agency's internal portfolio: every engagement in a row, the worst first; no share may ever contain it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.views import phrases
from milepost.views.blocks import Fact, Facts, Note, PageView, Prose, Section
from milepost.views.charts import Bullet, PeriodMark, plan_axis
from milepost.views.inline import Link, Tag
from milepost.views.portfolio_blocks import PortfolioRow, PortfolioTable
from milepost.views.portfolio_sections import answers, portfolio_sections, worth
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.localisation.wording import Wording
    from milepost.model.kinds import Health
    from milepost.views.blocks import Block
    from milepost.views.portfolio_entry import PortfolioEntry

_ORDER: tuple[Health | None, ...] = ("off-track", "at-risk", "on-hold", None, "on-track")
_MANY = 12
"""Rows above which a table gets a box to search it."""
_LAST = 99999
_TONES: dict[Health | None, Tone] = {
    "off-track": Tone.OVERDUE,
    "at-risk": Tone.AT_RISK,
    "on-hold": Tone.WAITING,
    "on-track": Tone.ON_TRACK,
    None: Tone.PLANNED,
}


def portfolio_view(entries: Sequence[PortfolioEntry], broken: Sequence[str], intro: str, words: Wording) -> PageView:
    """The portfolio; `broken` are the slugs of engagements whose files have errors, `intro` the agency's own words."""
    ordered = sorted(entries, key=lambda entry: (_rank(entry), -entry.days_later, entry.name.casefold()))
    lead: list[Block] = [Prose(intro, lead=True)] if intro.strip() else []
    if ordered:
        lead.append(Facts(_facts(ordered, words)))
    sections = []
    if broken:
        links = [
            Note(
                words.text("{client} cannot be built.", client=slug),
                Link(words.text("See what is wrong"), f"{slug}/"),
            )
            for slug in broken
        ]
        sections.append(Section("broken", words.text("Files with errors"), tuple(links)))
    if ordered:
        sections.append(Section("all", words.text("All engagements, worst first"), (_table(ordered, words),)))
        sections += portfolio_sections(ordered, words)
    title = words.text("Portfolio")
    note = words.text(
        "Health is the worse of what was reported and what the dates say. Everything else is counted from the record."
    )
    return PageView(
        "",
        title,
        words.text("Internal, not for clients"),
        _headline(ordered, len(broken), words),
        tuple(sections),
        tuple(lead),
        foot=note,
    )


def _headline(entries: Sequence[PortfolioEntry], broken: int, words: Wording) -> str:
    """How many stand how; those of which nothing can be said come first, so that the rest does not pass for all."""
    if not entries:
        return words.text("No engagement can be shown yet.")
    stand = f"{words.joined(_stand(entries, words))}."
    if not broken:
        return stand
    return words.count("{n} engagement cannot be shown.", "{n} engagements cannot be shown.", broken) + f" {stand}"


def _stand(entries: Sequence[PortfolioEntry], words: Wording) -> list[str]:
    open_ones = [entry for entry in entries if not entry.is_finished]
    counts = {health: sum(entry.health == health for entry in open_ones) for health in _ORDER}
    off, risk, on = counts["off-track"], counts["at-risk"], counts["on-track"]
    parts = [
        words.count("{n} engagement is off track", "{n} engagements are off track", off) if off else "",
        _risk_part(words, risk, is_first=not off) if risk else "",
        _track_part(words, on, is_first=not (off or risk)) if on else "",
    ]
    told = [part for part in parts if part]
    rest = counts["on-hold"] + counts[None]
    if rest:
        told.append(words.count("{n} tells nothing yet", "{n} tell nothing yet", rest))
    finished = len(entries) - len(open_ones)
    return [*told, _finished_part(words, finished, is_first=not told)] if finished else told


def _risk_part(words: Wording, n: int, *, is_first: bool) -> str:
    if is_first:
        return words.count("{n} engagement is at risk", "{n} engagements are at risk", n)
    return words.count("{n} is at risk", "{n} are at risk", n)


def _track_part(words: Wording, n: int, *, is_first: bool) -> str:
    if is_first:
        return words.count("{n} engagement is on track", "{n} engagements are on track", n)
    return words.count("{n} is on track", "{n} are on track", n)


def _finished_part(words: Wording, n: int, *, is_first: bool) -> str:
    if is_first:
        return words.count("{n} engagement is finished", "{n} engagements are finished", n)
    return words.count("{n} is finished", "{n} are finished", n)


def _rank(entry: PortfolioEntry) -> int:
    """Its place by how it stands, the worst first; what is finished needs nobody any more."""
    return len(_ORDER) if entry.is_finished else _ORDER.index(entry.health)


def _tone(entry: PortfolioEntry) -> Tone:
    return Tone.DONE if entry.is_finished else _TONES[entry.health]


def _tag(entry: PortfolioEntry, words: Wording) -> Tag:
    if entry.is_finished:
        return Tag(Tone.DONE, words.text("Finished"))
    return phrases.health_tag(words, entry.health) if entry.health else Tag(Tone.PLANNED, words.text("Not known"))


def _facts(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Fact, ...]:
    late = [entry for entry in entries if entry.is_report_late]
    overdue = sum(entry.client_overdue for entry in entries)
    undecided = sum(len(entry.proposals) for entry in entries)
    kept, judged = (sum(each) for each in zip(*((e.answers_in_time, e.answers_judged) for e in entries), strict=True))
    total = words.text("{some} of {all}", some=len(late), all=len(entries))
    in_time = words.text("{some} of {all}", some=kept, all=judged) if judged else "–"
    share = words.share(Decimal(kept) / judged) if judged else words.text("nothing was promised")
    return (
        Fact(words.text("Reports overdue"), total, late[0].name if late else ""),
        Fact(words.text("Clients' overdue answers"), words.whole(overdue)),
        Fact(words.text("Change requests undecided"), words.whole(undecided), worth(entries, words)),
        Fact(words.text("Answers in time"), in_time, share),
    )


def _table(entries: Sequence[PortfolioEntry], words: Wording) -> PortfolioTable:
    days = [day for entry in entries for day in (entry.started, entry.ends, entry.agreed) if day]
    axis = plan_axis(days or [words.as_of], words.as_of, words.text("Today"), words.tick)
    heads = (
        words.text("Client"),
        words.text("Health"),
        words.text("Timeline"),
        words.text("Key date"),
        words.text("Report age"),
        words.text("Client overdue"),
        words.text("Budget / time"),
        words.text("Answers in time"),
    )
    rows = tuple(_row(entry, words) for entry in entries)
    label = words.text("Filter") if len(rows) > _MANY else ""
    return PortfolioTable(words.text("All engagements"), axis, heads, rows, label)


def _row(entry: PortfolioEntry, words: Wording) -> PortfolioRow:
    mark = None
    if entry.ends and entry.started and entry.started <= entry.ends:
        mark = PeriodMark(entry.started, entry.ends, entry.started, entry.agreed, _tone(entry))
    used = words.share(entry.used) if entry.used is not None else "–"
    past = words.share(entry.time_past) if entry.time_past is not None else "–"
    return PortfolioRow(
        name=entry.name,
        url=f"{entry.slug}/",
        detail=" · ".join(text for text in (entry.engagement, entry.lead) if text),
        shares=tuple(Link(share, f"{folder}/") for share, folder in entry.further),
        tag=_tag(entry, words),
        was=_was(entry, words),
        mark=mark,
        key=words.day(entry.ends) if entry.ends else "–",
        shift=phrases.shift(words, entry.days_later),
        report=_age(entry, words),
        report_late=entry.is_report_late,
        overdue=words.whole(entry.client_overdue),
        is_overdue=entry.client_overdue > 0,
        money=f"{used} / {past}",
        bullet=Bullet(f"{used} / {past}", entry.used, entry.time_past) if entry.used is not None else None,
        answers=answers(entry, words).text,
        orders=_orders(entry, words),
    )


def _orders(entry: PortfolioEntry, words: Wording) -> tuple[str, ...]:
    """What each column is sorted by: the worst first in ascending order, what is not known last."""
    age = entry.report_age if entry.report_age is not None else _LAST
    return (
        entry.name,
        str(_rank(entry)),
        entry.started.isoformat() if entry.started else "9999",
        entry.ends.isoformat() if entry.ends else "9999",
        str(-age),
        str(-entry.client_overdue),
        str(-entry.used) if entry.used is not None else str(_LAST),
        answers(entry, words).order or str(_LAST),
    )


def _was(entry: PortfolioEntry, words: Wording) -> str:
    if entry.reported and entry.reported != entry.health:
        return words.text("reported: {state}", state=phrases.health_tag(words, entry.reported).label.lower())
    if entry.before:
        return words.text("was {state}", state=phrases.health_tag(words, entry.before).label.lower())
    return ""


def _age(entry: PortfolioEntry, words: Wording) -> str:
    if entry.report_age is None:
        return words.text("none yet")
    if entry.report_age == 0:
        return words.text("today")
    return words.count("{n} day", "{n} days", entry.report_age)
