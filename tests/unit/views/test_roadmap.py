from __future__ import annotations

import pytest

from milepost.views.plan_blocks import Moves, Plan
from milepost.views.roadmap import roadmap
from support.contexts import a_context, the_page

LATE = "- {id: M1, title: Launch, agreed: 2027-01-04, expected: 2027-01-18, reason: Snow.}\n"


def agreed(changes: str) -> list[str]:
    """What the roadmap says of the agreement to each date that moved."""
    page = the_page(
        roadmap(a_context({"milestones.yaml": LATE, "changes.yaml": changes} if changes else {"milestones.yaml": LATE}))
    )
    return [
        move.agreed
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Moves)
        for move in block.items
    ]


def change(status: str, days: int) -> str:
    effect = f"effect: {{milestones: [{{id: M1, days: {days}}}]}}"
    return f"- {{id: CR-1, title: Wider, description: More., status: {status}, {effect}}}\n"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("", "Without a change request"),
        (change("accepted", 14), "Change request accepted"),
        (change("accepted", 7), "Change request accepted: 7 of 14 days"),
        (change("proposed", 14), "Waiting for a decision"),
        (change("rejected", 14), "Without a change request"),
    ],
)
def test_a_move_says_whether_it_was_agreed(changes: str, told: str) -> None:
    assert agreed(changes) == [told]


def test_an_open_request_for_other_days_is_no_word_on_a_move_of_the_past() -> None:
    assert agreed(change("proposed", 4)) == ["Without a change request"]


def test_phases_stand_in_the_order_in_which_they_were_agreed_to_begin_whatever_moved_since() -> None:
    written = (
        "- {id: M3, title: Handover, phase: Last, expected: 2027-03-01}\n"
        "- {id: M4, title: Training, phase: Some day}\n"
        "- {id: M2, title: Build, phase: Second, agreed_start: 2027-01-10, agreed: 2027-06-01}\n"
        "- {id: M1, title: Sketch, phase: First, agreed: 2027-01-04, expected: 2027-05-01, reason: Snow.}\n"
    )
    page = the_page(roadmap(a_context({"milestones.yaml": written})))
    plan = next(block for section in page.sections for block in section.blocks if isinstance(block, Plan))

    assert [group[0].title for group in plan.groups] == ["First", "Second", "Last", "Some day"]
