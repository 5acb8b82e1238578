"""The style sheet, scripts and icon that each share carries; it does not know Material's own files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.render.site import SiteFile
from milepost.render.template_files import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.render.site import RenderedSite

STYLE_ORDER = ("tokens.css", "chrome.css", "page.css", "charts.css", "print.css")
"""Style sheets under `templates/assets` in the order in which the later may override the earlier."""

EARLY_SCRIPT = "early.js"
"""The script that runs as soon as the header is there; all others run at the end of the page."""

ICON = "assets/milepost-icon.svg"
"""Where the site's icon is, for shares without a logo."""


@dataclass(frozen=True)
class Assets:
    """The own files of a share; paths are relative to its root, names carry a hash of the content."""

    style: SiteFile
    early_script: SiteFile
    scripts: tuple[SiteFile, ...]
    icon: SiteFile

    def files(self) -> tuple[SiteFile, ...]:
        """Everything to write."""
        return (self.style, self.early_script, *self.scripts, self.icon)


def assets_of(site: RenderedSite) -> Assets:
    """The assets of a share: those under `templates/assets`, with the client's own colours last."""
    folder = templates_folder() / "assets"
    scripts = sorted(path for path in folder.glob("*.js") if path.name != EARLY_SCRIPT)
    return Assets(
        style=_hashed("milepost", ".css", _style(folder, site.brand_css)),
        early_script=_hashed("early", ".js", (folder / EARLY_SCRIPT).read_bytes()),
        scripts=tuple(_hashed(path.stem, ".js", path.read_bytes()) for path in scripts),
        icon=SiteFile(ICON, (folder / "icon.svg").read_bytes()),
    )


def _style(folder: Path, brand_css: str) -> bytes:
    sheets = [(folder / name).read_text("utf-8") for name in STYLE_ORDER if (folder / name).is_file()]
    return "\n".join([*sheets, brand_css]).encode()


def _hashed(stem: str, suffix: str, data: bytes) -> SiteFile:
    # A new version gets a new address, so that no reader keeps an old style beside a new page.
    return SiteFile(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{suffix}", data)
