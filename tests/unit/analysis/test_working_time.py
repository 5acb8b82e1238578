"""Working hours against tables that were made by hand with a calendar and a list of clock changes.

2026: London changes on 29 March and 25 October, Bucharest on the same nights, New York on 8 March and 1 November.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.analysis.public_holidays import is_known_place, public_holidays
from milepost.analysis.working_time import WorkingTime, working_time
from milepost.model.client import Calendar
from milepost.model.kinds import Duration
from support.engagements import CLIENT, an_engagement

LONDON: Final = WorkingTime.of(Calendar(hours="09:00-17:30", holidays="GB"), ZoneInfo("Europe/London"))
BUCHAREST: Final = WorkingTime.of(Calendar(hours="10:00-18:00", holidays="RO"), ZoneInfo("Europe/Bucharest"))
NEW_YORK: Final = WorkingTime.of(Calendar(hours="08:00-16:00", holidays="US"), ZoneInfo("America/New_York"))
HALF_HOURS: Final = WorkingTime.of(Calendar(hours="09:15-12:45"), ZoneInfo("Asia/Kathmandu"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def amount(text: str) -> timedelta:
    """`7:30` as seven and a half hours."""
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


# From, until, the working time between them (hours:minutes), and why.
TABLE: Final = [
    # London, 09:00 to 17:30
    (LONDON, "2026-11-18T10:00+00:00", "2026-11-18T13:00+00:00", "3:00", "inside a day"),
    (LONDON, "2026-11-18T07:00+00:00", "2026-11-18T22:00+00:00", "8:30", "around a day"),
    (LONDON, "2026-11-18T17:00+00:00", "2026-11-19T09:15+00:00", "0:45", "over a night"),
    (LONDON, "2026-11-20T17:00+00:00", "2026-11-23T10:00+00:00", "1:30", "over a weekend"),
    (LONDON, "2026-11-21T10:00+00:00", "2026-11-22T10:00+00:00", "0:00", "inside a weekend"),
    (LONDON, "2026-12-24T17:00+00:00", "2026-12-29T09:30+00:00", "1:00", "over Christmas and the 28th"),
    (LONDON, "2026-03-27T16:30+00:00", "2026-03-30T10:00+01:00", "2:00", "over the change to summer time"),
    (LONDON, "2026-03-27T09:00+00:00", "2026-04-02T16:30+00:00", "42:30", "a week over it, until 17:30 there"),
    (LONDON, "2026-10-23T17:00+01:00", "2026-10-26T09:30+00:00", "1:00", "over the change to winter time"),
    (LONDON, "2026-10-20T09:00+01:00", "2026-10-27T09:00+00:00", "42:30", "a week over it"),
    (LONDON, "2026-10-26T08:30+00:00", "2026-10-26T09:30+00:00", "0:30", "the first morning of winter time"),
    (LONDON, "2026-03-30T07:30+00:00", "2026-03-30T08:30+00:00", "0:30", "the first morning of summer time"),
    # Bucharest, 10:00 to 18:00, two hours ahead of UTC in winter and three in summer
    (BUCHAREST, "2026-11-18T08:00+00:00", "2026-11-18T16:00+00:00", "8:00", "a day, told in UTC"),
    (BUCHAREST, "2026-11-27T15:00+00:00", "2026-12-02T09:00+00:00", "2:00", "over Saint Andrew and the National Day"),
    (BUCHAREST, "2026-03-27T17:00+02:00", "2026-03-30T11:00+03:00", "2:00", "over the change to summer time"),
    (BUCHAREST, "2026-10-23T14:30+00:00", "2026-10-26T08:30+00:00", "1:00", "over the change to winter time, in UTC"),
    (BUCHAREST, "2026-04-09T17:00+03:00", "2026-04-14T11:00+03:00", "2:00", "over Orthodox Easter"),
    (BUCHAREST, "2026-04-03T10:00+03:00", "2026-04-03T18:00+03:00", "8:00", "on Good Friday of the West"),
    # New York, 08:00 to 16:00
    (NEW_YORK, "2026-03-06T15:00-05:00", "2026-03-09T09:00-04:00", "2:00", "over the change to summer time"),
    (NEW_YORK, "2026-10-30T15:00-04:00", "2026-11-02T09:00-05:00", "2:00", "over the change to winter time"),
    (NEW_YORK, "2026-11-25T15:00-05:00", "2026-11-27T09:00-05:00", "2:00", "over Thanksgiving"),
    (NEW_YORK, "2026-07-02T20:00+00:00", "2026-07-06T13:00+00:00", "1:00", "over 4 July, kept on Friday the 3rd"),
    (NEW_YORK, "2026-03-20T16:00+00:00", "2026-03-20T17:00+00:00", "1:00", "New York is an hour nearer to London then"),
    # Kathmandu, 09:15 to 12:45, five hours and three quarters ahead of UTC
    (HALF_HOURS, "2026-11-18T03:30+00:00", "2026-11-19T03:45+00:00", "3:45", "a zone in quarters of an hour"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "start", "end", "expected", "why"), TABLE, ids=[row[4] for row in TABLE])
def test_the_working_time_between_two_instants_is_that_of_the_table(
    hours: WorkingTime, start: str, end: str, expected: str, why: str
) -> None:
    assert hours.between(at(start), at(end)) == amount(expected), why


# From, how long, and when that time is up.
DEADLINES: Final = [
    (LONDON, "2026-11-20T15:40+00:00", "8:30", "2026-11-23T15:40+00:00", "a working day over a weekend"),
    (LONDON, "2026-11-20T18:00+00:00", "2:00", "2026-11-23T11:00+00:00", "asked after hours"),
    (LONDON, "2026-11-21T03:00+00:00", "8:30", "2026-11-23T17:30+00:00", "asked on Saturday, up at closing time"),
    (LONDON, "2026-10-23T15:00+01:00", "8:30", "2026-10-26T15:00+00:00", "over the change to winter time"),
    (LONDON, "2026-03-27T15:00+00:00", "8:30", "2026-03-30T15:00+01:00", "over the change to summer time"),
    (LONDON, "2026-12-24T15:30+00:00", "4:00", "2026-12-29T11:00+00:00", "over Christmas"),
    (BUCHAREST, "2026-11-27T17:00+02:00", "16:00", "2026-12-03T17:00+02:00", "two days over two holidays"),
    (NEW_YORK, "2026-10-30T15:30-04:00", "1:00", "2026-11-02T08:30-05:00", "over the change to winter time"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "start", "length", "expected", "why"), DEADLINES, ids=[row[4] for row in DEADLINES])
def test_a_deadline_is_that_of_the_table(hours: WorkingTime, start: str, length: str, expected: str, why: str) -> None:
    assert hours.after(at(start), amount(length)) == at(expected), why


def test_a_deadline_is_told_on_the_wall_clock_of_the_client() -> None:
    due = LONDON.after(at("2026-10-23T15:00+01:00"), amount("8:30"))

    assert due is not None
    assert (due.hour, due.utcoffset()) == (15, timedelta(0))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 (a zone is added below)
    st.integers(1, 4000),
    st.sampled_from([LONDON, BUCHAREST, NEW_YORK, HALF_HOURS]),
)
def test_as_much_working_time_as_was_asked_for_lies_before_its_deadline(
    start: datetime, minutes: int, hours: WorkingTime
) -> None:
    begin, length = start.replace(tzinfo=ZoneInfo("UTC")), timedelta(minutes=minutes)

    due = hours.after(begin, length)

    assert due is not None
    assert hours.between(begin, due) == length


def test_time_does_not_run_backwards() -> None:
    assert LONDON.between(at("2026-11-18T13:00+00:00"), at("2026-11-18T10:00+00:00")) == timedelta(0)


def test_days_off_and_a_week_of_ones_own_count() -> None:
    calendar = Calendar(week=("sun", "mon"), hours="08:00-12:00", days_off=(date(2026, 11, 16),))
    hours = WorkingTime.of(calendar, ZoneInfo("Europe/Madrid"))

    assert hours.between(at("2026-11-14T00:00+01:00"), at("2026-11-23T00:00+01:00")) == amount("8:00")


def test_a_night_shift_has_an_hour_less_or_more_when_the_clocks_change() -> None:
    nights = WorkingTime.of(Calendar(week=("sat",), hours="22:00-06:00"), ZoneInfo("Europe/London"))

    assert nights.days.length == amount("8:00")
    assert nights.between(at("2026-03-28T12:00+00:00"), at("2026-03-29T12:00+01:00")) == amount("7:00")
    assert nights.between(at("2026-10-24T12:00+01:00"), at("2026-10-25T12:00+00:00")) == amount("9:00")
    assert nights.between(at("2026-11-15T03:00+00:00"), at("2026-11-15T12:00+00:00")) == amount("3:00")


def test_hours_that_end_where_they_begin_are_the_whole_day() -> None:
    always = WorkingTime.of(Calendar(week=("mon",), hours="00:00-00:00"), ZoneInfo("UTC"))

    assert always.days.length == amount("24:00")
    assert always.between(at("2026-11-16T00:00+00:00"), at("2026-11-17T12:00+00:00")) == amount("24:00")


def test_where_nobody_works_for_ten_years_no_time_is_ever_up() -> None:
    sundays = tuple(date(2026, 11, 15) + timedelta(weeks=number) for number in range(600))
    never = WorkingTime.of(Calendar(week=("sun",), days_off=sundays), ZoneInfo("UTC"))

    assert never.after(at("2026-11-16T00:00+00:00"), timedelta(hours=1)) is None
    assert never.between(at("2026-11-16T00:00+00:00"), at("2026-11-26T00:00+00:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (Duration(Decimal(2), "h"), "2:00"),
        (Duration(Decimal("0.5"), "h"), "0:30"),
        (Duration(Decimal(1), "d"), "8:30"),
        (Duration(Decimal("1.5"), "d"), "12:45"),
        (Duration(Decimal(1), "w"), "42:30"),
    ],
)
def test_a_promise_of_days_or_weeks_is_as_long_as_they_are_in_the_calendar(written: Duration, expected: str) -> None:
    assert LONDON.days.length_of(written) == amount(expected)


def test_an_engagement_is_measured_in_its_own_calendar_and_zone() -> None:
    text = CLIENT + 'timezone: America/New_York\ncalendar: {week: [mon], hours: "10:00-11:00", holidays: US}\n'

    hours = working_time(an_engagement({"client.yaml": text}))

    assert hours.start_of(date(2026, 7, 1)) == at("2026-07-01T00:00-04:00")
    assert hours.between(at("2026-11-16T00:00-05:00"), at("2026-11-17T00:00-05:00")) == amount("1:00")


def test_holidays_are_those_of_a_country_or_of_a_part_of_it() -> None:
    easter_monday = date(2026, 4, 6)

    assert easter_monday in public_holidays("GB-ENG", 2026)
    assert easter_monday not in public_holidays("GB-SCT", 2026)
    assert public_holidays("Atlantis", 2026) == frozenset()
    assert [is_known_place(place) for place in ("GB", "GB-ENG", "GB-ATL", "Atlantis", "gb")] == [
        True,
        True,
        False,
        False,
        False,
    ]
