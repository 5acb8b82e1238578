"""The first page says of a date that has passed that it has, and of a pause that it is one."""

from __future__ import annotations

import pytest

from milepost.views.blocks import Facts
from milepost.views.overview import overview
from support.contexts import a_context


def test_a_key_date_that_has_passed_is_not_as_agreed() -> None:
    files = {"milestones.yaml": "- {id: M1, title: Launch, agreed: 2026-11-12, status: active}\n"}
    (facts,) = [block for block in overview(a_context(files)).lead if isinstance(block, Facts)]
    launch = next(fact for fact in facts.items if fact.label == "Launch")

    assert (launch.note, launch.alarm) == ("", "10 days overdue")


def test_a_key_date_that_moved_and_passed_tells_both() -> None:
    files = {
        "milestones.yaml": "- {id: M1, title: Launch, agreed: 2026-11-10, expected: 2026-11-12, reason: Snow.}\n",
    }
    (facts,) = [block for block in overview(a_context(files)).lead if isinstance(block, Facts)]
    launch = next(fact for fact in facts.items if fact.label == "Launch")

    assert (launch.note, launch.alarm) == ("agreed for 10 Nov; 2 days later;", "10 days overdue")


def test_a_pause_is_not_read_from_the_dates() -> None:
    context = a_context({"milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-12}\n"}, client="status: paused\n")
    state = overview(context).state

    assert state is not None
    assert state.text == "No report has been published yet."


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        ((), "from the dates in the plan; no report has been published yet."),
        (("overview", "roadmap"), "from the dates in the plan."),
    ],
)
def test_a_share_without_reports_does_not_say_that_there_are_none(sections: tuple[str, ...], told: str) -> None:
    plan = {"milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-12, status: active}\n"}
    state = overview(a_context(plan, "sponsor", sections=sections)).state

    assert state is not None
    assert state.text == told


def test_a_pause_needs_no_word_on_reports_where_none_are_shown() -> None:
    plan = {"milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-12}\n"}
    state = overview(a_context(plan, "sponsor", client="status: paused\n", sections=("overview", "roadmap"))).state

    assert state is not None
    assert state.text == ""
