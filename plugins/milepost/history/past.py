"""One client's history inside its repository's: which commits, judged how, in which folder; it reads nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from milepost.history.folders import commits_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from milepost.history.index import HistoryIndex
    from milepost.history.log import History
    from milepost.history.trust import Judgement
    from milepost.kept import Kept


@dataclass(frozen=True)
class Past:
    """A client's history: every commit of its repository, the judgement on each, and the client's folder in it."""

    index: HistoryIndex
    judgement: Judgement
    folder: str
    read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
    kept: Kept | None = None

    @property
    def history(self) -> History:
        """Every commit."""
        return self.index.history

    def digest(self) -> str:
        """A digest of the client's own commits: which there are, since when on the main line, with which verdict."""
        known = self.judgement.verdicts
        said = (
            f"{logged.commit.oid} {logged.landed_in} {known.get(logged.commit.oid)}"
            for logged in (within.logged for within in commits_within(self.index, self.folder))
        )
        return sha256("\n".join(said).encode()).hexdigest()
