"""The share as plain tables, one per collection, with dates and numbers as values; writes no file format.

A list inside a record that holds dates or numbers (a KPI's values, a milestone's tasks) becomes a table of its own,
`kpis.measurements`, whose first column names the record; other lists become lines of one cell. A column that nobody
filled is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from milepost.analysis.questions import question_states
from milepost.disclosure.conversations import DisclosedQuestion
from milepost.disclosure.engagement import DisclosedReport, DisclosedSignOff
from milepost.disclosure.records import DisclosedLink, DisclosedMilestone, DisclosedRecord
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.model.fields import Field, fields_of
from milepost.model.kinds import Duration, Kind, PersonRef
from milepost.views.field_labels import field_label
from milepost.views.labels import choice_label, collections_label
from milepost.views.record import status_tag
from milepost.views.signoffs import signature_words
from milepost.views.values import MONEY, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from milepost.model.fields import Shape
    from milepost.views.context import Context

Value: TypeAlias = str | int | Decimal | date | datetime | None
"""What a cell holds; None where nothing was said."""

Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True)
class ExportTable:
    """A table: `name` is its file's (`milestones`, `kpis.measurements`), `title` and `heads` are for people.

    `wide` says of each column whether it holds whole sentences.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    wide: tuple[bool, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class _Column:
    """A column: how it is called, whether it holds sentences, and what a record has there."""

    head: str
    wide: bool
    read: Callable[[Any], Value]


def export_tables(context: Context) -> tuple[ExportTable, ...]:
    """Every table of the share, collections in FORMAT.md's order, each followed by the lists inside it."""
    engagement = context.engagement
    groups: list[tuple[str, type, Sequence[Any]]] = [
        (name, kind, [item for item in engagement.records if item.collection == name])
        for name, kind in DISCLOSED_TYPES.items()
    ]
    groups += [
        ("reports", DisclosedReport, sorted(engagement.reports, key=lambda item: item.date)),
        ("signoffs", DisclosedSignOff, engagement.signoffs),
    ]
    found: list[ExportTable] = []
    for name, kind, records in groups:
        if records:
            found.append(_table(context, name, kind, records))
            found += _inner_tables(context, name, kind, records)
    return tuple(found)


def _table(context: Context, name: str, kind: type, records: Sequence[Any]) -> ExportTable:
    columns = [*_columns(context, name, kind), *_own_columns(records)]
    return _filled_table(name, collections_label(context.words, name), columns, records)


def _inner_tables(context: Context, name: str, kind: type, records: Sequence[Any]) -> Iterator[ExportTable]:
    for path, field in _lists_of_values(kind):
        items = [(record, item) for record in records for item in _at(record, (*path, field.name)) or ()]
        if not items or field.shape.item is None:
            continue
        inner = [_inside(column) for column in _columns(context, name, field.shape.item.type)]
        first = _Column(context.words.text("Belongs to"), wide=False, read=lambda pair: str(pair[0].id))
        title = f"{collections_label(context.words, name)}: {field_label(context.words, field.key, name)}"
        yield _filled_table(f"{name}.{field.key}", title, [first, *inner], items)


def _inside(column: _Column) -> _Column:
    return _Column(column.head, column.wide, lambda pair: column.read(pair[1]))


def _filled_table(name: str, title: str, columns: Iterable[_Column], items: Sequence[Any]) -> ExportTable:
    kept = [column for column in columns if any(column.read(item) is not None for item in items)]
    return ExportTable(
        name,
        title,
        tuple(column.head for column in kept),
        tuple(column.wide for column in kept),
        tuple(tuple(column.read(item) for column in kept) for item in items),
    )


def _columns(context: Context, collection: str, kind: type) -> list[_Column]:
    """One column per field, a nested object's fields beside each other."""
    found = []
    for field in fields_of(kind):
        if field.key == "status" and issubclass(kind, DisclosedRecord):
            continue
        found += list(_field_columns(context, collection, field, (), ""))
    if issubclass(kind, DisclosedRecord):
        at = min(2, len(found))
        found.insert(
            at, _Column(field_label(context.words, "status"), wide=False, read=lambda item: _state(context, item))
        )
    return found


def _field_columns(
    context: Context, collection: str, field: Field, path: tuple[str, ...], above: str
) -> Iterator[_Column]:
    label = above + _head(context, collection, field)
    if _is_list_of_values(field):
        return
    if field.shape.item is None and _is_object(field.shape.type):
        for inner in fields_of(field.shape.type):
            yield from _field_columns(context, collection, inner, (*path, field.name), f"{label}: ")
        return
    wide = _holds_sentences(field.shape.item or field.shape)
    yield _Column(label, wide, lambda item: _cell(context, field, item, _at(item, (*path, field.name))))


def _own_columns(records: Sequence[Any]) -> list[_Column]:
    """The agency's own fields (`x-…`), by the names that it gave them."""
    names = dict.fromkeys(key for record in records for key, _ in getattr(record, "custom", ()))
    return [_own_column(name) for name in names]


def _own_column(name: str) -> _Column:
    return _Column(f"x-{name}", wide=False, read=lambda item: dict(item.custom).get(name))


def _head(context: Context, collection: str, field: Field) -> str:
    is_own = field.key == "id" and field.shape.ref is None
    label = context.words.text("Id") if is_own else field_label(context.words, field.key, collection)
    if field.key in MONEY:
        return f"{label} ({context.engagement.client.currency})"
    return f"{label} (%)" if field.shape.kind is Kind.PERCENT else label


def _state(context: Context, record: DisclosedRecord) -> Value:
    """The status as the pages show it, in words."""
    tag = status_tag(context, record)
    return tag.label if tag else None


def _cell(context: Context, field: Field, item: object, value: object) -> Value:
    value = _as_shown(context, field, item, value)
    if value is None or value in ((), ""):
        return None
    if isinstance(value, tuple):
        return _lines(context, field, value)
    return _value(context, field.key, field.shape, value)


def _as_shown(context: Context, field: Field, item: object, value: object) -> object:
    """The value that the pages show where the record itself says less."""
    match item, field.name:
        case DisclosedMilestone(), "expected":
            return item.expected or item.agreed
        case DisclosedQuestion(), "answered_at":
            found = next((state for state in question_states(context.engagement) if state.question is item), None)
            return found.answered_at if found else value
        case DisclosedSignOff(), "signed":
            return signature_words(context.words, item)
    return value


def _value(context: Context, key: str, shape: Shape, value: object) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(context.words.zone)
    if isinstance(value, (date, Decimal)) or type(value) is int:
        return value
    if isinstance(value, str):
        return _text(context, key, shape, value)
    return plain(context, key, shape, value)


def _text(context: Context, key: str, shape: Shape, text: str) -> Value:
    if key in {"party", "to"} and shape.choices:
        # In a file that has left the site nobody knows who “we” and “you” are.
        return context.engagement.client.name if text == "client" else context.words.text("Agency")
    if isinstance(shape.ref, PersonRef):
        return context.person(text) or None
    return choice_label(context.words, text) if shape.choices else text


def _lines(context: Context, field: Field, values: tuple[object, ...]) -> Value:
    shape = field.shape.item or field.shape
    if _is_object(shape.type):
        lines = [_line(context, item) for item in values]
    else:
        lines = [str(_value(context, field.key, shape, item) or "") for item in values]
    told = [line for line in lines if line]
    return ("\n" if shape.kind is Kind.MARKDOWN or _is_object(shape.type) else "; ").join(told) or None


def _line(context: Context, item: object) -> str:
    if isinstance(item, DisclosedLink):
        return " · ".join(text for text in (item.record, item.title, item.url) if text)
    parts = [
        _value(context, field.key, field.shape, getattr(item, field.name))
        for field in fields_of(type(item))
        if getattr(item, field.name) not in (None, (), "")
    ]
    return " · ".join(str(part) for part in parts if part is not None)


def _at(item: object, path: tuple[str, ...]) -> Any:  # noqa: ANN401 (whatever the field holds)
    for name in path:
        if item is None:
            return None
        item = getattr(item, name)
    return item


def _lists_of_values(kind: type, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    for field in fields_of(kind):
        if _is_list_of_values(field):
            yield path, field
        elif field.shape.item is None and _is_object(field.shape.type):
            yield from _lists_of_values(field.shape.type, (*path, field.name))


def _holds_sentences(shape: Shape) -> bool:
    if _is_object(shape.type):
        return any(inner.shape.kind is Kind.MARKDOWN for inner in fields_of(shape.type))
    return shape.kind is Kind.MARKDOWN


def _is_list_of_values(field: Field) -> bool:
    item = field.shape.item
    if item is None or not _is_object(item.type):
        return False
    return any(inner.shape.type in {date, datetime, int, Decimal} for inner in fields_of(item.type))


def _is_object(kind: object) -> bool:
    return is_dataclass(kind) and kind is not Duration
