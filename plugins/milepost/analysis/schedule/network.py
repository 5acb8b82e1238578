"""Activities that wait for each other: forward and backward pass, slack, what is critical; numbers only, no dates.

The critical path method after J. E. Kelley and M. R. Walker, "Critical-Path Planning and Scheduling" (1959), with
finish-to-start links that may have a lag or (negative) a lead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Link:
    """What an activity waits for; it starts no earlier than `lag` after that one's end."""

    before: str
    lag: int = 0


@dataclass(frozen=True)
class Activity:
    """Something that takes time; it starts no earlier than `start`."""

    id: str
    start: int
    duration: int
    after: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Times:
    """When an activity starts and ends."""

    start: int
    finish: int


@dataclass(frozen=True)
class Slack:
    """By how much an activity may end later: `total` before the end is moved, `free` before any other one is."""

    latest: Times
    total: int
    free: int

    @property
    def is_critical(self) -> bool:
        """Whether any delay moves the end."""
        return self.total <= 0


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """The activities, each behind what it waits for, else in the order given.

    A link to an unknown activity is left out; so is one between activities that wait for each other in a circle, or
    for such: they come last, as they are. (A circle is a diagnostic of its own, C307.)
    """
    found = {item.id: item for item in activities}
    known = [replace(item, after=tuple(link for link in item.after if link.before in found)) for item in found.values()]
    followers: dict[str, list[int]] = {name: [] for name in found}
    waiting = [len({link.before for link in item.after}) for item in known]
    for number, item in enumerate(known):
        for name in {link.before for link in item.after}:
            followers[name].append(number)
    ready = [number for number, count in enumerate(waiting) if count == 0]
    ordered: list[Activity] = []
    while ready:
        item = known[heappop(ready)]
        ordered.append(item)
        for number in followers[item.id]:
            waiting[number] -= 1
            if waiting[number] == 0:
                heappush(ready, number)
    done = {item.id for item in ordered}
    circling = (item for item in known if item.id not in done)
    return (
        *ordered,
        *(replace(item, after=tuple(link for link in item.after if link.before in done)) for item in circling),
    )


def forward(ordered: Iterable[Activity]) -> dict[str, Times]:
    """The earliest times of activities that are in order."""
    found: dict[str, Times] = {}
    for item in ordered:
        found[item.id] = times_of(item, found)
    return found


def times_of(item: Activity, found: Mapping[str, Times]) -> Times:
    """The earliest times of an activity, from those of what it waits for."""
    start = max([item.start, *(found[link.before].finish + link.lag for link in item.after)])
    return Times(start, start + item.duration)


def slacks(ordered: Sequence[Activity], early: Mapping[str, Times], end: str | None = None) -> dict[str, Slack]:
    """The slack of each activity that leads to `end`; without one, of all, up to the end of the last.

    `early` are their earliest times.
    """
    last = early[end].finish if end else max((times.finish for times in early.values()), default=0)
    latest = _latest(ordered, last, end)
    free = _next_needed(ordered, early)
    return {
        item.id: Slack(
            Times(latest[item.id] - item.duration, latest[item.id]),
            latest[item.id] - early[item.id].finish,
            free.get(item.id, last) - early[item.id].finish,
        )
        for item in ordered
        if item.id in latest
    }


def _latest(ordered: Sequence[Activity], last: int, end: str | None) -> dict[str, int]:
    """By when each activity must be finished so that the end is not moved."""
    found: dict[str, int] = {}
    for item in reversed(ordered):
        if end in {None, item.id}:
            # Behind a lead, an activity may end after all that wait for it.
            found[item.id] = min(found.get(item.id, last), last)
        if item.id in found:
            for link in item.after:
                limit = found[item.id] - item.duration - link.lag
                found[link.before] = min(found.get(link.before, limit), limit)
    return found


def _next_needed(ordered: Sequence[Activity], early: Mapping[str, Times]) -> dict[str, int]:
    """By when each activity must be finished so that none that waits for it starts later."""
    found: dict[str, int] = {}
    for item in ordered:
        for link in item.after:
            limit = early[item.id].start - link.lag
            found[link.before] = min(found.get(link.before, limit), limit)
    return found


def changed(ordered: Iterable[Activity], extra: Mapping[str, int]) -> tuple[Activity, ...]:
    """The activities with more time (negative: less) for some; one that needs no time any more also starts earlier."""
    found = []
    for item in ordered:
        duration = item.duration + extra.get(item.id, 0)
        found.append(replace(item, start=item.start + min(0, duration), duration=max(0, duration)))
    return tuple(found)
