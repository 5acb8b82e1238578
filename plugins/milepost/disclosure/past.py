"""Past states of records as a share may see them, by the audience that each revision had; reads no history itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure import audience
from milepost.disclosure.gate import Gate
from milepost.model.engagement import Report, SignOff
from milepost.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.model.client import Share
    from milepost.model.engagement import Engagement
    from milepost.model.kinds import Audience

Item = Record | Report | SignOff
Readers = tuple["Audience", str]
"""Who may read a record, and the record's collection."""


def readers_of(item: Item) -> Readers:
    """Who might read a record as it stood."""
    if isinstance(item, Record):
        return audience.readers_of(item), item.collection
    if isinstance(item, Report):
        return item.head.audience, "reports"
    return "client", "signoffs"


@dataclass(frozen=True)
class PastGate:
    """The gate for revisions: `hidden_now` are ids, folded, that the share hides today and so never names."""

    engagement: Engagement
    share: Share
    hidden_now: frozenset[str]

    def at(self, readers: Mapping[str, Readers]) -> Moment:
        """The gate as it stood when `readers` held for the client's records."""
        visible = frozenset(name for name, (who, kind) in readers.items() if audience.shows(self.share, who, kind))
        hidden = frozenset(name.casefold() for name in readers if name not in visible)
        people = self.engagement.client.people
        gate = Gate(
            share=self.share,
            visible=visible,
            hidden=hidden | self.hidden_now,
            people=frozenset(person.id for person in people if audience.names(self.share, person.party)),
            language=self.engagement.client.language,
        )
        return Moment(gate)


@dataclass(frozen=True)
class Moment:
    """The gate at one commit."""

    gate: Gate

    def disclosed(self, items: Mapping[str, Item]) -> dict[str, object]:
        """What the share could see of the records at that commit, by id."""
        found: dict[str, object] = {}
        for name, item in items.items():
            if isinstance(item, SignOff):
                if self.gate.is_shown_signoff(item):
                    found[name] = self.gate.signoff(item)
            elif name in self.gate.visible:
                found[name] = self.gate.report(item) if isinstance(item, Report) else self.gate.record(item)
        return found


def past_gate(engagement: Engagement, share: Share) -> PastGate:
    """The gate for the past of an engagement, as a share of today may see it."""
    hidden = {
        record.id.casefold()
        for record in engagement.records
        if not audience.shows(share, audience.readers_of(record), record.collection)
    }
    hidden |= {
        report.id.casefold()
        for report in engagement.reports
        if not audience.shows(share, report.head.audience, "reports")
    }
    return PastGate(engagement, share, frozenset(hidden))
