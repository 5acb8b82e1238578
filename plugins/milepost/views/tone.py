"""Tones: how a state is shown, as a shape and a colour; which state it is, `analysis` decides."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """One look for a state; the value is also the name of its CSS class, `t-…`."""

    DONE = "done"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    MOVED = "moved"
    OVERDUE = "overdue"
    PLANNED = "planned"
    DROPPED = "dropped"
    WAITING = "waiting"
    GOOD = "good"
    NEUTRAL = "neutral"
