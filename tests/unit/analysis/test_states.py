"""What each status means, for everything that asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from milepost.analysis.states import (
    awaits_acceptance,
    awaits_decision,
    is_accepted,
    is_asked_for,
    is_done,
    is_live,
    is_open,
)
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDeliverable,
    DisclosedMilestone,
    DisclosedRequirement,
    DisclosedRisk,
)
from milepost.model.kinds import ChangeState, DeliverableState, MilestoneState, RequirementState, RiskState

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.disclosure.records import DisclosedRecord

CHANGE = DisclosedChange(id="CR-1", title="More", description="Words.")
DELIVERABLE = DisclosedDeliverable(id="DL-1", title="Plan")
MILESTONE = DisclosedMilestone(id="M1", title="Launch")
REQUIREMENT = DisclosedRequirement(id="REQ-1", title="Search", statement="Words.")
RISK = DisclosedRisk(id="R-1", title="Late")


@pytest.mark.parametrize(
    ("holds", "record", "all_states", "expected"),
    [
        (is_done, MILESTONE, MilestoneState, {"done"}),
        (is_open, MILESTONE, MilestoneState, {"planned", "active"}),
        (is_asked_for, REQUIREMENT, RequirementState, {"proposed", "agreed", "in-progress", "done"}),
        (awaits_acceptance, DELIVERABLE, DeliverableState, {"in-review", "delivered"}),
        (awaits_decision, CHANGE, ChangeState, {"proposed"}),
        (is_accepted, CHANGE, ChangeState, {"accepted", "done"}),
        (is_live, RISK, RiskState, {"open", "happened"}),
    ],
)
def test_a_status_means_what_the_format_says(
    holds: Callable[[DisclosedRecord], bool], record: DisclosedRecord, all_states: object, expected: set[str]
) -> None:
    assert {state for state in get_args(all_states) if holds(replace(record, status=state))} == expected  # type: ignore[call-arg]


@pytest.mark.parametrize("status", ["planned", "active"])
def test_a_milestone_with_the_day_it_was_done_is_done_whatever_its_status(status: str) -> None:
    milestone = replace(MILESTONE, status=status, done_on=date(2026, 11, 1))  # type: ignore[arg-type]

    assert is_done(milestone)
    assert not is_open(milestone)
