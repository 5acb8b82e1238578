"""A disclosed field's value in words, links or a table, by its kind; knows no particular record."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from milepost.disclosure.records import DisclosedMilestone
from milepost.model.fields import Field, Shape, fields_of
from milepost.model.kinds import Duration, Kind, PersonRef, Ref
from milepost.views import phrases
from milepost.views.blocks import Cell, Table, Term
from milepost.views.context import record_url
from milepost.views.field_labels import field_label
from milepost.views.inline import Link
from milepost.views.labels import choice_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.disclosure.records import DisclosedRecord
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context

MONEY = frozenset({"estimate", "actual", "committed", "forecast", "amount", "cost"})
"""The fields that hold an amount in the client's currency."""


def term_of(context: Context, field: Field, value: object, record: DisclosedRecord) -> Term:
    """A record's field as a name and its value; a list becomes a list in Markdown, references become links."""
    label, shape = field_label(context.words, field.key, record.collection), field.shape.item or field.shape
    values = value if isinstance(value, tuple) else (value,)
    if isinstance(shape.ref, Ref):
        return Term(label, links=tuple(context.titled_link(str(name)) for name in values))
    if shape.kind is Kind.FILE:
        return Term(label, links=context.file_links(str(path) for path in values))
    if shape.kind is Kind.URL:
        return Term(label, links=tuple(Link(str(address), str(address)) for address in values))
    if shape.kind is Kind.MARKDOWN:
        return Term(label, markdown=_as_markdown(value))
    if field.key in {"agreed", "expected"} and isinstance(record, DisclosedMilestone) and isinstance(value, date):
        return Term(label, text=context.words.period(value, record.precision))
    return Term(label, text=", ".join(plain(context, field.key, shape, item) for item in values))


def plain(context: Context, key: str, shape: Shape, value: object) -> str:
    """A single value in words."""
    words = context.words
    if shape.kind is Kind.PERCENT and isinstance(value, int):
        return words.measure(Decimal(value), "%")
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return words.money(Decimal(value)) if key in MONEY else words.number(Decimal(value))
    for kind, wording in _WORDINGS:
        if isinstance(value, kind):
            return wording(words, value)
    return _plain_text(context, shape, str(value))


_WORDINGS: tuple[tuple[type, Callable[[Wording, Any], str]], ...] = (
    (bool, lambda words, value: words.text("yes") if value else words.text("no")),
    (datetime, lambda words, value: words.instant(value)),
    (date, lambda words, value: words.day(value)),
    (Duration, phrases.duration),
)


def _plain_text(context: Context, shape: Shape, text: str) -> str:
    if isinstance(shape.ref, PersonRef):
        return context.person(text)
    if isinstance(shape.ref, Ref):
        return context.title(text)
    return choice_label(context.words, text) if shape.choices else text


def table_of(context: Context, field: Field, items: tuple[object, ...]) -> Table | None:
    """A list of nested objects as a table with the columns that hold anything; None where there are none."""
    if not items or not is_dataclass(items[0]):
        return None
    columns = [column for column in fields_of(type(items[0])) if any(_has(item, column) for item in items)]
    heads = tuple(field_label(context.words, column.key) for column in columns)
    rows = tuple(tuple(_cell(context, column, getattr(item, column.name)) for column in columns) for item in items)
    return Table(field_label(context.words, field.key), heads, rows)


def _has(item: object, column: Field) -> bool:
    value = getattr(item, column.name)
    return value is not None and value != ()


def _cell(context: Context, column: Field, value: object) -> Cell:
    if value is None or value == ():
        return Cell("")
    if isinstance(value, tuple):
        texts = [plain(context, column.key, column.shape.item or column.shape, item) for item in value]
        return Cell(", ".join(texts))
    text = plain(context, column.key, column.shape, value)
    iso = value.isoformat() if isinstance(value, date) else ""
    url = record_url(str(value)) if isinstance(column.shape.ref, Ref) else ""
    number = isinstance(value, Decimal)
    return Cell(text, iso=iso, url=url, number=number, markdown=column.shape.kind is Kind.MARKDOWN)


def _as_markdown(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join("- " + str(item).replace("\n", "\n  ") for item in value)
    return str(value)
