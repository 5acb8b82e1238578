from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.withheld import trace, without_words

if TYPE_CHECKING:
    from milepost.analysis.changes import Value

VALUES: dict[str, Value] = {
    "id": "M1",
    "title": "Launch",
    "agreed": "2027-01-04",
    "progress": 40,
    "status": "planned",
    "reason": "Words.",
    "tags": ["late"],
    "x-own": "Words.",
    "owner": "ana",
    "delivers": ["DL-1"],
}
LEFT = {"id": "M1", "agreed": "2027-01-04", "progress": 40, "status": "planned"}


def changed(field: str) -> RecordChange:
    return RecordChange("M1", "milestones", ChangeKind.CHANGED, field, None, VALUES[field])


ADDED = RecordChange("M1", "milestones", ChangeKind.ADDED, None, None, VALUES)
REMOVED = RecordChange("M1", "milestones", ChangeKind.REMOVED, None, VALUES, None)
MOVED = RecordChange("M1", "risks", ChangeKind.MOVED, None, "milestones", "risks")


@pytest.mark.parametrize("change", [ADDED, REMOVED])
def test_of_a_record_that_is_hidden_only_its_coming_and_going_is_left(change: RecordChange) -> None:
    left = trace(change)

    assert left is not None
    assert (left.is_withheld, left.record, left.kind) == (True, "M1", change.kind)


@pytest.mark.parametrize("change", [changed("agreed"), changed("title"), MOVED])
def test_of_a_record_that_is_hidden_no_other_change_is_left(change: RecordChange) -> None:
    assert trace(change) is None


def test_of_a_record_that_is_shown_again_its_days_numbers_and_states_are_left() -> None:
    added, removed = without_words(ADDED), without_words(REMOVED)

    assert added is not None
    assert removed is not None
    assert (added.before, added.after, removed.before, removed.after) == (None, LEFT, LEFT, None)
    assert not added.is_withheld


def test_of_a_record_that_is_shown_again_a_change_of_its_words_is_no_change() -> None:
    kept = {field for field in VALUES if field != "id" and without_words(changed(field))}

    assert kept == {"agreed", "progress", "status"}
    assert without_words(MOVED) == MOVED


@pytest.mark.parametrize(
    ("collection", "values", "left"),
    [
        ("reports", {"id": "R", "date": "2026-01-02", "health": "at-risk", "body": "B"}, {"id", "date", "health"}),
        ("signoffs", {"id": "S", "record": "M1", "at": "2026-01-02T10:00:00", "remarks": "R"}, {"id", "at"}),
        ("questions", {"id": "Q", "messages": [{"text": "T"}], "to": "client"}, {"id", "to"}),
    ],
)
def test_reports_sign_offs_and_conversations_lose_their_words_too(
    collection: str, values: dict[str, Value], left: set[str]
) -> None:
    change = without_words(RecordChange("X", collection, ChangeKind.ADDED, None, None, values))

    assert change is not None
    assert isinstance(change.after, dict)
    assert set(change.after) == left
