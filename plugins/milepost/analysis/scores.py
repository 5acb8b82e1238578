"""The scores that a client gave, in the order of their days; draws and words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedFeedback

if TYPE_CHECKING:
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class Score:
    """A score of 10, and the feedback that it came with."""

    score: int
    feedback: DisclosedFeedback

    @property
    def on(self) -> date:
        """The day it was given."""
        return self.feedback.given_on


def scores(engagement: DisclosedEngagement, as_of: date) -> tuple[Score, ...]:
    """Every score up to the day, the oldest first."""
    found = [
        Score(item.score, item)
        for item in engagement.of(DisclosedFeedback)
        if item.score is not None and item.given_on <= as_of
    ]
    return tuple(sorted(found, key=lambda item: (item.on, item.feedback.id)))
