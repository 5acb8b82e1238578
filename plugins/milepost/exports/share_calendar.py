"""`calendar.ics`: milestones, actions, maintenance and reports to come of a share, in its readers' language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from milepost.analysis.calendar_dates import CalendarDate, DateKind, Sureness, calendar_dates
from milepost.disclosure.conversations import DisclosedAction, DisclosedIncident
from milepost.disclosure.records import DisclosedMilestone
from milepost.exports.calendar_file import CalendarEntry, calendar_bytes
from milepost.exports.identity import stable_id
from milepost.views import phrases
from milepost.views.labels import collection_label

if TYPE_CHECKING:
    from milepost.views.context import Context

_STATUS = {Sureness.SURE: "CONFIRMED", Sureness.UNSURE: "TENTATIVE", Sureness.CALLED_OFF: "CANCELLED"}


def share_calendar(context: Context) -> bytes | None:
    """The calendar; None where nothing has a date."""
    found = calendar_dates(context.engagement, context.standings, context.trail, context.as_of)
    if not found:
        return None
    client = context.engagement.client
    return calendar_bytes(f"{client.name}: {client.engagement}", [_entry(context, item) for item in found])


def _entry(context: Context, item: CalendarDate) -> CalendarEntry:
    return CalendarEntry(
        uid=str(stable_id(context.engagement.slug, item.key)),
        summary=_summary(context, item),
        description="\n\n".join(text for text in _description(context, item) if text),
        category=_category(context, item),
        first=item.first,
        last=item.last,
        # Without history nobody knows when it changed: then the day of the build stands for it.
        stamp=item.changed_at or datetime.combine(context.as_of, time(), UTC),
        sequence=item.changes,
        status=_STATUS[item.sureness],
        cadence=item.cadence,
        until=item.until,
    )


def _summary(context: Context, item: CalendarDate) -> str:
    words, title = context.words, item.record.title if item.record else ""
    if item.kind is DateKind.REPORTS:
        return words.text("Report due")
    if item.kind is DateKind.MAINTENANCE:
        return words.text("Maintenance: {title}", title=title)
    if item.is_done:
        return words.text("Done: {title}", title=title)
    if isinstance(item.record, DisclosedAction):
        theirs = item.record.party == "client"
        return words.text("To do: {title}", title=title) if theirs else words.text("From us: {title}", title=title)
    return title


def _category(context: Context, item: CalendarDate) -> str:
    return collection_label(context.words, item.record.collection if item.record else "reports")


def _description(context: Context, item: CalendarDate) -> list[str]:
    words = context.words
    match item.record:
        case DisclosedMilestone():
            return _of_milestone(context, item.record)
        case DisclosedAction():
            name = context.person(item.record.for_)
            return [
                item.record.id,
                words.text("For {name}", name=name) if name else "",
                context.in_words(item.record.why or ""),
            ]
        case DisclosedIncident():
            return [item.record.id, *(context.in_words(update.text) for update in item.record.updates[-1:])]
        case _:
            return []


def _of_milestone(context: Context, milestone: DisclosedMilestone) -> list[str]:
    words, found = context.words, context.standings[milestone.id]
    tag = phrases.standing_tag(words, found.standing)
    parts = [f"{milestone.id} · {tag.label}"]
    if found.agreed and found.days_later:
        agreed = words.text("agreed for {date}", date=words.period(found.agreed, milestone.precision))
        parts.append(f"{agreed} ({phrases.shift(words, found.days_later)})")
    return [*parts, context.in_words(milestone.reason or "")]
