from __future__ import annotations

from datetime import date

import pytest

from milepost.analysis.schedule.plan import Plan, written_plan
from support.engagements import CLIENT, PEOPLE, an_engagement
from support.networks import seeded, total_slacks
from support.plans import random_plan


def plan_of(text: str, key: str | None = None, calendar: str = "") -> Plan:
    found = written_plan(an_engagement({"client.yaml": CLIENT + PEOPLE + calendar, "milestones.yaml": text}), key)
    assert found is not None
    return found


def shown(plan: Plan) -> dict[str, date]:
    return {name: plan.calendar.day_at(times.finish) for name, times in plan.times.items()}


def days_of_slack(plan: Plan) -> dict[str, int]:
    return {name: plan.working_days(slack.total) for name, slack in plan.slack.items()}


@pytest.mark.parametrize("seed", range(500))
def test_dates_slack_and_critical_milestones_are_those_of_networkx_and_a_calendar_by_hand(seed: int) -> None:
    random = seeded(seed)
    made = random_plan(random)
    key = random.choice([None, *made.pieces])
    plan = written_plan(made.engagement, key)
    assert plan is not None

    assert shown(plan) == {name: made.day(name) for name in made.pieces} == plan.days
    expected = total_slacks(made.pieces, key)
    assert days_of_slack(plan) == expected
    assert {name for name, slack in plan.slack.items() if slack.is_critical} == {
        name for name, left in expected.items() if left == 0
    }


def test_what_the_dates_leave_no_room_for_is_taken_as_it_is_written() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-12-11}\n"
        "- {id: M2, title: B, start: 2026-12-07, agreed: 2026-12-18, depends_on: [{id: M1, lag: 5d}]}\n"
        "- {id: M3, title: C, agreed: 2026-12-10, depends_on: [M1]}\n"
    )

    assert shown(plan) == plan.days
    assert days_of_slack(plan) == {"M1": 0, "M2": 0, "M3": 6}


def test_what_comes_some_time_in_a_month_or_quarter_may_take_all_of_it() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-11-20}\n"
        "- {id: M2, title: B, agreed: 2026-11-02, precision: month, depends_on: [M1]}\n"
        "- {id: M3, title: C, agreed: 2026-10-05, precision: quarter}\n"
        "- {id: M4, title: D, agreed: 2026-10-05, precision: month, done_on: 2026-10-07}\n"
        "- {id: M5, title: E, start: 2027-01-04, agreed: 2027-01-08, depends_on: [M2, M3, M4]}\n",
        "M5",
    )

    assert plan.days["M2"] == date(2026, 11, 30)
    assert plan.days["M3"] == date(2026, 12, 31)
    assert plan.days["M4"] == date(2026, 10, 7)
    # Without holidays: 20 November to 1 January are thirty working days, 30 November to then twenty-four.
    assert days_of_slack(plan) == {"M1": 30, "M2": 24, "M3": 1, "M5": 0}


def test_a_milestone_on_a_day_without_work_keeps_its_date() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-11-29}\n- {id: M2, title: B, agreed: 2026-11-30, depends_on: [M1]}\n"
    )

    assert plan.days["M1"] == date(2026, 11, 29)
    assert days_of_slack(plan) == {"M1": 1, "M2": 0}


def test_a_milestone_without_a_date_passes_on_what_it_waits_for() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-12-11}\n"
        "- {id: M2, title: B, depends_on: [{id: M1, lag: 2d}]}\n"
        "- {id: M3, title: C, agreed: 2026-12-16, depends_on: [M2]}\n"
        "- {id: M4, title: D, start: 2026-12-01}\n"
    )

    assert plan.open_ones == {"M1", "M3"}
    assert days_of_slack(plan) == {"M1": 1, "M3": 0}


def test_what_is_done_stays_where_it_is_and_what_was_dropped_is_no_part_of_the_plan() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-10-30, done_on: 2026-11-03, depends_on: [M3]}\n"
        "- {id: M2, title: B, agreed: 2026-12-16, status: dropped}\n"
        "- {id: M3, title: C, status: done}\n"
        "- {id: M4, title: D, agreed: 2026-12-17, depends_on: [M1, M2, M3]}\n"
    )

    assert [item.id for item in plan.activities] == ["M1", "M3", "M4"]
    assert [link.before for link in plan.activities[2].after] == ["M1", "M3"]
    assert shown(plan)["M1"] == date(2026, 11, 3)
    assert days_of_slack(plan) == {"M4": 0}


def test_slack_is_counted_to_the_key_milestone_and_only_for_what_leads_to_it() -> None:
    text = (
        "- {id: M1, title: A, agreed: 2026-12-01}\n"
        "- {id: M2, title: Launch, agreed: 2026-12-11, depends_on: [M1]}\n"
        "- {id: M3, title: Review, agreed: 2027-03-01, depends_on: [M2]}\n"
        "- {id: M4, title: Else, agreed: 2026-12-01}\n"
    )

    assert days_of_slack(plan_of(text, "M2")) == {"M1": 8, "M2": 0}
    assert set(days_of_slack(plan_of(text))) == {"M1", "M2", "M3", "M4"}


def test_a_key_milestone_that_is_done_gives_way_to_the_end_of_the_plan() -> None:
    text = "- {id: M1, title: A, done_on: 2026-11-02}\n- {id: M2, title: B, agreed: 2026-12-11}\n"

    assert plan_of(text, "M1").key is None


def test_milestones_in_a_circle_keep_their_dates() -> None:
    plan = plan_of(
        "- {id: M1, title: A, agreed: 2026-12-01, depends_on: [M2]}\n"
        "- {id: M2, title: B, agreed: 2026-12-04, depends_on: [M1]}\n"
    )

    assert shown(plan) == plan.days


def test_where_nothing_is_to_come_there_is_no_plan() -> None:
    assert written_plan(an_engagement({})) is None
    assert written_plan(an_engagement({"milestones.yaml": "- {id: M1, title: A}\n"})) is None
    assert written_plan(an_engagement({"milestones.yaml": "- {id: M1, title: A, done_on: 2026-11-02}\n"})) is None


def test_a_milestone_that_starts_after_its_end_takes_no_time() -> None:
    assert shown(plan_of("- {id: M1, title: A, start: 2026-12-02, agreed: 2026-12-01}\n")) == {"M1": date(2026, 12, 1)}
