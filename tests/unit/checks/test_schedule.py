from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from milepost.checks.schedule import check_schedule, inside_of
from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.model.client import Share
from milepost.model.delivery import Milestone
from milepost.model.kinds import Duration
from support.engagements import AS_OF, CLIENT

PILOT = "- {id: M1, title: Pilot, agreed: 2026-12-11}\n"


def told(text: str, **buffers: int) -> list[tuple[str, str, int]]:
    """Code, message and line of what is wrong with the dates of these milestones."""
    loaded = load(MemoryTree({"client.yaml": CLIENT, "milestones.yaml": text}), "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    internal = disclose(loaded.engagement, Share(name="internal", audience="internal", detail="tasks"))
    kept = loaded.engagement.of(Milestone)
    given = [replace(item, buffer=Duration(Decimal(buffers.get(item.id, 0)), "d")) for item in kept]
    found = check_schedule(internal, inside_of(given), loaded.places, AS_OF)
    return [(item.code, item.message, item.location.line) for item in found]


def launch(fields: str) -> str:
    return f"{PILOT}- id: M2\n  title: Launch\n  depends_on: [{{id: M1, lag: 5d}}]\n{fields}"


@pytest.mark.parametrize(
    ("fields", "line"),
    [("  agreed: 2026-12-17\n", 5), ("  agreed: 2026-12-10\n  expected: 2026-12-17\n  reason: R\n", 6)],
)
def test_an_impossible_date_is_told_with_the_earliest_one_where_it_is_written(fields: str, line: int) -> None:
    message = "M2 is expected on 2026-12-17, earlier than M1 allows: 2026-12-18 at the earliest"

    assert told(launch(fields)) == [("C320", message, line)]


def test_time_in_hand_that_is_used_up_is_told_as_such() -> None:
    fields = "  start: 2026-12-14\n  agreed: 2026-12-23\n"

    assert told(launch(fields), M2=5) == [
        (
            "C321",
            "M2 keeps its date, 2026-12-23, only by its buffer of 5d: with it, M1 allows 2026-12-30 at the earliest",
            6,
        )
    ]
    assert [code for code, *_ in told(launch(fields), M2=4)] == ["C320"]


def test_what_is_before_a_dependency_s_own_date_is_left_to_the_check_of_dates() -> None:
    assert told(launch("  agreed: 2026-12-10\n")) == []


@pytest.mark.parametrize(
    "fields", ["  agreed: 2026-12-18\n", "  phase: Launch\n", "  agreed: 2026-12-01\n  status: dropped\n"]
)
def test_a_date_that_is_allowed_is_not_mentioned(fields: str) -> None:
    assert told(launch(fields)) == []


def test_what_a_task_waits_for_counts_though_no_share_shows_it() -> None:
    tasks = "tasks: [{id: T-1, title: A, start: 2026-12-07, due: 2026-12-11, depends_on: [M1]}]"

    assert told(f"{PILOT}- {{id: M2, title: B, agreed: 2026-12-11, {tasks}}}\n") == [
        ("C320", "M2 is expected on 2026-12-11, earlier than T-1 allows: 2026-12-18 at the earliest", 2)
    ]
