"""Ids of hidden records in texts whose readers do not see them, where no brackets let the gate take them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Severity
from milepost.disclosure import audience
from milepost.disclosure.gate import gate_of
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.loading.mentions import RECORD_ID, looks_like_id
from milepost.model.client import Share
from milepost.model.fields import fields_of, values_of
from milepost.model.kinds import AUDIENCES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement
    from milepost.model.kinds import Audience
    from milepost.model.record import Record

_WORD = re.compile(rf"(?<![\w.-]){RECORD_ID}")
_OUTSIDE = AUDIENCES[1:]


def check_hidden_names(engagement: Engagement, places: Places) -> Iterator[Diagnostic]:
    """A warning for each text that names a record which those who read the text do not see.

    Only ids with a digit are looked for: others are words like any.
    """
    for readers in _OUTSIDE:
        gate = gate_of(engagement, _share(engagement, readers))
        hidden = frozenset(name for name in gate.hidden if looks_like_id(name))
        if not hidden:
            continue
        for record in engagement.records:
            if audience.readers_of(record) == readers:
                for path, text in _texts(record):
                    yield from _named(record.id, path, gate.text(text), hidden, places)
        for report in engagement.reports:
            if report.head.audience == readers:
                yield from _named(report.id, "body", gate.text(report.body), hidden, places)


def _share(engagement: Engagement, readers: Audience) -> Share:
    """What all those see who are shown records for `readers`: no tasks, where one of these shares has none."""
    details = {share.detail for share in engagement.client.shares if _reads(share.audience, readers)}
    return Share(name=readers, audience=readers, detail="tasks" if details == {"tasks"} else "milestones")


def _reads(audience_: Audience, readers: Audience) -> bool:
    return AUDIENCES.index(audience_) <= AUDIENCES.index(readers)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every text that a share may show of the record, with its path."""
    shown = {field.key for field in fields_of(DISCLOSED_TYPES[record.collection])}
    for value in values_of(record):
        if value.shape.kind in {Kind.LINE, Kind.MARKDOWN} and re.split(r"[.\[]", value.path)[0] in shown:
            yield value.path, value.text
    yield from ((f"x-{name}", text) for name, text in record.custom)


def _named(owner: str, path: str, text: str, hidden: frozenset[str], places: Places) -> Iterator[Diagnostic]:
    words = (found[0].rstrip("._-") for found in _WORD.finditer(text))
    for word in dict.fromkeys(word for word in words if word.casefold() in hidden):
        hint = f"Write what it is about, or [{word}]: in brackets it becomes […] for those who do not see it."
        message = f"the text names {word}, which its readers do not see"
        yield places.diagnostic("C333", message, places.find(owner, path, word), hint=hint, severity=Severity.WARNING)
