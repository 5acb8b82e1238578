"""The letter of what changed since a day, in the client's language, as a share may be told; it has no address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind
from milepost.analysis.waiting import waiting_for_client
from milepost.disclosure.conversations import DisclosedAction
from milepost.views import phrases
from milepost.views.actions import who, why
from milepost.views.diff_text import told_lines
from milepost.views.overview import first_paragraph
from milepost.views.reports import newest_reports, report_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.waiting import Waiting
    from milepost.views.context import Context

_DATES = frozenset({"agreed", "expected", "done_on"})
_MOST_LINES = 40


@dataclass(frozen=True)
class LetterPart:
    """Lines under a heading; `more` says how many others there are."""

    title: str
    lines: tuple[str, ...]
    more: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter: `subject` answers the question that everyone asks, `lead` says what follows."""

    language: str
    subject: str
    headline: str
    lead: str
    parts: tuple[LetterPart, ...]
    closing: tuple[str, ...]


def letter(context: Context, changes: Sequence[RecordChange], since: date | None) -> Letter:
    """The letter about these changes, each from what it was to what it is; `since` None is since the beginning."""
    words, client = context.words, context.engagement.client
    headline = phrases.headline_for_key(context)
    return Letter(
        language=words.language,
        subject=f"{client.engagement}: {headline}",
        headline=headline,
        lead=_lead(context, changes, since),
        parts=tuple(part for part in _parts(context, changes) if part.lines),
        closing=_closing(context),
    )


def _lead(context: Context, changes: Sequence[RecordChange], since: date | None) -> str:
    words, n = context.words, len({change.record for change in changes})
    if since is None:
        return words.count("{n} record is new.", "{n} records are new.", n)
    day = words.plain_day(since)
    return words.count("{n} record changed since {date}.", "{n} records changed since {date}.", n, date=day)


def _parts(context: Context, changes: Sequence[RecordChange]) -> list[LetterPart]:
    words = context.words
    moved = [item for item in changes if _is_date(item)]
    reports = {item.record for item in changes if item.collection == "reports" and item.kind is ChangeKind.ADDED}
    rest = [item for item in changes if item not in moved and item.record not in reports]
    asked = waiting_for_client(context.engagement, context.as_of)
    return [
        LetterPart(words.text("What we need from you"), tuple(_ask(context, item) for item in asked)),
        LetterPart(
            words.text("Dates that changed"), told_lines(context, (_from_agreed(context, item) for item in moved))
        ),
        LetterPart(words.text("New reports"), _reports(context, reports)),
        _rest(context, told_lines(context, rest)),
    ]


def _is_date(change: RecordChange) -> bool:
    return change.collection == "milestones" and change.field in _DATES


def _from_agreed(context: Context, change: RecordChange) -> RecordChange:
    """A first expected date as a move away from the agreed one, which held until then."""
    found = context.standings.get(change.record)
    if change.field != "expected" or change.before is not None or found is None or found.agreed is None:
        return change
    return replace(change, before=found.agreed.isoformat())


def _rest(context: Context, lines: tuple[str, ...]) -> LetterPart:
    words, others = context.words, len(lines) - _MOST_LINES
    more = words.count("And {n} more, on the site.", "And {n} more, on the site.", others) if others > 0 else ""
    return LetterPart(words.text("Also changed"), lines[:_MOST_LINES], more)


def _ask(context: Context, item: Waiting) -> str:
    words, record = context.words, item.record
    # Why an action matters is for the site; what is needed of anything else stands nowhere but here.
    needed = "" if isinstance(record, DisclosedAction) else why(words, item).rstrip(".")
    due = words.text("due {date}", date=words.day(item.due)) if item.due else words.text("no date")
    if item.is_overdue:
        due = f"{due}, {phrases.overdue(words, -(item.days_left or 0))}"
    return " · ".join(part for part in (record.title, needed, who(context, item), due) if part)


def _reports(context: Context, names: set[str]) -> tuple[str, ...]:
    found = [report for report in newest_reports(context) if report.id in names]
    return tuple(
        f"{report_title(context, report)}: {context.in_words(first_paragraph(report.body))}" for report in found
    )


def _closing(context: Context) -> tuple[str, ...]:
    words, contact = context.words, context.contact()
    lines = []
    if contact:
        reach = ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)
        lines.append(words.text("Questions? Ask {name}.", name=reach))
    date_ = words.full_day(context.as_of)
    last = context.trail.last if context.trail else None
    if last:
        version = last.commit[:10]
        lines.append(
            words.text("From the project record: state on {date}, version {version}.", date=date_, version=version)
        )
    return tuple(lines)
