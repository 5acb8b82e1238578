"""A disclosed trail from states that stand in the test: what each day's files changed, without git or signatures."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from milepost.analysis.changes import record_changes
from milepost.analysis.trail import Revision, Trail
from support.engagements import an_engagement

if TYPE_CHECKING:
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Audience

State = tuple[str, dict[str, str]]
"""A day (`2026-06-01`), and the files that changed on it."""


def day_of(at: datetime) -> date:
    return at.date()


def a_history(*states: State, audience: Audience = "internal") -> tuple[DisclosedEngagement, Trail]:
    """The engagement after the last state, and one revision per state; its commit is the day."""
    files: dict[str, str] = {}
    before: dict[str, object] = {}
    revisions: list[Revision] = []
    engagement = an_engagement({}, audience)
    for day, changed in states:
        files |= changed
        engagement = an_engagement(files, audience)
        after: dict[str, object] = {**engagement.by_id, **{item.id: item for item in engagement.reports}}
        at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        changes = record_changes(before, after)
        if changes:
            revisions.append(Revision(day, (), "Nora", "nora@agency.example", at, at, at, None, changes))
        before = after
    return engagement, Trail(tuple(reversed(revisions)))
