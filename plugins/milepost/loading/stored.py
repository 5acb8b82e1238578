"""Records as JSON can hold them, and back, without loss; it reads no YAML and judges nothing.

Only fields that differ from their defaults are written. A list is a tuple; an object with one key is a value of the
type that the key names; everything else stands for itself.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from milepost.model.engagement import RECORD_TYPES, Report, ReportHead, SignOff
from milepost.model.fields import fields_of, make, once_per_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.model.fields import Shape

Item = Any
Stored = str | bool | int | None | list[Any] | dict[str, Any]


def stored(item: object, zone: tzinfo) -> list[Any]:
    """A record, report or sign-off; `zone` is the time zone that it was read in. Raises TypeError for another value."""
    own = vars(item)
    written = {
        name: own[name] if type(own[name]) is str else _written(own[name], zone)
        for name, default in _defaults(type(item))
        if own[name] is not default
    }
    return [type(item).__name__, written]


def restored(found: list[Any], zone: tzinfo) -> Item:
    """The same value that was stored."""
    name, written = found
    values = {
        key: value if type(value) is str else _pairs(value) if key == "custom" else _read(value, zone)
        for key, value in written.items()
    }
    return make(_classes()[name], values)


def _written(value: object, zone: tzinfo) -> Stored:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, tuple):
        return [_written(item, zone) for item in value]
    if isinstance(value, datetime):
        # A zone of its own name is more than its offset on that day.
        return {"naive": value.replace(tzinfo=None).isoformat()} if value.tzinfo is zone else {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if is_dataclass(value) and type(value).__name__ in _classes():
        return {"of": stored(value, zone)}
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _pairs(value: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple([tuple(pair) for pair in value])


def _read(value: Stored, zone: tzinfo) -> object:
    if isinstance(value, list):
        return tuple([_read(item, zone) for item in value])
    if not isinstance(value, dict):
        return value
    ((kind, written),) = value.items()
    return _READ[kind](written, zone)


_READ: dict[str, Callable[[Any, tzinfo], object]] = {
    "day": lambda written, _: date.fromisoformat(written),
    "number": lambda written, _: Decimal(written),
    "of": restored,
    "naive": lambda written, zone: datetime.fromisoformat(written).replace(tzinfo=zone),
    "at": lambda written, _: datetime.fromisoformat(written),
}


@once_per_class
def _defaults(model: type) -> tuple[tuple[str, object], ...]:
    return tuple((item.name, item.default) for item in fields(model))


@once_per_class
def _reached(model: type) -> tuple[type, ...]:
    """The class and those of its fields, theirs included."""
    return (model, *(found for item in fields_of(model) for found in _of_shape(item.shape)))


def _of_shape(shape: Shape) -> tuple[type, ...]:
    inner = shape.item.type if shape.item else shape.type
    return _reached(inner) if isinstance(inner, type) and is_dataclass(inner) else ()


_FOUND: dict[str, type] = {}


def _classes() -> Mapping[str, type]:
    """Every class of a record's value by its name."""
    if not _FOUND:
        _FOUND.update(
            (one.__name__, one) for kind in (*RECORD_TYPES, Report, ReportHead, SignOff) for one in _reached(kind)
        )
    return _FOUND
