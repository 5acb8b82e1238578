"""Where a repository's parts are on disk, and whether its history is whole; it runs no git and reads no object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from milepost.history import git
from milepost.history.faults import (
    GraftedHistory,
    NotARepository,
    PartialHistory,
    ReplacedHistory,
    ShallowHistory,
    UnsupportedRepository,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

# What these ask of a reader is either nothing or done here.
_KNOWN_EXTENSIONS = {
    "noop",
    "noop-v1",
    "preciousobjects",
    "partialclone",
    "worktreeconfig",
    "objectformat",
    "relativeworktrees",
}
_LONGEST_POINTER = 4096
_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True)
class Location:
    """`work_tree` is None for a bare repository; `common` is shared by linked worktrees, `git_dir` is one's own."""

    work_tree: Path | None
    git_dir: Path
    common: Path

    @property
    def objects(self) -> Path:
        """The object store."""
        return (self.common / "objects").resolve()


@dataclass(frozen=True)
class State:
    """What a repository's own files say of its history: `shallow` are the commits whose parents were not fetched."""

    object_format: Literal["sha1", "sha256"]
    shallow: frozenset[str]
    partial: bool
    grafted: bool
    replaced: bool

    def refuse_incomplete(self) -> None:
        """Raises for a history that is not what it seems, each with its remedy."""
        if self.shallow:
            raise ShallowHistory
        if self.partial:
            raise PartialHistory
        if self.grafted:
            raise GraftedHistory
        if self.replaced:
            raise ReplacedHistory

    def notes(self) -> tuple[str, ...]:
        """What is left out of account on purpose, in sentences."""
        said = []
        if self.replaced:
            said.append("Replacement objects (`git replace -l`) are not used: every commit is shown as it was made.")
        if self.grafted:
            said.append("Grafts (`info/grafts`) are not used: every commit has the parents that it names.")
        return tuple(said)


def locate(folder: Path) -> Location:
    """The repository that `folder` is in: a work tree, a linked one, a submodule, a bare repository."""
    start = folder.resolve()
    for place in (start, *start.parents):
        dot_git = place / ".git"
        if dot_git.is_dir() and _is_git_dir(dot_git):
            return Location(place, dot_git, _common(dot_git))
        if dot_git.is_file():
            git_dir = _pointed_at(dot_git, "gitdir: ")
            return Location(place, git_dir, _common(git_dir))
        if _is_git_dir(place):
            return Location(None, place, _common(place))
    raise NotARepository(folder)


def state(location: Location) -> State:
    """The state of the repository; raises UnsupportedRepository where its format is unknown."""
    settings = _settings(location.common / "config")
    _refuse_unknown_formats(location, settings)
    common = location.common
    return State(
        object_format=_object_format(settings),
        shallow=frozenset(_oids(common / "shallow")),
        partial=_is_partial(location, settings),
        grafted=any(line.strip() and not line.startswith("#") for line in _lines(common / "info" / "grafts")),
        replaced=_has_replacements(common),
    )


def _is_git_dir(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and ((folder / "objects").is_dir() or (folder / "commondir").is_file())


def _common(git_dir: Path) -> Path:
    pointer = git_dir / "commondir"
    return _pointed_at(pointer, "") if pointer.is_file() else git_dir


def _pointed_at(pointer: Path, prefix: str) -> Path:
    with pointer.open("rb") as content:
        text = content.read(_LONGEST_POINTER).decode("utf-8", "surrogateescape").rstrip("\r\n")
    target = (pointer.parent / text.removeprefix(prefix)).resolve()
    if not text.startswith(prefix) or not _is_git_dir(target):
        raise UnsupportedRepository(
            f"has a file {pointer} that leads to no git directory", "Clone it again, or run `git worktree repair`."
        )
    return target


def _settings(config: Path) -> dict[str, str]:
    """The repository's settings by lower-case name, read as data: nothing that they ask for is done."""
    if not config.is_file():
        return {}
    said = git.run(["config", "--no-includes", "--file", str(config), "--list", "-z"], Path(config.anchor))
    pairs = (entry.partition("\n") for entry in said.decode("utf-8", "replace").split("\0") if entry)
    return {name.lower(): value for name, _, value in pairs}


def _refuse_unknown_formats(location: Location, settings: dict[str, str]) -> None:
    version = settings.get("core.repositoryformatversion", "0")
    if version not in {"0", "1"}:
        raise UnsupportedRepository(f"has format version {version}", "Clone it with a git of today.")
    if "extensions.refstorage" in settings or (location.common / "reftable").is_dir():
        raise UnsupportedRepository(
            "keeps its branches as a reftable", "Convert it: `git refs migrate --ref-format=files`."
        )
    extensions = (name.removeprefix("extensions.") for name in settings if name.startswith("extensions."))
    if version == "1" and (unknown := sorted(set(extensions) - _KNOWN_EXTENSIONS)):
        raise UnsupportedRepository(f"uses the extension {unknown[0]}", "Clone it without that extension.")


def _object_format(settings: dict[str, str]) -> Literal["sha1", "sha256"]:
    stated = settings.get("extensions.objectformat", "sha1")
    if stated == "sha256":
        return "sha256"
    if stated == "sha1":
        return "sha1"
    raise UnsupportedRepository(f"names its objects by {stated}", "Clone it as SHA-1 or SHA-256.")


def _is_partial(location: Location, settings: dict[str, str]) -> bool:
    promised = any(name.startswith("remote.") and name.endswith(".promisor") for name in settings)
    return promised or "extensions.partialclone" in settings or any((location.objects / "pack").glob("*.promisor"))


def _has_replacements(common: Path) -> bool:
    loose = common / "refs" / "replace"
    packed = any(line.partition(" ")[2].startswith("refs/replace/") for line in _lines(common / "packed-refs"))
    return packed or (loose.is_dir() and any(loose.iterdir()))


def _oids(path: Path) -> Iterable[str]:
    return (line for line in _lines(path) if _OID.fullmatch(line))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
