"""Where to look in a history without walking it: commits by the folder they touched, and chains of first parents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.history.log import FileChange, History, LoggedCommit

S = TypeVar("S")


@dataclass(frozen=True)
class Place:
    """A commit on its chain of first parents: the higher the position, the newer."""

    chain: int
    position: int


@dataclass(frozen=True)
class HistoryIndex:
    """A history with what many clients ask of it, made once for all; `depth` is how many folders name a client."""

    history: History
    depth: int

    @cached_property
    def touched(self) -> Mapping[str, tuple[LoggedCommit, ...]]:
        """The commits that touched each client's folder (such as `clients/harbour/`), newest first."""
        commits = self.history.by_oid
        return {folder: tuple(commits[oid] for oid in found) for folder, found in self.changes.items()}

    @cached_property
    def changes(self) -> Mapping[str, Mapping[str, list[FileChange]]]:
        """What each commit changed in each client's folder, by folder and commit, newest first."""
        found: defaultdict[str, dict[str, list[FileChange]]] = defaultdict(dict)
        for logged in self.history.commits:
            oid = logged.commit.oid
            for change in logged.changes:
                found[self.folder_of(change.path)].setdefault(oid, []).append(change)
        return found

    def changes_in(self, folder: str, logged: LoggedCommit) -> Sequence[FileChange]:
        """What a commit changed in a client's folder; it may have changed thousands of files elsewhere."""
        return self.changes.get(folder, {}).get(logged.commit.oid, ())

    def folder_of(self, path: str) -> str:
        """The client's folder that a path is in, with a slash at its end; "" for a repository of one client."""
        parts = path.split("/", self.depth)
        return "".join(f"{part}/" for part in parts[: self.depth])

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each commit's place in the topological order, 0 the newest."""
        return {logged.commit.oid: number for number, logged in enumerate(self.history.commits)}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Each commit on its chain: the main line is one, and each branch is one down to where it began."""
        return self._chains[0]

    @cached_property
    def beginnings(self) -> Mapping[int, str]:
        """The first parent of each chain's oldest commit; none for a chain that begins at a root."""
        return self._chains[1]

    @cached_property
    def _chains(self) -> tuple[dict[str, Place], dict[int, str]]:
        commits = self.history.by_oid
        places: dict[str, Place] = {}
        beginnings: dict[int, str] = {}
        chain = 0
        for logged in self.history.commits:
            oid: str | None = logged.commit.oid
            members: list[str] = []
            while oid is not None and oid in commits and oid not in places:
                members.append(oid)
                places[oid] = Place(chain, 0)
                oid = next(iter(commits[oid].commit.parents), None)
            if not members:
                continue
            for position, member in enumerate(reversed(members)):
                places[member] = Place(chain, position)
            if oid is not None and oid in commits:
                beginnings[chain] = oid
            chain += 1
        return places, beginnings


@dataclass
class StateAt(Generic[S]):
    """The states of one client along a history, kept only where they changed; to be filled from the oldest on."""

    index: HistoryIndex
    start: S
    _positions: dict[int, list[int]] = field(default_factory=dict)
    _states: dict[int, list[S]] = field(default_factory=dict)

    def put(self, oid: str, state: S) -> None:
        """Remembers the state after a commit."""
        place = self.index.places[oid]
        self._positions.setdefault(place.chain, []).append(place.position)
        self._states.setdefault(place.chain, []).append(state)

    def after(self, oid: str) -> S:
        """The state after a commit: that of the nearest one at or before it, along first parents."""
        name: str | None = oid
        while name is not None and name in self.index.places:
            place = self.index.places[name]
            found = bisect_right(self._positions.get(place.chain, []), place.position)
            if found:
                return self._states[place.chain][found - 1]
            name = self.index.beginnings.get(place.chain)
        return self.start
