"""The files of one folder at one commit, as its objects say; a drop-in for the folder in the working directory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from milepost.history.commits import parse_commit
from milepost.history.faults import CorruptHistory, UnsupportedRepository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.history.objects import ObjectReader
    from milepost.history.repository import Repository

FILE_MODES = frozenset({"100644", "100755"})
FOLDER_MODE = "40000"
LINK_MODE = "120000"
SUBMODULE_MODE = "160000"
MOST_FILES = 100_000
"""Files below one folder; a few small trees can name more files than there are atoms."""

_ENTRIES = {
    length: re.compile(rb"([0-7]{5,6}) ([^\0]+)\0(.{" + str(length).encode() + rb"})", re.DOTALL) for length in (20, 32)
}


class TreeEntry(NamedTuple):
    """One name in a folder. `path` is as on disk; `mode` as git writes it, a folder's `40000`."""

    mode: str
    path: bytes
    oid: str


class CommitTree:
    """The regular files of `folder` (such as `clients/harbour`) at a commit, by path relative to that folder."""

    def __init__(self, repository: Repository, commit_oid: str, folder: str) -> None:
        self._objects = repository.objects
        self._root = folder.strip("/")
        top = folder_oid(self._objects, commit_oid, folder)
        found = () if top is None else tuple(files_below(self._objects, top))
        self._oids = {text_of(entry.path): entry.oid for entry in found if entry.mode in FILE_MODES}
        self._links = tuple(sorted(text_of(entry.path) for entry in found if entry.mode == LINK_MODE))
        self._sizes: dict[str, int] | None = None

    @property
    def root(self) -> str:
        """The folder as shown to people."""
        return self._root

    def names(self) -> tuple[str, ...]:
        """All regular files, sorted; links, submodules and dot-folders are left out."""
        return tuple(sorted(self._oids))

    def links(self) -> tuple[str, ...]:
        """All links, sorted; none is followed."""
        return self._links

    def oid(self, name: str) -> str:
        """The object id of the file's content."""
        return self._oids[name]

    def size(self, name: str) -> int:
        """The file's size in bytes."""
        if self._sizes is None:
            self._sizes = self._objects.sizes(self._oids.values())
        return self._sizes.get(self._oids[name], 0)

    def read(self, name: str) -> bytes:
        """The file's content; raises CorruptHistory, MissingObject or ObjectTooLarge."""
        return self._objects.blob(self._oids[name])


def folder_names(repository: Repository, commit_oid: str, folder: str) -> tuple[str, ...]:
    """The folders in `folder` at a commit, sorted: the clients' slugs in `clients`."""
    return _names(repository, commit_oid, folder, FOLDER_MODE)


def submodule_names(repository: Repository, commit_oid: str, folder: str) -> tuple[str, ...]:
    """The submodules in `folder` at a commit, sorted; each is a repository of its own."""
    return _names(repository, commit_oid, folder, SUBMODULE_MODE)


def text_of(path: bytes) -> str:
    r"""A path for people; bytes that are no UTF-8 are written as `\xff`."""
    return path.decode("utf-8", "backslashreplace")


def folder_oid(objects: ObjectReader, commit_oid: str, folder: str) -> str | None:
    """The tree of a folder (empty: the whole) at a commit; None where there is none."""
    oid = parse_commit(commit_oid, objects.commit(commit_oid)).tree
    for part in filter(None, folder.split("/")):
        here = {entry.path: entry.oid for entry in entries(objects, oid) if entry.mode == FOLDER_MODE}
        if part.encode() not in here:
            return None
        oid = here[part.encode()]
    return oid


def files_below(objects: ObjectReader, oid: str, base: bytes = b"", *, hidden: bool = False) -> Iterator[TreeEntry]:
    """All that is no folder below the tree `oid`, by path; with `hidden` also in folders whose names begin with a dot.

    Raises UnsupportedRepository for more than MOST_FILES.
    """
    waiting, count = [(base, oid)], 0
    while waiting:
        base, oid = waiting.pop()
        for entry in entries(objects, oid):
            count += 1
            if count > MOST_FILES:
                raise UnsupportedRepository(f"has more than {MOST_FILES:,} files in one folder", "Move some elsewhere.")
            path = base + entry.path
            if entry.mode != FOLDER_MODE:
                yield TreeEntry(entry.mode, path, entry.oid)
            elif hidden or not entry.path.startswith(b"."):
                waiting.append((path + b"/", entry.oid))


def entries(objects: ObjectReader, oid: str) -> tuple[TreeEntry, ...]:
    """What one tree holds; raises CorruptHistory where it is malformed or a name could lead out of its folder."""
    return entries_in(oid, objects.tree(oid))


def entries_in(oid: str, data: bytes) -> tuple[TreeEntry, ...]:
    """What the tree `oid`, whose content is `data`, holds; raises as `entries`."""
    found = _ENTRIES[len(oid) // 2].findall(data)
    if sum(len(mode) + len(name) for mode, name, _ in found) + (2 + len(oid) // 2) * len(found) != len(data):
        raise CorruptHistory(f"tree {oid} is malformed")
    if any(name in {b".", b".."} or b"/" in name for _, name, _ in found):
        raise CorruptHistory(f"tree {oid} has a name that leads out of its folder")
    return tuple(TreeEntry(_mode(mode), name, raw.hex()) for mode, name, raw in found)


def _mode(written: bytes) -> str:
    # Old gits wrote the permissions of the time; git reads them as these two.
    if written.startswith(b"100"):
        return "100755" if int(written, 8) & 0o100 else "100644"
    return written.decode().removeprefix("0")


def _names(repository: Repository, commit_oid: str, folder: str, mode: str) -> tuple[str, ...]:
    top = folder_oid(repository.objects, commit_oid, folder)
    if top is None:
        return ()
    return tuple(sorted(text_of(entry.path) for entry in entries(repository.objects, top) if entry.mode == mode))
