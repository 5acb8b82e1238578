"""Which files each commit changed, by comparing its tree with its parents'; it reads trees and no file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from milepost.history.faults import CorruptHistory
from milepost.history.git import GitFailed
from milepost.history.tree import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    from milepost.history.commits import Commit
    from milepost.history.repository import Repository

# One line per pair of trees; below it, per difference: modes, object ids, a letter and a path, ended by NUL.
_TOKEN = re.compile(
    rb"([0-9a-f]{40,64}) ([0-9a-f]{40,64})\n"
    rb"|:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\0([^\0]+)\0"
)
_FOLDER = b"040000"
_NOTHING = b"000000"
_CHUNK = 1 << 20
_EMPTY_TREE = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's change against the first parent; `before` and `after` are object ids, None where there is no file.

    Modes are git's: `100644` and `100755` are files, `120000` is a link and `160000` a submodule, neither of which is
    ever read; `000000` where there is no file. `by_merge`: a merge made it differ from every parent of the merge.
    """

    path: str
    before: str | None
    after: str | None
    before_mode: str
    after_mode: str
    by_merge: bool = False


class _Pair(NamedTuple):
    """A commit's tree (`after`) beside that of its parent number `parent`, counted from 0."""

    commit: str
    parent: int
    before: str
    after: str


def read_changes(
    repository: Repository, commits: dict[str, Commit], prefixes: Sequence[str]
) -> dict[str, tuple[FileChange, ...]]:
    """The changed files below `prefixes` of each commit that changed some."""
    found: dict[str, tuple[FileChange, ...]] = {}
    elsewhere: dict[str, list[set[str]]] = {}
    trees = dict.fromkeys(commit.tree for commit in commits.values())
    for pair, changes in _compared(repository, list(_pairs(repository, commits)), prefixes, trees):
        if pair.parent == 0:
            found[pair.commit] = changes
        else:
            elsewhere.setdefault(pair.commit, []).append({change.path for change in changes})
    _verify(repository, trees)
    for oid, paths in elsewhere.items():
        if oid in found and len(paths) == len(commits[oid].parents) - 1:
            found[oid] = _marked(found[oid], set.intersection(*paths))
    return found


def _pairs(repository: Repository, commits: dict[str, Commit]) -> Iterator[_Pair]:
    for oid, commit in commits.items():
        if oid in repository.shallow:
            continue
        before = [commits[parent].tree for parent in commit.parents] or [_EMPTY_TREE[repository.object_format]]
        for number, tree in enumerate(before):
            if tree == commit.tree:
                if number == 0:
                    break
                continue
            yield _Pair(oid, number, tree, commit.tree)


def _compared(
    repository: Repository, pairs: list[_Pair], prefixes: Sequence[str], trees: dict[str, None]
) -> Iterator[tuple[_Pair, tuple[FileChange, ...]]]:
    """Each pair with its differences; the ids of all trees that were looked at are added to `trees`."""
    options = ("-r", "-t", "-z", "--raw", "--no-renames", "--no-abbrev")
    waiting = iter(pairs)
    pair: _Pair | None = None
    with repository.scratch.spool(f"{pair.before} {pair.after}" for pair in pairs) as asked:
        try:
            with repository.scratch.output("diff-tree", "--stdin", *options, "--", *prefixes, stdin=asked) as said:
                collected = _Collected(trees)
                for token in _tokens(said):
                    if token[1] is None:
                        collected.add(token)
                        continue
                    if pair is not None:
                        yield pair, collected.taken()
                    pair = _expected(next(waiting, None), token)
        except GitFailed as fault:
            raise CorruptHistory(f"git reports “{fault.said}”") from fault
    if pair is not None:
        yield pair, collected.taken()
    if next(waiting, None) is not None:
        raise CorruptHistory("git stopped comparing folders before the end")


class _Collected:
    """The differences of one pair of trees after the other."""

    def __init__(self, trees: dict[str, None]) -> None:
        self._trees = trees
        self._changes: list[FileChange] = []
        self._paths: dict[bytes, str] = {}

    def add(self, token: re.Match[bytes]) -> None:
        _, _, before_mode, after_mode, before, after, path = token.groups()
        if _FOLDER in (before_mode, after_mode):
            self._look_at(before_mode, before)
            self._look_at(after_mode, after)
            return
        if path not in self._paths:
            self._paths[path] = text_of(path)
        self._changes.append(
            FileChange(
                path=self._paths[path],
                before=None if before_mode == _NOTHING else before.decode(),
                after=None if after_mode == _NOTHING else after.decode(),
                before_mode=before_mode.decode(),
                after_mode=after_mode.decode(),
            )
        )

    def _look_at(self, mode: bytes, oid: bytes) -> None:
        if mode == _FOLDER:
            self._trees[oid.decode()] = None

    def taken(self) -> tuple[FileChange, ...]:
        changes, self._changes = tuple(self._changes), []
        return changes


def _expected(pair: _Pair | None, token: re.Match[bytes]) -> _Pair:
    if pair is None or (pair.before.encode(), pair.after.encode()) != (token[1], token[2]):
        raise CorruptHistory("git compared other folders than it was asked to")
    return pair


def _tokens(stream: IO[bytes]) -> Iterator[re.Match[bytes]]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        end = 0
        for token in _TOKEN.finditer(rest):
            if token.start() != end:
                break
            yield token
            end = token.end()
        rest = rest[end:]
    if rest:
        raise CorruptHistory("git reported a difference that cannot be understood")


def _verify(repository: Repository, trees: dict[str, None]) -> None:
    # git compared them without hashing; a swapped folder would hide or invent changes.
    for oid, stored in zip(trees, repository.objects.read(trees), strict=True):
        if stored.oid != oid or stored.kind != "tree":
            raise CorruptHistory(f"object {oid} is no folder")


def _marked(changes: tuple[FileChange, ...], paths: set[str]) -> tuple[FileChange, ...]:
    return tuple(replace(change, by_merge=True) if change.path in paths else change for change in changes)
