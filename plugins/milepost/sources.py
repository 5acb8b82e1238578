"""The clients' files as one commit of the repository has them, with its history; reads no working directory."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.collector import settled
from milepost.errors import UsageError
from milepost.history.faults import NoCommits, NotARepository
from milepost.history.index import HistoryIndex
from milepost.history.kept_changes import KeptChanges
from milepost.history.log import read_history
from milepost.history.past import Past
from milepost.history.platforms import PlatformKey
from milepost.history.repository import Repository, open_repository
from milepost.history.tree import CommitTree, folder_names, submodule_names
from milepost.history.trust import judge
from milepost.history.trust_root import ENVIRONMENT, parse_trust_root
from milepost.kept import open_kept, state_folder
from milepost.working_files import is_client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from milepost.history.trust_root import TrustRoot
    from milepost.kept import Kept
    from milepost.loading.tree import Tree

TRUST = "trust/"


@dataclass(frozen=True)
class HistorySettings:
    """What the configuration says of history; `now` has a time zone, and later dates count as future."""

    now: datetime
    trust_root: TrustRoot | None = None
    platform_keys: tuple[PlatformKey, ...] = ()
    allow_incomplete: bool = False
    kept: Kept | None = None


def history_settings(
    workspace: Path,
    trust_root: str,
    platform_keys: Iterable[tuple[str, str]],
    *,
    allow_incomplete: bool,
    now: datetime,
) -> HistorySettings:
    """The settings as configuration writes them; MILEPOST_TRUST_ROOT stands above the configured root.

    Raises UsageError for a root that is none.
    """
    written = os.environ.get(ENVIRONMENT) or trust_root
    root = parse_trust_root(written) if written else None
    platforms = tuple(PlatformKey(*pair) for pair in platform_keys)
    return HistorySettings(now, root, platforms, allow_incomplete, open_kept(workspace, state_folder()))


@dataclass(frozen=True)
class Reached:
    """All commits up to one, by their object ids, and when that one was committed."""

    commits: frozenset[str]
    at: datetime


@dataclass(frozen=True)
class CommittedFiles:
    """One commit of the workspace's repository; `inner` are clients that have a repository of their own."""

    repository: Repository
    tip: str
    prefix: str
    past_of_all: Past
    inner: dict[str, tuple[Repository, Past]] = field(default_factory=dict)
    draft: bool = False

    def slugs(self) -> tuple[str, ...]:
        """The clients of the commit, and those with a repository of their own."""
        return self._slugs

    def is_last(self) -> bool:
        """Whether nothing was committed since, here or in a client's own repository."""
        inner = all(own.resolve("HEAD") == past.history.tip for own, past in self.inner.values())
        return inner and self.repository.resolve("HEAD") == self.tip

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        listed = folder_names(self.repository, self.tip, self.prefix)
        return tuple(sorted({*(name for name in listed if is_client(name)), *self.inner}))

    def tree(self, slug: str) -> Tree:
        """A client's files at the commit."""
        if slug in self.inner:
            repository, past = self.inner[slug]
            return _Shown(CommitTree(repository, past.history.tip, ""), f"{self.prefix}{slug}")
        return CommitTree(self.repository, self.tip, f"{self.prefix}{slug}")

    def left_out(self) -> tuple[str, ...]:
        """The files of clients that differ from the last commit, by their path in the repository."""
        return self.repository.uncommitted((self.prefix,))

    def committed(self, slug: str) -> Tree | None:
        """The same files: they are committed."""
        return self.tree(slug)

    def until(self, slug: str, revision: str) -> Reached:
        """The commits of a client's repository up to a revision or a day's end.

        Raises what Repository.resolve does, and UsageError for a revision that did not lead to this state.
        """
        repository, past = self.inner.get(slug, (self.repository, self.past_of_all))
        tip, known = repository.resolve(revision), past.history.by_oid
        if tip not in known:
            raise UsageError(f"“{revision}” is not in the history of what is shown. Name one of its own commits.")
        reached: set[str] = set()
        open_ends = [tip]
        while open_ends:
            oid = open_ends.pop()
            if oid in known and oid not in reached:
                reached.add(oid)
                open_ends += known[oid].commit.parents
        return Reached(frozenset(reached), known[tip].commit.committer.at)

    def past(self, slug: str) -> Past | None:
        """A client's history up to the commit."""
        if slug in self.inner:
            return self.inner[slug][1]
        whole = self.past_of_all
        return Past(whole.index, whole.judgement, f"{self.prefix}{slug}/", whole.read_blobs, whole.kept)


@dataclass(frozen=True)
class _Shown:
    """A tree under another name for people."""

    tree: CommitTree
    root: str

    def names(self) -> tuple[str, ...]:
        return self.tree.names()

    def links(self) -> tuple[str, ...]:
        return self.tree.links()

    def size(self, name: str) -> int:
        return self.tree.size(name)

    def read(self, name: str) -> bytes:
        return self.tree.read(name)


@contextmanager
def committed_files(
    clients: Path, settings: HistorySettings, revision: str = "HEAD"
) -> Iterator[CommittedFiles | None]:
    """The clients at a revision of the repository they are in; None where there is no repository, or no commit yet.

    Raises what history/faults.py names for a repository whose history is not whole.
    """
    with ExitStack() as stack:
        try:
            repository = stack.enter_context(open_repository(clients, allow_incomplete=settings.allow_incomplete))
            tip = repository.resolve(revision)
        except (NotARepository, NoCommits):
            yield None
            return
        prefix = _prefix(repository, clients)
        past = _past(repository, tip, (prefix, TRUST), settings)
        inner = dict(_inner(repository, tip, clients, settings, stack))
        yield CommittedFiles(repository, tip, prefix, past, inner)


@settled()
def _past(repository: Repository, tip: str, prefixes: tuple[str, ...], settings: HistorySettings) -> Past:
    kept = settings.kept.about(str(repository.root or "")) if settings.kept else None
    changes = KeptChanges(kept, prefixes[0]) if kept and prefixes and _may_keep(prefixes[0]) else None
    history = read_history(repository, tip, prefixes, changes)
    judgement = judge(history, repository.objects.blob, settings.trust_root, settings.platform_keys, settings.now)
    depth = prefixes[0].count("/") + 1 if prefixes else 0
    return Past(HistoryIndex(history, depth), judgement, "", repository.objects.blobs, kept)


def _may_keep(prefix: str) -> bool:
    """Whether the clients' folder is apart from the files that say whom to trust."""
    return prefix not in {"", "./"} and not prefix.startswith(TRUST)


def _inner(
    repository: Repository, tip: str, clients: Path, settings: HistorySettings, stack: ExitStack
) -> Iterator[tuple[str, tuple[Repository, Past]]]:
    """Clients whose folder is a submodule, or a checkout of a repository of its own."""
    prefix = _prefix(repository, clients)
    modules = set(submodule_names(repository, tip, prefix))
    nested = {item.name for item in clients.iterdir() if (item / ".git").exists()} if clients.is_dir() else set()
    for slug in sorted(name for name in modules | nested if is_client(name)):
        own = stack.enter_context(open_repository(clients / slug, allow_incomplete=settings.allow_incomplete))
        yield slug, (own, _past(own, own.resolve("HEAD"), (), settings))


def _prefix(repository: Repository, clients: Path) -> str:
    """The clients' folder as the repository names it, with a slash at its end."""
    if repository.root is None:
        return f"{clients.name}/"
    return f"{clients.resolve().relative_to(repository.root.resolve()).as_posix()}/"
