from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.impact import WhatIf, accepted, added, extra_time, fallout, greatest_shift, proposed, stated_days
from milepost.analysis.schedule.plan import Plan, written_plan
from milepost.disclosure.records import DisclosedChange, DisclosedChangeEffect, DisclosedShift
from support.engagements import an_engagement
from support.networks import seeded, total_slacks
from support.plans import delay, random_plan

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement

# Mondays to Fridays. The launch waits for the pilot and a week more, the training for the launch; the review has a
# month of room behind it. Testing has two weeks of room before the launch.
PLAN = """
- {id: M1, title: Pilot, start: 2026-12-07, agreed: 2026-12-11}
- {id: M2, title: Test, agreed: 2026-12-04}
- {id: M3, title: Launch, start: 2026-12-21, agreed: 2026-12-25, depends_on: [{id: M1, lag: 5d}, M2]}
- {id: M4, title: Training, start: 2026-12-28, agreed: 2027-01-08, depends_on: [M3]}
- {id: M5, title: Review, start: 2027-02-08, agreed: 2027-02-01, precision: month, depends_on: [M4]}
- {id: M6, title: Scope, agreed: 2026-11-02, done_on: 2026-11-02}
"""


def engagement(changes: str = "") -> DisclosedEngagement:
    return an_engagement({"milestones.yaml": PLAN, **({"changes.yaml": changes} if changes else {})})


def plan(key: str | None = "M3") -> Plan:
    found = written_plan(engagement(), key)
    assert found is not None
    return found


def change(name: str = "CR-1", cost: int | None = None, /, **days: int) -> DisclosedChange:
    shifts = tuple(DisclosedShift(id=milestone, days=number) for milestone, number in days.items())
    effect = DisclosedChangeEffect(cost=None if cost is None else Decimal(cost), milestones=shifts)
    return DisclosedChange(id=name, title="A change", description="Words.", effect=effect)


def moved(*changes: DisclosedChange) -> dict[str, str]:
    return {move.milestone: move.after.isoformat() for move in fallout(plan(), changes).moves}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"M1": 7}, {"M1": "2026-12-18", "M3": "2027-01-01", "M4": "2027-01-15"}),
        ({"M1": 1}, {"M1": "2026-12-14", "M3": "2026-12-28", "M4": "2027-01-11"}),  # the 12th is a Saturday
        ({"M2": 7}, {"M2": "2026-12-11"}),
        ({"M2": 16}, {"M2": "2026-12-21", "M3": "2026-12-28", "M4": "2027-01-11"}),
        ({"M4": 14}, {"M4": "2027-01-22"}),
        ({"M4": -7}, {"M4": "2027-01-01"}),
        ({"M4": -14}, {"M4": "2026-12-25"}),  # no earlier than the launch
        ({"M4": -28}, {"M4": "2026-12-25"}),
        ({"M3": -7}, {"M3": "2026-12-18"}),  # what follows keeps its own start
        ({"M6": 7}, {}),
        ({"M1": 0}, {}),
        ({}, {}),
    ],
)
def test_a_request_moves_what_it_names_and_what_waits_for_it(days: dict[str, int], expected: dict[str, str]) -> None:
    assert moved(change(**days)) == expected


def test_a_request_that_names_a_milestone_and_one_behind_it_moves_each_as_far_as_it_says() -> None:
    assert moved(change(M1=7, M3=7, M4=7)) == moved(change(M1=7))
    assert moved(change(M1=7, M3=14))["M3"] == "2027-01-08"
    assert moved(change(M3=14, M1=7)) == moved(change(M1=7, M3=14))


def test_a_weekend_more_or_less_does_not_make_a_request_move_a_milestone_further_than_it_says() -> None:
    # From any Friday ten days end on a Monday, six working days later.
    ten = moved(change(M1=10, M3=10, M4=10))

    assert ten == {"M1": "2026-12-21", "M3": "2027-01-04", "M4": "2027-01-18"}
    assert moved(change(M1=13, M3=10))["M3"] == "2027-01-04"


def test_a_request_does_not_hide_what_its_own_dependencies_do() -> None:
    assert moved(change(M1=28, M3=7))["M3"] == "2027-01-22"


def test_requests_that_are_taken_together_add_up_whatever_their_order() -> None:
    first, second = change("CR-1", M3=7), change("CR-2", M4=7)

    assert moved(first, second) == moved(second, first) == {"M3": "2027-01-01", "M4": "2027-01-22"}


def test_a_request_that_names_a_milestone_twice_means_the_sum() -> None:
    twice = change()
    shifts = (DisclosedShift(id="M4", days=3), DisclosedShift(id="M4", days=4))

    assert moved(replace(twice, effect=DisclosedChangeEffect(milestones=shifts))) == moved(change(M4=7))


def test_the_key_date_and_what_has_no_room_any_more_are_told() -> None:
    found = fallout(plan(), [change(M2=14)])

    assert found.key is not None
    assert (found.key.before, found.key.after, found.key.days) == (date(2026, 12, 25), date(2026, 12, 25), 0)
    assert (found.critical, found.relieved) == (("M2",), ())

    found = fallout(plan(), [change(M2=16)])

    assert found.key is not None
    assert found.key.days == 3
    assert (found.critical, found.relieved) == (("M2",), ("M1",))
    assert [(move.milestone, move.stated) for move in found.moves] == [("M2", 16), ("M3", None), ("M4", None)]


def test_without_a_key_milestone_there_is_no_key_date() -> None:
    assert fallout(plan(None), [change(M1=7)]).key is None


def test_without_a_plan_only_the_cost_is_known() -> None:
    found = fallout(None, [change("CR-1", 100, M1=7), change("CR-2", -30)])

    assert (found.cost, found.moves, found.key) == (Decimal(70), (), None)


def test_a_request_that_does_not_say_what_it_does_does_nothing() -> None:
    silent = replace(change(), effect=None)

    assert extra_time(plan(), silent) == {}
    assert fallout(plan(), [silent]).moves == ()


def test_a_delay_moves_a_milestone_by_days_of_the_calendar() -> None:
    later = WhatIf(plan(), delay(plan(), "M1", 10))

    assert later.day("M1") == date(2026, 12, 21)
    assert later.day("M3") == date(2027, 1, 4)
    assert later.day("M2") == date(2026, 12, 4)


def test_extra_time_is_added_up_by_milestone() -> None:
    assert added([{"M1": 3, "M2": 4}, {"M2": -1}]) == {"M1": 3, "M2": 3}


def test_accepted_and_proposed_requests_are_summed_apart_and_what_is_in_the_price_costs_nothing() -> None:
    found = engagement(
        "- {id: CR-1, title: A, description: D, status: done, effect: {cost: 900}, billing: included}\n"
        "- {id: CR-2, title: B, description: D, status: accepted, effect: {cost: 5400}, billing: extra}\n"
        "- {id: CR-3, title: C, description: D, effect: {cost: 300}}\n"
        "- {id: CR-4, title: D, description: D, status: rejected, effect: {cost: 11800}}\n"
        "- {id: CR-5, title: E, description: D}\n"
    )

    agreed, waiting = accepted(found), proposed(found)

    assert [item.id for item in agreed.included] == ["CR-1"]
    assert [item.id for item in agreed.extras] == ["CR-2"]
    assert agreed.cost == Decimal(5400)
    assert [item.id for item in waiting.included] == ["CR-5"]
    assert [item.id for item in waiting.extras] == ["CR-3"]
    assert waiting.cost == Decimal(300)


@pytest.mark.parametrize("seed", range(500))
def test_after_a_request_dates_and_critical_milestones_are_those_of_networkx(seed: int) -> None:
    random = seeded(seed)
    made = random_plan(random)
    key = random.choice([None, *made.pieces])
    named = random.choice(list(made.pieces))
    found = written_plan(made.engagement, key)
    assert found is not None
    days = random.randint(1, 40)

    told = fallout(found, [change(**{named: days})])

    extra = made.calendar.passed_between(made.day(named), days)
    pieces = {**made.pieces, named: replace(made.pieces[named], duration=made.pieces[named].duration + extra)}
    after = {name: made.day(name, pieces) for name in pieces}
    assert {move.milestone: move.after for move in told.moves} == {
        name: day for name, day in after.items() if day != made.day(name)
    }
    if key:
        assert told.key is not None
        assert told.key.after == after[key]
        critical = {name for name, left in total_slacks(pieces, key).items() if left == 0}
        before = {name for name, left in total_slacks(made.pieces, key).items() if left == 0}
        assert (set(told.critical), set(told.relieved)) == (critical - before, before - critical)


def test_requests_say_by_how_much_they_move_each_milestone() -> None:
    silent = replace(change(), effect=None)

    assert stated_days([change(M1=3, M2=14), change(M2=-7), silent]) == {"M1": 3, "M2": 7}


@pytest.mark.parametrize(("days", "greatest"), [({"M1": 3, "M2": 14}, 14), ({"M1": 3, "M2": -7}, -7), ({}, 0)])
def test_a_request_moves_the_dates_by_its_greatest_shift(days: dict[str, int], greatest: int) -> None:
    assert greatest_shift(change(**days)) == greatest
