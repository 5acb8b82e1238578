"""Amounts of time in words: real time that something lasted, working time that an answer took; measures nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from milepost.localisation.wording import Wording

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_WITHOUT_HOURS = 3


def lasted(words: Wording, amount: timedelta) -> str:
    """Real time: `35 minutes`, `3 h`, `3 h 20 min`, `2 days`."""
    seconds = int(amount.total_seconds())
    if seconds >= 2 * _DAY:
        return words.count("{n} day", "{n} days", round(seconds / _DAY))
    return _clock(words, seconds)


def working(words: Wording, amount: timedelta, day: timedelta) -> str:
    """Working time, in working days (each of the length `day`) and hours: `4 h 15 min`, `1 working day 2 h`."""
    if amount < day:
        return _clock(words, int(amount.total_seconds()))
    days, rest = divmod(amount, day)
    hours = round(rest.total_seconds() / _HOUR)
    told = words.count("{n} working day", "{n} working days", days)
    if days >= _DAYS_WITHOUT_HOURS or not hours:
        return told
    return words.text("{days} and {hours} h", days=told, hours=words.whole(hours))


def _clock(words: Wording, seconds: int) -> str:
    hours, minutes = divmod(max(seconds, 0) // _MINUTE, 60)
    if not hours:
        return words.count("{n} minute", "{n} minutes", minutes) if minutes else words.text("less than a minute")
    if not minutes:
        return words.text("{hours} h", hours=words.whole(hours))
    return words.text("{hours} h {minutes} min", hours=words.whole(hours), minutes=words.whole(minutes))
