from __future__ import annotations

import pytest

from milepost.checks.backwards import check_backwards
from milepost.diagnostics import Severity
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import AS_OF, CLIENT, PEOPLE

ASKED = "{at: 2026-10-05T10:00:00Z, by: lena, text: Where?}"


def told(collection: str, fields: str) -> list[tuple[str, str]]:
    """The code and the field's name of each fault in one record, in the order found."""
    written = f"- {{id: X-1, title: One, {fields}}}\n"
    loaded = load(MemoryTree({"client.yaml": CLIENT + PEOPLE, f"{collection}.yaml": written}), "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    found = check_backwards(loaded.engagement, loaded.places, AS_OF)
    return [(item.code, item.message.split("`")[1]) for item in found]


@pytest.mark.parametrize(
    ("collection", "fields", "expected"),
    [
        ("promises", "made_on: 2026-10-06, due: 2026-10-06, kept_on: 2026-10-06", []),
        ("promises", "made_on: 2026-10-06, due: 2026-10-05", [("C318", "due")]),
        ("promises", "made_on: 2026-10-06, kept_on: 2026-10-05", [("C318", "kept_on")]),
        ("promises", "made_on: 2026-10-06, broken_on: 2026-10-05", [("C318", "broken_on")]),
        ("promises", "made_on: 2026-10-06, kept_on: 2026-11-22", []),
        ("promises", "made_on: 2026-10-06, kept_on: 2026-11-23", [("C302", "kept_on")]),
        ("feedback", "given_on: 2026-10-06, text: Good, response_on: 2026-10-05", [("C318", "response_on")]),
        ("feedback", "given_on: 2026-11-23, text: Good", [("C302", "given_on")]),
        ("decisions", "date: 2026-11-23, decision: Left", [("C302", "date")]),
        ("decisions", "date: 2026-11-23, decision: Left, status: proposed", []),
        ("decisions", "date: 2026-11-22, decision: Left", []),
        (
            "incidents",
            "severity: minor, starts: 2026-10-06T10:00:00Z, ends: 2026-10-06T09:59:00Z, updates: []",
            [("C318", "ends")],
        ),
        # The same moment, told in two offsets.
        (
            "incidents",
            "severity: minor, starts: 2026-10-06T10:00:00Z, ends: 2026-10-06T12:00:00+02:00, updates: []",
            [],
        ),
        ("milestones", "tasks: [{id: T-1, title: Draw, start: 2026-10-06, due: 2026-10-06}]", []),
        ("milestones", "tasks: [{id: T-1, title: Draw, start: 2026-10-06, due: 2026-10-05}]", [("C318", "due")]),
        ("milestones", "tasks: [{id: T-1, title: Draw, done_on: 2026-11-23}]", [("C302", "done_on")]),
        ("questions", f"messages: [{ASKED}], answered_at: 2026-10-05T10:00:00Z", []),
        ("questions", f"messages: [{ASKED}], answered_at: 2026-10-05T09:00:00Z", [("C318", "answered_at")]),
        ("questions", f"messages: [{ASKED}], answered_at: 2026-11-23T09:00:00Z", [("C302", "answered_at")]),
        ("questions", f"messages: [{ASKED}, {{at: 2026-10-04T10:00:00Z, by: ana, text: Here}}]", [("C318", "at")]),
        ("questions", f"messages: [{ASKED}, {{at: 2026-10-06T10:00:00Z, by: ana, text: Here}}]", []),
    ],
)
def test_what_follows_is_not_before_what_it_follows_and_what_happened_is_not_to_come(
    collection: str, fields: str, expected: list[tuple[str, str]]
) -> None:
    assert told(collection, fields) == expected


@pytest.mark.parametrize(
    ("day", "head", "warnings"),
    [
        ("2026-11-22", "title: T", 0),
        ("2026-11-23", "title: T", 1),
        ("2026-11-23", "audience: internal", 0),
    ],
)
def test_a_report_that_is_dated_ahead_is_for_the_agency_alone(day: str, head: str, warnings: int) -> None:
    written = f"---\n{head}\n---\nAll is well.\n"
    loaded = load(MemoryTree({"client.yaml": CLIENT + PEOPLE, f"reports/{day}.md": written}), "harbour")
    assert loaded.engagement is not None

    found = list(check_backwards(loaded.engagement, loaded.places, AS_OF))

    assert [(item.code, item.severity) for item in found] == [("C302", Severity.WARNING)] * warnings
