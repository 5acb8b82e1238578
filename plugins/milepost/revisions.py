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
from milepost.file_edits import REGULAR_FILES, pair_of
from milepost.history.folders import commits_within
from milepost.history.index import HistoryIndex, StateAt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from milepost.disclosure.past import Item, Readers
    from milepost.file_edits import FileEdits
    from milepost.history.folders import Within
    from milepost.history.log import History, LoggedCommit
    from milepost.history.verdict import Verdict

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
def edits(index: HistoryIndex, files: FileEdits) -> tuple[Edit, ...]:
    """Every commit that touched records of the client in whose folder of today `files` are, newest first.

    A record that cannot be read in some version counts as unchanged there: a typing error is not a removal.
    """
    states = StateAt(index, _State())
    found: list[Edit] = []
    for within in _looked_ahead(commits_within(index, files.folder), files):
        logged, parents = within.logged, within.logged.commit.parents
        around = states.after(parents[0]) if parents else _State()
        edit, state = _edit(within, around, files)
        states.put(logged.commit.oid, state)
        if edit:
            found.append(replace(edit, only_here=not _touches_others(within, files.folder)))
    files.keep()
    return tuple(reversed(found))


def client_settings(
    index: HistoryIndex,
    folder: str,
    read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]],
    read: Callable[[bytes], str],
) -> tuple[tuple[str, str], ...]:
    """Every version of the client's settings as (commit, what `read` finds in it), oldest first."""
    versions = [
        (within.logged.commit.oid, change.after)
        for within in commits_within(index, folder)
        for name, change in within.changes
        if change.after is not None and change.after_mode in REGULAR_FILES and name == "client.yaml"
    ]
    found = {oid: read(data) for oid, data in read_blobs(list(dict.fromkeys(oid for _, oid in versions)))}
    return tuple((commit, found[oid]) for commit, oid in versions)


@paused()
def agency_revisions(found: Iterable[Edit], history: History, verdicts: Mapping[str, Verdict]) -> tuple[Revision, ...]:
    """The agency's own view of the edits, with everything that the files hold."""
    pairs = ((edit, record_changes(edit.before, edit.after)) for edit in found)
    return tuple(
        revision_of(edit.logged, changes, history, verdicts, notes_of(edit.logged))
        for edit, changes in pairs
        if changes
    )


def revision_of(
    logged: LoggedCommit,
    changes: tuple[RecordChange, ...],
    history: History,
    verdicts: Mapping[str, Verdict],
    notes: tuple[str, ...] = (),
) -> Revision:
    """The commit as a revision of what it changed, with those of its notes that are given."""
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
        notes=notes,
        landed_in=logged.landed_in,
    )


def notes_of(logged: LoggedCommit) -> tuple[str, ...]:
    """The lines that a commit's message has for the client."""
    lines = logged.commit.message.splitlines()
    return tuple(line.removeprefix(_NOTE).strip() for line in lines if line.startswith(_NOTE))


def _touches_others(within: Within, folder: str) -> bool:
    """Whether the commit also changed something in the folder of another client beside this one's."""
    beside = folder[: folder.rstrip("/").rfind("/") + 1]
    own = {change.path for _, change in within.changes}
    others = (change.path for change in within.logged.changes if change.path not in own)
    names = (path.removeprefix(beside).partition("/") for path in others if folder and path.startswith(beside))
    return any(slash and not name.startswith(("_", ".")) for name, slash, _ in names)


def _looked_ahead(commits: Sequence[Within], files: FileEdits) -> Iterator[Within]:
    """The same commits; `files` can answer for the one that was given last."""
    for start in range(0, len(commits), _AHEAD):
        window = commits[start : start + _AHEAD]
        files.look_ahead(pair_of(name, change) for within in window for name, change in within.changes)
        yield from window


def _edit(within: Within, around: _State, files: FileEdits) -> tuple[Edit | None, _State]:
    """What the commit did, None where it touched no record, and the state after it."""
    before: dict[str, Item] = {}
    after: dict[str, Item] = {}
    kept: set[str] = set()
    carried = dict(around.carried)
    for name, change in within.changes:
        pair = pair_of(name, change)
        whole = files.of(pair) if name not in carried else None
        if whole is not None:
            before |= whole.before
            after |= whole.after
            continue
        old, new = files.version(name, pair.before), files.version(name, pair.after)
        last_read = {**carried.pop(name, {}), **old.items}
        lost = last_read if new.unreadable else {key: last_read[key] for key in new.broken if key in last_read}
        if lost:
            carried[name] = lost
        if not new.unreadable:
            before |= last_read
            after |= new.items
            kept |= new.broken
    touched = sorted(name for name in (before.keys() | after.keys()) - kept if before.get(name) != after.get(name))
    if not touched:
        return None, _State(around.readers, carried)
    edit = _touched(within.logged, around.readers, (before, after), touched)
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
