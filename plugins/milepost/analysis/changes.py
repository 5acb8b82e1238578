"""What changed between two disclosed states of some records, field by field; knows neither files nor commits.

Only disclosed values are compared, so that nothing of what a share may not see can show up as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from milepost.model.fields import once_per_class
from milepost.model.kinds import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = str | bool | int | None | list[Any] | dict[str, Any]
"""A value as JSON would hold it: dates as ISO text, decimals as text."""


class ChangeKind(StrEnum):
    """What happened to a record or a field; `moved` is a record that went to another collection."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class RecordChange:
    """One change of one record; `field` is None where the record itself was added, removed or moved.

    For an added record `after` holds its fields, for a removed one `before` does; for a moved one both are the
    collections' names. Of a record whose words are withheld there is neither.
    """

    record: str
    collection: str
    kind: ChangeKind
    field: str | None
    before: Value
    after: Value

    @property
    def is_withheld(self) -> bool:
        """Whether it only says that a record came or went, because the share hid it later."""
        return self.field is None and self.before is None and self.after is None


def record_changes(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[RecordChange, ...]:
    """Every change from one state to the next, by id; records are disclosed dataclasses with a `collection`."""
    found: list[RecordChange] = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            found.append(RecordChange(name, _collection(new), ChangeKind.ADDED, None, None, as_values(new)))
        elif new is None and old is not None:
            found.append(RecordChange(name, _collection(old), ChangeKind.REMOVED, None, as_values(old), None))
        elif old is not None and new is not None and old != new:
            found += _between(name, old, new)
    return tuple(found)


def _between(name: str, old: object, new: object) -> Iterator[RecordChange]:
    if _collection(old) != _collection(new):
        yield RecordChange(name, _collection(new), ChangeKind.MOVED, None, _collection(old), _collection(new))
    was, now = as_values(old), as_values(new)
    for key in dict.fromkeys((*was, *now)):
        if key != "id" and was.get(key) != now.get(key):
            yield RecordChange(name, _collection(new), ChangeKind.CHANGED, key, was.get(key), now.get(key))


def _collection(record: object) -> str:
    return str(getattr(record, "collection", ""))


def as_values(item: object) -> dict[str, Value]:
    """The fields of a disclosed dataclass that hold anything, by the names they have in YAML."""
    found: dict[str, Value] = {}
    for name, key in _names(type(item)):
        value = getattr(item, name)
        if value is None or value in ((), ""):
            continue
        if name == "custom":
            found |= {f"x-{own}": text for own, text in value}
        else:
            found[key] = as_value(value)
    return found


@once_per_class
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass, each with the name that it has in YAML."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(kind))


def as_value(value: object) -> Value:
    """A field's value as JSON would hold it."""
    if type(value) is str:
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, Duration)):
        return str(value)
    if isinstance(value, tuple):
        return [as_value(item) for item in value]
    if is_dataclass(value):
        return dict(as_values(value))
    return value if isinstance(value, (bool, int)) else str(value)


def as_day(value: object) -> date | None:
    """The day that a field of days holds in a trail; None where it holds nothing."""
    return date.fromisoformat(value) if isinstance(value, str) else None


@dataclass(frozen=True)
class Words:
    """A run of words of a text: `kept`, `gone` or `new`."""

    state: str
    text: str


def word_changes(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one run of words, each kept, gone or new (Ratcliff and Obershelp, as in difflib)."""
    old, new = before.split(" "), after.split(" ")
    found: list[Words] = []
    for step, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Words("kept", " ".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            found.append(Words("gone", " ".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Words("new", " ".join(new[new_from:new_to])))
    return tuple(found)


def element_changes(before: list[Any], after: list[Any]) -> tuple[list[Any], list[Any]]:
    """The elements of a list that went, and those that came, each in its order."""
    gone = [item for item in before if item not in after]
    came = [item for item in after if item not in before]
    return gone, came
