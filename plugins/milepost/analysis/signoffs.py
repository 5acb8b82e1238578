"""What people said of a record in the sign-offs that were filed; checks no signature, and knows no quorum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure.audience import shows_signoffs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff
    from milepost.model.kinds import Party


@dataclass(frozen=True)
class Filed:
    """The last word of each person on one record, the newest first, and the acceptances among all that was said.

    `is_known` is False where the share shows no sign-offs: then nothing may be said of who approved what.
    """

    last_words: tuple[DisclosedSignOff, ...]
    accepted: tuple[DisclosedSignOff, ...]
    is_known: bool

    @property
    def read(self) -> tuple[DisclosedSignOff, ...]:
        """Those that say that it was read and is right: acknowledged or accepted."""
        return tuple(item for item in self.last_words if item.verb in {"acknowledge", "accept"})

    @property
    def refused(self) -> tuple[DisclosedSignOff, ...]:
        """Those that reject it."""
        return tuple(item for item in self.last_words if item.verb == "reject")


def filed(engagement: DisclosedEngagement, record: str, party: Party | None = None) -> Filed:
    """What was said of a record, by one party's people where `party` is given."""
    mine = [item for item in engagement.signoffs if party is None or is_of(engagement, item, party)]
    words = sorted(_last_words(mine, record), key=_in_order, reverse=True)
    return Filed(tuple(words), acceptances(mine, record), shows_signoffs(engagement.share))


def acceptances(signoffs: Iterable[DisclosedSignOff], record: str) -> tuple[DisclosedSignOff, ...]:
    """The acceptances of a record that stand as filed: each person's last word on it, where that is to accept it.

    To acknowledge it afterwards takes nothing back.
    """
    judged = _last_words((item for item in signoffs if item.verb != "acknowledge"), record)
    return tuple(item for item in judged if item.verb == "accept")


def is_of(engagement: DisclosedEngagement, item: DisclosedSignOff, party: Party) -> bool:
    """Whether a sign-off is by one of a party's people, as far as the share names them."""
    person = engagement.people_by_id.get(item.by or "")
    return person is not None and person.party == party


def _last_words(signoffs: Iterable[DisclosedSignOff], record: str) -> tuple[DisclosedSignOff, ...]:
    last: dict[str, DisclosedSignOff] = {}
    for item in sorted(signoffs, key=_in_order):
        if item.record == record:
            last[item.by or item.id] = item
    return tuple(last.values())


def _in_order(item: DisclosedSignOff) -> tuple[datetime, str]:
    return item.at, item.id
