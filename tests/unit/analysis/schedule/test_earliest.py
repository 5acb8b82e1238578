from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from milepost.analysis.schedule.earliest import Inside, too_early
from milepost.disclosure.records import DisclosedMilestone
from milepost.model.kinds import Duration
from support.engagements import AS_OF, an_engagement
from support.networks import early_starts, seeded
from support.plans import FIRST, random_plan

# AS_OF is Sunday, 22 November 2026.
PILOT = "- {id: M1, title: Pilot, agreed: 2026-12-11}\n"


def found_in(text: str, **buffers: str) -> list[tuple[str, str, str]]:
    """Milestone, earliest day that is allowed, and what allows no earlier one."""
    given = {name: Duration(Decimal(amount[:-1]), "d") for name, amount in buffers.items()}
    waits = {"T-2": (("T-1", Duration(Decimal(1), "d")),), "T-5": (("T-3", None), ("M0", None))}
    found = too_early(an_engagement({"milestones.yaml": text}), AS_OF, Inside(given, waits))
    return [(item.milestone, item.allowed.isoformat(), item.because) for item in found]


def launch(fields: str) -> str:
    return f"{PILOT}- {{id: M2, title: Launch, depends_on: [{{id: M1, lag: 5d}}], {fields}}}\n"


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ("agreed: 2026-12-18", None),
        ("agreed: 2026-12-17", "2026-12-18"),
        ("start: 2026-12-21, agreed: 2026-12-31", None),
        ("start: 2026-12-14, agreed: 2026-12-23", "2026-12-30"),  # eight days of work from the 21st on
        ("start: 2026-11-16, agreed: 2026-12-18", None),  # begun: it only may not end before
        ("start: 2026-11-16, agreed: 2026-12-17", "2026-12-18"),
        ("start: 2026-12-14, agreed: 2026-12-23, status: active", None),
        ("agreed: 2026-12-01, precision: month", None),
        ("agreed: 2026-10-01, precision: quarter", None),
        ("agreed: 2026-12-17, status: done", None),
        ("agreed: 2026-12-17, status: dropped", None),
        ("agreed: 2026-11-20", None),  # overdue already; that is said elsewhere
        ("phase: Launch", None),
    ],
)
def test_a_date_is_no_earlier_than_what_it_waits_for_allows(fields: str, allowed: str | None) -> None:
    assert found_in(launch(fields)) == ([("M2", allowed, "M1")] if allowed else [])


def test_what_waits_for_something_overdue_ends_no_earlier_than_today() -> None:
    late = "- {id: M1, title: Pilot, agreed: 2026-11-13}\n"
    text = f"{late}- {{id: M2, title: B, agreed: 2026-11-25, depends_on: [{{id: M1, lag: 5d}}]}}\n"

    assert found_in(text) == [("M2", "2026-11-27", "M1")]


def test_what_cannot_be_kept_is_handed_on_along_the_chain_even_through_milestones_without_a_date() -> None:
    text = launch("agreed: 2026-12-17") + "- {id: M3, title: C, depends_on: [M2]}\n"
    text += "- {id: M4, title: D, agreed: 2026-12-17, depends_on: [M3, M1]}\n"

    assert found_in(text) == [("M2", "2026-12-18", "M1"), ("M4", "2026-12-18", "M3")]


def test_a_milestone_ends_no_earlier_than_its_tasks() -> None:
    tasks = (
        "    - {id: T-1, title: A, due: 2026-12-04}\n"
        "    - {id: T-2, title: B, start: 2026-12-03, due: 2026-12-09, depends_on: [{id: T-1, lag: 1d}]}\n"
        "    - {id: T-3, title: C, done_on: 2026-11-18}\n"
        "    - {id: T-4, title: D}\n"
        "    - {id: T-5, title: E, start: 2026-11-16, due: 2026-11-26, depends_on: [T-3, M0]}\n"
    )
    text = "- {id: M0, title: O, done_on: 2026-11-20}\n- id: M1\n  title: Pilot\n  start: 2026-11-30\n"

    # T-2 takes five days and begins on the 8th, a day after the 4th has passed and one more: it ends on the 14th.
    assert found_in(f"{text}  agreed: 2026-12-11\n  tasks:\n{tasks}") == [("M1", "2026-12-14", "T-2")]
    assert found_in(f"{text}  agreed: 2026-12-14\n  tasks:\n{tasks}") == []


@pytest.mark.parametrize(("buffer", "late"), [("5d", []), ("4d", [("M2", "2026-12-24", "M1")])])
def test_time_in_hand_may_be_used_up(buffer: str, late: list[tuple[str, str, str]]) -> None:
    text = launch("start: 2026-12-14, agreed: 2026-12-23")

    assert found_in(text) == [("M2", "2026-12-30", "M1")]
    assert found_in(text, M2=buffer) == late


def test_a_buffer_longer_than_the_work_is_all_of_it() -> None:
    assert found_in(launch("start: 2026-12-14, agreed: 2026-12-18"), M2="99d") == []


def test_where_there_are_no_dates_nothing_is_too_early() -> None:
    assert found_in("- {id: M1, title: A, depends_on: [M2]}\n- {id: M2, title: B}\n") == []
    assert found_in("- {id: M1, title: A, start: 2026-12-01}\n") == []


@pytest.mark.parametrize("seed", range(500))
def test_after_a_delay_exactly_the_milestones_that_networkx_moves_are_too_early(seed: int) -> None:
    random = seeded(seed)
    made = random_plan(random)
    late = random.choice(list(made.pieces))
    piece, delay = made.pieces[late], random.randint(1, 15)
    pieces = {**made.pieces, late: replace(piece, duration=piece.duration + delay)}
    moved = {name: made.day(name, pieces) for name in pieces}
    records = tuple(
        replace(item, agreed=moved[late]) if item.id == late else item
        for item in made.engagement.of(DisclosedMilestone)
    )

    found = too_early(replace(made.engagement, records=records), FIRST)

    starts = early_starts(pieces)
    # What takes no time has no start: it is only held to end no earlier, which is the same.
    expected = {name: moved[name] for name in pieces if starts[name] > made.pieces[name].start}
    assert {item.milestone: item.allowed for item in found} == expected


def test_a_plan_in_order_has_nothing_to_report() -> None:
    assert [seed for seed in range(100) if too_early(random_plan(seeded(seed)).engagement, date(2026, 1, 1))] == []
