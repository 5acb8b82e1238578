"""Dates that are earlier than what they wait for allows, and time in hand that is used up; only the agency reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.analysis.schedule.earliest import Inside, too_early
from milepost.analysis.standing import expected_day, last_day
from milepost.diagnostics import Diagnostic, Severity
from milepost.disclosure.records import DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from milepost.analysis.schedule.earliest import Earliest
    from milepost.diagnostics import Location
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.loading.places import Places
    from milepost.model.delivery import Milestone
    from milepost.model.kinds import Duration


def inside_of(milestones: Iterable[Milestone]) -> Inside:
    """What only the agency knows of its plan."""
    kept = tuple(milestones)
    tasks = {task.id: tuple((item.id, item.lag) for item in task.depends_on) for one in kept for task in one.tasks}
    return Inside({item.id: item.buffer for item in kept if item.buffer}, tasks)


def check_schedule(
    engagement: DisclosedEngagement, inside: Inside, places: Places, as_of: date
) -> Iterator[Diagnostic]:
    """Every date that its dependencies do not allow."""
    reported = _before_what_they_wait_for(engagement)
    impossible = {item.milestone: item for item in too_early(engagement, as_of, inside)}
    for item in too_early(engagement, as_of, replace(inside, buffers={})):
        if item.milestone in reported:
            continue
        if item.milestone in impossible:
            yield _impossible(impossible[item.milestone], places)
        else:
            yield _spent(item, inside.buffers[item.milestone], places)


def _impossible(item: Earliest, places: Places) -> Diagnostic:
    message = (
        f"{item.milestone} is expected on {item.expected}, earlier than {item.because} allows: "
        f"{item.allowed} at the earliest"
    )
    hint = "Write the later date with its `reason`, a shorter `lag`, or a later `start` if the work takes less time."
    return places.diagnostic("C320", message, _at(item, places), hint=hint, severity=Severity.WARNING)


def _spent(item: Earliest, buffer: Duration, places: Places) -> Diagnostic:
    message = (
        f"{item.milestone} keeps its date, {item.expected}, only by its buffer of {buffer}: "
        f"with it, {item.because} allows {item.allowed} at the earliest"
    )
    hint = "Shorten `buffer` to what is left, or tell the client of a later date while it is early."
    return places.diagnostic("C321", message, _at(item, places), hint=hint, severity=Severity.WARNING)


def _at(item: Earliest, places: Places) -> Location:
    at = places.of(item.milestone, "expected")
    return places.of(item.milestone, "agreed") if at == places.of(item.milestone) else at


def _before_what_they_wait_for(engagement: DisclosedEngagement) -> frozenset[str]:
    """The milestones that C305 reports already."""
    milestones = {item.id: item for item in engagement.of(DisclosedMilestone) if item.status != "dropped"}
    days = {name: day for name, item in milestones.items() if (day := expected_day(item))}
    return frozenset(
        item.id
        for item in milestones.values()
        for link in item.depends_on
        if link.id in days and item.id in days and days[link.id] > last_day(days[item.id], item.precision)
    )
