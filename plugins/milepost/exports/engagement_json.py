"""`data/engagement.json`: what the share discloses, for programs; the same facts as its pages and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from milepost.analysis.changes import as_values
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.views.record import shown_status

if TYPE_CHECKING:
    from milepost.disclosure.records import DisclosedRecord
    from milepost.views.context import Context

FORMAT = 1


def engagement_json(context: Context) -> bytes:
    """The share as UTF-8 JSON: collections in FORMAT.md's order, dates as ISO text, decimals as text.

    `commit` is the last one of the main line that changed something the share shows; null where no history was read.
    """
    engagement = context.engagement
    content: dict[str, object] = {
        "format": FORMAT,
        "share": engagement.share.name,
        "as_of": context.as_of.isoformat(),
        "commit": context.trail.last.commit if context.trail and context.trail.last else None,
        "client": {
            **as_values(engagement.client),
            "people": [as_values(person) for person in engagement.people],
            "communication": as_values(engagement.communication),
        },
    }
    for collection in DISCLOSED_TYPES:
        records = [_record(context, record) for record in engagement.records if record.collection == collection]
        if records:
            content[collection] = records
    if engagement.reports:
        content["reports"] = [as_values(report) for report in engagement.reports]
    if engagement.signoffs:
        content["signoffs"] = [as_values(signoff) for signoff in engagement.signoffs]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _record(context: Context, record: DisclosedRecord) -> dict[str, object]:
    return {**as_values(record), "status_shown": shown_status(context, record)}
