"""How well the relationship with a client seems, from signs in the record; for the agency only, never for a share.

The figure is 100 less the points of each sign; without anything to judge by it is None, never 100. What counts:

- replies that slow down: the median of the later half of the client's answers, open questions included with their
  waiting time so far, is at least half as long again as that of the earlier half, and by two working hours or more;
- scores that fall: the last one is two points or more below the one before, or is 6 or less of 10;
- actions of the client that are overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.actions import open_actions
from milepost.analysis.clocks import clocks, middle, waited
from milepost.analysis.scores import scores
from milepost.analysis.working_time import working_time
from milepost.disclosure.conversations import DisclosedAction

if TYPE_CHECKING:
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement

FULL = 100
_LEAST_REPLIES = 4
_SLOWER = 1.5
_MUCH_SLOWER = 3
_LEAST_DIFFERENCE = timedelta(hours=2)
_A_FALL = 2
_LOW = 6
"""Scores up to this are those of people who would not recommend (the usual reading of a 0 to 10 scale)."""
_POINTS_PER_ACTION = 8
_WATCH = 80
_WORRY = 60


class Sign(StrEnum):
    """What speaks against a healthy relationship."""

    SLOWER_REPLIES = "slower-replies"
    FALLING_SCORES = "falling-scores"
    LOW_SCORE = "low-score"
    OVERDUE_ACTIONS = "overdue-actions"


class Level(StrEnum):
    """The figure in a word; `unknown` where the record gives nothing to judge by."""

    GOOD = "good"
    WATCH = "watch"
    WORRY = "worry"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reason:
    """A sign with its points, and the two figures behind it.

    `before` and `now` are medians in working hours, scores of 10, or, for overdue actions, their number and the most
    days that one is overdue.
    """

    sign: Sign
    points: int
    before: float
    now: float


@dataclass(frozen=True)
class ClientHealth:
    """The figure from 0 to 100, None where unknown, and its reasons, the gravest first."""

    figure: int | None
    reasons: tuple[Reason, ...]

    @property
    def level(self) -> Level:
        """The figure in a word."""
        if self.figure is None:
            return Level.UNKNOWN
        if self.figure >= _WATCH:
            return Level.GOOD
        return Level.WATCH if self.figure >= _WORRY else Level.WORRY


def client_health(engagement: DisclosedEngagement, as_of: date) -> ClientHealth:
    """The health of the relationship on a day, from the agency's own view of the engagement."""
    replies = _replies(engagement, as_of)
    values = [item.score for item in scores(engagement, as_of)]
    judged = len(replies) >= _LEAST_REPLIES or bool(values) or _has_actions(engagement)
    found = [*_slower(replies), *_falling(values), *_overdue(engagement, as_of)]
    reasons = tuple(sorted(found, key=lambda reason: (-reason.points, reason.sign)))
    figure = max(FULL - sum(reason.points for reason in reasons), 0)
    return ClientHealth(figure if judged else None, reasons)


def _replies(engagement: DisclosedEngagement, as_of: date) -> list[timedelta]:
    """The working time of the client's answers, in the order of the questions; open ones with their time so far."""
    hours = working_time(engagement)
    asked = [clock for clock in clocks(engagement, as_of) if clock.to == "client"]
    asked.sort(key=lambda clock: (clock.state.asked.at, clock.state.question.id))
    return [waited(clock, hours, as_of) for clock in asked]


def _slower(replies: list[timedelta]) -> list[Reason]:
    if len(replies) < _LEAST_REPLIES:
        return []
    half = len(replies) // 2
    before, now = middle(replies[:half]), middle(replies[-half:])
    if now - before < _LEAST_DIFFERENCE or now < before * _SLOWER:
        return []
    points = 35 if now >= before * _MUCH_SLOWER else 20
    return [Reason(Sign.SLOWER_REPLIES, points, _hours(before), _hours(now))]


def _falling(values: list[int]) -> list[Reason]:
    if not values:
        return []
    now, before = values[-1], values[-2] if len(values) > 1 else values[-1]
    found = []
    if before - now >= _A_FALL:
        found.append(Reason(Sign.FALLING_SCORES, min(7 * (before - now), 30), before, now))
    if now <= _LOW:
        found.append(Reason(Sign.LOW_SCORE, 15, before, now))
    return found


def _overdue(engagement: DisclosedEngagement, as_of: date) -> list[Reason]:
    late = [item for item in open_actions(engagement, "client", as_of) if item.is_overdue]
    if not late:
        return []
    longest = max(-(item.days_left or 0) for item in late)
    return [Reason(Sign.OVERDUE_ACTIONS, min(_POINTS_PER_ACTION * len(late), 32), len(late), longest)]


def _has_actions(engagement: DisclosedEngagement) -> bool:
    return any(action.party == "client" and action.due for action in engagement.of(DisclosedAction))


def _hours(amount: timedelta) -> float:
    return round(amount.total_seconds() / 3600, 1)
