"""Earned value by the PMI's formulas, with worked examples of others, and who may see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.earned_value import EarnedValue, EarnedValueReport, earned_value
from milepost.analysis.standing import standings
from support.engagements import an_engagement

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

# https://quickbooks.intuit.com/ca/resources/running-a-business/using-earned-value-management (its example), and
# https://coda.io/@seagram-kern-xyz-wsrd/xyz-website-redesign/determine-project-progress-performance-16
HALF_WAY = EarnedValue(Decimal(100_000), Decimal(55_000), Decimal(50_000), Decimal(45_000))
REDESIGN = EarnedValue(Decimal(105_430), Decimal(15_595), Decimal(15_595), Decimal(14_866))

MILESTONES = """\
- {id: M1, title: One, agreed_start: 2026-01-01, agreed: 2026-01-11, done_on: 2026-01-11, status: done}
- {id: M2, title: Two, start: 2026-01-11, agreed: 2026-01-21, status: active, progress: 30}
- {id: M3, title: Three, agreed: 2026-01-31}
- {id: M4, title: Four}
- {id: M5, title: Five, agreed: 2026-01-31, status: dropped}
"""
DAY = date(2026, 1, 16)


def report(lines: str, day: date = DAY, audience: Audience = "sponsor") -> EarnedValueReport | None:
    engagement = an_engagement({"milestones.yaml": MILESTONES, "budget.yaml": lines}, audience)
    return earned_value(engagement, standings(engagement, day), day)


def figures(lines: str, day: date = DAY) -> EarnedValue | None:
    found = report(lines, day)
    assert found is not None
    return found.figures


def line(name: str, milestone: str, estimate: int, actual: str = "") -> str:
    spent = f", actual: {actual}" if actual else ""
    return f"- {{id: {name}, title: {name}, milestone: {milestone}, estimate: {estimate}{spent}}}\n"


THREE = line("B-1", "M1", 1000, "900") + line("B-2", "M2", 2000, "800") + line("B-3", "M3", 3000)


def test_the_figures_are_those_of_worked_examples() -> None:
    assert HALF_WAY.schedule_variance == -5_000
    assert (round(HALF_WAY.schedule_index or 0, 2), round(HALF_WAY.cost_index or 0, 2)) == (
        Decimal("0.91"),
        Decimal("1.11"),
    )
    assert HALF_WAY.forecast == 90_000
    assert [REDESIGN.schedule_variance, REDESIGN.schedule_index] == [0, 1]
    assert round(REDESIGN.forecast or 0, 1) == Decimal("100501.6")
    assert round(REDESIGN.cost_index or 0, 3) == Decimal("1.049")


def test_each_line_counts_by_its_milestone() -> None:
    # Planned: all of the first, half of the second's ten days, nothing of the third. Earned: all, 30 %, nothing.
    assert figures(THREE) == EarnedValue(Decimal(6000), Decimal(2000), Decimal(1600), Decimal(1700))


@pytest.mark.parametrize(
    ("day", "planned"),
    [("2026-01-01", 0), ("2026-01-02", 100), ("2026-01-11", 1000), ("2026-01-30", 3000), ("2026-01-31", 6000)],
)
def test_what_was_planned_grows_evenly_and_all_at_once_without_a_start(day: str, planned: int) -> None:
    found = figures(THREE, date.fromisoformat(day))

    assert found is not None
    assert found.planned == planned


def test_a_line_pays_for_what_leads_to_its_milestone_too_each_milestone_for_one_line() -> None:
    plan = """\
- {id: M1, title: One, agreed: 2026-01-11, status: done}
- {id: M2, title: Two, agreed: 2026-01-12, progress: 50, depends_on: [M1]}
- {id: M3, title: Three, agreed: 2026-01-31, depends_on: [M2, M4, M5]}
- {id: M4, title: Four, agreed: 2026-01-20, progress: 20, depends_on: [M2, M3]}
- {id: M5, title: Five, depends_on: [M1]}
"""
    engagement = an_engagement(
        {
            "milestones.yaml": plan,
            "budget.yaml": line("B-3", "M3", 100, "1") + line("B-2", "M2", 100, "1"),
        },
        "sponsor",
    )

    found = earned_value(engagement, standings(engagement, DAY), DAY)

    assert found is not None
    assert {item.line.id: [item.planned, item.earned] for item in found.lines} == {
        "B-2": [100, 75],  # M2 half, M1 whole
        "B-3": [0, 10],  # M3 nothing, M4 a fifth; M5 has no date
    }


def test_a_line_without_a_dated_milestone_is_left_out_and_named() -> None:
    others = line("B-4", "M4", 10) + line("B-5", "M5", 10) + "- {id: B-6, title: Hosting, estimate: 10}\n"

    found = report(THREE + others)

    assert found is not None
    assert [item.id for item in found.left_out] == ["B-4", "B-5", "B-6"]
    assert found.figures == figures(THREE)


def test_spending_that_is_not_recorded_makes_every_sum_untrue() -> None:
    found = report(line("B-1", "M1", 1000) + line("B-2", "M2", 2000) + line("B-3", "M3", 3000))

    assert found is not None
    assert found.figures is None
    assert [item.id for item in found.unrecorded] == ["B-1", "B-2"]


def test_before_anything_is_earned_or_spent_there_is_no_forecast_and_no_index() -> None:
    nothing = figures(line("B-3", "M3", 3000))
    only_spent = figures(line("B-3", "M3", 3000, "50"))

    assert nothing is not None
    assert (nothing.forecast, nothing.cost_index, nothing.schedule_index) == (None, None, None)
    assert only_spent is not None
    assert [only_spent.forecast, only_spent.cost_index] == [None, 0]


def test_without_any_such_line_there_is_no_report() -> None:
    assert report(line("B-4", "M4", 10)) is None


@pytest.mark.parametrize(("audience", "seen"), [("internal", True), ("sponsor", True), ("client", False)])
def test_only_sponsors_see_it_even_where_the_budget_is_shown_to_others(audience: Audience, *, seen: bool) -> None:
    shown = THREE.replace("title:", "audience: public, title:")

    assert (report(shown, audience=audience) is not None) is seen


def test_an_agreed_date_that_does_not_count_plans_nothing() -> None:
    engagement = an_engagement({"milestones.yaml": MILESTONES, "budget.yaml": THREE}, "sponsor")

    found = earned_value(engagement, standings(engagement, DAY, {"M3": date(2026, 1, 16)}), DAY)

    assert found is not None
    assert found.figures is not None
    assert found.figures.planned == 5000
