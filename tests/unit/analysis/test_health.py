from __future__ import annotations

from milepost.analysis.health import ClientHealth, Level, Reason, Sign, client_health
from support.engagements import AS_OF, an_engagement

MONDAYS = ("2026-08-03", "2026-08-10", "2026-08-17", "2026-08-24", "2026-08-31", "2026-09-07")


def replies(*took: int | None) -> str:
    """Questions to the client, a week apart at nine; each answered after so many hours of a day, None not at all."""
    texts = []
    for day, hours in zip(MONDAYS, took, strict=False):
        answer = f"  answered_at: {day}T{9 + hours:02}:00:00+00:00\n" if hours is not None else ""
        messages = f"  messages:\n    - {{at: {day}T09:00:00+00:00, by: ana, text: Which?}}\n"
        texts.append(f"- id: Q-{day}\n  title: Which?\n  to: client\n{answer}{messages}")
    return "".join(texts)


def scored(*values: int) -> str:
    return "".join(
        f"- {{id: F-{n}, title: Pulse, given_on: 2026-09-0{n + 1}, kind: pulse, score: {value}}}\n"
        for n, value in enumerate(values)
    )


def health(questions: str = "", feedback: str = "", actions: str = "") -> ClientHealth:
    files = {"questions.yaml": questions, "feedback.yaml": feedback, "actions.yaml": actions}
    return client_health(an_engagement({name: text for name, text in files.items() if text}), AS_OF)


def test_an_engagement_that_tells_nothing_has_no_figure() -> None:
    found = health()

    assert (found.figure, found.level, found.reasons) == (None, Level.UNKNOWN, ())


def test_a_few_replies_alone_are_nothing_to_judge_by() -> None:
    assert health(replies(1, 5, 7)).level is Level.UNKNOWN


def test_steady_replies_good_scores_and_actions_in_time_are_good() -> None:
    actions = "- {id: A-1, title: Send, party: client, due: 2026-11-30}\n"

    found = health(replies(2, 2, 2, 2), scored(8, 9), actions)

    assert (found.figure, found.level, found.reasons) == (100, Level.GOOD, ())


def test_replies_that_slow_down_count_by_how_much() -> None:
    slower, much_slower = health(replies(3, 3, 6, 6)), health(replies(1, 2, 1, 7, 7, 7))

    assert slower.reasons == (Reason(Sign.SLOWER_REPLIES, 20, 3, 6),)
    assert (slower.figure, slower.level) == (80, Level.GOOD)
    assert much_slower.reasons == (Reason(Sign.SLOWER_REPLIES, 35, 1, 7),)
    assert (much_slower.figure, much_slower.level) == (65, Level.WATCH)


def test_an_hour_more_or_a_third_more_is_not_slowing_down() -> None:
    assert health(replies(1, 1, 2, 2)).reasons == ()
    assert health(replies(6, 6, 8, 8)).reasons == ()


def test_a_question_that_still_waits_counts_with_the_time_it_has_waited() -> None:
    found = health(replies(1, 1, None, None))

    (reason,) = found.reasons
    assert reason.sign is Sign.SLOWER_REPLIES
    assert reason.now > 400, "working hours since August"


def test_a_falling_score_and_a_low_one_both_count() -> None:
    assert health(feedback=scored(9, 6)).reasons == (
        Reason(Sign.FALLING_SCORES, 21, 9, 6),
        Reason(Sign.LOW_SCORE, 15, 9, 6),
    )
    assert health(feedback=scored(10, 8)).reasons == (Reason(Sign.FALLING_SCORES, 14, 10, 8),)
    assert health(feedback=scored(5)).reasons == (Reason(Sign.LOW_SCORE, 15, 5, 5),)
    assert health(feedback=scored(9, 8)).reasons == ()


def test_overdue_actions_of_the_client_count_each() -> None:
    actions = """
- {id: A-1, title: Send, party: client, due: 2026-11-20}
- {id: A-2, title: Name, party: client, due: 2026-11-01}
- {id: A-3, title: Ours, party: agency, due: 2026-10-01}
- {id: A-4, title: Later, party: client, due: 2026-12-01}
"""
    found = health(actions=actions)

    assert found.reasons == (Reason(Sign.OVERDUE_ACTIONS, 16, 2, 21),)
    assert found.figure == 84


def test_everything_at_once_is_a_reason_to_worry_and_the_gravest_comes_first() -> None:
    actions = "".join(f"- {{id: A-{n}, title: Send, party: client, due: 2026-10-01}}\n" for n in range(6))

    found = health(replies(1, 1, 7, 7), scored(10, 3), actions)

    assert [reason.sign for reason in found.reasons] == [
        Sign.SLOWER_REPLIES,
        Sign.OVERDUE_ACTIONS,
        Sign.FALLING_SCORES,
        Sign.LOW_SCORE,
    ]
    assert (found.figure, found.level) == (0, Level.WORRY)
