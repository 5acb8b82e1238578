"""Differences of folders that an earlier run compared and proved, by the ids of both; it compares nothing itself.

Never those below `trust/`: whom to trust is found out anew in every run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.history.file_change import FileChange

if TYPE_CHECKING:
    from milepost.kept import Kept

Changes = tuple[FileChange, ...]


class KeptChanges:
    """What differs below one folder of the repository, `prefix` (such as `clients/`)."""

    def __init__(self, kept: Kept, prefix: str) -> None:
        self.prefix = prefix
        self._kept = kept
        self._known: dict[str, list[Any]] = kept.read(self._question) or {}
        self._asked: dict[str, list[Any]] = {}
        self._has_new = False

    def of(self, before: str, after: str) -> Changes | None:
        """The differences between two root folders; None where no earlier run compared them."""
        found = self._known.get(f"{before} {after}")
        if found is None or not all(one[0].startswith(self.prefix) for one in found):
            return None
        self._asked[f"{before} {after}"] = found
        return tuple([FileChange(*one) for one in found])

    def add(self, before: str, after: str, changes: Changes) -> None:
        """Remembers differences whose folders were all proved."""
        self._has_new = True
        self._asked[f"{before} {after}"] = [
            [one.path, one.before, one.after, one.before_mode, one.after_mode] for one in changes
        ]

    def keep(self) -> None:
        """Keeps what this run asked for, if some of it is new; what it did not ask for goes."""
        if self._has_new:
            self._kept.write(self._question, self._asked)

    @property
    def _question(self) -> str:
        return f"changes\n{self.prefix}"
