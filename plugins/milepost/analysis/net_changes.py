"""Many revisions as one change: from what a record was before the first to what it is after the last; words nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind, RecordChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.analysis.trail import Revision


def net_changes(revisions: Iterable[Revision]) -> tuple[RecordChange, ...]:
    """What the revisions (newest first) changed in all, by record, in the order in which the records were first met.

    What was changed back, and what came and went in between, is not among it.
    """
    by_record: dict[str, list[RecordChange]] = {}
    for revision in reversed(list(revisions)):
        for change in revision.changes:
            by_record.setdefault(change.record, []).append(change)
    return tuple(change for changes in by_record.values() for change in _net(changes))


def _net(changes: list[RecordChange]) -> Iterator[RecordChange]:
    whole = [change for change in changes if change.kind in {ChangeKind.ADDED, ChangeKind.REMOVED}]
    if not whole:
        yield from _net_fields(changes)
        return
    was_there, is_there = whole[0].kind is ChangeKind.REMOVED, whole[-1].kind is ChangeKind.ADDED
    if was_there and is_there:
        yield from _between(whole[0], whole[-1])
    elif is_there:
        yield whole[-1]
    elif was_there:
        yield whole[0]


def _between(gone: RecordChange, back: RecordChange) -> Iterator[RecordChange]:
    """The fields in which a record that was removed and added again differs; none where its words are withheld."""
    before = gone.before if isinstance(gone.before, dict) else {}
    after = back.after if isinstance(back.after, dict) else {}
    for key in dict.fromkeys((*before, *after)):
        if key != "id" and before.get(key) != after.get(key):
            yield replace(back, kind=ChangeKind.CHANGED, field=key, before=before.get(key), after=after.get(key))


def _net_fields(changes: list[RecordChange]) -> Iterator[RecordChange]:
    first: dict[str | None, RecordChange] = {}
    last: dict[str | None, RecordChange] = {}
    for change in changes:
        first.setdefault(change.field, change)
        last[change.field] = change
    for key, change in last.items():
        if first[key].before != change.after:
            yield replace(change, before=first[key].before)
