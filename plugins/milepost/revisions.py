"""Every revision of a client's records: which commit changed what, as the agency or as one share may see it.

Joins history with loading and disclosure; runs no git and judges no signature.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from milepost.analysis.changes import RecordChange, record_changes
from milepost.analysis.trail import Revision
from milepost.collector import paused
from milepost.disclosure.past import readers_of
from milepost.history.folders import commits_within
from milepost.history.index import HistoryIndex, StateAt
from milepost.loading.versions import EMPTY, Version, VersionReader, client_name, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from milepost.disclosure.past import Item, Readers
    from milepost.history.log import History, LoggedCommit
    from milepost.history.verdict import Verdict

_REGULAR_FILES = frozenset({"100644", "100755"})
_NOTE = "Client-Note:"
_AHEAD = 256
"""Commits whose files are read together; their versions are in memory at once."""


@dataclass(frozen=True)
class Edit:
    """What one commit did to a client's records: those before and after, and who might read what around it.

    `only_here` is False where it also touched the folder of another client.
    """

    logged: LoggedCommit
    before: Mapping[str, Item]
    after: Mapping[str, Item]
    readers_before: Mapping[str, Readers]
    readers_after: Mapping[str, Readers]
    only_here: bool = True


@dataclass(frozen=True)
class _State:
    """A client at one commit: who may read each record, and records whose file cannot be read there, by file."""

    readers: Mapping[str, Readers] = field(default_factory=dict)
    carried: Mapping[str, Mapping[str, Item]] = field(default_factory=dict)


@paused()
def edits(
    index: HistoryIndex, folder: str, read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]], zone: tzinfo
) -> tuple[Edit, ...]:
    """Every commit that touched records of the client whose folder is now `folder` (`clients/harbour/`), newest first.

    A record that cannot be read in some version counts as unchanged there: a typing error is not a removal.
    """
    blobs = _Blobs(VersionReader(zone), read_blobs)
    states = StateAt(index, _State())
    found: list[Edit] = []
    for logged, names in blobs.ahead_of(commits_within(index, folder)):
        parents = logged.commit.parents
        around = states.after(parents[0]) if parents else _State()
        edit, state = _edit(logged, around, blobs, names)
        states.put(logged.commit.oid, state)
        if edit:
            others = (change.path for change in logged.changes if change.path not in names)
            found.append(replace(edit, only_here=not _touches_others(others, folder)))
    return tuple(reversed(found))


def client_names(
    index: HistoryIndex, folder: str, read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
) -> tuple[tuple[str, str], ...]:
    """Every version of the client's settings as (commit, the client's name in it), oldest first."""
    versions = [
        (logged.commit.oid, change.after)
        for logged, names in commits_within(index, folder)
        for change in logged.changes
        if change.after is not None and change.after_mode in _REGULAR_FILES and names.get(change.path) == "client.yaml"
    ]
    read = {oid: client_name(data) for oid, data in read_blobs(list(dict.fromkeys(oid for _, oid in versions)))}
    return tuple((commit, read[oid]) for commit, oid in versions)


def agency_revisions(found: Iterable[Edit], history: History, verdicts: Mapping[str, Verdict]) -> tuple[Revision, ...]:
    """The agency's own view of the edits, with everything that the files hold."""
    pairs = ((edit, record_changes(edit.before, edit.after)) for edit in found)
    return tuple(
        replace(revision_of(edit.logged, changes, history, verdicts), notes=notes_of(edit.logged))
        for edit, changes in pairs
        if changes
    )


def revision_of(
    logged: LoggedCommit, changes: tuple[RecordChange, ...], history: History, verdicts: Mapping[str, Verdict]
) -> Revision:
    """The commit as a revision of what it changed, without its notes."""
    commit = logged.commit
    return Revision(
        commit=commit.oid,
        parents=commit.parents,
        author=commit.author.name,
        author_email=commit.author.email,
        authored_at=commit.author.at,
        committed_at=commit.committer.at,
        landed_at=history.by_oid[logged.landed_in].commit.committer.at,
        verdict=verdicts.get(commit.oid),
        changes=changes,
        landed_in=logged.landed_in,
    )


def notes_of(logged: LoggedCommit) -> tuple[str, ...]:
    """The lines that a commit's message has for the client."""
    lines = logged.commit.message.splitlines()
    return tuple(line.removeprefix(_NOTE).strip() for line in lines if line.startswith(_NOTE))


def _touches_others(paths: Iterable[str], folder: str) -> bool:
    """Whether one of the paths, none of them this client's, is in the folder of another client beside it."""
    beside = folder[: folder.rstrip("/").rfind("/") + 1]
    names = (path.removeprefix(beside).partition("/") for path in paths if folder and path.startswith(beside))
    return any(slash and not name.startswith(("_", ".")) for name, slash, _ in names)


def _edit(logged: LoggedCommit, around: _State, blobs: _Blobs, names: Mapping[str, str]) -> tuple[Edit | None, _State]:
    """What the commit did, None where it touched no record, and the state after it."""
    before: dict[str, Item] = {}
    after: dict[str, Item] = {}
    kept: set[str] = set()
    carried = dict(around.carried)
    for change in logged.changes:
        name = names.get(change.path)
        if name is None:
            continue
        old = blobs.version(name, change.before, change.before_mode)
        new = blobs.version(name, change.after, change.after_mode)
        last_read = {**carried.pop(name, {}), **old.items}
        lost = last_read if new.unreadable else {key: last_read[key] for key in new.broken if key in last_read}
        if lost:
            carried[name] = lost
        if not new.unreadable:
            before |= last_read
            after |= new.items
            kept |= new.broken
    # Equal items are the same object, so that a list of hundreds costs one comparison each.
    touched = sorted(name for name in (before.keys() | after.keys()) - kept if before.get(name) is not after.get(name))
    if not touched:
        return None, _State(around.readers, carried)
    edit = _touched(logged, around.readers, (before, after), touched)
    return edit, _State(edit.readers_after, carried)


def _touched(
    logged: LoggedCommit,
    around: Mapping[str, Readers],
    sides: tuple[Mapping[str, Item], Mapping[str, Item]],
    touched: list[str],
) -> Edit:
    before, after = ({name: side[name] for name in touched if name in side} for side in sides)
    readers = dict(around)
    for name in touched:
        readers.pop(name, None)
    readers |= {name: readers_of(item) for name, item in after.items()}
    return Edit(logged, before, after, around, readers)


@dataclass
class _Blobs:
    """Versions of a client's files by their blobs; those of some commits ahead are read together."""

    versions: VersionReader
    read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
    _read: dict[tuple[str, str], Version] = field(default_factory=dict)

    def ahead_of(
        self, commits: Sequence[tuple[LoggedCommit, dict[str, str]]]
    ) -> Iterator[tuple[LoggedCommit, dict[str, str]]]:
        """The same commits; `version` answers for the last one that was given."""
        for start in range(0, len(commits), _AHEAD):
            window = commits[start : start + _AHEAD]
            self._read = self._versions_of(window)
            yield from window

    def version(self, name: str, oid: str | None, mode: str) -> Version:
        """The records in one version of a file, by its name in the client's folder."""
        return self._read[name, oid] if oid is not None and _holds_records(name, mode) else EMPTY

    def _versions_of(self, window: Sequence[tuple[LoggedCommit, dict[str, str]]]) -> dict[tuple[str, str], Version]:
        names: dict[str, dict[str, None]] = {}
        for logged, known in window:
            for change in logged.changes:
                name = known.get(change.path, "")
                for oid, mode in ((change.before, change.before_mode), (change.after, change.after_mode)):
                    if oid is not None and _holds_records(name, mode):
                        names.setdefault(oid, {})[name] = None
        kept = {(name, oid): self._read.get((name, oid)) for oid, found in names.items() for name in found}
        found = {key: version for key, version in kept.items() if version is not None}
        missing = [oid for oid, wanted in names.items() if any((name, oid) not in found for name in wanted)]
        for oid, data in self.read_blobs(missing):
            found |= {(name, oid): self.versions.read(name, data) for name in names[oid]}
        return found


def _holds_records(name: str, mode: str) -> bool:
    return mode in _REGULAR_FILES and kind_of(name) is not None
