"""When the agency works for a client, in words; counts nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.analysis.working_time import WEEKDAYS

if TYPE_CHECKING:
    from milepost.views.context import Context

_A_MONDAY = date(2024, 1, 1)


def hours_text(context: Context, *, capital: bool = True) -> str:
    """The working hours: `Monday to Friday, 09:00–17:30 (London)`; empty where no day is one of work.

    `capital` is for a line of its own; inside a sentence weekdays are written as the language has them.
    """
    calendar, words = context.engagement.calendar, context.words
    if not calendar.week:
        return ""
    names = [weekday(context, name) for name in calendar.week]
    numbers = [WEEKDAYS.index(name) for name in calendar.week]
    in_a_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    days = (
        words.text("{first} to {last}", first=names[0], last=names[-1])
        if in_a_row and len(names) > 1
        else words.joined(names)
    )
    city = context.engagement.client.timezone.rpartition("/")[2].replace("_", " ")
    days = days[:1].upper() + days[1:] if capital else days
    return words.text("{days}, {hours} ({city})", days=days, hours=calendar.hours.replace("-", "–"), city=city)


def weekday(context: Context, name: str) -> str:
    """The name of a weekday by its short name in the calendar."""
    return context.words.weekday(_A_MONDAY + timedelta(days=WEEKDAYS.index(name)))
