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
        (change("progress", 5, 40), "Stage 1 · Progress: 5% → 40%"),
        (change("created", None, "2026-07-22"), "Stage 1 · Created: 22 Jul"),
        (change("x-seen", None, "2026-07-22T09:35:00+02:00"), "Stage 1 · Seen: 22 Jul, 07:35"),
        (change("x-seen", None, "2026-07-22T09:35:00"), "Stage 1 · Seen: 2026-07-22T09:35:00"),
        (change("x-seen", None, "2026-99-22"), "Stage 1 · Seen: 2026-99-22"),
        (change("reason", "It is **late**.", "See [M2], [m3]."), "Stage 1 · Reason: See “Stage 2”, “Stage 3”."),
        (change("reason", None, "- Because of [X-9]\n- *Rain*"), "Stage 1 · Reason: • Because of [X-9] • Rain"),
        (change("title", "*Old* [M2]", "*New* [M2]"), "Stage 1 · Title: *Old* [M2] → *New* [M2]"),
        (change("x-own", None, "one\n- two"), "Stage 1 · Own: one - two"),
    ],
)
def test_a_change_is_a_line_with_its_record_and_both_values(given: RecordChange, line: str) -> None:
    assert told_lines(a_share(FILES), [given]) == (line,)


def test_what_a_field_holds_inside_is_told_in_the_readers_words() -> None:
    effect = {"cost": "6400", "milestones": [{"id": "M1", "days": 14}]}
    checks = [{"what": "It opens.", "result": "pass", "by": "nobody", "date": "2026-07-22"}]
    share = a_share(FILES)

    priced = RecordChange("CR-1", "changes", ChangeKind.CHANGED, "effect", None, effect)
    checked = RecordChange("DL-1", "deliverables", ChangeKind.CHANGED, "checks", [], checks)

    assert told_lines(share, [priced]) == ("CR-1 · Effect: €6,400, Stage 1, +14 days",)
    assert told_lines(share, [checked]) == ("DL-1 · Checks: new: It opens., passed, nobody, 22 Jul",)


def test_of_longer_texts_the_words_are_compared_without_the_marks_of_headings_and_lists() -> None:
    longer = change("reason", "## Next\n\n- One thing.", "## Next\n\n- Another thing.")

    assert told_lines(a_share(FILES), [longer]) == ("Stage 1 · Reason: Next: • Another thing.",)


@pytest.mark.parametrize(
    ("held", "line"),
    [
        ({"record": "M1", "verb": "accept"}, "Sign-off: Stage 1 · added"),
        ({"record": "M9", "verb": "accept"}, "Sign-off · added"),
        (None, "Sign-off, not shown any more · added"),
    ],
)
def test_a_sign_off_is_called_by_what_was_signed(held: Held, line: str) -> None:
    added = RecordChange("SO-2026-05-13-lena-M1", "signoffs", ChangeKind.ADDED, None, None, held)

    assert told_lines(a_share(FILES), [added]) == (line,)


@pytest.mark.parametrize(
    ("collection", "field", "before", "after"),
    [
        ("milestones", "reason", "See the plan.", "See the *plan*."),
        ("milestones", "reason", "See the [plan](files/a.pdf).", "See the [plan](files/b.pdf)."),
        ("deliverables", "acceptance", ["a", "b"], ["*a*", "b"]),
        ("milestones", "phase", "Build", "Build "),
    ],
)
def test_what_reads_the_same_before_and_after_is_not_told_as_if_nothing_had_changed(
    collection: str, field: str, before: Held, after: Held
) -> None:
    given = RecordChange("M1", collection, ChangeKind.CHANGED, field, before, after)

    (line,) = told_lines(a_share(FILES), [given])

    assert line.endswith(": the same words; their form or a link changed")


def test_a_list_of_texts_is_told_by_those_that_came_and_went() -> None:
    given = RecordChange("D-1", "deliverables", ChangeKind.CHANGED, "acceptance", ["*a*"], ["**[M1]** is done"])

    (line,) = told_lines(a_share(FILES), [given])

    assert line == "D-1 · Accepted when: new: “Stage 1” is done, no longer: a"


def test_a_nested_text_is_told_in_its_words_too() -> None:
    given = RecordChange(
        "Q-1", "questions", ChangeKind.CHANGED, "messages", [], [{"by": "lena", "text": "Is [M1] **late**?"}]
    )

    assert told_lines(a_share(FILES), [given]) == ("Q-1 · Messages: new: Lena Ortiz, Is “Stage 1” late?",)


def test_one_change_is_its_own_title_unless_it_is_too_long() -> None:
    share = a_share(FILES)

    assert title_of(share, [change("phase", None, "Build")]) == "Stage 1 · Phase: Build"
    assert title_of(share, [change("reason", "A", "word " * 30)]) == "Changed: Stage 1"


def test_several_changes_name_their_records_and_no_more_than_three() -> None:
    several = [change("phase", None, "Build", f"M{n}") for n in (1, 1, 2, 3, 4, 5)]

    assert title_of(a_share(FILES), several[:3]) == "Changed: Stage 1 and Stage 2"
    assert title_of(a_share(FILES), several) == "Changed: Stage 1, Stage 2, Stage 3 and 2 more"
