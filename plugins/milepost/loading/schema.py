"""JSON Schema (draft-07) of every file of the format, from the model's annotations; it judges no file itself."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from milepost.loading.scalars import EMAIL_PATTERN, ID_PATTERN
from milepost.model.client import Client
from milepost.model.engagement import COLLECTIONS, ReportHead, SignOff
from milepost.model.fields import Field, Shape, fields_of, takes_custom_keys, texts_of
from milepost.model.kinds import Duration, Kind, PersonRef, Ref
from milepost.model.record import Record, Translation

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the editors' YAML language servers know best; research/ux.md, §7."""

COLLECTION_SCHEMAS = tuple(COLLECTIONS)
"""The collections in the format's order; `all_schemas` has two schemas for each."""

_TEXT_TYPES = ["string", "number", "boolean"]
"""What an editor may take an unquoted text for: the schema decides a field's type, not the scalar's look."""

_PATTERNS: dict[Kind, str] = {
    Kind.ID: rf"^{ID_PATTERN}$",
    Kind.FILE: r"^files/[^/\\\s][^\\]*$",
    Kind.URL: r"^[hH][tT][tT][pP][sS]?://[^\s<>\"]+$",
    Kind.EMAIL: f"^{EMAIL_PATTERN}$",
    Kind.COLOUR: r"^#[0-9a-fA-F]{6}$",
    Kind.CURRENCY: r"^[A-Z]{3}$",
    Kind.HOURS: r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$",
    Kind.TIMEZONE: r"^[A-Za-z][A-Za-z0-9_+/-]*$",
}
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
_DAY = "(19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}"
_INSTANT = rf"^{_DAY}([T ]{_TIME}(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?$"
_ONE_LINE = r"^[^\n]*\n*$"
_LIMITS = {Kind.PERCENT: 100, Kind.SCORE: 10}
_BY_TYPE: dict[type, Schema] = {
    date: {"type": "string", "pattern": rf"^{_DAY}$", "description": "a day, as YYYY-MM-DD"},
    datetime: {
        "type": "string",
        "pattern": _INSTANT,
        "description": "a time with its offset, such as 2026-03-02T10:14:00+01:00",
    },
    Decimal: {"type": "number", "description": "a number, with a point for decimals"},
    bool: {"type": "boolean"},
    Duration: {
        "type": "string",
        "pattern": r"^[0-9]{1,4}(\.[0-9]{1,2})?[hdw]$",
        "description": "4h for working hours, 3d for working days, 2w for working weeks",
    },
}


def all_schemas() -> dict[str, Schema]:
    """Every schema by name.

    `client`, `signoff` and `report` (its front matter) are one each; a collection has two: `milestones` for the
    file with a list of records, `milestones.record` for one record in a file of its own.
    """
    schemas = {
        "client": _file_schema("client.yaml", _object(Client)),
        "signoff": _file_schema("a sign-off", _object(SignOff)),
        "report": _file_schema("the front matter of a report", _object(ReportHead)),
    }
    for name, model in COLLECTIONS.items():
        schemas[name] = collection_schema(model)
        schemas[f"{name}.record"] = record_schema(model)
    return schemas


def collection_schema(model: type[Record]) -> Schema:
    """The schema of a collection as one file: a list of records."""
    return _file_schema(f"{model.collection}.yaml", {"type": "array", "items": _object(model)})


def record_schema(model: type[Record]) -> Schema:
    """The schema of one record of a collection that is a folder."""
    return _file_schema(f"a file in {model.collection}/", _object(model))


def schema_text(schema: Schema) -> str:
    """The schema as indented JSON, always in the same order."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _file_schema(title: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}


def _object(model: type, *, without: str = "") -> Schema:
    """A mapping with the fields of `model`; `without` is the field that stands as the mapping's own key."""
    fields = [item for item in fields_of(model) if item.name != without]
    schema: Schema = {
        "type": "object",
        "description": _first_line(model),
        "properties": {item.key: _translations(model) if _is_translated(item) else _property(item) for item in fields},
        "additionalProperties": False,
    }
    if required := [item.key for item in fields if item.required]:
        schema["required"] = required
    if one_of := getattr(model, "one_of", ()):
        schema["anyOf"] = [{"required": [name]} for name in one_of]
    if takes_custom_keys(model):
        schema["patternProperties"] = {"^x-": {"description": "a field of your own, shown as it is"}}
    return schema


def _property(item: Field) -> Schema:
    schema = _value(item.shape)
    if not item.shape.normative:
        return schema
    described = str(schema.get("description", "")).strip()
    return {**schema, "description": f"{described}; a sign-off covers it".removeprefix("; ")}


def _value(shape: Shape) -> Schema:
    if shape.keyed and shape.item:
        return _keyed(shape.item.type, shape.keyed.key)
    if shape.type is tuple and shape.item:
        return {"type": "array", "items": _value(shape.item)}
    if is_dataclass(shape.type) and shape.type is not Duration:
        return _nested(shape.type)
    return _scalar(shape)


def _nested(model: Any) -> Schema:
    """A mapping with the fields of `model`, or its one main field written alone."""
    short = _shorthand(model)
    return _object(model) if short is None else {"anyOf": [_value(short.shape), _object(model)]}


def _shorthand(model: type) -> Field | None:
    name = getattr(model, "shorthand", None)
    return next((item for item in fields_of(model) if item.key == name), None)


def _keyed(model: type, key: str) -> Schema:
    """A mapping whose keys are the values of the field `key`."""
    choices = next(item.shape.choices for item in fields_of(model) if item.name == key)
    short = _shorthand(model)
    full = _object(model, without=key)
    item = full if short is None else {"anyOf": [_value(short.shape), full]}
    return {"type": "object", "properties": dict.fromkeys(choices, item), "additionalProperties": False}


def _is_translated(item: Field) -> bool:
    return item.shape.item is not None and item.shape.item.type is Translation


def _translations(model: type) -> Schema:
    languages = next(item.shape.choices for item in fields_of(Translation) if item.name == "language")
    texts = {
        "type": "object",
        "properties": {key: _value(item.shape) for key, item in texts_of(model).items()},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "description": "a language, then the fields in that language",
        "properties": dict.fromkeys(languages, texts),
        "additionalProperties": False,
    }


def _scalar(shape: Shape) -> Schema:
    if shape.choices:
        return {"enum": list(shape.choices)}
    if shape.kind is Kind.ANYTHING:
        return {"description": "any YAML, never published"}
    if shape.ref is not None:
        return {"type": "string", "pattern": _PATTERNS[Kind.ID], "description": _reference(shape.ref)}
    if shape.type is int:
        return _whole(shape.kind)
    return dict(_BY_TYPE.get(shape.type) or _text(shape.kind))


def _whole(kind: Kind | None) -> Schema:
    limit = _LIMITS.get(kind) if kind else None
    if kind is None or limit is None:
        return {"type": "integer", "description": "a whole number"}
    return {"type": "integer", "minimum": 0, "maximum": limit, "description": kind.value}


def _text(kind: Kind | None) -> Schema:
    described = {"description": kind.value} if kind else {}
    if kind in _PATTERNS:
        return {"type": "string", "pattern": _PATTERNS[kind], **described}
    one_line = {"pattern": _ONE_LINE} if kind is Kind.LINE else {}
    return {"type": _TEXT_TYPES, "minLength": 1, **one_line, **described}


def _reference(ref: Ref | PersonRef) -> str:
    if isinstance(ref, PersonRef):
        return "the id of a person in client.yaml"
    return f"the id of a record in {' or '.join(ref.collections)}" if ref.collections else "the id of a record"


def _first_line(model: type) -> str:
    # What follows a semicolon is about the class, not about what a user writes.
    return (model.__doc__ or "").strip().partition("\n")[0].partition(";")[0].rstrip(".")
