"""Sentences and words that several pages use: statuses, distances in days, who waits; builds no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.results import ResultStanding
from milepost.analysis.standing import MilestoneStanding, Standing
from milepost.views.inline import Tag
from milepost.views.labels import choice_label
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording
    from milepost.model.kinds import (
        ChangeState,
        DecisionState,
        DeliverableState,
        Duration,
        Health,
        RequirementState,
        RiskState,
    )
    from milepost.views.context import Context

WEEK = 7


_STANDING_TONES = {
    Standing.DONE: Tone.DONE,
    Standing.OVERDUE: Tone.OVERDUE,
    Standing.AT_RISK: Tone.AT_RISK,
    Standing.MOVED: Tone.MOVED,
    Standing.ON_TRACK: Tone.ON_TRACK,
    Standing.PLANNED: Tone.PLANNED,
    Standing.DROPPED: Tone.DROPPED,
}
_HEALTH_TONES: dict[Health, Tone] = {
    "on-track": Tone.ON_TRACK,
    "at-risk": Tone.AT_RISK,
    "off-track": Tone.OVERDUE,
    "on-hold": Tone.WAITING,
}
_REQUIREMENT_TONES: dict[RequirementState, Tone] = {
    "proposed": Tone.PLANNED,
    "agreed": Tone.NEUTRAL,
    "in-progress": Tone.WAITING,
    "done": Tone.DONE,
    "dropped": Tone.DROPPED,
}
_DELIVERABLE_TONES: dict[DeliverableState, Tone] = {
    "planned": Tone.PLANNED,
    "in-review": Tone.WAITING,
    "delivered": Tone.NEUTRAL,
    "accepted": Tone.DONE,
    "rejected": Tone.OVERDUE,
}
_RISK_TONES: dict[RiskState, Tone] = {
    "open": Tone.WAITING,
    "watching": Tone.PLANNED,
    "happened": Tone.OVERDUE,
    "closed": Tone.DONE,
}


def standing_tag(words: Wording, standing: Standing) -> Tag:
    """A milestone's status."""
    labels = {
        Standing.DONE: words.text("Done"),
        Standing.OVERDUE: words.text("Overdue"),
        Standing.AT_RISK: words.text("At risk"),
        Standing.MOVED: words.text("Moved later"),
        Standing.ON_TRACK: words.text("On track"),
        Standing.PLANNED: words.text("Planned"),
        Standing.DROPPED: words.text("Dropped"),
    }
    return Tag(_STANDING_TONES[standing], labels[standing])


def health_tag(words: Wording, health: Health) -> Tag:
    """The engagement's overall state."""
    return Tag(_HEALTH_TONES[health], choice_label(words, health))


def requirement_tag(words: Wording, state: RequirementState) -> Tag:
    """A requirement's state; built is not accepted, so nothing here is green."""
    return Tag(_REQUIREMENT_TONES[state], choice_label(words, state))


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
    return Tag(_DELIVERABLE_TONES[state], choice_label(words, state))


def risk_tag(words: Wording, state: RiskState, *, grave: bool) -> Tag:
    """A risk's state; `grave` marks an open one that could move a date."""
    tone = Tone.AT_RISK if grave and state == "open" else _RISK_TONES[state]
    return Tag(tone, choice_label(words, state))


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
