"""New files in a folder, all or none; nothing that exists is ever overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.errors import SafetyRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """The paths written, for `files` (text by POSIX path below `folder`).

    Raises SafetyRefusal, before anything is written, where one of them exists or a file is in its way.
    """
    for name in files:
        _refuse_taken(folder, name)
    written = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        written.append(path)
    return tuple(written)


def _refuse_taken(folder: Path, name: str) -> None:
    path = folder / name
    # A dangling link counts as taken: writing through it would make a file somewhere else.
    if path.exists() or path.is_symlink():
        raise SafetyRefusal(f"{path} exists already; nothing was written. Move it away, or choose another folder.")
    for parent in path.parents:
        if parent.exists() and not parent.is_dir():
            raise SafetyRefusal(f"{parent} is a file, not a folder; nothing was written. Choose another folder.")
        if parent == folder:
            return
