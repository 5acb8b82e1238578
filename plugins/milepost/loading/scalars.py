"""One scalar's text becomes a value of its field's type, or a fault in words; knows neither files nor places."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from milepost.diagnostics import did_you_mean
from milepost.model.kinds import Duration, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

ID_PATTERN = r"[A-Za-z][A-Za-z0-9._-]{0,63}"
_ID = re.compile(rf"^{ID_PATTERN}$")
_DATE = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")
_YEAR_FIRST = re.compile(r"^([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})$")
_YEAR_LAST = re.compile(r"^([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})$")
_INSTANT = re.compile(
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[-+][0-9]{2}:[0-9]{2})?$"
)
_DURATION = re.compile(r"^([0-9]{1,4}(?:\.[0-9]{1,2})?)([hdw])$")
_NUMBER = re.compile(r"^[-+]?[0-9]{1,15}(\.[0-9]{1,9})?$")
_WHOLE = re.compile(r"^[-+]?[0-9]{1,9}$")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
# Only what mail programs take for one address: `?`, `&`, `%`, `,` and `;` would add headers or readers in a link.
EMAIL_PATTERN = r"[A-Za-z0-9!$'*+/=^_`{|}~-]+(\.[A-Za-z0-9!$'*+/=^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
_EMAIL = re.compile(rf"^{EMAIL_PATTERN}$")
_URL = re.compile(r"^https?://[^\s<>\"]+$", re.IGNORECASE)
_FILE = re.compile(r"^files/[^/\\\s][^\\]*$")
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_HOURS = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$", re.ASCII)

_YEARS = range(1900, 2200)
"""What else is read as a year was mistyped; days and weeks counted on from it would leave the calendar."""
_FAR = f"Correct the year: {_YEARS.start} to {_YEARS.stop - 1} are read."


@dataclass(frozen=True)
class Fault:
    """Why a text is not a value: message and hint without a place."""

    code: str
    message: str
    hint: str = ""


def read_choice(text: str, choices: tuple[str, ...]) -> str | Fault:
    """The text where it is one of `choices`."""
    if text in choices:
        return text
    near = did_you_mean(text.replace(" ", "-"), choices)
    return Fault("M105", f"“{text}” is not one of: {', '.join(choices)}", near if near.startswith("Did") else "")


def read_date(text: str) -> date | Fault:
    """The day that `YYYY-MM-DD` names."""
    match = _DATE.match(text)
    found = _day(*map(int, match.groups())) if match else None
    if found and found.year not in _YEARS:
        return Fault("M103", f"“{text}” is too far away", _FAR)
    return found or Fault("M103", f"“{text}” is not a date", _date_hint(text))


def _date_hint(text: str) -> str:
    """What the writer may have meant."""
    if match := _YEAR_FIRST.match(text):
        year, month, day = map(int, match.groups())
        if meant := _day(year, month, day):
            return f"Write {meant}."
        if _day(year, month, 1):
            return f"{year}-{month:02} has {calendar.monthrange(year, month)[1]} days."
    if match := _YEAR_LAST.match(text):
        first, second, year = map(int, match.groups())
        meanings = {_day(year, second, first): "day", _day(year, first, second): "month"}
        ways = [f"{day} if {first} is the {part}" for day, part in meanings.items() if day]
        if ways:
            return f"Write {', or '.join(ways)}."
    return "Write the day as YYYY-MM-DD, such as 2026-03-31."


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_instant(text: str, zone: tzinfo) -> tuple[datetime, bool] | Fault:
    """The instant that an ISO 8601 text names, and whether it was naive and read in `zone`."""
    try:
        instant = datetime.fromisoformat(text) if _INSTANT.match(text) else None
    except ValueError:
        instant = None
    if instant is None:
        example = f"{text}T10:14:00+01:00" if _DATE.match(text) else "2026-03-02T10:14:00+01:00"
        return Fault("M110", f"“{text}” is not a day with a time", f"Write it like {example}.")
    if instant.year not in _YEARS:
        return Fault("M110", f"“{text}” is too far away", _FAR)
    if instant.tzinfo is None:
        return instant.replace(tzinfo=zone), True
    return instant, False


def read_number(text: str) -> Decimal | Fault:
    """The decimal number, exactly as written."""
    if _NUMBER.match(text):
        return Decimal(text)
    hint = "Write the number alone, with a point for decimals: 51200 or 3.75."
    return Fault("M104", f"“{text}” is not a number", hint)


def read_whole(text: str, kind: Kind | None) -> int | Fault:
    """The whole number, inside its kind's limits."""
    if not _WHOLE.match(text):
        return Fault("M104", f"“{text}” is not a whole number", "Write digits only, such as 14.")
    number = int(text)
    limit = {Kind.PERCENT: 100, Kind.SCORE: 10}.get(kind) if kind else None
    if limit is not None and not 0 <= number <= limit:
        return Fault("M113", f"{number} is outside 0 to {limit}", f"Write a whole number from 0 to {limit}.")
    return number


def read_flag(text: str, *, plain: bool) -> bool | Fault:
    """True or false."""
    if plain and text in {"true", "false"}:
        return text == "true"
    if text in {"true", "false"}:
        return Fault("M112", f"“{text}” in quotes is a word, neither true nor false", "Leave the quotes out.")
    return Fault("M112", f"“{text}” is neither true nor false", "Write true or false, without quotes.")


def read_duration(text: str) -> Duration | Fault:
    """The amount of working time."""
    match = _DURATION.match(text)
    if match:
        return Duration(Decimal(match[1]), cast('Literal["h", "d", "w"]', match[2]))
    return Fault(
        "M108", f"“{text}” is not a duration", "Write 4h for working hours, 3d for working days, 2w for working weeks."
    )


def read_text(text: str, kind: Kind | None) -> str | Fault:
    """The text where it is what its kind asks for."""
    if kind is Kind.LINE and "\n" in text.rstrip("\n"):
        return Fault("M111", "this field takes one line", "Put the rest into a text field, or join the lines.")
    if not text.strip():
        return Fault("M102", "this text is empty", "Write it, or remove the line.")
    rule = _RULES.get(kind) if kind else None
    if rule and not rule.holds(text):
        return Fault(rule.code, f"“{text}” is not {kind.value if kind else 'a text'}", rule.hint)
    return text.rstrip("\n") if kind is not Kind.STATEMENT else text


def zone_of(name: str) -> tzinfo:
    """The time zone of that name; UTC where there is none (which is a diagnostic of its own)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@dataclass(frozen=True)
class _Rule:
    code: str
    holds: Callable[[str], bool]
    hint: str


def _is_zone(name: str) -> bool:
    return name == "UTC" or zone_of(name) is not UTC


def _is_a_day_of_work(hours: str) -> bool:
    # Hours that end before they begin would count every promised answer wrong.
    begin, _, end = hours.partition("-")
    return bool(_HOURS.match(hours)) and begin < end


def _is_inside_files(path: str) -> bool:
    # A path that climbs could publish another client's file.
    return bool(_FILE.match(path)) and not any(part in {"", ".", ".."} for part in path.split("/"))


_RULES: dict[Kind, _Rule] = {
    Kind.FILE: _Rule(
        "M115", _is_inside_files, "Write a path below the client's files/ folder, such as files/plan.pdf."
    ),
    Kind.URL: _Rule("M114", lambda text: bool(_URL.match(text)), "Write the whole address, with https://."),
    Kind.EMAIL: _Rule("M114", lambda text: bool(_EMAIL.match(text)), "Write it like ana@studio.example."),
    Kind.COLOUR: _Rule("M114", lambda text: bool(_COLOUR.match(text)), 'Write six hexadecimal digits: "#0b6e4f".'),
    Kind.TIMEZONE: _Rule("M114", _is_zone, "Write a name of the IANA database, such as Europe/London."),
    Kind.CURRENCY: _Rule("M114", lambda text: bool(_CURRENCY.match(text)), "Write three capitals, such as EUR."),
    Kind.HOURS: _Rule("M114", _is_a_day_of_work, 'Write "09:00-17:30", in quotes: the beginning, then the end.'),
    Kind.ID: _Rule(
        "M107",
        lambda text: bool(_ID.match(text)),
        "Start with a letter; then letters, digits, dot, hyphen and underscore; at most 64 characters.",
    ),
}
