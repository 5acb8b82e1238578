"""What changed, in words that a client reads: one change as a line, from what to what; groups and signs nothing."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from milepost.analysis.changes import ChangeKind, element_changes, word_changes
from milepost.disclosure.engagement import DisclosedReport, DisclosedSignOff
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.model.fields import fields_of
from milepost.model.kinds import Kind, Ref
from milepost.views import phrases
from milepost.views.context import record_url
from milepost.views.field_labels import field_label, own_label
from milepost.views.inline import Link
from milepost.views.labels import choice_label, collection_label
from milepost.views.trail_blocks import Diff
from milepost.views.values import MONEY

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange
    from milepost.model.fields import Field
    from milepost.views.context import Context

_LONGEST_INLINE = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\S+)?$")

_TYPES: dict[str, type] = {**DISCLOSED_TYPES, "reports": DisclosedReport, "signoffs": DisclosedSignOff}


def change_line(context: Context, change: RecordChange, *, with_title: bool) -> Diff:
    """A change as a line, with the record's title where `with_title` says so."""
    words = context.words
    title, link = _title(context, change), _link(context, change)
    if change.kind is ChangeKind.ADDED:
        return Diff(link, title, words.text("added"))
    if change.kind is ChangeKind.REMOVED:
        return Diff(link, title, words.text("removed"))
    if change.kind is ChangeKind.MOVED:
        kind = collection_label(words, change.collection)
        return Diff(link, title, words.text("is now filed as: {kind}", kind=kind))
    subject = title if with_title else ""
    return _field_line(context, change, Diff(link if with_title else None, subject, _label(context, change)))


def _title(context: Context, change: RecordChange) -> str:
    """A record's title as it is now, else as it was in this change; of one that was taken back only its kind."""
    if change.record in context.engagement.by_id:
        return context.title(change.record)
    if change.is_withheld and change.collection != "reports":
        return taken_back_title(context, change.collection)
    if change.collection == "signoffs":
        return _signed_title(context, change)
    for side in (change.after, change.before):
        if isinstance(side, dict) and side.get("title"):
            return str(side["title"])
    if change.collection == "reports":
        return context.words.text(
            "Report of {date}", date=context.words.full_day(date.fromisoformat(change.record[7:]))
        )
    return change.record


def _signed_title(context: Context, change: RecordChange) -> str:
    """A sign-off by what was signed: its own name is that of a file."""
    signed = _signed(context, change)
    if not signed:
        return collection_label(context.words, change.collection)
    return context.words.text("Sign-off: {what}", what=context.title(signed))


def _signed(context: Context, change: RecordChange) -> str:
    """The id of the record that a sign-off is about; empty where the share does not show it."""
    held = {item.id: item.record for item in context.engagement.signoffs}
    sides = [side.get("record") for side in (change.after, change.before) if isinstance(side, dict)]
    found = next((str(name) for name in (held.get(change.record), *sides) if name), "")
    return found if found in context.engagement.by_id else ""


def taken_back_title(context: Context, collection: str) -> str:
    """What a record is called of which the share shows neither title nor id any more."""
    return context.words.text("{kind}, not shown any more", kind=collection_label(context.words, collection))


def _link(context: Context, change: RecordChange) -> Link | None:
    if change.record in context.engagement.by_id:
        return Link(change.record, record_url(change.record))
    if change.collection == "reports" and change.record in {report.id for report in context.engagement.reports}:
        return Link(change.record, f"reports/{change.record.removeprefix('report-')}/")
    if change.collection == "signoffs" and not change.is_withheld and (signed := _signed(context, change)):
        return Link(signed, record_url(signed))
    return None


def _field(change: RecordChange) -> Field | None:
    model = _TYPES.get(change.collection)
    return next((item for item in fields_of(model) if item.key == change.field), None) if model else None


def _label(context: Context, change: RecordChange) -> str:
    field = _field(change)
    if field is None:
        return own_label(change.field or "")
    return field_label(context.words, field.key, change.collection)


def _field_line(context: Context, change: RecordChange, line: Diff) -> Diff:
    field, key, before, after = _field(change), change.field or "", change.before, change.after
    if isinstance(before, list) or isinstance(after, list):
        gone, came = element_changes(_listed(before), _listed(after))
        left, added = (tuple(_worded(context, field, key, item) for item in items) for items in (gone, came))
        return _told(context, Diff(line.link, line.title, line.label, gone=left, came=added))
    old, new = (_worded(context, field, key, value) if value is not None else "" for value in (before, after))
    if isinstance(before, str) and isinstance(after, str) and _is_long(field, before, after):
        return _told(context, Diff(line.link, line.title, line.label, runs=word_changes(old, new)))
    return _told(context, Diff(line.link, line.title, line.label, before=old, after=new or context.words.text("none")))


def _told(context: Context, line: Diff) -> Diff:
    """The line; where the reader's words are the same before and after, it says that something else changed."""
    if not _is_same(line):
        return line
    what = context.words.text("the same words; their form or a link changed")
    return Diff(line.link, line.title, line.label, after=what)


def _is_same(line: Diff) -> bool:
    if line.runs:
        return all(run.state == "kept" for run in line.runs)
    return line.before == line.after if line.before else bool(line.gone) and sorted(line.gone) == sorted(line.came)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_long(field: Field | None, before: str, after: str) -> bool:
    kind = field.shape.kind if field else None
    return kind is Kind.MARKDOWN or max(len(before), len(after)) > _LONGEST_INLINE


def _worded(context: Context, field: Field | None, key: str, value: object) -> str:
    """A value as JSON holds it, in the reader's words."""
    if isinstance(value, dict):
        inner = _inner(field)
        parts = [_worded(context, inner.get(name), name, item) for name, item in value.items()]
        return ", ".join(part for part in parts if part)
    if isinstance(value, list):
        return ", ".join(_worded(context, field, key, item) for item in value)
    if isinstance(value, bool):
        return context.words.text("yes") if value else context.words.text("no")
    if field is not None and isinstance(value, int):
        return _counted(context, field, value)
    return _worded_text(context, field, key, str(value))


def _inner(field: Field | None) -> dict[str, Field]:
    """The fields of the objects that a field holds, by their names in the files."""
    model = (field.shape.item or field.shape).type if field else None
    return {item.key: item for item in fields_of(model)} if isinstance(model, type) and is_dataclass(model) else {}


def _counted(context: Context, field: Field, value: int) -> str:
    if field.shape.kind is Kind.PERCENT:
        return context.words.measure(Decimal(value), "%")
    return phrases.shift(context.words, value) if field.key == "days" else context.words.whole(value)


def _worded_text(context: Context, field: Field | None, key: str, text: str) -> str:
    shape = (field.shape.item or field.shape) if field else None
    if shape is not None and shape.kind is Kind.MARKDOWN:
        return context.in_words(text)
    if shape is not None and isinstance(shape.ref, Ref):
        return context.title(text)
    if shape is not None and shape.choices:
        return choice_label(context.words, text)
    if text in context.engagement.people_by_id:
        return context.person(text)
    line = " ".join(text.split())
    return _day(context, text) or (_amount(context, text) if key in MONEY else "") or line


def _day(context: Context, text: str) -> str:
    """A day, or an instant with its offset, as the reader's calendar and clock have it; empty for other text."""
    if not _DAY.match(text):
        return ""
    try:
        if len(text) == len("2026-01-31"):
            return context.words.day(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return context.words.instant(at) if at.tzinfo else ""


def _amount(context: Context, text: str) -> str:
    try:
        return context.words.money(Decimal(text))
    except InvalidOperation:
        return ""
