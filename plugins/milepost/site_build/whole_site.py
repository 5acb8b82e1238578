"""The sites of all clients, whole: built aside first, then put in place together; nothing is reused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from milepost.errors import SafetyRefusal
from milepost.site_build.build import build_share
from milepost.site_build.folders import clear_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from milepost.pipeline import ShareOutcome
    from milepost.render.site import RenderedSite


def build_whole_site(root: RenderedSite, shares: Iterable[ShareOutcome], out: Path) -> None:
    """Build the root page into `out` and each share into its folder there."""
    build_share(root, out)
    for share in shares:
        refuse_taken_name(share.folder, out)
        build_share(share.site, out / share.folder)


def put_in_place(built: Path, site_dir: Path) -> None:
    """Make `built` the whole content of `site_dir`; `built` is empty afterwards."""
    site_dir.mkdir(parents=True, exist_ok=True)
    clear_folder(site_dir)
    for entry in sorted(built.iterdir()):
        shutil.move(entry, site_dir / entry.name)


def refuse_taken_name(folder: str, root: Path) -> None:
    """Refuse a share whose folder would take the place of a file of the root page, or of another share."""
    if (root / folder).exists():
        raise SafetyRefusal(f"“{folder}” cannot be a client's name: the site's own files are there.")
