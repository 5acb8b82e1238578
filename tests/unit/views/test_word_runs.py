"""A changed text is cut down to the words around what changed."""

from __future__ import annotations

from milepost.analysis.changes import Words
from milepost.views.word_runs import around_changes

LONG = " ".join(f"word{number}" for number in range(40))


def test_only_the_words_beside_a_change_are_kept() -> None:
    first, gone, last = around_changes([Words("kept", LONG), Words("gone", "29"), Words("kept", LONG)])

    assert first.text.split() == ["…", *LONG.split()[-12:]]
    assert gone.text == "29"
    assert last.text.split() == [*LONG.split()[:12], "…"]


def test_between_two_changes_both_ends_are_kept() -> None:
    runs = [Words("gone", "a"), Words("kept", LONG), Words("new", "b")]

    assert around_changes(runs)[1].text.split() == [*LONG.split()[:12], "…", *LONG.split()[-12:]]


def test_what_changed_and_what_is_short_stays_whole() -> None:
    runs = (Words("new", LONG), Words("kept", "a few words"))

    assert around_changes(runs) == runs
