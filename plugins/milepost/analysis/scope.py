"""The scope ledger: what stood in the record when the agreement was made, and what came, went or changed since.

"Since" is counted from the first acceptance of an agreement, or from the beginning of the record where that is later.
Without a complete history nobody can tell what came when; then nothing is claimed but what change requests name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind, element_changes
from milepost.disclosure.records import DisclosedAgreement, DisclosedChange, DisclosedRequirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision, Trail
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedRecord

_WORDING = frozenset({"statement", "acceptance"})
"""The fields of a requirement that say what is to be done."""
_ASKED_FOR = frozenset({"proposed", "accepted", "done"})
_ACCEPTED = frozenset({"accepted", "done"})


class Came(StrEnum):
    """How something stands to the agreement; `named` where only a change request tells of it."""

    AGREED = "agreed"
    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"
    NAMED = "named"


@dataclass(frozen=True)
class ScopeItem:
    """Something that is or was to be done: a requirement, or a line of an agreement.

    `revision` is the one that added, changed or dropped it, None where that is not known; `changes` are the requests
    that name it.
    """

    record: str
    text: str
    came: Came
    revision: Revision | None = None
    changes: tuple[DisclosedChange, ...] = ()

    @property
    def is_by_request(self) -> bool:
        """Whether a request that was accepted stands behind it."""
        return any(change.status in _ACCEPTED for change in self.changes)


@dataclass(frozen=True)
class Ledger:
    """Everything to be done, against the agreement.

    `since` is None where nothing tells what came when: for want of a complete history, or of an agreement in it
    (`has_history`). `signed`: somebody's acceptance says from when on; `filed` then: the history is younger than it.
    """

    items: tuple[ScopeItem, ...]
    since: datetime | None = None
    signed: bool = False
    filed: bool = False
    has_history: bool = False

    def of(self, *kinds: Came) -> tuple[ScopeItem, ...]:
        """The items of some kinds, in their order."""
        return tuple(item for item in self.items if item.came in kinds)

    @property
    def later(self) -> tuple[ScopeItem, ...]:
        """What is not as it was agreed."""
        return tuple(item for item in self.items if item.came is not Came.AGREED)


def ledger(engagement: DisclosedEngagement, trail: Trail | None) -> Ledger | None:
    """The ledger; None where the share shows neither requirements nor what is in the agreement's scope."""
    requirements = engagement.of(DisclosedRequirement)
    agreements = tuple(item for item in engagement.of(DisclosedAgreement) if item.in_scope)
    if not requirements and not agreements:
        return None
    naming = _Naming.of(engagement)
    since, signed, filed = _since(engagement, trail)
    if trail is None or since is None:
        items = (_undated(item, naming) for item in requirements)
        lines = (ScopeItem(item.id, text, Came.AGREED) for item in agreements for text in item.in_scope)
        return Ledger((*lines, *items), has_history=_is_whole(trail))
    reader = _Reader(trail, since, naming)
    found = [item for agreement in agreements for item in reader.lines(agreement)]
    found += [reader.requirement(item) for item in requirements]
    found += reader.gone({item.id for item in requirements})
    return Ledger(tuple(found), since, signed, filed, has_history=True)


def _since(engagement: DisclosedEngagement, trail: Trail | None) -> tuple[datetime | None, bool, bool]:
    """From when on things are later than the agreement, whether an acceptance says so, and whether it is older."""
    if trail is None or not _is_whole(trail):
        return None, False, False
    agreements = {item.id for item in engagement.of(DisclosedAgreement)}
    begun = next(item.landed_at for item in reversed(trail.revisions) if item.changes)
    accepted = [item.at for item in engagement.signoffs if item.verb == "accept" and item.record in agreements]
    if accepted:
        return max(min(accepted), begun), True, min(accepted) < begun
    written = [item.landed_at for item in trail.revisions for change in item.changes if _adds(change, agreements)]
    return (min(written) if written else None), False, False


def _is_whole(trail: Trail | None) -> bool:
    return trail is not None and any(item.changes for item in trail.revisions) and trail.complete


def _adds(change: RecordChange, records: set[str]) -> bool:
    return change.kind is ChangeKind.ADDED and change.record in records


@dataclass(frozen=True)
class _Naming:
    """Which change requests name which record, whichever of the two links to the other."""

    by_record: dict[str, tuple[DisclosedChange, ...]]

    @classmethod
    def of(cls, engagement: DisclosedEngagement) -> _Naming:
        changes = {item.id: item for item in engagement.of(DisclosedChange)}
        found: dict[str, dict[str, DisclosedChange]] = {}
        for record in engagement.records:
            for link in record.links:
                if record.id in changes and link.record:
                    found.setdefault(link.record, {})[record.id] = changes[record.id]
                elif link.record in changes:
                    found.setdefault(record.id, {})[link.record] = changes[link.record]
        return cls({name: tuple(items[key] for key in changes if key in items) for name, items in found.items()})

    def changes(self, record: str) -> tuple[DisclosedChange, ...]:
        return self.by_record.get(record, ())

    def asked_for(self, record: str) -> bool:
        """Whether a request that was not turned down names the record."""
        return any(change.status in _ASKED_FOR for change in self.changes(record))


def _undated(requirement: DisclosedRequirement, naming: _Naming) -> ScopeItem:
    came = Came.NAMED if naming.asked_for(requirement.id) else Came.AGREED
    came = Came.DROPPED if requirement.status == "dropped" else came
    return ScopeItem(requirement.id, requirement.title, came, None, naming.changes(requirement.id))


@dataclass(frozen=True)
class _Reader:
    """Reads from the trail how each thing stands to the agreement."""

    trail: Trail
    since: datetime
    naming: _Naming

    def requirement(self, item: DisclosedRequirement) -> ScopeItem:
        """How a requirement came into the record, or what became of it."""
        came, revision = Came.AGREED, None
        for found, change in self._later(item):
            if change.kind is ChangeKind.ADDED:
                came, revision = Came.ADDED, found
            elif came is Came.AGREED and change.field in _WORDING:
                came, revision = Came.CHANGED, found
        if item.status == "dropped":
            came, revision = Came.DROPPED, self._dropping(item)
        return ScopeItem(item.id, item.title, came, revision, self.naming.changes(item.id))

    def lines(self, agreement: DisclosedAgreement) -> Iterator[ScopeItem]:
        """The lines of an agreement's scope, and those that were taken out of it."""
        changes = self.naming.changes(agreement.id)
        came: dict[str, Revision] = {}
        gone: dict[str, Revision] = {}
        for revision, change in self._later(agreement):
            if change.field == "in_scope":
                out, new = element_changes(_texts(change.before), _texts(change.after))
                came |= dict.fromkeys(new, revision)
                gone |= dict.fromkeys(out, revision)
        for text in agreement.in_scope:
            kind = Came.ADDED if text in came and text not in gone else Came.AGREED
            yield ScopeItem(agreement.id, text, kind, came.get(text) if kind is Came.ADDED else None, changes)
        for text, revision in gone.items():
            if text not in agreement.in_scope:
                yield ScopeItem(agreement.id, text, Came.DROPPED, revision, changes)

    def gone(self, shown: set[str]) -> Iterator[ScopeItem]:
        """Requirements that were removed from the record after the agreement; of a withheld one the text is ""."""
        told: set[str] = set()
        for revision in self.trail.revisions:
            for change in revision.changes:
                gone = change.kind is ChangeKind.REMOVED and change.collection == DisclosedRequirement.collection
                if gone and revision.landed_at > self.since and change.record not in shown | told:
                    told.add(change.record)
                    title = change.before.get("title") if isinstance(change.before, dict) else None
                    yield ScopeItem(change.record, str(title or ""), Came.DROPPED, revision)

    def _later(self, record: DisclosedRecord) -> Iterator[tuple[Revision, RecordChange]]:
        """What happened to a record after the agreement, oldest first."""
        for revision in reversed(self.trail.of(record.id)):
            for change in revision.changes:
                if change.record == record.id and revision.landed_at > self.since:
                    yield revision, change

    def _dropping(self, item: DisclosedRequirement) -> Revision | None:
        found = [revision for revision, change in self._later(item) if change.field == "status"]
        return found[-1] if found else None


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
