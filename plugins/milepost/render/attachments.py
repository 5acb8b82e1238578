"""A share's attachments under names that contain their SHA-256, and the style made of a client's brand."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from milepost.render.site import SiteFile
from milepost.views.published_files import PublishedFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.model.client import Brand

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def named_by_content(files: Mapping[str, bytes]) -> dict[str, SiteFile]:
    """Each attachment by the path that the record names, under an address that its content decides."""
    return {name: SiteFile(_address(name, data), data) for name, data in files.items()}


def as_published(name: str, file: SiteFile) -> PublishedFile:
    """What a reader may compare of an attachment."""
    return PublishedFile(name, file.path, len(file.data), hashlib.sha256(file.data).hexdigest())


def _address(name: str, data: bytes) -> str:
    path = PurePosixPath(name)
    stem = _UNSAFE.sub("-", path.stem).strip("-.") or "file"
    return f"files/{stem}-{hashlib.sha256(data).hexdigest()}{_UNSAFE.sub('', path.suffix.lower())}"


def brand_css(brand: Brand, files: Mapping[str, str]) -> str:
    """The client's link colour, and the agency's own font file; the dark view keeps our link colour."""
    rules = []
    if brand.colour:
        rules.append(f":root,[data-md-color-scheme=default]{{--mp-link:{brand.colour}}}")
    font = files.get(brand.font or "")
    if font:
        rules.append(f'@font-face{{font-family:"Brand";src:url("../{font}");font-display:swap}}')
        rules.append(':root{--mp-font:"Brand",Inter,system-ui,sans-serif}')
    return "\n".join(rules)
