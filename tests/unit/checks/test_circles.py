from __future__ import annotations

import pytest

from milepost.checks.circles import check_circles, circles
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT


def messages(**files: str) -> list[str]:
    tree = MemoryTree({"client.yaml": CLIENT} | {f"{name}.yaml": text for name, text in files.items()})
    loaded = load(tree, "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    return [item.message for item in check_circles(loaded.engagement, loaded.places)]


def milestone(name: str, waits: str, *tasks: str) -> str:
    return f"- {{id: {name}, title: One, depends_on: [{waits}], tasks: [{', '.join(tasks)}]}}\n"


def task(name: str, waits: str) -> str:
    return f"{{id: {name}, title: One, depends_on: [{waits}]}}"


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        (milestone("M1", "", task("T1", ""), task("T2", "T1")), []),
        (milestone("M1", "", task("T1", "T2"), task("T2", "T1")), ["these wait for each other: T1 → T2 → T1"]),
        (milestone("M1", "", task("T1", "T1")), ["T1 waits for itself"]),
        (milestone("M1", "T1", task("T1", "M1")), ["these wait for each other: M1 → T1 → M1"]),
        # What `dates` tells of milestones is not told again.
        (milestone("M1", "M2") + milestone("M2", "M1"), []),
    ],
)
def test_a_circle_in_which_a_task_stands_is_told_once(milestones: str, expected: list[str]) -> None:
    assert messages(milestones=milestones) == expected


@pytest.mark.parametrize(
    ("supersedes", "expected"),
    [
        (("", "D1"), []),
        (("D2", "D1"), ["these replace each other: D1 → D2 → D1"]),
        (("D1", ""), ["D1 replaces itself"]),
    ],
)
def test_decisions_do_not_replace_each_other_in_a_circle(supersedes: tuple[str, str], expected: list[str]) -> None:
    written = [
        f"- {{id: D{index}, title: One, date: 2026-10-06, decision: Left, supersedes: [{others}]}}\n"
        for index, others in enumerate(supersedes, 1)
    ]
    assert messages(decisions="".join(written)) == expected


def test_what_is_named_but_not_there_ends_a_way() -> None:
    assert list(circles({"A": ["B", "Z"], "B": ["C"], "C": [], "D": ["D"]})) == [("D",)]
