"""Which files each commit changed, by comparing its tree with its parents'; it reads trees and no file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from milepost.history.faults import CorruptHistory
from milepost.history.file_change import FileChange
from milepost.history.git import GitFailed
from milepost.history.tree import TreeEntry, entries_in, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from milepost.history.commits import Commit
    from milepost.history.kept_changes import KeptChanges
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


class _Pair(NamedTuple):
    """A commit's tree (`after`) beside that of its parent number `parent`, counted from 0."""

    commit: str
    parent: int
    before: str
    after: str


def read_changes(
    repository: Repository, commits: dict[str, Commit], prefixes: Sequence[str], kept: KeptChanges | None = None
) -> dict[str, tuple[FileChange, ...]]:
    """The changed files below `prefixes` of each commit that changed some; what is `kept` is not compared again.

    Whatever is kept, differences below `prefixes` other than that of `kept` come from folders that are read anew.
    """
    pairs = list(_pairs(repository, commits))
    if kept is None:
        return _of_commits(commits, pairs, _proved(repository, pairs, prefixes, (one.tree for one in commits.values())))
    known = _known(repository, pairs, kept)
    others = [prefix for prefix in prefixes if prefix != kept.prefix]
    anew = _changed_at_the_top(repository, pairs, others)
    added = _proved(repository, anew, others, ())
    first = all(kept.prefix < prefix for prefix in others)
    both = {
        pair: (*changes, *added.get(pair, ())) if first else (*added.get(pair, ()), *changes)
        for pair, changes in known.items()
    }
    return _of_commits(commits, pairs, both)


def _of_commits(
    commits: dict[str, Commit], pairs: Sequence[_Pair], differences: Mapping[_Pair, tuple[FileChange, ...]]
) -> dict[str, tuple[FileChange, ...]]:
    """The changes of each commit from those of its pairs."""
    found: dict[str, tuple[FileChange, ...]] = {}
    elsewhere: dict[str, list[set[str]]] = {}
    for pair in pairs:
        if pair.parent == 0:
            found[pair.commit] = differences[pair]
        else:
            elsewhere.setdefault(pair.commit, []).append({change.path for change in differences[pair]})
    for oid, paths in elsewhere.items():
        if oid in found and len(paths) == len(commits[oid].parents) - 1:
            found[oid] = _marked(found[oid], set.intersection(*paths))
    return found


def _proved(
    repository: Repository, pairs: Sequence[_Pair], prefixes: Sequence[str], roots: Iterable[str]
) -> dict[_Pair, tuple[FileChange, ...]]:
    """The differences of each pair; all folders that were compared, and `roots`, are hashed again."""
    trees = dict.fromkeys(roots)
    for pair in pairs:
        trees[pair.after] = trees[pair.before] = None
    trees.pop(_EMPTY_TREE[repository.object_format], None)
    found = dict(_compared(repository, pairs, prefixes, trees)) if pairs else {}
    # git compared them without hashing; a swapped folder would hide or invent changes.
    for _ in _folders(repository, trees):
        pass
    return found


def _known(repository: Repository, pairs: Sequence[_Pair], kept: KeptChanges) -> dict[_Pair, tuple[FileChange, ...]]:
    """The differences below what is kept, compared only where no earlier run did."""
    found = {pair: kept.of(pair.before, pair.after) for pair in pairs}
    new = _proved(repository, [pair for pair, changes in found.items() if changes is None], (kept.prefix,), ())
    for pair, changes in new.items():
        kept.add(pair.before, pair.after, changes)
    kept.keep()
    return {pair: new[pair] if changes is None else changes for pair, changes in found.items()}


def _changed_at_the_top(repository: Repository, pairs: Sequence[_Pair], prefixes: Sequence[str]) -> list[_Pair]:
    """The pairs whose root folders, read and hashed, name different folders at the beginning of `prefixes`."""
    tops = {prefix.partition("/")[0].encode() for prefix in prefixes}
    roots = dict.fromkeys(oid for pair in pairs for oid in (pair.before, pair.after))
    named: dict[str, list[TreeEntry]] = {_EMPTY_TREE[repository.object_format]: []}
    wanted = [oid for oid in roots if oid not in named]
    for oid, data in _folders(repository, wanted):
        named[oid] = [entry for entry in entries_in(oid, data) if entry.path in tops]
    return [pair for pair in pairs if named[pair.before] != named[pair.after]]


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
    repository: Repository, pairs: Sequence[_Pair], prefixes: Sequence[str], trees: dict[str, None]
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


def _folders(repository: Repository, oids: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of folders, each hashed again."""
    for oid, stored in zip(oids, repository.objects.read(oids), strict=True):
        if stored.oid != oid or stored.kind != "tree":
            raise CorruptHistory(f"object {oid} is no folder")
        yield oid, stored.data


def _marked(changes: tuple[FileChange, ...], paths: set[str]) -> tuple[FileChange, ...]:
    return tuple(replace(change, by_merge=True) if change.path in paths else change for change in changes)
