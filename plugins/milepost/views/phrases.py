"""Sentences and words that several pages use: statuses, distances in days, who waits; builds no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.results import ResultStanding
from milepost.analysis.standing import MilestoneStanding, Standing
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording
    from milepost.model.kinds import (
        ChangeState,
        DecisionState,
        DeliverableState,
        Duration,
        Health,
        Level,
        Priority,
        RequirementState,
        RiskState,
    )
    from milepost.views.context import Context

WEEK = 7


def standing_tag(words: Wording, standing: Standing) -> Tag:
    """A milestone's status."""
    labels = {
        Standing.DONE: (Tone.DONE, words.text("Done")),
        Standing.OVERDUE: (Tone.OVERDUE, words.text("Overdue")),
        Standing.AT_RISK: (Tone.AT_RISK, words.text("At risk")),
        Standing.MOVED: (Tone.MOVED, words.text("Moved later")),
        Standing.ON_TRACK: (Tone.ON_TRACK, words.text("On track")),
        Standing.PLANNED: (Tone.PLANNED, words.text("Planned")),
        Standing.DROPPED: (Tone.DROPPED, words.text("Dropped")),
    }
    return Tag(*labels[standing])


def health_tag(words: Wording, health: Health) -> Tag:
    """The engagement's overall state."""
    labels: dict[Health, tuple[Tone, str]] = {
        "on-track": (Tone.ON_TRACK, words.text("On track")),
        "at-risk": (Tone.AT_RISK, words.text("At risk")),
        "off-track": (Tone.OVERDUE, words.text("Off track")),
        "on-hold": (Tone.WAITING, words.text("On hold")),
    }
    return Tag(*labels[health])


def requirement_tag(words: Wording, state: RequirementState) -> Tag:
    """A requirement's state; built is not accepted, so nothing here is green."""
    labels: dict[RequirementState, tuple[Tone, str]] = {
        "proposed": (Tone.PLANNED, words.text("Proposed")),
        "agreed": (Tone.NEUTRAL, words.text("Agreed")),
        "in-progress": (Tone.WAITING, words.text("In progress")),
        "done": (Tone.DONE, words.text("Done")),
        "dropped": (Tone.DROPPED, words.text("Dropped")),
    }
    return Tag(*labels[state])


def priority_label(words: Wording, priority: Priority) -> str:
    """A requirement's priority in a word."""
    return {
        "must": words.text("Must have"),
        "should": words.text("Should have"),
        "could": words.text("Could have"),
        "wont": words.text("Not this time"),
    }[priority]


def change_tag(words: Wording, state: ChangeState) -> Tag:
    """A change request's state."""
    labels: dict[ChangeState, tuple[Tone, str]] = {
        "proposed": (Tone.WAITING, words.text("Waiting for a decision")),
        "accepted": (Tone.NEUTRAL, words.text("Accepted")),
        "done": (Tone.DONE, words.text("Done")),
        "rejected": (Tone.DROPPED, words.text("Rejected")),
        "withdrawn": (Tone.DROPPED, words.text("Withdrawn")),
    }
    return Tag(*labels[state])


def decision_tag(words: Wording, state: DecisionState) -> Tag:
    """A decision's state."""
    labels: dict[DecisionState, tuple[Tone, str]] = {
        "proposed": (Tone.WAITING, words.text("Proposed")),
        "accepted": (Tone.DONE, words.text("Decided")),
        "rejected": (Tone.DROPPED, words.text("Rejected")),
        "superseded": (Tone.DROPPED, words.text("Replaced")),
    }
    return Tag(*labels[state])


def deliverable_tag(words: Wording, state: DeliverableState) -> Tag:
    """A deliverable's state."""
    labels: dict[DeliverableState, tuple[Tone, str]] = {
        "planned": (Tone.PLANNED, words.text("Planned")),
        "in-review": (Tone.WAITING, words.text("In review")),
        "delivered": (Tone.NEUTRAL, words.text("Delivered")),
        "accepted": (Tone.DONE, words.text("Accepted")),
        "rejected": (Tone.OVERDUE, words.text("Rejected")),
    }
    return Tag(*labels[state])


def risk_tag(words: Wording, state: RiskState, *, grave: bool) -> Tag:
    """A risk's state; `grave` marks an open one that could move a date."""
    if state == "open":
        return Tag(Tone.AT_RISK if grave else Tone.WAITING, words.text("Open"))
    labels: dict[RiskState, tuple[Tone, str]] = {
        "watching": (Tone.PLANNED, words.text("Watching")),
        "happened": (Tone.OVERDUE, words.text("Happened")),
        "closed": (Tone.DONE, words.text("Closed")),
    }
    return Tag(*labels[state])


def level_label(words: Wording, level: Level) -> str:
    """A level in a word."""
    return {"low": words.text("low"), "medium": words.text("medium"), "high": words.text("high")}[level]


def result_tag(words: Wording, standing: ResultStanding, *, above: bool) -> Tag:
    """A KPI's state; `above` says on which side of its target it is."""
    if standing is ResultStanding.IMPROVING:
        label = words.text("Improving, above target") if above else words.text("Improving, below target")
        return Tag(Tone.WAITING, label)
    labels = {
        ResultStanding.MET: (Tone.GOOD, words.text("On target")),
        ResultStanding.STEADY: (Tone.AT_RISK, words.text("No change yet")),
        ResultStanding.WORSENING: (Tone.AT_RISK, words.text("Getting worse")),
        ResultStanding.UNMEASURED: (Tone.PLANNED, words.text("Not measured yet")),
    }
    return Tag(*labels[standing])


def shift(words: Wording, days: int | None) -> str:
    """How far a date is from the agreed one, for a table: `+14 days`; empty where it holds."""
    if not days:
        return ""
    if days > 0:
        return words.count("+{n} day", "+{n} days", days)
    return words.count("−{n} day", "−{n} days", -days)


def distance(words: Wording, days: int) -> str:
    """An amount of days for a sentence, in weeks where it is whole ones."""
    days = abs(days)
    if days % WEEK == 0 and days <= 8 * WEEK:
        return words.count("{n} week", "{n} weeks", days // WEEK)
    return words.count("{n} day", "{n} days", days)


def when(words: Wording, days: int) -> str:
    """When, seen from the page's day: `in 5 days`, `today`, `2 days ago`."""
    if days == 0:
        return words.text("today")
    if days > 0:
        return words.count("in {n} day", "in {n} days", days)
    return words.count("{n} day ago", "{n} days ago", -days)


def overdue(words: Wording, days: int) -> str:
    """How long something is overdue."""
    return words.count("{n} day overdue", "{n} days overdue", days)


def duration(words: Wording, amount: Duration) -> str:
    """An amount of working time in words."""
    n = int(amount.amount) if amount.amount == int(amount.amount) else 0
    if not n:
        return str(amount)
    return {
        "h": words.count("{n} working hour", "{n} working hours", n),
        "d": words.count("{n} working day", "{n} working days", n),
        "w": words.count("{n} working week", "{n} working weeks", n),
    }[amount.unit]


def headline_for_key(context: Context) -> str:
    """The overview's sentence about the date that everyone asks for."""
    words, found = context.words, context.key
    status = context.engagement.client.status
    if status == "paused":
        return words.text("The engagement is paused.")
    if status == "closed":
        return words.text("The engagement is finished.")
    if found is None or found.on is None:
        return words.text("No dates have been agreed yet.")
    return _key_sentence(context, found)


def _key_sentence(context: Context, found: MilestoneStanding) -> str:
    words, milestone = context.words, found.milestone
    on = found.on or context.as_of
    values = {"title": milestone.title, "at": words.at(on, milestone.precision)}
    late = found.days_later or 0
    if found.standing is Standing.DONE:
        return words.text("{title} was done {at}.", **values)
    if found.standing is Standing.OVERDUE:
        return words.text("{title} was expected {at} and is not done.", **values)
    if late:
        return _moved_sentence(words, found, late)
    if found.standing is Standing.AT_RISK:
        return words.text("{title} is expected {at}, but that date is at risk.", **values)
    if found.agreed is None:
        return words.text("{title} is expected {at}.", **values)
    return words.text("{title} is expected {at}, as agreed.", **values)


def _moved_sentence(words: Wording, found: MilestoneStanding, late: int) -> str:
    milestone, on = found.milestone, found.on
    if on is None:
        return milestone.title
    far, at = distance(words, late), words.at(on, milestone.precision)
    if late < 0:
        return words.text("{title} is expected {distance} early, {at}.", title=milestone.title, distance=far, at=at)
    if milestone.precision != "day":
        return words.text("{title} has moved later: it is now expected {at}.", title=milestone.title, at=at)
    day = words.plain_day(on)
    return words.text("{title} has moved {distance}, to {date}.", title=milestone.title, distance=far, date=day)
