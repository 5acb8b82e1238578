"""Which records wait for whose signature; it takes signatures as they were filed and verifies none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.changes import ChangeKind
from milepost.analysis.signoffs import is_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from milepost.analysis.trail import Trail
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff
    from milepost.model.kinds import Party

_NOT_NEEDED = frozenset({"planned", "dropped", "rejected", "withdrawn", "superseded"})
"""States of a record that nobody has to sign yet, or any longer; a planned milestone is signed for its date."""


def waiting_for_signature(
    engagement: DisclosedEngagement, collection: str, party: Party, outdated: frozenset[str]
) -> tuple[str, ...]:
    """The ids of the records of a collection that nobody of the party has signed as they are now.

    A note of a verbal approval is no signature, and `outdated` are the ids of sign-offs of words that have changed.
    """
    needed = [record for record in engagement.records if record.collection == collection]
    return tuple(
        record.id
        for record in needed
        if _is_needed(collection, getattr(record, "status", ""))
        and not _is_signed(engagement, record.id, party, outdated)
    )


def _is_needed(collection: str, status: str) -> bool:
    return status not in _NOT_NEEDED or (collection, status) == ("milestones", "planned")


def outdated_signoffs(
    engagement: DisclosedEngagement, trail: Trail, normative: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The ids of sign-offs whose record's normative fields (by collection) changed after they were given."""
    changed = _last_changes(trail, normative)
    return frozenset(
        item.id for item in engagement.signoffs if item.record in changed and changed[item.record] > item.at
    )


def _last_changes(trail: Trail, normative: Mapping[str, frozenset[str]]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for revision in trail.revisions:
        for change in revision.changes:
            is_of_words = change.kind is ChangeKind.CHANGED and change.field in normative.get(change.collection, ())
            if is_of_words:
                found[change.record] = max(found.get(change.record, revision.authored_at), revision.authored_at)
    return found


def _is_signed(engagement: DisclosedEngagement, record: str, party: Party, outdated: frozenset[str]) -> bool:
    mine = [item for item in engagement.signoffs if item.record == record and is_of(engagement, item, party)]
    told = [item for item in mine if item.verb in {"reject", "withdraw"} or _counts(item, outdated)]
    return bool(told) and max(told, key=lambda item: (item.at, item.id)).verb == "accept"


def _counts(item: DisclosedSignOff, outdated: frozenset[str]) -> bool:
    return item.verb == "accept" and item.signed and item.id not in outdated
