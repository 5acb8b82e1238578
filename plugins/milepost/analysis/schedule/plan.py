"""The plan as it is written, as a network: each milestone's date is what comes out of it; changes no date.

Where a date leaves less room behind a dependency than its lag asks for, what is written counts: it is a diagnostic for
the agency (`checks.schedule`), and no page shows a date that nobody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.analysis.schedule.network import Activity, Link, Slack, Times, forward, in_order, slacks, times_of
from milepost.analysis.schedule.plan_calendar import PlanCalendar
from milepost.analysis.standing import expected_day, last_day
from milepost.analysis.states import is_open
from milepost.disclosure.records import DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class Plan:
    """The milestones that have a place in time, in an order in which each stands behind what it waits for.

    `days` are the dates as written, `open_ones` the milestones that are still to come; `key` is the milestone that
    slack is counted to, None for the end of the whole plan.
    """

    calendar: PlanCalendar
    activities: tuple[Activity, ...]
    days: dict[str, date]
    open_ones: frozenset[str]
    key: str | None = None

    @cached_property
    def times(self) -> dict[str, Times]:
        """The times that come out of the plan as it is written."""
        return forward(self.activities)

    @cached_property
    def slack(self) -> dict[str, Slack]:
        """The slack of each open milestone that the key milestone waits for."""
        return self.slack_of(self.activities, self.times)

    def slack_of(self, activities: Sequence[Activity], times: Mapping[str, Times]) -> dict[str, Slack]:
        """The slack of each open milestone in a changed plan."""
        found = slacks(activities, times, self.key)
        return {name: slack for name, slack in found.items() if name in self.open_ones}

    def working_days(self, minutes: int) -> int:
        """Whole working days in an amount of working time."""
        return minutes // self.calendar.minutes


def written_plan(engagement: DisclosedEngagement, key: str | None = None) -> Plan | None:
    """The plan of everything that the share shows; None where it shows no dated milestone that is to come."""
    kept = tuple(item for item in engagement.of(DisclosedMilestone) if item.status != "dropped")
    days = {item.id: day for item in kept if (day := _end_of_period(item))}
    open_ones = frozenset(item.id for item in kept if item.id in days and is_open(item))
    if not open_ones:
        return None
    calendar = calendar_of(engagement, kept)
    activities = as_written(in_order(activity(item, calendar, days.get(item.id)) for item in kept), days)
    return Plan(calendar, activities, days, open_ones, key if key in open_ones else None)


def _end_of_period(milestone: DisclosedMilestone) -> date | None:
    """The day that a milestone ends on; one that is to come in a month or quarter may take all of it."""
    day = expected_day(milestone)
    return last_day(day, milestone.precision) if day and is_open(milestone) else day


def calendar_of(engagement: DisclosedEngagement, milestones: Iterable[DisclosedMilestone]) -> PlanCalendar:
    """The client's working calendar around the dates of the milestones; there must be one."""
    days = [day for item in milestones for day in _days(item)]
    return PlanCalendar.of(engagement.calendar, date(min(days).year, 1, 1), max(days))


def activity(milestone: DisclosedMilestone, calendar: PlanCalendar, day: date | None) -> Activity:
    """A milestone as an activity that ends on `day`; one without a date ends when what it waits for has ended."""
    if day is None:
        links = _links(milestone, calendar) if is_open(milestone) else ()
        return Activity(milestone.id, calendar.start_of(milestone.start) if milestone.start else 0, 0, links)
    finish = calendar.end_of(day)
    if not is_open(milestone):
        return Activity(milestone.id, finish, 0)
    start = min(calendar.start_of(milestone.start), finish) if milestone.start else finish
    return Activity(milestone.id, start, finish - start, _links(milestone, calendar))


def as_written(ordered: Iterable[Activity], dated: Container[str]) -> tuple[Activity, ...]:
    """The activities with each lag as long as the dates leave it, where they leave less than it asks for."""
    times: dict[str, Times] = {}
    found = []
    for item in ordered:
        kept = item
        if item.id in dated:
            links = (Link(link.before, min(link.lag, item.start - times[link.before].finish)) for link in item.after)
            kept = replace(item, after=tuple(links))
        times[item.id] = times_of(kept, times)
        found.append(kept)
    return tuple(found)


def _links(milestone: DisclosedMilestone, calendar: PlanCalendar) -> tuple[Link, ...]:
    return tuple(Link(item.id, calendar.length(item.lag) if item.lag else 0) for item in milestone.depends_on)


def _days(milestone: DisclosedMilestone) -> Iterator[date]:
    for day in (expected_day(milestone), milestone.start):
        if day:
            yield day
