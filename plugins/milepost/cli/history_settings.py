"""What the workspace's configuration says of its history, as a command needs it; it reads no history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost import clock
from milepost.sources import HistorySettings, history_settings

if TYPE_CHECKING:
    from milepost.authoring.workspace import Workspace


def settings_of(place: Workspace) -> HistorySettings:
    """What the workspace says of its history."""
    return history_settings(
        place.root, place.trust_root, place.platform_keys, allow_incomplete=place.allow_incomplete, now=clock.now()
    )
