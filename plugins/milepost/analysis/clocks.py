"""How long answers took in working hours, against what was promised, in both directions; words and judges nothing.

A clock runs from a question's first message until its answer, in the client's working hours. A page knows only its
day, so an open clock is read at the first minute of that day: a question is overdue once its time has run out on an
earlier day, and one that runs out today says at what time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Literal

from milepost.analysis.questions import QuestionState, question_states
from milepost.analysis.working_time import WorkingTime, working_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Duration, Party

QuestionKind = Literal["question", "urgent"]
KINDS: tuple[QuestionKind, ...] = ("question", "urgent")


@dataclass(frozen=True)
class Clock:
    """A question's clock on a day.

    `took` is the working time until the answer, None while the question is open; `promised` what our own answers are
    promised within, None where nothing is; `due` when that time is up. `left` is the working time that an open
    question has from the page's day on, nothing once it is up, None without a promise or once answered.
    """

    state: QuestionState
    took: timedelta | None
    promised: Duration | None
    due: datetime | None
    left: timedelta | None
    is_overdue: bool

    @property
    def to(self) -> Party:
        """Who was asked."""
        return self.state.question.to

    @property
    def kind(self) -> QuestionKind:
        """Which promise counts."""
        return self.state.question.kind

    @property
    def kept(self) -> bool | None:
        """Whether the answer came within the promised time; None where nothing was promised, or it may still come."""
        if self.due is None:
            return None
        if self.state.answered_at is None:
            return False if self.is_overdue else None
        return self.state.answered_at <= self.due


@dataclass(frozen=True)
class AnswerTimes:
    """The answers of one party to one kind of question: how many, half of them within `median`, how many in time.

    `of` are those that can be judged against `promised`: answered or, of ours, overdue. The promise is ours alone, so
    that an open question to the client is late by nothing.
    """

    to: Party
    kind: QuestionKind
    promised: Duration | None
    answered: int
    waiting: int
    median: timedelta | None
    kept: int
    of: int


def clocks(engagement: DisclosedEngagement, as_of: date) -> tuple[Clock, ...]:
    """The clock of every question, in the order of `question_states`."""
    hours = working_time(engagement)
    promised = promised_times(engagement)
    return tuple(
        _clock(state, hours, promised.get(state.question.kind), as_of) for state in question_states(engagement)
    )


def promised_times(engagement: DisclosedEngagement) -> dict[QuestionKind, Duration]:
    """How soon we promised to answer each kind of question; what nothing was promised for is not among them."""
    return {item.kind: item.within for item in engagement.communication.response}


def answer_times(found: Iterable[Clock]) -> tuple[AnswerTimes, ...]:
    """The answers of each party to each kind that has a question; ours first."""
    groups: dict[tuple[Party, QuestionKind], list[Clock]] = {}
    for clock in found:
        groups.setdefault((clock.to, clock.kind), []).append(clock)
    parties: tuple[Party, ...] = ("agency", "client")
    order = [(party, kind) for party in parties for kind in KINDS]
    return tuple(_answer_times(to, kind, groups[to, kind]) for to, kind in order if (to, kind) in groups)


def middle(amounts: Sequence[timedelta]) -> timedelta:
    """The median; there must be one amount at least."""
    return timedelta(seconds=median(amount.total_seconds() for amount in amounts))


def _clock(state: QuestionState, hours: WorkingTime, promised: Duration | None, as_of: date) -> Clock:
    asked = state.asked.at
    due = hours.up_at(asked, promised)
    if state.answered_at is not None:
        # An answer that is dated before its question is a mistake in the record, and took no time.
        return Clock(state, hours.between(asked, state.answered_at), promised, due, None, is_overdue=False)
    begins = max(asked, hours.start_of(as_of))
    left = hours.between(begins, due) if due else None
    return Clock(state, None, promised, due, left, is_overdue=due is not None and due < hours.start_of(as_of))


def _answer_times(to: Party, kind: QuestionKind, members: list[Clock]) -> AnswerTimes:
    took = [clock.took for clock in members if clock.took is not None]
    counted = [clock for clock in members if to == "agency" or clock.took is not None]
    judged = [clock.kept for clock in counted if clock.kept is not None]
    return AnswerTimes(
        to=to,
        kind=kind,
        promised=members[0].promised,
        answered=len(took),
        waiting=len(members) - len(took),
        median=middle(took) if took else None,
        kept=sum(judged),
        of=len(judged),
    )


def waited(clock: Clock, hours: WorkingTime, as_of: date) -> timedelta:
    """The working time that a question took, or has waited until the page's day."""
    if clock.took is not None:
        return clock.took
    return hours.between(clock.state.asked.at, hours.start_of(as_of))
