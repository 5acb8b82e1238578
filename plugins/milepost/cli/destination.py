"""Where a build may write: nothing of anybody else's is deleted on the way to a site."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from milepost.errors import SafetyRefusal

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.authoring.workspace import Workspace


def check_destination(place: Workspace, out: Path, written: set[str] | None) -> None:
    """Refuse a folder in which a build would destroy or publish something that is not its own.

    `written` names everything that a whole build writes at the top of `out`, and replaces the folder with;
    None where only clients' own folders are replaced.
    """
    target, root, clients = out.resolve(), place.root.resolve(), place.clients.resolve()
    if root.is_relative_to(target) or target.is_relative_to(clients):
        raise SafetyRefusal(f"{out} holds the sources themselves. Choose a folder for sites alone.")
    if written is None or target == place.site.resolve() or not target.is_dir():
        return
    strange = sorted(entry.name for entry in target.iterdir() if entry.name[0] != "." and entry.name not in written)
    if strange:
        raise SafetyRefusal(
            f"{out} holds “{strange[0]}”, which this build did not make and would delete. "
            "Remove it yourself, or choose another folder."
        )


def remove_withdrawn(out: Path, slug: str, current: set[str]) -> None:
    """Remove the sites of shares that the client no longer has: they would stay published for ever."""
    for folder in out.glob(f"{slug}--*"):
        if folder.name not in current and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
