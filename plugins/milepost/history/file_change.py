"""One file's change by one commit, as the ids of its contents; it knows no content."""

from __future__ import annotations

from dataclasses import dataclass


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
