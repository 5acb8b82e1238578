"""What is left of a change of a record that a share hid later; decides about no record whether that is so.

Whoever takes a record back from a site wants its words gone, and a trail without a trace of it would be a lie. Where
the record is shown again, its dates, figures and states are told as they were said: to hide a plan for a day must not
make what had been agreed before it be forgotten.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind
from milepost.disclosure.engagement import DisclosedReport, DisclosedSignOff
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.model.fields import fields_of
from milepost.model.kinds import Duration

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange, Value

_TYPES: dict[str, type] = {
    **DISCLOSED_TYPES,
    DisclosedReport.collection: DisclosedReport,
    DisclosedSignOff.collection: DisclosedSignOff,
}
_WORDLESS = frozenset({date, datetime, bool, int, Decimal, Duration})


def trace(change: RecordChange) -> RecordChange | None:
    """That the record came or went, without a word of it; None for any other change."""
    is_trace = change.kind in {ChangeKind.ADDED, ChangeKind.REMOVED}
    return replace(change, before=None, after=None) if is_trace else None


def without_words(change: RecordChange) -> RecordChange | None:
    """The change with only what holds no words: days, numbers, choices; None where nothing is left of it."""
    if change.kind is ChangeKind.MOVED:
        return change
    kept = _wordless(change.collection)
    if change.field is not None:
        return change if change.field in kept else None
    return replace(change, before=_only(change.before, kept), after=_only(change.after, kept))


def _only(value: Value, kept: frozenset[str]) -> Value:
    return {name: item for name, item in value.items() if name in kept} if isinstance(value, dict) else value


@cache
def _wordless(collection: str) -> frozenset[str]:
    """The fields of a collection that hold no words, and the id."""
    found = (item for item in fields_of(_TYPES[collection]) if item.shape.item is None)
    return frozenset({"id", *(item.key for item in found if item.shape.choices or item.shape.type in _WORDLESS)})
