"""Runs of words in a changed text, cut down to the words around each change; compares nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.changes import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT_WORDS = 12


def around_changes(runs: Sequence[Words]) -> tuple[Words, ...]:
    """The runs, each kept one cut to the words beside what changed; an ellipsis stands for the rest."""
    last = len(runs) - 1
    return tuple(_cut(run, at_start=number == 0, at_end=number == last) for number, run in enumerate(runs))


def _cut(run: Words, *, at_start: bool, at_end: bool) -> Words:
    words = run.text.split()
    if run.state != "kept" or len(words) <= 2 * _KEPT_WORDS:
        return run
    before = [] if at_start else words[:_KEPT_WORDS]
    after = [] if at_end else words[-_KEPT_WORDS:]
    return Words(run.state, " ".join([*before, "…", *after]))
