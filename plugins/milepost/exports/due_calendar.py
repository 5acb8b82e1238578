"""What is due across clients as a calendar for the agency's own people; no share may ever contain it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Protocol

from milepost.analysis.due import DueItem, DueKind
from milepost.exports.calendar_file import PRODUCT, CalendarEntry, calendar_bytes
from milepost.exports.identity import stable_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Owing(Protocol):
    """An engagement with what is due in it."""

    @property
    def slug(self) -> str:
        """The client's folder."""
        ...

    @property
    def name(self) -> str:
        """The client's name."""
        ...

    @property
    def as_of(self) -> date:
        """The day."""
        ...

    @property
    def items(self) -> tuple[DueItem, ...]:
        """What is due."""
        ...


_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC).date()
_SENTENCES = {
    DueKind.REPORT: "Send the report",
    DueKind.ANSWER: "Answer: {title}",
    DueKind.ACTION: "{title}",
    DueKind.PROMISE: "Keep the promise: {title}",
    DueKind.REVIEW: "Review the risk: {title}",
    DueKind.ACCEPTANCE: "Accept or return: {title}",
    DueKind.DECISION: "Decide: {title}",
    DueKind.ACCOUNT: "Account: {title}",
    DueKind.MAINTENANCE: "Maintenance: {title}",
}
_SIGNABLE = {
    "requirements": "requirement",
    "deliverables": "deliverable",
    "changes": "change request",
    "agreements": "agreement",
    "decisions": "decision",
    "milestones": "milestone",
    "kpis": "result",
}


def sentence(item: DueItem) -> str:
    """What has to be done, in English: these are the agency's own words, and no client reads them."""
    if item.kind is DueKind.SIGNATURE:
        n, noun = len(item.records), _SIGNABLE[item.title]
        return f"Sign {n} {noun}" if n == 1 else f"Sign {n} {noun}s"
    return _SENTENCES[item.kind].format(title=item.title)


def due_calendar(found: Sequence[Owing]) -> bytes | None:
    """The calendar of everything that has a day; None where nothing has."""
    entries = [_entry(one, item, item.due) for one in found for item in one.items if item.due]
    return calendar_bytes("What is due", entries) if entries else None


def is_ours(data: bytes) -> bool:
    """Whether the bytes are a calendar that Milepost wrote."""
    return data.startswith(b"BEGIN:VCALENDAR\r\n") and PRODUCT.encode() in data[:200]


def _entry(one: Owing, item: DueItem, day: date) -> CalendarEntry:
    return CalendarEntry(
        uid=str(stable_id("due", one.slug, item.kind, item.party, *item.records)),
        summary=f"{one.name}: {sentence(item)}",
        description=", ".join(item.records),
        category=item.kind.value,
        first=day,
        last=day,
        stamp=datetime.combine(one.as_of, time(), UTC),
        # It grows by itself: whoever imports the file again gets the newer day.
        sequence=max(0, (one.as_of - _FIRST_DAY).days),
    )
