from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.net_changes import net_changes
from milepost.analysis.trail import Revision

Held: TypeAlias = Any
AT = datetime(2026, 3, 1, tzinfo=UTC)
ADDED, CHANGED, REMOVED, MOVED = ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.MOVED


def change(kind: ChangeKind, field: str | None = None, before: Held = None, after: Held = None) -> RecordChange:
    return RecordChange("M1", "milestones", kind, field, before, after)


def net(*oldest_first: RecordChange) -> list[tuple[str, str | None, Any, Any]]:
    revisions = [Revision("0", (), "", "", AT, AT, AT, None, (item,)) for item in reversed(oldest_first)]
    return [(item.kind.value, item.field, item.before, item.after) for item in net_changes(revisions)]


WAS = {"id": "M1", "title": "Pilot", "agreed": "2027-01-04"}
IS = {"id": "M1", "title": "Pilot", "agreed": "2027-02-04", "phase": "Test"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((change(CHANGED, "due", "1", "2"), change(CHANGED, "due", "2", "3")), [("changed", "due", "1", "3")]),
        ((change(CHANGED, "due", "1", "2"), change(CHANGED, "due", "2", "1")), []),
        ((change(ADDED, after=WAS), change(CHANGED, "due", "1", "2")), [("added", None, None, WAS)]),
        ((change(ADDED, after=WAS), change(REMOVED, before=WAS)), []),
        ((change(CHANGED, "due", "1", "2"), change(REMOVED, before=WAS)), [("removed", None, WAS, None)]),
        (
            (change(REMOVED, before=WAS), change(ADDED, after=IS)),
            [("changed", "agreed", "2027-01-04", "2027-02-04"), ("changed", "phase", None, "Test")],
        ),
        ((change(REMOVED, before=None), change(ADDED, after=None)), []),
        ((change(REMOVED, before=WAS), change(ADDED), change(REMOVED)), [("removed", None, WAS, None)]),
        ((change(MOVED, None, "lessons", "risks"),), [("moved", None, "lessons", "risks")]),
        ((change(MOVED, None, "lessons", "risks"), change(MOVED, None, "risks", "lessons")), []),
    ],
)
def test_several_changes_are_told_as_one_and_what_was_undone_is_not_told(
    changes: tuple[RecordChange, ...], expected: list[tuple[str, str | None, Any, Any]]
) -> None:
    assert net(*changes) == expected
