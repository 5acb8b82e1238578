"""Windows, date ticks and value ticks of charts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.views.charts import PlanAxis, Tick, axis_ticks, plan_axis, value_ticks

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31))
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)


def label(on: date, months: int) -> str:
    return f"{on.isoformat()}/{months}"


def ticks(start: str, end: str) -> list[str]:
    return [tick.label for tick in axis_ticks(date.fromisoformat(start), date.fromisoformat(end), label)]


def values(low: str, high: str) -> list[str]:
    return [tick.label for tick in value_ticks(Decimal(low), Decimal(high), str)]


def window(first: str, last: str, today: str) -> PlanAxis:
    return plan_axis([date.fromisoformat(first), date.fromisoformat(last)], date.fromisoformat(today), "Today", label)


def test_a_week_has_a_tick_each_day() -> None:
    assert ticks("2026-03-02", "2026-03-06") == [
        "2026-03-02/0",
        "2026-03-03/0",
        "2026-03-04/0",
        "2026-03-05/0",
    ]


def test_two_weeks_have_a_tick_every_second_day() -> None:
    found = ticks("2026-03-01", "2026-03-15")
    assert len(found) == 7
    assert found[:2] == ["2026-03-02/0", "2026-03-04/0"]


def test_a_month_has_a_tick_each_monday() -> None:
    assert ticks("2026-03-01", "2026-03-29") == [
        "2026-03-02/0",
        "2026-03-09/0",
        "2026-03-16/0",
        "2026-03-23/0",
    ]


def test_three_months_have_a_tick_every_second_monday() -> None:
    found = [date.fromisoformat(text.partition("/")[0]) for text in ticks("2026-02-01", "2026-05-01")]
    assert {day.weekday() for day in found} == {0}
    assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(14)}


def test_three_weeks_keep_to_mondays_although_they_are_few() -> None:
    assert ticks("2026-03-03", "2026-03-24") == ["2026-03-09/0", "2026-03-16/0", "2026-03-23/0"]


@pytest.mark.parametrize(
    ("start", "end", "expected", "months"),
    [
        ("2026-06-01", "2027-03-01", ["2026-06-01", "2026-07-01", "2026-08-01"], 1),
        ("2026-02-01", "2026-12-01", ["2026-03-01", "2026-05-01", "2026-07-01"], 2),
        ("2026-02-01", "2027-03-01", ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"], 3),
        ("2023-02-01", "2026-12-01", ["2023-07-01", "2024-01-01", "2024-07-01"], 6),
        ("2020-02-01", "2027-01-01", ["2021-01-01", "2022-01-01", "2023-01-01"], 12),
        ("2010-06-15", "2026-01-01", ["2012-01-01", "2014-01-01", "2016-01-01"], 24),
        ("2000-01-01", "2030-01-01", ["2000-01-01", "2005-01-01", "2010-01-01"], 60),
        ("1900-01-01", "9999-12-31", ["2000-01-01", "3000-01-01", "4000-01-01", "5000-01-01"], 12000),
    ],
)
def test_longer_windows_have_ticks_at_months_quarters_and_years(
    start: str, end: str, expected: list[str], months: int
) -> None:
    assert ticks(start, end)[: len(expected)] == [f"{day}/{months}" for day in expected]


def test_an_empty_window_has_no_ticks() -> None:
    assert ticks("2026-03-02", "2026-03-02") == []


def test_each_year_is_named_at_its_first_tick() -> None:
    found = axis_ticks(date(2026, 11, 1), date(2027, 4, 1), label)
    assert [tick.year for tick in found] == ["2026", "", "2027", "", ""]


def test_a_tick_that_is_a_year_names_it_once() -> None:
    assert {tick.year for tick in axis_ticks(date(2020, 1, 1), date(2027, 1, 1), label)} == {""}


@given(start=DAYS, length=st.integers(min_value=7, max_value=365 * 30))
def test_any_window_of_a_week_to_thirty_years_has_two_to_nine_ticks_inside(start: date, length: int) -> None:
    end = start + timedelta(length)
    found = [tick.on for tick in axis_ticks(start, end, label)]
    assert 2 <= len(found) <= 9
    assert found == sorted(set(found))
    assert start <= found[0]
    assert found[-1] < end


@given(start=DAYS, months=st.integers(min_value=4, max_value=360))
def test_any_window_of_whole_months_has_three_to_nine_ticks(start: date, months: int) -> None:
    first = start.replace(day=1)
    month = first.year * 12 + first.month - 1 + months
    assert 3 <= len(axis_ticks(first, date(month // 12, month % 12 + 1, 1), label)) <= 9


def test_a_plan_begins_and_ends_with_whole_months() -> None:
    axis = window("2026-06-11", "2027-02-19", "2026-10-16")
    assert (axis.start, axis.end) == (date(2026, 6, 1), date(2027, 3, 1))
    assert (axis.today, axis.today_label) == (date(2026, 10, 16), "Today")
    assert axis.ticks[0] == Tick(date(2026, 6, 1), "2026-06-01/1", "2026")


def test_a_plan_reaches_a_little_further_to_show_today() -> None:
    axis = window("2026-06-11", "2027-02-19", "2027-04-02")
    assert (axis.start, axis.end, axis.today) == (date(2026, 6, 1), date(2027, 5, 1), date(2027, 4, 2))


def test_a_plan_does_not_shrink_to_show_a_far_today() -> None:
    axis = window("2020-06-11", "2021-02-19", "2026-10-16")
    assert (axis.start, axis.end, axis.today) == (date(2020, 6, 1), date(2021, 3, 1), None)


def test_a_plan_without_dates_is_the_month_of_today() -> None:
    axis = plan_axis([], date(2026, 10, 16), "Today", label)
    assert (axis.start, axis.end, axis.today) == (date(2026, 10, 1), date(2026, 11, 1), date(2026, 10, 16))


def test_a_plan_may_end_with_the_calendar() -> None:
    assert window("9999-12-01", "9999-12-31", "9999-12-02").end == date.max


@given(dates=st.lists(DAYS, min_size=1), today=DAYS)
def test_a_plan_holds_all_its_dates(dates: list[date], today: date) -> None:
    axis = plan_axis(dates, today, "Today", label)
    assert all(axis.start <= day < axis.end for day in dates)
    assert axis.today in {None, today}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "80", ["0", "20", "40", "60", "80"]),
        ("8", "16", ["8", "10", "12", "14", "16"]),
        ("31", "60", ["30", "40", "50", "60"]),
        ("-12", "7", ["-15", "-10", "-5", "0", "5", "10"]),
        ("-900", "-100", ["-1000", "-800", "-600", "-400", "-200", "0"]),
        ("0.0007", "0.0021", ["0.0005", "0.001", "0.0015", "0.002", "0.0025"]),
        ("60", "31", ["30", "40", "50", "60"]),
        ("51200", "83900", ["50000", "60000", "70000", "80000", "90000"]),
    ],
)
def test_value_ticks_are_round_and_enclose_the_values(low: str, high: str, expected: list[str]) -> None:
    assert values(low, high) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ("5", ["4.5", "5", "5.5"]),
        ("-5", ["-5.5", "-5", "-4.5"]),
        ("100", ["90", "95", "100", "105", "110"]),
    ],
)
def test_a_constant_series_stands_in_the_middle_of_its_ticks(value: str, expected: list[str]) -> None:
    assert values(value, value) == expected


@given(low=AMOUNTS, high=AMOUNTS)
def test_any_range_has_three_to_six_value_ticks_with_equal_steps(low: Decimal, high: Decimal) -> None:
    found = [tick.value for tick in value_ticks(low, high, str)]
    assert 3 <= len(found) <= 6
    assert found[0] <= min(low, high)
    assert max(low, high) <= found[-1]
    assert len({later - earlier for earlier, later in pairwise(found)}) == 1


def test_values_that_differ_only_in_the_last_digits_have_ticks_too() -> None:
    assert len(values("100000000000000000000", "100000000000000000001")) >= 3
