"""A report as it was first published, and what was changed in it since; knows neither files nor commits' messages.

A report is frozen by its first committed version that its readers could see. One that was taken back and came again is
frozen by the version that came again: whoever takes words back wants them gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from milepost.analysis.changes import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision, Trail
    from milepost.disclosure.engagement import DisclosedReport
    from milepost.model.kinds import Health


@dataclass(frozen=True)
class Published:
    """What is shown of a report; `first` is the revision that published it, None where no history tells.

    `corrections` are the revisions that changed it since, the newest first; `taken_back` is when it had been gone
    before. `certain` is False where older history is missing, so that an earlier version may have been published.
    """

    report: DisclosedReport
    first: Revision | None = None
    corrections: tuple[Revision, ...] = ()
    taken_back: Revision | None = None
    certain: bool = True


def published(report: DisclosedReport, trail: Trail | None) -> Published:
    """The report as it was first published; as it is now where nothing is committed of it."""
    if trail is None:
        return Published(report)
    mine = trail.only(report.id).revisions
    start = next((number for number, item in enumerate(mine) if _did(item, ChangeKind.ADDED)), None)
    if start is None:
        return Published(report, certain=trail.complete)
    added = next(change for change in mine[start].changes if change.kind is ChangeKind.ADDED)
    gone = next((item for item in mine[start + 1 :] if _did(item, ChangeKind.REMOVED)), None)
    first = _from_values(report, added)
    return Published(first, mine[start], _corrections(mine[:start]), gone, certain=trail.complete)


def taken_back(reports: Sequence[DisclosedReport], trail: Trail | None) -> tuple[tuple[date, Revision], ...]:
    """Reports that were published and are gone today: each one's day, and the revision that took it back."""
    kept = {report.id for report in reports}
    found: dict[date, Revision] = {}
    for revision in trail.revisions if trail else ():
        for change in revision.changes:
            if change.collection == "reports" and change.kind is ChangeKind.REMOVED and change.record not in kept:
                found.setdefault(date.fromisoformat(change.record.removeprefix("report-")), revision)
    return tuple(sorted(found.items(), key=lambda pair: pair[0], reverse=True))


def _did(revision: Revision, kind: ChangeKind) -> bool:
    return any(change.kind is kind for change in revision.changes)


def _corrections(mine: Sequence[Revision]) -> tuple[Revision, ...]:
    """The revisions that changed it; a merge that only brings what its own branch did is not told twice."""
    return tuple(item for item, older in zip_longest(mine, mine[1:]) if older is None or item.changes != older.changes)


def _from_values(now: DisclosedReport, added: RecordChange) -> DisclosedReport:
    """The report from the values it was added with, as JSON holds them."""
    values: dict[str, Any] = added.after if isinstance(added.after, dict) else {}
    return replace(
        now,
        title=values.get("title"),
        health=cast("Health | None", values.get("health")),
        author=values.get("author"),
        video=values.get("video"),
        body=str(values.get("body", "")),
    )
