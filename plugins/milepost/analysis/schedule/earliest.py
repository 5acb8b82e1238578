"""The earliest date that each milestone's dependencies allow, against the date that is expected; words are the check's.

Here dependencies and lags count as they are written. Work that has not begun starts when what it waits for has ended;
work that has begun is only held to end no earlier. An overdue milestone ends today at the earliest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.analysis.schedule.network import Activity, Link, Times, forward, in_order
from milepost.analysis.schedule.plan import calendar_of
from milepost.analysis.standing import expected_day, last_day
from milepost.analysis.states import is_open
from milepost.disclosure.records import DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from milepost.analysis.schedule.plan_calendar import PlanCalendar
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedTask
    from milepost.model.kinds import Duration

Waits = tuple[tuple[str, "Duration | None"], ...]
"""What something waits for, each with its lag."""


@dataclass(frozen=True)
class Inside:
    """What only the agency knows of its plan: time in hand by milestone, and what each task waits for."""

    buffers: Mapping[str, Duration] = field(default_factory=dict)
    tasks: Mapping[str, Waits] = field(default_factory=dict)


@dataclass(frozen=True)
class Earliest:
    """A milestone whose date is earlier than its dependencies allow.

    `because` is the milestone or task that allows no earlier date than `allowed`.
    """

    milestone: str
    expected: date
    allowed: date
    because: str


def too_early(engagement: DisclosedEngagement, as_of: date, inside: Inside | None = None) -> tuple[Earliest, ...]:
    """Every open milestone that is expected earlier than its dependencies allow, in the order written.

    A milestone's buffer is part of its time and may be used up. What is `inside` must be given only where nobody but
    the agency reads the answer.
    """
    milestones = tuple(item for item in engagement.of(DisclosedMilestone) if item.status != "dropped")
    if not any(expected_day(item) or item.start for item in milestones):
        return ()
    strict = _Strict(calendar_of(engagement, milestones), as_of, inside or Inside())
    activities = in_order(made for item in milestones for made in strict.activities(item))
    times = forward(activities)
    links = {item.id: item.after for item in activities}
    found = (strict.judged(item, links[item.id], times) for item in milestones)
    return tuple(item for item in found if item)


@dataclass(frozen=True)
class _Strict:
    calendar: PlanCalendar
    as_of: date
    inside: Inside

    def activities(self, milestone: DisclosedMilestone) -> Iterator[Activity]:
        """The milestone and its tasks."""
        for task in milestone.tasks:
            yield self._task(task)
        day, name = expected_day(milestone), milestone.id
        work, links = self._work(milestone, day), self._links((item.id, item.lag) for item in milestone.depends_on)
        inside = tuple(Link(task.id, -work) for task in milestone.tasks)
        if not is_open(milestone):
            yield Activity(name, self.calendar.end_of(day) if day else 0, 0)
        elif day is None:
            yield Activity(name, 0, 0, (*links, *inside))
        else:
            if self._has_begun(milestone):
                links = tuple(Link(link.before, link.lag - work) for link in links)
            yield Activity(name, self._end(day) - work, work, (*links, *inside))

    def judged(
        self, milestone: DisclosedMilestone, links: tuple[Link, ...], times: Mapping[str, Times]
    ) -> Earliest | None:
        """What is wrong with a milestone's date; None where nothing is, or where it has passed already."""
        day = expected_day(milestone)
        if day is None or not is_open(milestone) or not links:
            return None
        until = last_day(day, milestone.precision)
        if until < self.as_of or times[milestone.id].finish <= self.calendar.end_of(until):
            return None
        because = max(links, key=lambda link: times[link.before].finish + link.lag)
        return Earliest(milestone.id, day, self.calendar.day_at(times[milestone.id].finish), because.before)

    def _task(self, task: DisclosedTask) -> Activity:
        if task.done_on:
            return Activity(task.id, self.calendar.end_of(task.done_on), 0)
        links = self._links(self.inside.tasks.get(task.id, ()))
        if task.due is None:
            return Activity(task.id, 0, 0, links)
        work = self._between(task.start, task.due)
        if task.start and task.start <= self.as_of:
            links = tuple(Link(link.before, link.lag - work) for link in links)
        return Activity(task.id, self._end(task.due) - work, work, links)

    def _links(self, waits_for: Iterable[tuple[str, Duration | None]]) -> tuple[Link, ...]:
        return tuple(Link(name, self.calendar.length(lag) if lag else 0) for name, lag in waits_for)

    def _work(self, milestone: DisclosedMilestone, day: date | None) -> int:
        buffer = self.inside.buffers.get(milestone.id)
        work = self._between(milestone.start, day) if day else 0
        return max(0, work - (self.calendar.length(buffer) if buffer else 0))

    def _between(self, start: date | None, end: date) -> int:
        return max(0, self.calendar.end_of(end) - self.calendar.start_of(start)) if start else 0

    def _end(self, day: date) -> int:
        return self.calendar.end_of(max(day, self.as_of))

    def _has_begun(self, milestone: DisclosedMilestone) -> bool:
        # A start before today's is a fact; without a start nothing says how long the work takes.
        return milestone.status == "active" or milestone.start is None or milestone.start <= self.as_of
