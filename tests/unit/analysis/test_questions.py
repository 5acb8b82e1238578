from __future__ import annotations

from datetime import UTC, datetime

from milepost.analysis.questions import question_states
from support.engagements import an_engagement


def question(name: str, asked: str, more: str = "", fields: str = "") -> str:
    first = f"    - {{at: {asked}T10:00:00+00:00, by: lena, text: May we?}}\n"
    return f"- id: {name}\n  title: {name}\n{fields}  messages:\n{first}{more}"


ANSWER = "    - {at: 2026-11-04T09:00:00+00:00, by: ana, text: You may.}\n"
MORE_WORDS = "    - {at: 2026-11-03T09:00:00+00:00, by: lena, text: It is urgent.}\n"


def test_a_question_waits_until_someone_of_the_party_that_was_asked_writes() -> None:
    texts = question("Q-1", "2026-11-02", MORE_WORDS) + question("Q-2", "2026-11-02", MORE_WORDS + ANSWER)

    waiting, answered = question_states(an_engagement({"questions.yaml": texts}))

    assert (waiting.question.id, waiting.is_open, waiting.asked.text) == ("Q-1", True, "May we?")
    assert (answered.question.id, answered.is_open) == ("Q-2", False)
    assert answered.answered_at == datetime(2026, 11, 4, 9, tzinfo=UTC)


def test_a_question_to_the_client_is_answered_by_the_client() -> None:
    texts = question("Q-1", "2026-11-02", ANSWER, "  to: client\n")

    (found,) = question_states(an_engagement({"questions.yaml": texts}))

    assert found.is_open


def test_an_answer_outside_the_site_counts() -> None:
    texts = question("Q-1", "2026-11-02", fields="  answered_at: 2026-11-02T16:00:00+00:00\n  channel: phone\n")

    (found,) = question_states(an_engagement({"questions.yaml": texts}))

    assert found.answered_at == datetime(2026, 11, 2, 16, tzinfo=UTC)


def test_the_oldest_open_and_the_newest_answered_come_first() -> None:
    texts = (
        question("Q-1", "2026-11-03")
        + question("Q-2", "2026-11-02")
        + question("Q-3", "2026-10-01", ANSWER)
        + question("Q-4", "2026-10-02", ANSWER)
    )

    found = question_states(an_engagement({"questions.yaml": texts}))

    assert [item.question.id for item in found] == ["Q-2", "Q-1", "Q-4", "Q-3"]


def test_where_no_people_are_named_a_question_without_a_date_of_its_answer_waits() -> None:
    texts = question("Q-1", "2026-11-02", ANSWER, "  audience: public\n  to: client\n")

    (found,) = question_states(an_engagement({"questions.yaml": texts}, "public"))

    assert found.is_open


def test_a_question_without_messages_is_not_shown() -> None:
    assert question_states(an_engagement({"questions.yaml": "- {id: Q-1, title: Empty, messages: []}\n"})) == ()
