"""Which files of a work tree are not as a commit has them, found by hashing; no filter, index or watcher is asked."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from milepost.history.tree import FILE_MODES, LINK_MODE, SUBMODULE_MODE, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.history.tree import TreeEntry

_CHUNK = 1 << 20


def differing(
    root: Path, committed: Iterable[TreeEntry], present: Iterable[bytes], object_format: Literal["sha1", "sha256"]
) -> tuple[str, ...]:
    """The paths below `root`, sorted, that differ from `committed`, are gone, or are `present` beside it.

    A submodule is a repository of its own and not looked into.
    """
    expected = {entry.path: entry for entry in committed if entry.mode != SUBMODULE_MODE}
    changed = {path for path, entry in expected.items() if not _is_same(root, entry, object_format)}
    added = {path for path in present if not path.endswith(b"/")} - expected.keys()
    return tuple(sorted(text_of(path) for path in changed | added))


def _is_same(root: Path, entry: TreeEntry, object_format: Literal["sha1", "sha256"]) -> bool:
    path = Path(os.fsdecode(os.path.join(os.fsencode(root), entry.path)))  # noqa: PTH118 (a path of bytes)
    if _is_through_link(root, path):
        return False
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if entry.mode == LINK_MODE and stat.S_ISLNK(mode):
        target = os.readlink(os.fsencode(path))  # noqa: PTH115 (`Path` would shorten what the link says)
        return _oid(target, object_format) == entry.oid
    if entry.mode in FILE_MODES and stat.S_ISREG(mode):
        return _oid_of_file(path, object_format) == entry.oid
    return False


def _is_through_link(root: Path, path: Path) -> bool:
    between = path.relative_to(root).parents
    return any((root / folder).is_symlink() for folder in between if folder != Path())


def _oid(content: bytes, object_format: Literal["sha1", "sha256"]) -> str:
    return hashlib.new(object_format, b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest()


def _oid_of_file(path: Path, object_format: Literal["sha1", "sha256"]) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as content:  # noqa: PTH123 (opened so that a link is not followed)
        size = os.fstat(descriptor).st_size
        digest = hashlib.new(object_format, b"blob %d\0" % size, usedforsecurity=False)
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
