"""Which files of each commit belong to a client's folder, earlier names of the folder included; reads no content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.history.index import HistoryIndex
    from milepost.history.log import FileChange, History, LoggedCommit


@dataclass(frozen=True)
class _Name:
    """A name the folder had: it holds for the commits in `until`, or for all where that is None."""

    folder: str
    until: frozenset[str] | None


def commits_within(index: HistoryIndex, folder: str) -> tuple[tuple[LoggedCommit, dict[str, str]], ...]:
    """The commits that touched the folder, oldest first, each with its changed paths and their names in the folder.

    A rename is a commit that removes one folder's `client.yaml` and makes another's, with files of equal content in
    both. The old name holds only for that commit and its ancestors: whoever uses the name later is another client.
    """
    found: dict[str, tuple[LoggedCommit, dict[str, str]]] = {}
    for name in _names(index, folder):
        for logged in index.touched.get(name.folder, ()):
            if name.until is None or logged.commit.oid in name.until:
                _, paths = found.setdefault(logged.commit.oid, (logged, {}))
                paths |= {
                    change.path: change.path.removeprefix(name.folder)
                    for change in logged.changes
                    if change.path.startswith(name.folder)
                }
    return tuple(sorted(found.values(), key=lambda pair: -index.order[pair[0].commit.oid]))


def _names(index: HistoryIndex, folder: str) -> tuple[_Name, ...]:
    names = [_Name(folder, None)]
    for name in names:
        for logged in index.touched.get(name.folder, ()):
            if name.until is not None and logged.commit.oid not in name.until:
                continue
            before = _renamed_from(logged.changes, name.folder)
            if before:
                names.append(_Name(before, _with_ancestors(index.history, logged.commit.oid)))
                break
    return tuple(names)


def _renamed_from(changes: tuple[FileChange, ...], folder: str) -> str:
    """The folder that the commit turned into `folder`; empty where it made or changed it without a rename."""
    came = {item.path.removeprefix(folder): item.after for item in changes if _came(item, folder)}
    if "client.yaml" not in came:
        return ""
    gone = {item.path: item.before for item in changes if item.after is None}
    sources: Counter[str] = Counter()
    for path, oid in gone.items():
        sources.update(
            path.removesuffix(name) for name, blob in came.items() if blob == oid and path.endswith(f"/{name}")
        )
    renamed = [source for source, _ in sources.most_common() if f"{source}client.yaml" in gone]
    return renamed[0] if renamed else ""


def _came(item: FileChange, folder: str) -> bool:
    return item.before is None and item.path.startswith(folder)


def _with_ancestors(history: History, oid: str) -> frozenset[str]:
    found: set[str] = set()
    todo = [oid]
    while todo:
        name = todo.pop()
        if name not in found and name in history.by_oid:
            found.add(name)
            todo += history.by_oid[name].commit.parents
    return frozenset(found)
