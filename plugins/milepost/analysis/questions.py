"""Which questions wait for whom, and since when; measures no working hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedQuestion

if TYPE_CHECKING:
    from datetime import datetime

    from milepost.disclosure.conversations import DisclosedMessage
    from milepost.disclosure.engagement import DisclosedEngagement


@dataclass(frozen=True)
class QuestionState:
    """A question, who asked first and when, and when it was answered (None while it waits)."""

    question: DisclosedQuestion
    asked: DisclosedMessage
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_at is None


def question_states(engagement: DisclosedEngagement) -> tuple[QuestionState, ...]:
    """Every question, open ones first, the oldest open and the newest answered on top."""
    found = [_state(question, engagement) for question in engagement.of(DisclosedQuestion) if question.messages]
    waiting = sorted((item for item in found if item.is_open), key=lambda item: item.asked.at)
    answered = sorted((item for item in found if not item.is_open), key=lambda item: item.asked.at, reverse=True)
    return (*waiting, *answered)


def _state(question: DisclosedQuestion, engagement: DisclosedEngagement) -> QuestionState:
    asked = question.messages[0]
    return QuestionState(question, asked, question.answered_at or _first_answer(question, engagement))


def _first_answer(question: DisclosedQuestion, engagement: DisclosedEngagement) -> datetime | None:
    """When someone of the party that was asked first wrote."""
    for message in question.messages[1:]:
        person = engagement.people_by_id.get(message.by or "")
        if person and person.party == question.to:
            return message.at
    return None
