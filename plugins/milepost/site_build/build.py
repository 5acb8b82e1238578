"""One share, built as one MkDocs site of its own; it decides nothing about what the share says."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build

from milepost.site_build.assets import assets_of
from milepost.site_build.config import share_config
from milepost.site_build.folders import replaced_folder, write_files
from milepost.site_build.isolation import isolated_plugins, quiet_build_log
from milepost.site_build.share_events import ShareEvents

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from milepost.render.site import RenderedSite


def build_share(site: RenderedSite, out: Path, *, preview: bool = False) -> None:
    """Build `site` into the folder `out`, replacing it; the previous site stays when the build fails.

    The result works over HTTP from any folder, and from disk. `preview` loosens the policy for the script
    that `mkdocs serve` adds to each page; what is published never has it. Paths in `site.brand_css` are
    relative to `assets/`.
    """
    with replaced_folder(out) as fresh, tempfile.TemporaryDirectory() as empty:
        assets = assets_of(site)
        with isolated_plugins(), quiet_build_log():
            config = share_config(site, assets, docs=Path(empty), out=fresh)
            config.plugins["milepost-share"] = ShareEvents(site, preview=preview)
            _run(config)
        write_files(fresh, [*assets.files(), *site.files])


def _run(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
