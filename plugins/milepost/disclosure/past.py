"""Past states of records as a share may see them, by the audience that each revision had; reads no history itself.

An id that a share hid in any state is in no text or reference of a revision that it was not shown in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.disclosure import audience
from milepost.disclosure.gate import Gate, has_tasks
from milepost.model.delivery import Milestone
from milepost.model.engagement import Report, SignOff
from milepost.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from milepost.history.verdict import Verdict
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
    """The gate for revisions: `hidden_now` are ids, folded, that the share hides today, `shown_now` those it shows.

    `ever_hidden` are the ids, folded, of records that it hid in any state, and of tasks that it does not show.
    """

    engagement: Engagement
    share: Share
    hidden_now: frozenset[str]
    shown_now: frozenset[str]
    ever_hidden: frozenset[str] = frozenset()

    def knowing(self, states: Iterable[Mapping[str, Item]]) -> PastGate:
        """The gate that also knows what these past states hide."""
        found = {name for state in states for name in self._unnamed(state.values())}
        return replace(self, ever_hidden=self.ever_hidden | found)

    def hidden(self, items: Mapping[str, Item]) -> set[str]:
        """The ids, folded, of those records that the share hides as they stand."""
        return {name.casefold() for name, item in items.items() if not self._shows(item)}

    def at(self, readers: Mapping[str, Readers], withdrawn: AbstractSet[str]) -> Moment:
        """The gate as it stood when `readers` held; `withdrawn` are ids, folded, that count as hidden."""
        shown = frozenset(name for name, (who, kind) in readers.items() if audience.shows(self.share, who, kind))
        visible = frozenset(name for name in shown if name.casefold() not in withdrawn)
        gate = Gate(
            share=self.share,
            visible=visible,
            hidden=(self.ever_hidden | withdrawn) - {name.casefold() for name in visible},
            people=self._named,
            language=self.engagement.client.language,
        )
        return Moment(gate, shown)

    def author(self, name: str, email: str) -> tuple[str, str]:
        """The name and the address by which the share may know who claims a commit; empty where it may not.

        An address that no shown person has is a stranger's, of whom a reader needs the name alone.
        """
        if self.share.audience == "public":
            return "", ""
        known = self._people.get(email.casefold())
        return (known, email) if known else (name, "")

    def verdict(self, verdict: Verdict | None) -> Verdict | None:
        """What the share may know of a signature: a public one not whose key it was."""
        if verdict is None:
            return None
        if self.share.audience == "public":
            return replace(verdict, reason="", principal=None, fingerprint=None)
        return replace(verdict, reason="")

    def _shows(self, item: Item) -> bool:
        return audience.shows(self.share, *readers_of(item))

    def _unnamed(self, items: Iterable[Item]) -> Iterable[str]:
        for item in items:
            shown = self._shows(item)
            if not shown:
                yield item.id.casefold()
            if isinstance(item, Milestone) and not (shown and has_tasks(self.share)):
                yield from (task.id.casefold() for task in item.tasks)

    @cached_property
    def _named(self) -> frozenset[str]:
        people = self.engagement.client.people
        return frozenset(person.id for person in people if audience.names(self.share, person.party))

    @cached_property
    def _people(self) -> dict[str, str]:
        return {person.email.casefold(): person.name for person in self.engagement.client.people if person.email}


@dataclass(frozen=True)
class Moment:
    """The gate at one commit; `shown` are the ids of what the share showed then, whatever became of it."""

    gate: Gate
    shown: frozenset[str]

    def disclosed(self, items: Mapping[str, Item]) -> dict[str, object]:
        """What the share could see of the records at that commit, by id; of what was withdrawn only that it was there.

        A sign-off goes with its record.
        """
        found: dict[str, object] = {}
        for name, item in items.items():
            if isinstance(item, SignOff):
                if self.gate.is_shown_signoff(item):
                    found[name] = self.gate.signoff(item)
            elif name in self.shown:
                found[name] = self.gate.report(item) if isinstance(item, Report) else self.gate.record(item)
        return found

    def tells_all(self, items: Mapping[str, Item]) -> bool:
        """Whether the share is the client's and shows every one of these records that anybody outside may read."""
        outside = ((name, item) for name, item in items.items() if readers_of(item)[0] != "internal")
        return audience.shows_notes(self.gate.share) and all(self._tells(name, item) for name, item in outside)

    def note(self, text: str) -> str:
        """A note as the share may show it."""
        return self.gate.text(text)

    def _tells(self, name: str, item: Item) -> bool:
        return self.gate.is_shown_signoff(item) if isinstance(item, SignOff) else name in self.gate.visible


def past_gate(engagement: Engagement, share: Share) -> PastGate:
    """The gate for the past of an engagement, as a share of today may see it."""
    items: dict[str, Item] = {record.id: record for record in engagement.records}
    items |= {report.id: report for report in engagement.reports}
    gate = PastGate(engagement, share, frozenset(), frozenset())
    hidden = frozenset(gate.hidden(items))
    shown = frozenset(name.casefold() for name in items) - hidden
    return replace(gate, hidden_now=hidden, shown_now=shown).knowing([items])
