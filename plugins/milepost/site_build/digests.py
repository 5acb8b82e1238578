"""Digests that tell whether a folder has changed; they say nothing about what is in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def folder_digest(folder: Path, *others: str) -> str:
    """A digest of the files and links under `folder` (path, size, time of change, identity) and of `others`."""
    digest = hashlib.sha256("\0".join(others).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() or path.is_symlink():
            # Of a link that leads nowhere, or to a folder, there is only the link itself.
            state = path.stat() if path.is_file() else path.lstat()
            seen = (path.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns, state.st_ino)
            digest.update(repr(seen).encode())
    return digest.hexdigest()
