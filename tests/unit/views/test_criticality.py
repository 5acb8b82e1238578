"""How much room is left: what is overdue has used up some of its own, or all of it."""

from __future__ import annotations

import pytest

from milepost.views.criticality import critical_section, room, room_notes
from support.contexts import a_context

PLAN = (
    "- {{id: A, title: Texts, agreed: {day}}}\n"
    "- {{id: B, title: Launch, agreed: 2026-12-18, start: 2026-12-07, depends_on: [A]}}\n"
)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-27", "5 working days of room"),
        ("2026-11-19", "10 working days of room"),  # eleven as written; Friday the 20th is gone
        ("2026-12-04", "No room: a delay moves Launch"),
    ],
)
def test_a_day_that_has_passed_is_no_room(day: str, told: str) -> None:
    assert room(a_context({"milestones.yaml": PLAN.format(day=day)}), "A") == told


def test_what_is_overdue_for_longer_than_its_room_holds_the_key_date() -> None:
    plan = PLAN.format(day="2026-10-01").replace("12-18, start: 2026-12-07", "11-24, start: 2026-11-20")
    context = a_context({"milestones.yaml": plan})
    section = critical_section(context)

    assert room(context, "A") == "No room: a delay moves Launch"
    assert [note.text for note in room_notes(context, "A")] == [
        "There is no room behind it: each day that it takes longer moves Launch."
    ]
    assert section is not None
