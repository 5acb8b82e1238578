"""Where the clients' files come from, and the working directory as such a place; it reads no history.

Apart from the committed files, so that a check of what is on disk needs nothing of git and signatures.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from milepost.loading.tree import WorkingTree

if TYPE_CHECKING:
    from milepost.history.past import Past
    from milepost.loading.tree import Tree


class Source(Protocol):
    """The clients' files in one state; `draft` where that state is not committed."""

    @property
    def draft(self) -> bool:
        """Whether what is read may differ from what was committed."""
        ...

    def slugs(self) -> tuple[str, ...]:
        """The folders that are clients, sorted."""
        ...

    def tree(self, slug: str) -> Tree:
        """A client's files."""
        ...

    def committed(self, slug: str) -> Tree | None:
        """A client's files as they were last committed; None where there is no history."""
        ...

    def past(self, slug: str) -> Past | None:
        """A client's history; None where there is none."""
        ...


@dataclass(frozen=True)
class WorkingFiles:
    """The working directory; `behind` is what was committed, None where nothing was or nobody asked."""

    clients: Path
    behind: Source | None = None
    draft: bool = True

    def slugs(self) -> tuple[str, ...]:
        """The folders that are clients, sorted; those that start with `_` or `.` are not."""
        if not self.clients.is_dir():
            return ()
        return tuple(sorted(item.name for item in self.clients.iterdir() if item.is_dir() and is_client(item.name)))

    def tree(self, slug: str) -> Tree:
        """A client's files as they are on disk."""
        return WorkingTree(self.clients / slug, f"{self.clients.name}/{slug}")

    def committed(self, slug: str) -> Tree | None:
        """A client's files as they were last committed."""
        return self.behind.tree(slug) if self.behind and slug in self.behind.slugs() else None

    def past(self, slug: str) -> Past | None:
        """A client's history up to the last commit."""
        return self.behind.past(slug) if self.behind and slug in self.behind.slugs() else None

    def history_digest(self, slug: str) -> str:
        """A digest of what the history says of a client; it stays the same while others' work is committed."""
        past = self.past(slug)
        return past.digest() if past else ""


def as_source(clients: Path | Source) -> Source:
    """The source; a folder stands for the working directory without history."""
    return WorkingFiles(clients) if isinstance(clients, Path) else clients


def is_client(name: str) -> bool:
    """Whether a folder of that name is a client's."""
    return name[0] not in "_."
