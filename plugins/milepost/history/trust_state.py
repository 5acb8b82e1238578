"""Which trust/ files are in force after a commit: one state, or several where branches changed them side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.history.trust_files import Listing, TrustFiles


@dataclass(frozen=True, eq=False)
class TrustState:
    """The trust that the commit `origin` put in force.

    `files` are several where `fault` says that the newest cannot be read: then those before it still decide who may
    repair them, and nothing else. `supersedes`: the origins of all earlier states that this one replaced.
    """

    origin: str
    listing: Listing
    files: tuple[TrustFiles, ...]
    supersedes: frozenset[str] = field(default_factory=frozenset)
    fault: str = ""


States = tuple[TrustState, ...]
"""A signer must be trusted by every one; empty: the commit does not descend from the trust root."""


def newest(states: Iterable[TrustState]) -> States:
    """The states that no other one replaced.

    A merge, whoever made it and in whatever order of its parents, can therefore never bring back a list of signers
    that one of its branches had replaced.
    """
    distinct = {state.origin: state for state in states}
    replaced = {origin for state in distinct.values() for origin in state.supersedes}
    return tuple(state for origin, state in distinct.items() if origin not in replaced)


def replaced_by(states: States) -> frozenset[str]:
    """The origins that a state made on top of `states` replaces."""
    return frozenset(state.origin for state in states).union(*(state.supersedes for state in states))
