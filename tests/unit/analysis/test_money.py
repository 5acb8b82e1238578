from __future__ import annotations

from decimal import Decimal

import pytest

from milepost.analysis.money import budget_totals, cost_of
from milepost.disclosure.records import DisclosedChange
from support.engagements import an_engagement

BUDGET = """
- id: B-1
  title: Design
  estimate: 1000.10
  actual: 400
  committed: 700
  invoices:
    - {number: "1", date: 2026-10-01, amount: 300, paid_on: 2026-10-20}
    - {number: "2", date: 2026-11-01, amount: 100}
- {id: B-2, title: Build, estimate: 2000, actual: 100, forecast: 1900}
- {id: B-3, title: Launch, estimate: 500}
"""
MILESTONES = "- {id: M1, title: Pilot}\n- {id: M2, title: Launch}\n"


def a_change(fields: str) -> DisclosedChange:
    files = {
        "changes.yaml": f"- {{id: CR-1, title: More, description: More, {fields}}}\n",
        "milestones.yaml": MILESTONES,
    }
    (found,) = an_engagement(files).of(DisclosedChange)
    return found


def test_without_lines_there_are_no_totals() -> None:
    assert budget_totals(an_engagement({})) is None


def test_totals_are_the_exact_sums_of_the_lines() -> None:
    totals = budget_totals(an_engagement({"budget.yaml": BUDGET}))

    assert totals is not None
    assert (totals.original, totals.agreed, totals.extra) == (Decimal("3500.10"), Decimal("3500.10"), Decimal(0))
    assert [totals.used, totals.committed, totals.invoiced, totals.paid] == [500, 700, 400, 300]
    # B-1 has used more than its estimate, B-2 names its own forecast, B-3 keeps its estimate.
    assert totals.forecast == 1100 + 1900 + 500
    assert totals.difference == Decimal("-0.10")


def test_accepted_changes_that_are_billed_are_added_to_what_was_agreed_and_to_the_forecast() -> None:
    changes = """
- {id: CR-1, title: Accepted, description: A, status: accepted, effect: {cost: 250}}
- {id: CR-2, title: Done, description: A, status: done, billing: extra, effect: {cost: 50}}
- {id: CR-3, title: In the price, description: A, status: accepted, billing: included, effect: {cost: 70}}
- {id: CR-4, title: Only proposed, description: A, effect: {cost: 900}}
- {id: CR-5, title: Without a cost, description: A, status: accepted}
"""
    totals = budget_totals(an_engagement({"budget.yaml": BUDGET, "changes.yaml": changes}))

    assert totals is not None
    assert [change.id for change in totals.changes] == ["CR-1", "CR-2"]
    assert [totals.extra, totals.agreed, totals.forecast] == [300, Decimal("3800.10"), 3800]


@pytest.mark.parametrize(
    ("fields", "cost"),
    [
        ("effect: {cost: 250.50}", "250.50"),
        ("effect: {cost: -40}", "-40"),
        ("effect: {cost: 250}, billing: included", "0"),
        ("effect: {milestones: [{id: M1, days: 3}]}", "0"),
        ("billing: extra", "0"),
    ],
)
def test_a_change_costs_what_it_says_unless_it_is_in_the_price(fields: str, cost: str) -> None:
    assert cost_of(a_change(fields)) == Decimal(cost)
