"""All commits in topological order with the files that each changed; it knows nothing of what the files say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from milepost.history.changed_files import read_changes
from milepost.history.commits import parse_commit
from milepost.history.faults import CorruptHistory
from milepost.history.file_change import FileChange
from milepost.history.git import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from milepost.history.commits import Commit
    from milepost.history.kept_changes import KeptChanges
    from milepost.history.repository import Repository


__all__ = ["FileChange", "History", "LoggedCommit", "read_history"]


@dataclass(frozen=True, slots=True)
class LoggedCommit:
    """A commit in its place; `main`: on the first-parent line of the tip; `landed_in`: what brought it there.

    `changes` are against the first parent, a root's against nothing. Those of a `boundary`, a commit whose parents were
    never fetched, are unknown, and therefore none.
    """

    commit: Commit
    changes: tuple[FileChange, ...]
    main: bool
    landed_in: str
    boundary: bool = False


@dataclass(frozen=True)
class History:
    """Every commit reachable from `tip`, newest first, no commit before its children, in an order that no date decides.

    Where it is not `complete`, `incomplete_since` is the newest day before which commits are missing; None where it is
    only contents of files that may be missing.
    """

    tip: str
    commits: tuple[LoggedCommit, ...]
    complete: bool
    incomplete_since: datetime | None
    object_format: Literal["sha1", "sha256"]

    @cached_property
    def by_oid(self) -> dict[str, LoggedCommit]:
        """Every commit by its object id."""
        return {logged.commit.oid: logged for logged in self.commits}

    @cached_property
    def main_line(self) -> tuple[LoggedCommit, ...]:
        """The first-parent line of the tip, newest first."""
        return tuple(logged for logged in self.commits if logged.main)


def read_history(
    repository: Repository, tip: str, prefixes: Sequence[str] = (), kept: KeptChanges | None = None
) -> History:
    """Every commit reachable from the commit `tip`, with its changes below `prefixes` (such as `clients/`; none: all).

    What git lists is only an index: commits, and all trees that were compared, are read and hashed again, and a list
    that lacks a commit's parent, or has a commit that is nobody's, is refused. What is `kept` was proved by an earlier
    run and is not compared again. Raises CorruptHistory.
    """
    commits = _commits(repository, tip)
    changes = read_changes(repository, commits, prefixes, kept)
    landed = _landings(commits, tip)
    logged = tuple(
        LoggedCommit(commit, changes.get(oid, ()), landed[oid] == oid, landed[oid], oid in repository.shallow)
        for oid, commit in commits.items()
    )
    boundary = [item.commit.committer.at for item in logged if item.boundary]
    return History(tip, logged, repository.complete, max(boundary, default=None), repository.object_format)


def _commits(repository: Repository, tip: str) -> dict[str, Commit]:
    """The commits by id in topological order, newest first, proved to be all that are reachable, and no other."""
    try:
        with repository.scratch.output("rev-list", "--topo-order", tip) as listed:
            oids = listed.read().decode().split()
    except GitFailed as fault:
        raise CorruptHistory(f"git reports “{fault.said}”") from fault
    found: dict[str, Commit] = {}
    named = {tip}
    for oid, stored in zip(oids, repository.objects.read(oids), strict=True):
        commit = parse_commit(oid, stored.data) if stored[:2] == (oid, "commit") else None
        if commit is None or oid not in named:
            raise CorruptHistory(f"git lists {oid}, which no later commit names as its parent")
        if oid not in repository.shallow:
            named.update(commit.parents)
        found[oid] = commit
    _refuse_gaps(found, named, repository.shallow)
    return found


def _refuse_gaps(found: dict[str, Commit], named: set[str], shallow: frozenset[str]) -> None:
    if lost := named - found.keys():
        raise CorruptHistory(f"commit {min(lost)} is missing from what git lists")
    seen: set[str] = set()
    for oid, commit in found.items():
        if oid not in shallow and not seen.isdisjoint(commit.parents):
            raise CorruptHistory(f"git lists a parent of commit {oid} before it")
        seen.add(oid)


def _landings(commits: dict[str, Commit], tip: str) -> dict[str, str]:
    """For each commit the one of the main line that brought it there: the oldest from which it can be reached."""
    main = list(_first_parents(commits, tip))
    landed = {oid: oid for oid in main}
    for merge in reversed(main):
        waiting = list(commits[merge].parents[1:])
        while waiting:
            oid = waiting.pop()
            if oid in commits and oid not in landed:
                landed[oid] = merge
                waiting += commits[oid].parents
    return landed


def _first_parents(commits: dict[str, Commit], tip: str) -> Iterator[str]:
    oid: str | None = tip
    while oid in commits:
        yield oid
        oid = next(iter(commits[oid].parents), None)
