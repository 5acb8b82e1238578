"""Which files of each commit belong to a client's folder, earlier names of the folder included; reads no content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.history.log import FileChange, History, LoggedCommit


@dataclass(frozen=True)
class _Name:
    """A name the folder had: it holds for the commits in `until`, or for all where that is None."""

    folder: str
    until: frozenset[str] | None


def paths_within(history: History, folder: str) -> Callable[[LoggedCommit], Mapping[str, str]]:
    """A function from a commit to its changed paths in the folder, each with its name inside the folder.

    A rename is a commit that removes one folder's `client.yaml` and makes another's, with files of equal content in
    both. The old name holds only for that commit and its ancestors: whoever uses the name later is another client.
    """
    names = _names(history, folder)

    def within(logged: LoggedCommit) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in names:
            if name.until is None or logged.commit.oid in name.until:
                found |= {
                    change.path: change.path.removeprefix(name.folder)
                    for change in logged.changes
                    if change.path.startswith(name.folder)
                }
        return found

    return within


def _names(history: History, folder: str) -> tuple[_Name, ...]:
    names = [_Name(folder, None)]
    for logged in history.commits:
        current = names[-1]
        if current.until is not None and logged.commit.oid not in current.until:
            continue
        before = _renamed_from(logged.changes, current.folder)
        if before:
            names.append(_Name(before, _with_ancestors(history, logged.commit.oid)))
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
