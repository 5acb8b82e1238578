from __future__ import annotations

from decimal import Decimal

import pytest

from milepost.analysis.results import Result, ResultStanding, result
from milepost.disclosure.records import DisclosedKpi, DisclosedTarget
from support.engagements import AS_OF, an_engagement


def a_result(fields: str, *values: str) -> Result:
    measured = "".join(f"    - {{date: 2026-10-{day:02}, value: {value}}}\n" for day, value in enumerate(values, 1))
    text = "".join(f"  {line.strip()}\n" for line in fields.split(";"))
    measurements = f"  measurements:\n{measured}" if values else ""
    engagement = an_engagement({"kpis.yaml": f"- id: K-1\n  title: Searches\n{text}{measurements}"})
    return result(engagement.of(DisclosedKpi)[0], AS_OF)


@pytest.mark.parametrize(
    ("fields", "values", "standing"),
    [
        ("target: 500; baseline: 100", (), "unmeasured"),
        ("target: 500; baseline: 100", ("500",), "met"),
        ("target: 500; baseline: 100", ("700",), "met"),
        ("target: 500; baseline: 100", ("300",), "improving"),
        ("target: 500; baseline: 100", ("50",), "worsening"),
        ("target: 500; baseline: 100", ("100",), "steady"),
        ("target: 500; baseline: 100", ("300", "200"), "improving"),
        ("target: 500; baseline: 100", ("300", "100"), "worsening"),
        ("target: 500; baseline: 100", ("50", "100"), "worsening"),
        ("target: 500", ("100",), "steady"),
        ("target: 500", ("100", "120"), "improving"),
        ("target: 5; direction: down; baseline: 9", ("5",), "met"),
        ("target: 5; direction: down; baseline: 9", ("4",), "met"),
        ("target: 5; direction: down; baseline: 9", ("7",), "improving"),
        ("target: 5; direction: down; baseline: 9", ("11",), "worsening"),
        ("target: {low: 10, high: 20}; direction: range; baseline: 40", ("15",), "met"),
        ("target: {low: 10, high: 20}; direction: range; baseline: 40", ("30",), "improving"),
        ("target: {low: 10, high: 20}; direction: range; baseline: 12", ("5",), "worsening"),
        ("target: {low: 10}; baseline: 1", ("12",), "met"),
        ("target: {low: 10}; baseline: 1", ("5",), "improving"),
        ("target: {high: 20}; baseline: 40", ("20",), "met"),
        ("target: {high: 20}; baseline: 40", ("50",), "worsening"),
    ],
)
def test_a_result_is_judged_against_its_target_and_its_start(
    fields: str, values: tuple[str, ...], standing: str
) -> None:
    assert a_result(fields, *values).standing.value == standing


def test_a_kpi_without_a_target_is_not_judged() -> None:
    engagement = an_engagement(
        {"kpis.yaml": "- {id: K-1, title: A, target: 5, measurements: [{date: 2026-10-01, value: 3}]}\n"}
    )
    measured = engagement.of(DisclosedKpi)[0]
    aimless = DisclosedKpi(id="K-2", title="B", target=DisclosedTarget(), measurements=measured.measurements)

    assert result(aimless, AS_OF).standing is ResultStanding.UNMEASURED


def test_measurements_count_by_their_day_and_those_to_come_do_not() -> None:
    text = """
- id: K-1
  title: Searches
  target: 500
  measurements:
    - {date: 2026-11-23, value: 900}
    - {date: 2026-11-02, value: 300}
    - {date: 2026-10-02, value: 200}
"""
    found = result(an_engagement({"kpis.yaml": text}).of(DisclosedKpi)[0], AS_OF)

    assert [item.value for item in found.measurements] == [200, 300]
    assert found.last is not None
    assert (found.last.value, found.start, found.standing) == (Decimal(300), Decimal(200), ResultStanding.IMPROVING)


def test_a_result_starts_at_its_baseline_else_at_its_first_value() -> None:
    assert a_result("target: 5; baseline: 1.5", "2").start == Decimal("1.5")
    assert a_result("target: 5", "2", "3").start == 2
    assert a_result("target: 5").start is None
