"""What waited for whom, day by day: actions past due, questions without an answer, results without acceptance.

Says that something waited, never that a date moved because of it. Days are calendar days, as in a date's move.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from milepost.analysis.changes import ChangeKind
from milepost.analysis.clocks import promised_times
from milepost.analysis.questions import question_states
from milepost.analysis.trail import landings
from milepost.analysis.working_time import working_time
from milepost.disclosure.conversations import DisclosedAction
from milepost.disclosure.records import DisclosedDeliverable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from milepost.analysis.trail import Trail
    from milepost.analysis.working_days import WorkingDays
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Party

WaitKind = Literal["action", "question", "approval"]
_WEEK = 7
_HANDED_OVER = frozenset({"in-review", "delivered"})
_ANSWERED = frozenset({"accepted", "rejected"})
_SIGNED = frozenset({"accept", "reject"})


@dataclass(frozen=True)
class Wait:
    """Something that waited for a party on each day after `due`, up to and with the day `ended` (None: until today)."""

    record: str
    kind: WaitKind
    party: Party
    due: date
    ended: date | None

    def days(self, after: date, until: date) -> frozenset[int]:
        """The days (as ordinals) on which it waited, of those after `after` up to and with `until`."""
        first = max(self.due, after).toordinal() + 1
        last = min(self.ended or until, until).toordinal()
        return frozenset(range(first, last + 1))


@dataclass(frozen=True)
class Waited:
    """Days on which something waited for the client, for the agency, and those of them on which it was both."""

    client: int = 0
    agency: int = 0
    both: int = 0

    def __bool__(self) -> bool:
        return bool(self.client or self.agency)


def waits(engagement: DisclosedEngagement, trail: Trail, day_of: Callable[[datetime], date]) -> tuple[Wait, ...]:
    """Everything that ever waited, by the day it was due; `day_of` gives an instant's day in the client's zone."""
    found = [*_actions(engagement), *_questions(engagement, day_of), *_approvals(engagement, trail, day_of)]
    waited = (item for item in found if item.ended is None or item.ended > item.due)
    return tuple(sorted(waited, key=lambda item: (item.due, item.record)))


def waited(found: Iterable[tuple[Wait, date, date]]) -> Waited:
    """The days of several waits, each after one day and until another; a day counts once for each party."""
    days: dict[Party, set[int]] = {"client": set(), "agency": set()}
    for wait, after, until in found:
        days[wait.party] |= wait.days(after, until)
    client, agency = days["client"], days["agency"]
    return Waited(len(client), len(agency), len(client & agency))


def _actions(engagement: DisclosedEngagement) -> Iterator[Wait]:
    for action in engagement.of(DisclosedAction):
        if action.due:
            yield Wait(action.id, "action", action.party, action.due, action.done_on)


def _questions(engagement: DisclosedEngagement, day_of: Callable[[datetime], date]) -> Iterator[Wait]:
    """Questions from the day on which their promised time was up; without a promise, from the next working day.

    The promise is the agency's own: nobody promised for the client.
    """
    hours = working_time(engagement)
    promised = promised_times(engagement)
    for state in question_states(engagement):
        question, asked = state.question, state.asked.at
        within = promised.get(question.kind) if question.to == "agency" else None
        up = hours.up_at(asked, within)
        due = day_of(up) if up else _next_day(day_of(asked), hours.days)
        ended = day_of(state.answered_at) if state.answered_at else None
        yield Wait(question.id, "question", question.to, due, ended)


def _next_day(day: date, days: WorkingDays) -> date:
    """The next working day; the day after a week at the latest, however long nobody works."""
    found = (day + timedelta(number) for number in range(1, _WEEK + 1))
    return next((item for item in found if days.has(item)), day + timedelta(_WEEK))


def _approvals(engagement: DisclosedEngagement, trail: Trail, day_of: Callable[[datetime], date]) -> Iterator[Wait]:
    """Deliverables between their handing over, or the later day by which to accept them, and the client's answer."""
    states = _states(trail, day_of)
    for item in engagement.of(DisclosedDeliverable):
        given = next((on for on, status in states.get(item.id, ()) if status in _HANDED_OVER), None)
        if item.accept_by is None or given is None:
            continue
        due = max(item.accept_by, given)
        told = [on for on, status in states[item.id] if status in _ANSWERED]
        told += [day_of(word.at) for word in engagement.signoffs if word.record == item.id and word.verb in _SIGNED]
        yield Wait(item.id, "approval", "client", due, min((on for on in told if on >= given), default=None))


def _states(trail: Trail, day_of: Callable[[datetime], date]) -> dict[str, list[tuple[date, str]]]:
    """Each deliverable's statuses with the day from which they held."""
    found: dict[str, list[tuple[date, str]]] = {}
    for revision, _ in landings(trail):
        on = day_of(revision.landed_at)
        for change in revision.changes:
            status = change.after.get("status") if isinstance(change.after, dict) else change.after
            is_state = change.field == "status" or change.kind is ChangeKind.ADDED
            if change.collection == DisclosedDeliverable.collection and is_state and status:
                found.setdefault(change.record, []).append((on, str(status)))
    return found
