"""Which file of a client's folder is what, by its name alone; reads no content."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from milepost.diagnostics import did_you_mean
from milepost.model.engagement import COLLECTIONS

_TOP_LEVEL = ("client.yaml", *(f"{name}.yaml" for name in COLLECTIONS))
_FOLDERS = (*COLLECTIONS, "signoffs", "reports", "files")
_IN_FOLDERS = {
    "reports.yaml": "Reports are files of their own: reports/2026-03-31.md.",
    "signoffs.yaml": "Sign-offs are files of their own, in signoffs/.",
}
_NUMBER = re.compile(r"([0-9]+)")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 63
_TAKEN = frozenset({"assets", "search"})
"""Folders of the root page's own site."""


def is_slug(name: str) -> bool:
    """Whether a folder's name can be a client's."""
    return bool(_SLUG.fullmatch(name)) and len(name) <= _LONGEST_SLUG and name not in _TAKEN


@dataclass(frozen=True)
class Misplaced:
    """A file whose name has no meaning here."""

    code: str
    name: str
    message: str
    hint: str = ""


@dataclass
class Layout:
    """The files of one client by their role."""

    client: bool = False
    welcome: bool = False
    collections: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reports: list[str] = field(default_factory=list)
    signoffs: list[str] = field(default_factory=list)
    files: tuple[str, ...] = ()
    faults: list[Misplaced] = field(default_factory=list)


def lay_out(names: tuple[str, ...]) -> Layout:
    """The role of each file; names that only look like the format's are faults, others are left alone.

    A misspelt collection would otherwise vanish from the site without a word.
    """
    layout = Layout(
        client="client.yaml" in names,
        welcome="welcome.md" in names,
        files=tuple(name for name in names if name.startswith("files/")),
    )
    for name in sorted(names, key=_counted):
        folder, _, rest = name.partition("/")
        if not rest:
            _place_file(layout, name)
        elif folder in COLLECTIONS or folder == "signoffs":
            _place_record(layout, folder, name)
        elif folder == "reports" and name.endswith(".md"):
            layout.reports.append(name)
        elif folder.endswith((".yaml", ".yml")) or folder == "welcome.md":
            hint = "Make it one file, or rename the folder to its collection's name."
            layout.faults.append(
                Misplaced("F203", name, f"`{folder}` is a folder; a file is expected under this name", hint)
            )
        elif folder not in _FOLDERS and name.endswith((".yaml", ".yml")):
            hint = did_you_mean(folder, _FOLDERS)
            layout.faults.append(Misplaced("F203", name, f"`{folder}/` is not a collection", hint))
    layout.faults += [_both(name) for name, files in layout.collections.items() if _is_both(name, files)]
    return layout


def _counted(name: str) -> tuple[tuple[int, str], ...]:
    """What puts names in the order in which people count: REQ-2 before REQ-10."""
    parts = _NUMBER.split(name)
    return tuple((int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts))


def _place_file(layout: Layout, name: str) -> None:
    stem, _, ending = name.rpartition(".")
    if ending == "yaml" and stem in COLLECTIONS:
        layout.collections[stem].append(name)
    elif ending in {"yaml", "yml"} and name != "client.yaml" and not name.startswith("."):
        layout.faults.append(_unknown(name))


def _place_record(layout: Layout, folder: str, name: str) -> None:
    if name.count("/") > 1 and name.endswith((".yaml", ".yml")):
        hint = f"Move it to {folder}/{name.rpartition('/')[2]}."
        layout.faults.append(Misplaced("F203", name, f"`{folder}/` holds records, no further folders", hint))
    elif not name.endswith(".yaml"):
        if name.endswith(".yml"):
            layout.faults.append(_unknown(name))
    elif folder == "signoffs":
        layout.signoffs.append(name)
    else:
        layout.collections[folder].append(name)


def linked(links: tuple[str, ...]) -> list[Misplaced]:
    """A fault for each link where the format expects a file or a folder; other links are left alone.

    None is followed: it could lead to another client's files. What it leads to would be missing without a word.
    """
    hint = "Put a copy in its place: what stands in a client's folder is all that is read for it."
    return [
        Misplaced("F203", name, f"`{name}` is a link, and links are not followed", hint)
        for name in links
        if name.partition("/")[0] in _FOLDERS or name == "welcome.md" or name.endswith((".yaml", ".yml"))
    ]


def _unknown(name: str) -> Misplaced:
    if name.endswith(".yml"):
        return Misplaced("F203", name, f"`{name}` is not read", f"Rename it to {name.removesuffix('.yml')}.yaml.")
    near = did_you_mean(name, _TOP_LEVEL)
    hint = f"{near} If not, move it to files/." if near.startswith("Did") else "Remove it, or move it to files/."
    hint = _IN_FOLDERS.get(name, hint)
    return Misplaced("F203", name, f"`{name}` is not a file of the format", hint)


def _is_both(name: str, files: list[str]) -> bool:
    return f"{name}.yaml" in files and len(files) > 1


def _both(name: str) -> Misplaced:
    hint = "Keep one of the two: all records in the file, or one file per record in the folder."
    return Misplaced("F202", f"{name}.yaml", f"`{name}` is both a file and a folder", hint)
