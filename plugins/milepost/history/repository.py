"""A git repository opened for reading: found, refused where its history is not whole, its revisions resolved."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.history import location, refs, worktree
from milepost.history.commits import parse_commit
from milepost.history.faults import CorruptHistory, NoCommits, UnknownRevision, UnsupportedRepository
from milepost.history.git import GitFailed
from milepost.history.objects import ObjectReader
from milepost.history.scratch import Scratch
from milepost.history.tree import files_below, folder_oid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Literal, Self

    from milepost.history.commits import Commit
    from milepost.history.location import Location, State
    from milepost.history.tree import TreeEntry

_ABBREVIATED = re.compile(r"[0-9a-f]{4,64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(rb"object ([0-9a-f]{40,64})\ntype (commit|tag)\n")
_DEEPEST_TAG = 5
_LENGTHS = {"sha1": 40, "sha256": 64}


class Repository:
    """A repository that is read and never written; a context manager, since it has a folder of its own to remove.

    `root` is the top of the work tree, None for a bare repository; `notes` say in sentences what is left out of account
    on purpose; `shallow` are the commits whose parents were not fetched; `complete` is False only if that was allowed.
    """

    def __init__(self, place: Location, condition: State) -> None:
        self._place = place
        self.root: Path | None = place.work_tree
        self.object_format: Literal["sha1", "sha256"] = condition.object_format
        self.notes = condition.notes()
        self.shallow = condition.shallow
        self.complete = not (condition.shallow or condition.partial)
        self.scratch = Scratch(place.objects, condition.object_format)
        self.scratch.walk_no_further_than(self.shallow)
        self.scratch.leave_out(place.common / "info" / "exclude")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends git and removes the folder."""
        self.objects.close()
        self.scratch.close()

    @cached_property
    def objects(self) -> ObjectReader:
        """A reader of single objects that lives as long as this."""
        return ObjectReader(self.scratch)

    def resolve(self, revision: str) -> str:
        """The commit that HEAD, a branch, a tag, an object id (4 digits or more) or a day (`2026-11-20`) stands for.

        A day stands for the last commit on HEAD's main line that was committed on it or before, by the dates, in their
        own zones, that the commits claim, walking back from HEAD. Raises NoCommits or UnknownRevision.
        """
        if revision == "HEAD":
            return self._head()
        if len(revision) == len(self._head()) and _ABBREVIATED.fullmatch(revision):
            return self._peeled(revision, revision)
        named = refs.lookup(self._place, revision)
        if named is not None:
            return self._peeled(named, revision)
        if _DAY.fullmatch(revision):
            return self._at_end_of(revision)
        if _ABBREVIATED.fullmatch(revision):
            return self._peeled(self._full(revision), revision)
        raise UnknownRevision(revision)

    def uncommitted(self, paths: Sequence[str] = ()) -> tuple[str, ...]:
        """The files below the folders `paths` (none: all) that differ from HEAD, sorted: changed, gone or new.

        New files that `.gitignore` names do not count. None in a bare repository.
        """
        if self.root is None:
            return ()
        listed = self.scratch.run_in(self.root, "ls-files", "--others", "--exclude-standard", "-z", "--", *paths)
        present = [path for path in listed.split(b"\0") if path]
        return worktree.differing(self.root, self._committed(paths), present, self.object_format)

    def main_line(self, tip: str) -> Iterator[Commit]:
        """The commits from `tip` along first parents, newest first."""
        with self.scratch.output("rev-list", "--first-parent", tip) as listed:
            oids = [line.decode().strip() for line in listed]
        expected = tip
        for found in self.objects.read(oids):
            commit = parse_commit(found.oid, found.data)
            if commit.oid != expected:
                raise CorruptHistory(f"git lists {commit.oid} as first parent where the commit names {expected}")
            yield commit
            expected = commit.parents[0] if commit.parents else ""

    def _committed(self, paths: Sequence[str]) -> Iterator[TreeEntry]:
        tip = self.resolve("HEAD")
        for folder in paths or ("",):
            base = folder.strip("/")
            oid = folder_oid(self.objects, tip, base)
            if oid is not None:
                yield from files_below(self.objects, oid, f"{base}/".encode() if base else b"", hidden=True)

    def _head(self) -> str:
        found = refs.head(self._place)
        if found is None:
            raise NoCommits
        if len(found) != _LENGTHS[self.object_format]:
            raise UnsupportedRepository("says one object format and uses another", "Clone it again.")
        return self._peeled(found, "HEAD")

    def _peeled(self, oid: str, revision: str) -> str:
        for _ in range(_DEEPEST_TAG):
            found = self.objects.get(oid)
            if found.kind == "commit":
                return oid
            target = _TAG.match(found.data) if found.kind == "tag" else None
            if target is None:
                raise UnknownRevision(revision, f"it is a {found.kind}, not a commit")
            oid = target[1].decode()
        raise UnknownRevision(revision, "it is a tag of a tag of a tag …")

    def _full(self, abbreviated: str) -> str:
        try:
            said = self.scratch.run("rev-parse", "--verify", "--quiet", f"{abbreviated}^{{commit}}")
        except GitFailed as fault:
            raise UnknownRevision(abbreviated) from fault
        return said.decode().strip()

    def _at_end_of(self, day: str) -> str:
        try:
            last = date.fromisoformat(day)
        except ValueError as fault:
            raise UnknownRevision(day, "there is no such day") from fault
        for commit in self.main_line(self._head()):
            if commit.committer.at.date() <= last:
                return commit.oid
        raise UnknownRevision(day, "nothing had been committed by then")


def open_repository(folder: Path, *, allow_incomplete: bool = False) -> Repository:
    """The repository that `folder` is in: of a work tree, a linked one, a submodule, or bare.

    Raises EnvironmentFault, each with its remedy: NoGit, NotARepository, UnsupportedRepository, and, unless
    `allow_incomplete`, ShallowHistory, PartialHistory, GraftedHistory, ReplacedHistory.
    """
    place = location.locate(folder)
    condition = location.state(place)
    if not allow_incomplete:
        condition.refuse_incomplete()
    return Repository(place, condition)
