"""What branches and tags point to, read from their files: git would read its configuration to say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.history.faults import CorruptHistory

if TYPE_CHECKING:
    from milepost.history.location import Location

_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# Stricter than git-check-ref-format: nothing that could leave the folder of refs.
_NAME = re.compile(r"(?!.*(?:\.\.|//|\.lock(?:/|$)))[^\0-\x20\x7f~^:?*\[\\/.-][^\0-\x20\x7f~^:?*\[\\]*")
_PLACES = ("refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
_DEEPEST = 5
_LONGEST = 1024


def head(location: Location) -> str | None:
    """The object id that HEAD stands for; None where its branch has no commit yet."""
    return _followed(location, "HEAD", 0)


def lookup(location: Location, name: str) -> str | None:
    """The object id of a branch or tag, found as git finds short names; None where there is none."""
    if not _NAME.fullmatch(name) or "/." in name:
        return None
    places = ("",) if name.startswith("refs/") else _PLACES
    found = (_followed(location, f"{place}{name}", 0) for place in places)
    return next((oid for oid in found if oid is not None), None)


def _followed(location: Location, name: str, depth: int) -> str | None:
    if depth > _DEEPEST:
        raise CorruptHistory(f"the ref {name} leads in a circle")
    text = _loose(location, name)
    if text is None:
        return _packed(location, name)
    if text.startswith("ref: "):
        target = text.removeprefix("ref: ").strip()
        if not target.startswith("refs/") or not _NAME.fullmatch(target):
            raise CorruptHistory(f"the ref {name} leads out of the repository")
        return _followed(location, target, depth + 1)
    if not _OID.fullmatch(text):
        raise CorruptHistory(f"the ref {name} names no object")
    return text


def _loose(location: Location, name: str) -> str | None:
    base = location.git_dir if name == "HEAD" else location.common
    path = base / name
    if not path.is_file() or not path.resolve().is_relative_to(base.resolve()):
        return None
    with path.open("rb") as content:
        return content.read(_LONGEST).decode("utf-8", "replace").strip()


def _packed(location: Location, name: str) -> str | None:
    path = location.common / "packed-refs"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            oid, _, packed = line.rstrip("\n").partition(" ")
            if packed == name and _OID.fullmatch(oid):
                return oid
    return None
