"""`data/engagement.json`: what the share discloses, for programs; the same facts as its pages and no more."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.disclosure.records import DISCLOSED_TYPES
from milepost.model.kinds import Duration
from milepost.views.record import shown_status

if TYPE_CHECKING:
    from milepost.disclosure.records import DisclosedRecord
    from milepost.views.context import Context

FORMAT = 1


def engagement_json(context: Context) -> bytes:
    """The share as UTF-8 JSON: collections in FORMAT.md's order, dates as ISO text, decimals as text.

    `commit` is null while builds render the working tree.
    """
    engagement = context.engagement
    content: dict[str, object] = {
        "format": FORMAT,
        "share": engagement.share.name,
        "as_of": context.as_of.isoformat(),
        "commit": None,
        "client": {
            **_as_data(engagement.client),
            "people": [_as_data(person) for person in engagement.people],
            "communication": _as_data(engagement.communication),
        },
    }
    for collection in DISCLOSED_TYPES:
        records = [_record(context, record) for record in engagement.records if record.collection == collection]
        if records:
            content[collection] = records
    if engagement.reports:
        content["reports"] = [_as_data(report) for report in engagement.reports]
    if engagement.signoffs:
        content["signoffs"] = [_as_data(signoff) for signoff in engagement.signoffs]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _record(context: Context, record: DisclosedRecord) -> dict[str, object]:
    return {**_as_data(record), "status_shown": shown_status(context, record)}


def _as_data(item: object) -> dict[str, object]:
    """A dataclass as a dictionary without its empty fields."""
    found: dict[str, object] = {}
    for field in fields(item):  # type: ignore[arg-type]  # only dataclasses come here
        value = getattr(item, field.name)
        if field.name == "custom":
            found |= {f"x-{name}": text for name, text in value}
        elif value is not None and value not in ((), ""):
            found[field.name.rstrip("_")] = _value(value)
    return found


def _value(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, Duration)):
        return str(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return _as_data(value) if is_dataclass(value) else value
