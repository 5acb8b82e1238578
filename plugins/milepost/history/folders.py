"""Which files of each commit belong to a client's folder, earlier names of the folder included; reads no content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.history.index import HistoryIndex
    from milepost.history.log import FileChange, History, LoggedCommit

_CLIENT = "client.yaml"


@dataclass(frozen=True, slots=True)
class Within:
    """A commit, and what it changed in a folder: each change with the file's name in the folder."""

    logged: LoggedCommit
    changes: list[tuple[str, FileChange]]


@dataclass(frozen=True)
class _Name:
    """A name the folder had: it holds for the commits in `until` and in `since`, for all where these are None.

    `given_up` is the commit that renamed the folder to the next name; "" for the name of today.
    """

    folder: str
    until: frozenset[str] | None = None
    given_up: str = ""
    since: frozenset[str] | None = None

    def holds(self, oid: str) -> bool:
        """Whether what the commit did in the folder was done to this client."""
        return (self.until is None or oid in self.until) and (self.since is None or oid in self.since)


def commits_within(index: HistoryIndex, folder: str) -> tuple[Within, ...]:
    """The commits that touched the folder, oldest first.

    A rename is a commit that removes one folder and makes another with the same `client.yaml`. The old name holds only
    for that commit and its ancestors: whoever uses the name later is another client. So is whoever had the name before
    the main line removed its `client.yaml`, unless the same file came back.
    """
    found: dict[str, Within] = {}
    for name in _names(index, folder):
        for logged in _of(index, name):
            within = found.setdefault(logged.commit.oid, Within(logged, []))
            length = len(name.folder)
            within.changes.extend((change.path[length:], change) for change in index.changes_in(name.folder, logged))
    return tuple(sorted(found.values(), key=lambda within: -index.order[within.logged.commit.oid]))


def _of(index: HistoryIndex, name: _Name) -> Iterator[LoggedCommit]:
    """The commits that touched the folder while it had the name, newest first."""
    return (logged for logged in index.touched.get(name.folder, ()) if name.holds(logged.commit.oid))


def _names(index: HistoryIndex, folder: str) -> tuple[_Name, ...]:
    names = [_only_its_own(index, _Name(folder))]
    for name in names:
        for logged in _of(index, name):
            own = index.changes_in(name.folder, logged)
            before = _renamed_from(logged.changes, own, name.folder) if _made_client(own, name.folder) else ""
            if before:
                oid = logged.commit.oid
                names.append(_only_its_own(index, _Name(before, _with_ancestors(index.history, oid), oid)))
                break
    return tuple(names)


def _only_its_own(index: HistoryIndex, name: _Name) -> _Name:
    """The name without the time of a client that had it earlier."""
    # A word of an earlier client of that name would be one of another client in this one's site.
    ended = next((oid for oid in _ends(index, name) if oid != name.given_up), None)
    return replace(name, since=_descendants(index.history, ended)) if ended else name


def _ends(index: HistoryIndex, name: _Name) -> Iterator[str]:
    """The commits of the main line after which the folder was no client's, newest first."""
    came_back: set[str | None] = set()
    settings = f"{name.folder}{_CLIENT}"
    for logged in _of(index, name):
        own = next((change for change in index.changes_in(name.folder, logged) if change.path == settings), None)
        if own is None:
            continue
        if own.before is None:
            came_back.add(own.after)
        elif own.after is None and logged.main and (own.before not in came_back or _went_on(logged.changes, own)):
            yield logged.commit.oid


def _went_on(changes: tuple[FileChange, ...], gone: FileChange) -> bool:
    """Whether the client went on under another name: then nobody who has this one later is the same."""
    return any(item.before is None and item.after == gone.before and item.path.endswith(_CLIENT) for item in changes)


def _made_client(own: Sequence[FileChange], folder: str) -> bool:
    return any(item.before is None and item.path == f"{folder}{_CLIENT}" for item in own)


def _renamed_from(changes: Sequence[FileChange], own: Sequence[FileChange], folder: str) -> str:
    """The folder that the commit turned into `folder`, whose settings it made; empty where that was no rename."""
    came = {item.path.removeprefix(folder): item.after for item in own if item.before is None}
    gone = {item.path: item.before for item in changes if item.after is None}
    sources: Counter[str] = Counter()
    for path, oid in gone.items():
        sources.update(
            path.removesuffix(name) for name, blob in came.items() if blob == oid and path.endswith(f"/{name}")
        )
    # Other files can be equal in two clients' folders (terms, a glossary); a client's own settings are not.
    renamed = [source for source, _ in sources.most_common() if gone.get(f"{source}{_CLIENT}") == came[_CLIENT]]
    return renamed[0] if renamed else ""


def _with_ancestors(history: History, oid: str) -> frozenset[str]:
    found: set[str] = set()
    todo = [oid]
    while todo:
        name = todo.pop()
        if name not in found and name in history.by_oid:
            found.add(name)
            todo += history.by_oid[name].commit.parents
    return frozenset(found)


def _descendants(history: History, oid: str) -> frozenset[str]:
    """The commits that came after one, by their parents."""
    found = {oid}
    for logged in reversed(history.commits):
        if not found.isdisjoint(logged.commit.parents):
            found.add(logged.commit.oid)
    return frozenset(found - {oid})
