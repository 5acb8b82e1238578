from __future__ import annotations

from typing import Any, TypeAlias

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.views.diff_text import title_of, told_lines
from support.shares import a_share

Held: TypeAlias = Any
FILES = {
    "milestones.yaml": "".join(f"- {{id: M{n}, title: Stage {n}, agreed: 2027-01-04}}\n" for n in range(1, 6)),
}


def change(field: str | None, before: Held = None, after: Held = None, record: str = "M1") -> RecordChange:
    kind = ChangeKind.CHANGED if field else ChangeKind.ADDED
    return RecordChange(record, "milestones", kind, field, before, after)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (change(None, None, {"title": "Stage 1"}), "Stage 1 · added"),
        (change("expected", "2027-01-04", "2027-01-18"), "Stage 1 · Expected: 4 Jan 2027 → 18 Jan 2027"),
        (change("phase", None, "Build"), "Stage 1 · Phase: Build"),
        (change("reason", "It is late.", "It is later."), "Stage 1 · Reason: It is later."),
        (change("tags", ["a", "b"], ["b", "c"]), "Stage 1 · Tags: new: c, no longer: a"),
        (change("tags", [], ["c", "d"]), "Stage 1 · Tags: new: c; d"),
        (change("tags", ["a"], []), "Stage 1 · Tags: no longer: a"),
    ],
)
def test_a_change_is_a_line_with_its_record_and_both_values(given: RecordChange, line: str) -> None:
    assert told_lines(a_share(FILES), [given]) == (line,)


def test_one_change_is_its_own_title_unless_it_is_too_long() -> None:
    share = a_share(FILES)

    assert title_of(share, [change("phase", None, "Build")]) == "Stage 1 · Phase: Build"
    assert title_of(share, [change("reason", "A", "word " * 30)]) == "Changed: Stage 1"


def test_several_changes_name_their_records_and_no_more_than_three() -> None:
    several = [change("phase", None, "Build", f"M{n}") for n in (1, 1, 2, 3, 4, 5)]

    assert title_of(a_share(FILES), several[:3]) == "Changed: Stage 1 and Stage 2"
    assert title_of(a_share(FILES), several) == "Changed: Stage 1, Stage 2, Stage 3 and 2 more"
