"""An iCalendar file (RFC 5545) from plain entries, by the icalendar library; it knows no record and no words.

No alarms: whoever subscribes decides what rings. No addresses: the file does not know where it will be published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Event

PRODUCT = "-//Milepost//Milepost//EN"
_RHYTHMS: dict[str, dict[str, Any]] = {
    "weekly": {"freq": "weekly"},
    "fortnightly": {"freq": "weekly", "interval": 2},
    "monthly": {"freq": "monthly"},
    "quarterly": {"freq": "monthly", "interval": 3},
}
_SHORTEST_MONTH = 28


@dataclass(frozen=True)
class CalendarEntry:
    """One entry; `last` is the last day of it, or the end of a time; `stamp` is when it was last changed."""

    uid: str
    summary: str
    description: str
    category: str
    first: date | datetime
    last: date | datetime | None
    stamp: datetime
    sequence: int = 0
    status: str = "CONFIRMED"
    cadence: str = ""
    until: date | None = None


def calendar_bytes(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """The calendar; raises ValueError where there is no entry, for a calendar must have one (RFC 5545, 3.4)."""
    # Slow to import, and needed only here.
    from icalendar import Calendar  # noqa: PLC0415

    if not entries:
        raise ValueError("a calendar needs an entry")
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical(sorted=False))


def _event(entry: CalendarEntry) -> Event:
    from icalendar import Event  # noqa: PLC0415 (as above)

    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.stamp.astimezone(UTC))
    made.add("last-modified", entry.stamp.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("dtstart", _start(entry.first))
    if entry.last is not None:
        made.add("dtend", _end(entry.last))
    if entry.cadence and entry.until:
        made.add("rrule", _rhythm(entry))
    made.add("summary", entry.summary)
    if entry.description:
        made.add("description", entry.description)
    made.add("categories", [entry.category])
    made.add("status", entry.status)
    # What is due takes none of the reader's time.
    made.add("transp", "TRANSPARENT")
    return made


def _start(value: date | datetime) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _end(value: date | datetime) -> date | datetime:
    """The end as the format has it: the day after the last one (RFC 5545, 3.6.1)."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value + timedelta(days=1)


def _rhythm(entry: CalendarEntry) -> dict[str, Any]:
    rule: dict[str, Any] = {**_RHYTHMS[entry.cadence], "until": entry.until}
    day = entry.first.day
    if rule["freq"] == "monthly" and day > _SHORTEST_MONTH:
        # A month without a 31st would otherwise be skipped.
        rule |= {"bymonthday": list(range(_SHORTEST_MONTH, day + 1)), "bysetpos": -1}
    return rule
