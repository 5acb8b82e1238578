"""Distance to a target, the day it is reached at today's pace, and values that are missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from milepost.analysis.pace import Course, Gap, Pace, inside, missing, pace, rhythm
from milepost.analysis.results import Result, result
from milepost.disclosure.records import DisclosedKpi
from support.engagements import AS_OF, an_engagement


def a_result(fields: str, **values: str) -> Result:
    """A KPI with these fields, and values by day, written `d1001` for 1 October 2026."""
    measured = "".join(f"    - {{date: 2026-{day[1:3]}-{day[3:]}, value: {value}}}\n" for day, value in values.items())
    text = "".join(f"  {line.strip()}\n" for line in fields.split(";"))
    measurements = f"  measurements:\n{measured}" if values else ""
    engagement = an_engagement({"kpis.yaml": f"- id: K-1\n  title: Searches\n{text}{measurements}"})
    return result(engagement.of(DisclosedKpi)[0], AS_OF)


def test_the_target_is_reached_when_the_rest_is_gone_at_the_pace_of_the_last_values() -> None:
    found = pace(a_result("target: 500; direction: up", d1001="100", d1101="131"))

    assert found == Pace(Course.REACHES, Decimal(369), date(2026, 10, 1), date(2027, 11, 5))
    assert (date(2027, 11, 5) - date(2026, 11, 1)).days == 369


def test_a_part_of_a_day_is_a_day() -> None:
    assert pace(a_result("target: 10", d1001="0", d1004="2")).reached == date(2026, 10, 16)


def test_only_the_last_four_values_make_todays_pace() -> None:
    found = pace(a_result("target: 100", d0101="90", d1001="0", d1002="10", d1003="20", d1004="30"))

    assert (found.since, found.reached) == (date(2026, 10, 1), date(2026, 10, 11))


@pytest.mark.parametrize(
    ("target_by", "late"), [("2026-10-20", 0), ("2026-10-19", 1), ("2026-10-22", -2)], ids=["on", "after", "before"]
)
def test_the_day_is_compared_with_the_day_the_target_is_meant_for(target_by: str, late: int) -> None:
    found = pace(a_result(f"target: 20; target_by: {target_by}", d1001="1", d1002="2"))

    assert (found.reached, found.late) == (date(2026, 10, 20), late)


@pytest.mark.parametrize(
    ("fields", "values", "course", "gap"),
    [
        ("target: 500", {}, Course.UNKNOWN, None),
        ("target: {}", {"d1001": "5"}, Course.UNKNOWN, None),
        ("target: 500", {"d1001": "100"}, Course.UNKNOWN, Decimal(400)),
        ("target: 500", {"d1001": "500"}, Course.MET, Decimal(0)),
        ("target: 500", {"d1001": "100", "d1101": "100"}, Course.STANDS, Decimal(400)),
        ("target: 500", {"d1001": "100", "d1101": "90"}, Course.AWAY, Decimal(410)),
        ("target: 5000", {"d1001": "100", "d1101": "101"}, Course.TOO_SLOW, Decimal(4899)),
        ("target: 100; direction: down", {"d1001": "120", "d1011": "110"}, Course.REACHES, Decimal(10)),
        ("target: {low: 10, high: 20}; direction: range", {"d1001": "40", "d1011": "30"}, Course.REACHES, Decimal(10)),
        ("target: {low: 10, high: 20}; direction: range", {"d1001": "0", "d1011": "5"}, Course.REACHES, Decimal(5)),
    ],
)
def test_every_course(fields: str, values: dict[str, str], course: Course, gap: Decimal | None) -> None:
    found = pace(a_result(fields, **values))

    assert (found.course, found.gap) == (course, gap)


def test_a_value_is_missing_after_one_and_a_half_usual_times() -> None:
    weekly = a_result("target: 9", d1102="1", d1109="2", d1116="3")

    assert rhythm(weekly) == 7
    assert missing(weekly, date(2026, 11, 26)) == ()
    assert missing(weekly, date(2026, 11, 27)) == (Gap(date(2026, 11, 16)),)


def test_a_hole_between_two_values_is_told_too() -> None:
    holed = a_result("target: 9", d0901="1", d0908="1", d0929="2", d1006="2", d1113="3", d1120="3")

    assert missing(holed, AS_OF) == (
        Gap(date(2026, 9, 8), date(2026, 9, 29)),
        Gap(date(2026, 10, 6), date(2026, 11, 13)),
    )


def test_two_values_have_no_rhythm_and_nothing_is_missing() -> None:
    two = a_result("target: 9", d0101="1", d0108="1")

    assert (rhythm(two), missing(two, AS_OF)) == (None, ())


def test_values_in_the_range_are_counted() -> None:
    assert inside(a_result("target: {low: 10, high: 20}", d1001="9", d1002="10", d1003="20", d1004="21")) == 2
