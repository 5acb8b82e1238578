"""A client's paper trail: revisions with what they changed and whether their signatures could be checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from milepost.history.verdict import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from milepost.analysis.changes import RecordChange
    from milepost.history.verdict import Verdict

Beside = Literal["engagement", "files", "welcome"]
"""What a site shows that is no record: the engagement and its people, attached files, the welcome text."""


@dataclass(frozen=True)
class Revision:
    """What one commit changed; `author` is who claims to have made it, `verdict` what its signature proves.

    `verdict` is None where nothing was checked; `landed_at` is when the main line got it, by the commit `landed_in`
    (empty: by itself); `notes` are the commit's `Client-Note:` lines, the only words of a message that are ever shown.
    `beside`: what it changed of what is shown beside the records. `doubtful_date`: the dates that are claimed for it
    cannot be true, whoever signed them.
    """

    commit: str
    parents: tuple[str, ...]
    author: str
    author_email: str
    authored_at: datetime
    committed_at: datetime
    landed_at: datetime
    verdict: Verdict | None
    changes: tuple[RecordChange, ...]
    notes: tuple[str, ...] = ()
    landed_in: str = ""
    doubtful_date: bool = False
    beside: tuple[Beside, ...] = ()

    @property
    def is_on_main_line(self) -> bool:
        """Whether it is of the main line itself; a merge there tells everything that it brought in."""
        return self.landed_in in {"", self.commit}

    @property
    def is_checked(self) -> bool:
        """Whether a trusted person signed it; a platform's signature is the platform's word, and no person's."""
        return self.verdict is not None and self.verdict.status is Status.VALID_PERSON

    @property
    def is_by_platform(self) -> bool:
        """Whether a trusted hosting platform signed it."""
        return self.verdict is not None and self.verdict.status is Status.VALID_PLATFORM


@dataclass(frozen=True)
class Trail:
    """All revisions, newest first; where it is not `complete`, those before `since` are missing."""

    revisions: tuple[Revision, ...] = ()
    complete: bool = True
    since: datetime | None = None

    @property
    def checked(self) -> int:
        """How many revisions a trusted person signed."""
        return sum(revision.is_checked for revision in self.revisions)

    @property
    def last(self) -> Revision | None:
        """The revision that made what is shown today: the newest of the main line.

        A newer one of a branch may have come to nothing when it was merged. It counts only where there is no other.
        """
        return next((one for one in self.revisions if one.is_on_main_line), next(iter(self.revisions), None))

    def only(self, record: str) -> Trail:
        """The trail of one record: its own changes and no others."""
        mine = tuple(
            replace(item, changes=tuple(change for change in item.changes if change.record == record))
            for item in self.of(record)
        )
        return replace(self, revisions=mine)

    def of(self, record: str) -> tuple[Revision, ...]:
        """The revisions that changed one record, newest first."""
        return self._by_record.get(record, ())

    def came_to_nothing(self, revision: Revision, changes: Iterable[RecordChange]) -> bool:
        """Whether the merge that brought a branch's revision changed none of what these changes of it did."""
        if revision.is_on_main_line:
            return False
        taken = self._taken.get(revision.landed_in, frozenset())
        return not any(
            (change.record, change.field) in taken
            or (change.record, None) in taken
            or (change.field is None and change.record in {record for record, _ in taken})
            for change in changes
        )

    @cached_property
    def _taken(self) -> dict[str, frozenset[tuple[str, str | None]]]:
        """What each revision of the main line changed, as (record, field), by commit."""
        main = (one for one in self.revisions if one.is_on_main_line)
        return {one.commit: frozenset((change.record, change.field) for change in one.changes) for one in main}

    @cached_property
    def _by_record(self) -> dict[str, tuple[Revision, ...]]:
        found: dict[str, dict[str, Revision]] = {}
        for revision in self.revisions:
            for change in revision.changes:
                found.setdefault(change.record, {})[revision.commit] = revision
        return {record: tuple(revisions.values()) for record, revisions in found.items()}


def landings(trail: Trail) -> Iterator[tuple[Revision, tuple[Revision, ...]]]:
    """Each revision of the main line, oldest first, with those of branches that it brought in."""
    brought: dict[str, list[Revision]] = {}
    for revision in reversed(trail.revisions):
        if revision.is_on_main_line:
            yield revision, tuple(brought.pop(revision.commit, ()))
        else:
            brought.setdefault(revision.landed_in, []).append(revision)
