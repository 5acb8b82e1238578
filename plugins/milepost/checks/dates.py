"""Dates that contradict one another, and dependencies that run in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.standing import expected_day, last_day
from milepost.checks.circles import circles, told
from milepost.diagnostics import Diagnostic, Severity
from milepost.disclosure.conversations import DisclosedAction, DisclosedPromise
from milepost.disclosure.records import DisclosedKpi, DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.loading.places import Places


def check_dates(engagement: DisclosedEngagement, places: Places, as_of: date) -> Iterator[Diagnostic]:
    """Every contradiction between dates of one record, or of two that depend on each other."""
    milestones = {item.id: item for item in engagement.of(DisclosedMilestone)}
    for milestone in milestones.values():
        yield from _one_milestone(milestone, places, as_of)
        yield from _after_its_dependencies(milestone, milestones, places)
    yield from _circles(milestones, places)
    for kpi in engagement.of(DisclosedKpi):
        yield from _measured_once(kpi, places)
    for action in engagement.of(DisclosedAction):
        if action.done_on and action.done_on > as_of:
            yield _future(action.id, action.done_on, "due", places)
    for promise in engagement.of(DisclosedPromise):
        if promise.kept_on and promise.broken_on:
            at = places.of(promise.id, "broken_on")
            yield places.diagnostic(
                "C304", f"{promise.id} is both kept and broken", at, hint="Keep one of the two dates."
            )


def _one_milestone(milestone: DisclosedMilestone, places: Places, as_of: date) -> Iterator[Diagnostic]:
    name, end = milestone.id, expected_day(milestone)
    if milestone.start and end and milestone.start > last_day(end, milestone.precision):
        at = places.of(name, "start")
        yield places.diagnostic(
            "C301",
            f"{name} starts on {milestone.start}, after its end on {end}",
            at,
            hint="Correct one of the two dates.",
        )
    if milestone.done_on and milestone.done_on > as_of:
        yield _future(name, milestone.done_on, "expected", places)
    at = places.of(name, "status")
    # Without a word about its status, the day alone says that it is done.
    if milestone.done_on and milestone.status in {"planned", "dropped"} and at != places.of(name):
        hint = "Write `status: done`, or remove `done_on`."
        yield places.diagnostic(
            "C303",
            f"{name} was done on {milestone.done_on}, yet its status is {milestone.status}",
            at,
            hint=hint,
        )
    if (
        milestone.expected
        and milestone.agreed
        and milestone.expected > milestone.agreed
        and not milestone.reason
        and not milestone.done_on
    ):
        at = places.of(name, "expected")
        message = f"{name} is later than agreed, and no `reason` says why"
        hint = "Add `reason:`; the client reads it beside the new date."
        yield places.diagnostic("C306", message, at, hint=hint, severity=Severity.WARNING)


def _future(owner: str, day: date, instead: str, places: Places) -> Diagnostic:
    message = f"{owner} is marked as done on {day}, which is still to come"
    hint = f"Use `{instead}` for a day in the future."
    return places.diagnostic("C302", message, places.of(owner, "done_on"), hint=hint)


def _after_its_dependencies(
    milestone: DisclosedMilestone, milestones: dict[str, DisclosedMilestone], places: Places
) -> Iterator[Diagnostic]:
    end = expected_day(milestone)
    if end is None or milestone.status in {"done", "dropped"}:
        return
    for index, dependency in enumerate(milestone.depends_on):
        before = milestones.get(dependency.id)
        first = expected_day(before) if before and before.status != "dropped" else None
        if first and first > last_day(end, milestone.precision):
            at = places.of(milestone.id, f"depends_on[{index}]")
            message = f"{milestone.id} is expected on {end}, before {dependency.id} which it waits for ({first})"
            hint = "Move one of the two dates, or remove the dependency."
            yield places.diagnostic("C305", message, at, hint=hint, severity=Severity.WARNING)


def _circles(milestones: dict[str, DisclosedMilestone], places: Places) -> Iterator[Diagnostic]:
    """Each circle of dependencies once, named from its first milestone in the file."""
    for circle in circles({item.id: [link.id for link in item.depends_on] for item in milestones.values()}):
        at = places.of(circle[0], "depends_on")
        message = told("these wait for each other", "waits for", circle)
        yield places.diagnostic("C307", message, at, hint="Remove one `depends_on`.")


def _measured_once(kpi: DisclosedKpi, places: Places) -> Iterator[Diagnostic]:
    seen: set[date] = set()
    for index, entry in enumerate(kpi.measurements):
        if entry.date in seen:
            at = places.of(kpi.id, f"measurements[{index}]")
            yield places.diagnostic(
                "C308", f"{kpi.id} has two values for {entry.date}", at, hint="Keep one of the two."
            )
        seen.add(entry.date)
