"""Folders of finished files: written safely, with fixed permissions, put in place at once; no pages here."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from milepost.errors import SafetyRefusal
from milepost.site_build.scratch import scratch_folder, scratch_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from milepost.render.site import SiteFile

FILE_MODE = 0o644
FOLDER_MODE = 0o755


@contextmanager
def replaced_folder(out: Path) -> Iterator[Path]:
    """A new empty folder that replaces `out` when the block ends well; `out` stays as it is if it fails."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(out.parent, scratch_prefix(out)) as scratch:
        fresh = scratch / "new"
        fresh.mkdir()
        yield fresh
        _fix_permissions(fresh)
        if out.exists():
            out.rename(scratch / "old")
        fresh.rename(out)


def write_files(folder: Path, files: Iterable[SiteFile]) -> None:
    """Write each file into `folder`; a path that leaves it or is taken is refused."""
    for file in files:
        path = folder / _inside(file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise SafetyRefusal(f"“{file.path}” is already a file of this share.")
        path.write_bytes(file.data)


def clear_folder(folder: Path) -> None:
    """Remove what is in `folder`, without following links; hidden entries stay, as they do in MkDocs."""
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _inside(path: str) -> PurePosixPath:
    parts = path.split("/")
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts):
        raise SafetyRefusal(f"“{path}” is no path of a file inside a share.")
    return PurePosixPath(path)


def _fix_permissions(folder: Path) -> None:
    # The umask of whoever builds must not show in what is published.
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
