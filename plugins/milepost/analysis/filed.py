"""What people said of a record in the sign-offs that were filed; checks no signature, and knows no quorum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure.audience import shows_signoffs

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff
    from milepost.model.kinds import Party


@dataclass(frozen=True)
class Filed:
    """The last word of each person on one record, the newest first.

    `is_known` is False where the share shows no sign-offs: then nothing may be said of who approved what.
    """

    last_words: tuple[DisclosedSignOff, ...]
    is_known: bool

    @property
    def accepted(self) -> tuple[DisclosedSignOff, ...]:
        """Those that accept the record."""
        return tuple(item for item in self.last_words if item.verb == "accept")

    @property
    def read(self) -> tuple[DisclosedSignOff, ...]:
        """Those that say that it was read and is right: acknowledged or accepted."""
        return tuple(item for item in self.last_words if item.verb in {"acknowledge", "accept"})

    @property
    def refused(self) -> tuple[DisclosedSignOff, ...]:
        """Those that reject it."""
        return tuple(item for item in self.last_words if item.verb == "reject")


def filed(engagement: DisclosedEngagement, record: str, party: Party | None = None) -> Filed:
    """The last words on a record, of one party's people where `party` is given."""
    last: dict[str, DisclosedSignOff] = {}
    for item in sorted(engagement.signoffs, key=lambda item: (item.at, item.id)):
        person = engagement.people_by_id.get(item.by or "")
        if item.record == record and (party is None or (person is not None and person.party == party)):
            last[item.by or item.id] = item
    words = sorted(last.values(), key=lambda item: (item.at, item.id), reverse=True)
    return Filed(tuple(words), shows_signoffs(engagement.share))
