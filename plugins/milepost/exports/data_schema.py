"""The JSON Schema (2020-12) of `data/engagement.json`, made from the disclosed types; it judges no file itself."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from milepost.disclosure.engagement import (
    DisclosedClient,
    DisclosedCommunication,
    DisclosedPerson,
    DisclosedReport,
    DisclosedSignOff,
)
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.exports.engagement_json import FORMAT
from milepost.model.fields import fields_of, takes_custom_keys
from milepost.model.kinds import Duration, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.fields import Field, Shape

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PATH = "data/engagement.schema.json"

_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_BY_TYPE: dict[type, Schema] = {
    date: _DAY,
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}",
    },
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?([Ee][+-]?\d+)?$", "description": "a decimal, as text"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Duration: {"type": "string", "pattern": r"^\d+(\.\d+)?[hdw]$", "description": "working time, such as 3d"},
}
_LIMITS = {Kind.PERCENT: 100, Kind.SCORE: 10}


AGENCYS_OWN = frozenset({"lessons", "account"})
"""Collections that are internal unless somebody says otherwise."""


def data_schema(collections: Iterable[str] = DISCLOSED_TYPES) -> Schema:
    """The schema with these collections, all of them where none are named.

    A field that holds nothing is left out of the data, so only ids are required of a record.
    """
    client = _object(DisclosedClient)
    client["properties"] |= {
        "people": {"type": "array", "items": _object(DisclosedPerson)},
        "communication": _object(DisclosedCommunication),
    }
    client["required"] += ["people", "communication"]
    records = {name: _records(DISCLOSED_TYPES[name]) for name in collections}
    return {
        "$schema": DRAFT,
        "title": "An engagement, as one share of its site shows it",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT, "description": "rises when a field changes its meaning or goes"},
            "share": {"type": "string"},
            "as_of": {**_DAY, "description": "the day whose state this is"},
            "commit": {
                "type": ["string", "null"],
                "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$",
                "description": "the last commit that changed something shown here; null without history",
            },
            "client": client,
            **records,
            "reports": {"type": "array", "items": _object(DisclosedReport)},
            "signoffs": {"type": "array", "items": _object(DisclosedSignOff)},
        },
        "required": ["format", "share", "as_of", "commit", "client"],
        "additionalProperties": False,
    }


def share_schema(engagement: DisclosedEngagement) -> bytes:
    """The schema as a share publishes it, which need not know how an agency files its own notes."""
    held = {record.collection for record in engagement.records}
    names = [name for name in DISCLOSED_TYPES if name not in AGENCYS_OWN or name in held]
    return schema_text(data_schema(names)).encode()


def schema_text(schema: Schema) -> str:
    """The schema as indented JSON, always in the same order."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _records(kind: type) -> Schema:
    schema = _object(kind)
    schema["properties"]["status_shown"] = {
        "type": ["string", "null"],
        "description": "the status as the pages show it: computed, where it can be",
    }
    schema["required"] += ["status_shown"]
    return {"type": "array", "items": schema}


def _object(kind: Any) -> Schema:  # noqa: ANN401 (any dataclass)
    fields = fields_of(kind)
    schema: Schema = {
        "type": "object",
        "properties": {item.key: _value(item.shape) for item in fields},
        "required": [item.key for item in fields if _is_always_there(item)],
        "additionalProperties": False,
    }
    if takes_custom_keys(kind):
        schema["patternProperties"] = {"^x-": {"type": "string", "description": "a field of the agency's own"}}
    return schema


def _is_always_there(item: Field) -> bool:
    """Whether the field holds something in every case: a text can be empty once its comments are left out."""
    is_text = item.shape.type is str and item.shape.kind in {Kind.LINE, Kind.MARKDOWN}
    return item.required and not is_text and item.shape.item is None


def _value(shape: Shape) -> Schema:
    if shape.item is not None:
        return {"type": "array", "items": _value(shape.item)}
    if shape.choices:
        return {"enum": list(shape.choices)}
    if shape.type in _BY_TYPE:
        limit = _LIMITS.get(shape.kind) if shape.kind else None
        bounds = {} if limit is None else {"minimum": 0, "maximum": limit}
        return {**_BY_TYPE[shape.type], **bounds}
    if is_dataclass(shape.type):
        return _object(shape.type)
    return {"type": "string"}
