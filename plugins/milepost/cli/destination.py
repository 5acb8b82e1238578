"""Where a build may write: nothing of anybody else's is deleted on the way to a site."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from milepost.errors import SafetyRefusal

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.authoring.workspace import Workspace


def refuse_sources(place: Workspace, out: Path) -> None:
    """Refuse a folder that holds the workspace, or is one of a client's: a build would replace the sources."""
    target, root, clients = out.resolve(), place.root.resolve(), place.clients.resolve()
    if root.is_relative_to(target) or target.is_relative_to(clients):
        raise SafetyRefusal(f"{out} holds the sources themselves. Choose a folder for sites alone.")


def refuse_strangers(place: Workspace, out: Path, written: set[str]) -> None:
    """Refuse a folder with something that a whole build would delete and not write again.

    `written` names all that the build writes at the top of `out`. The workspace's own `site_dir` is cleared
    without a question, as MkDocs does.
    """
    if out.resolve() == place.site.resolve() or not out.is_dir():
        return
    strange = sorted(entry.name for entry in out.iterdir() if entry.name[0] != "." and entry.name not in written)
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
