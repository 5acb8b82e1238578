"""When the agency works for a client, in words; counts nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.working_days import WEEKDAYS, WorkingDays

if TYPE_CHECKING:
    from milepost.views.context import Context

_A_MONDAY = date(2024, 1, 1)


def hours_text(context: Context, *, capital: bool = True) -> str:
    """The working hours: `Monday to Friday, 09:00–17:30 (London)`.

    `capital` is for a line of its own; inside a sentence weekdays are written as the language has them.
    """
    calendar, words = context.engagement.calendar, context.words
    week = WorkingDays.of(calendar).week
    names = [_weekday(context, number) for number in week]
    in_a_row = len(week) > 1 and week[-1] - week[0] == len(week) - 1
    days = words.text("{first} to {last}", first=names[0], last=names[-1]) if in_a_row else words.joined(names)
    city = words.city(context.engagement.client.timezone)
    days = days[:1].upper() + days[1:] if capital else days
    return words.text("{days}, {hours} ({city})", days=days, hours=calendar.hours.replace("-", "–"), city=city)


def weekday(context: Context, name: str) -> str:
    """The name of a weekday by its short name in the calendar."""
    return _weekday(context, WEEKDAYS.index(name))


def _weekday(context: Context, number: int) -> str:
    return context.words.weekday(_A_MONDAY + timedelta(days=number))
