"""Moves of a milestone's dates as values: what moved, since when, behind which record, and who waited; finds none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.analysis.waits import Wait, Waited, waited

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from milepost.analysis.series import Series
    from milepost.disclosure.engagement import DisclosedSignOff


@dataclass(frozen=True)
class Move:
    """One move of a milestone's expected date, said on the day `on` by the revision `commit`.

    `since` is the day on which the date before was said; `behind` are the change requests and decisions that the record
    names for it, `agreed_by` the sign-offs of these as they were filed (nothing here has checked one). `waits` are what
    waited between `since` and `on` and is linked to the milestone, `others` what is not.
    """

    milestone: str
    on: date
    since: date
    before: date
    after: date
    commit: str
    reason: str
    behind: tuple[str, ...] = ()
    agreed_by: tuple[DisclosedSignOff, ...] = ()
    waits: tuple[Wait, ...] = ()
    others: tuple[Wait, ...] = ()

    @property
    def days(self) -> int:
        """By how many days it moved; negative is earlier."""
        return (self.after - self.before).days

    @property
    def waited(self) -> Waited:
        """The days before the move on which something linked to the milestone waited, by whose turn it was."""
        return waited((item, self.since, self.on) for item in self.waits)


@dataclass(frozen=True)
class Rewrite:
    """A change of the agreed date itself, and the accepted change requests behind it.

    `accepted` is None where the share shows no change requests, so that nothing can be said of it.
    """

    milestone: str
    on: date
    before: date
    after: date
    commit: str
    accepted: bool | None
    changes: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """By how many days the agreed date moved."""
        return (self.after - self.before).days


@dataclass(frozen=True)
class Slip:
    """One milestone's dates: what was said of them, each move, and each change of the agreed date."""

    series: Series
    moves: tuple[Move, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()

    @property
    def first(self) -> date | None:
        """The date that was agreed first."""
        said = self.series.agreements
        return said[0].day if said else None

    @property
    def baseline(self) -> date | None:
        """The date that counts as agreed: the first one, moved only by what was accepted."""
        kept = sum(item.days for item in self.rewrites if item.accepted is not False)
        return self.first + timedelta(kept) if self.first else None

    @property
    def silent(self) -> tuple[Rewrite, ...]:
        """Changes of the agreed date without an accepted change request."""
        return tuple(item for item in self.rewrites if item.accepted is False)

    @property
    def later(self) -> int:
        """How many times it moved later."""
        return sum(move.days > 0 for move in self.moves)

    @property
    def earlier(self) -> int:
        """How many times it moved earlier."""
        return sum(move.days < 0 for move in self.moves)


@dataclass(frozen=True)
class Slips:
    """Every milestone's slip by id; where history is not `complete`, first dates are only the first known ones."""

    by_id: Mapping[str, Slip] = field(default_factory=dict)
    complete: bool = True

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every move, the newest first."""
        found = [move for slip in self.by_id.values() for move in slip.moves]
        return tuple(sorted(found, key=lambda move: (move.on, move.milestone), reverse=True))

    @property
    def waited(self) -> Waited:
        """The days on which something linked to a moved milestone waited before a move; a day counts once."""
        return waited((wait, move.since, move.on) for move in self.moves for wait in move.waits)

    @cached_property
    def baselines(self) -> dict[str, date]:
        """The agreed dates that count, where the record of today says another one."""
        return {
            name: slip.baseline
            for name, slip in self.by_id.items()
            if slip.baseline and slip.silent and slip.baseline != slip.series.last.agreed
        }
