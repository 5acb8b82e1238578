"""The files of one client as a read-only tree of names and bytes; reads nothing outside it and follows no link."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Tree(Protocol):
    """The files of one client, by POSIX path relative to the client's folder."""

    @property
    def root(self) -> str:
        """The client's folder as shown to people, such as `clients/harbour`."""
        ...

    def names(self) -> tuple[str, ...]:
        """All regular files, sorted."""
        ...

    def links(self) -> tuple[str, ...]:
        """All links, sorted, "." for the folder itself; none is followed, whether to a file or to a folder."""
        ...

    def size(self, name: str) -> int:
        """The file's size in bytes."""
        ...

    def read(self, name: str) -> bytes:
        """The file's content."""
        ...


class WorkingTree:
    """A client's folder in the working directory."""

    def __init__(self, folder: Path, root: str) -> None:
        self._folder = folder
        self._root = root

    @property
    def root(self) -> str:
        """The client's folder as shown to people."""
        return self._root

    def names(self) -> tuple[str, ...]:
        """All regular files, sorted; links and dot-folders are left out.

        A link could point at another client or at the system's own files.
        """
        return self._of_kind(stat.S_ISREG)

    def links(self) -> tuple[str, ...]:
        """All links, sorted."""
        return self._of_kind(stat.S_ISLNK)

    def size(self, name: str) -> int:
        """The file's size in bytes."""
        return (self._folder / name).lstat().st_size

    def read(self, name: str) -> bytes:
        """The file's content."""
        return (self._folder / name).read_bytes()

    def _of_kind(self, is_kind: Callable[[int], bool]) -> tuple[str, ...]:
        if self._folder.is_symlink():
            return (".",) if is_kind(stat.S_IFLNK) else ()
        found: list[str] = []
        for parent, folders, files in os.walk(self._folder, followlinks=False):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = [Path(parent, name) for name in (*folders, *files)]
            found += [path.relative_to(self._folder).as_posix() for path in here if is_kind(path.lstat().st_mode)]
        return tuple(sorted(found))


class MemoryTree:
    """Files given as a dictionary, for tests and for content that has no folder yet."""

    def __init__(self, files: Mapping[str, str | bytes], root: str = "clients/example") -> None:
        self._files = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
        self._root = root

    @property
    def root(self) -> str:
        """The client's folder as shown to people."""
        return self._root

    def names(self) -> tuple[str, ...]:
        """All files, sorted."""
        return tuple(sorted(self._files))

    def links(self) -> tuple[str, ...]:
        """No link: all is in memory."""
        return ()

    def size(self, name: str) -> int:
        """The file's size in bytes."""
        return len(self._files[name])

    def read(self, name: str) -> bytes:
        """The file's content."""
        return self._files[name]
