from __future__ import annotations

from datetime import date, datetime, timedelta

from milepost.analysis.clocks import AnswerTimes, Clock, answer_times, clocks, middle, waited
from milepost.analysis.working_time import working_time
from support.engagements import CLIENT, PEOPLE, an_engagement

CALENDAR = 'timezone: Europe/London\ncalendar: {hours: "09:00-17:00", holidays: GB}\n'
PROMISES = "communication:\n  response: [{kind: question, within: 1d}, {kind: urgent, within: 2h}]\n"
SUNDAY = date(2026, 11, 22)


def question(name: str, asked: str, answered: str = "", fields: str = "") -> str:
    answer = f"  answered_at: {answered}\n" if answered else ""
    return (
        f"- id: {name}\n  title: {name}\n{fields}{answer}  messages:\n    - {{at: {asked}, by: lena, text: May we?}}\n"
    )


def of(text: str, as_of: date = SUNDAY, promises: str = PROMISES) -> dict[str, Clock]:
    files = {"client.yaml": CLIENT + PEOPLE + CALENDAR + promises, "questions.yaml": text}
    return {clock.state.question.id: clock for clock in clocks(an_engagement(files), as_of)}


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def test_an_answer_is_timed_in_working_hours_against_the_promise_for_its_kind() -> None:
    found = of(
        question("Q-in-time", "2026-11-19T16:00:00+00:00", "2026-11-20T12:00:00+00:00")
        + question("Q-late", "2026-11-18T09:00:00+00:00", "2026-11-19T09:01:00+00:00")
        + question("Q-urgent", "2026-11-20T16:00:00+00:00", "2026-11-23T10:00:00+00:00", "  kind: urgent\n"),
    )

    assert {name: (clock.took, clock.kept) for name, clock in found.items()} == {
        "Q-in-time": (hours(4), True),
        "Q-late": (hours(8) + timedelta(minutes=1), False),
        "Q-urgent": (hours(2), True),
    }


def test_an_answer_outside_working_hours_took_none_of_them() -> None:
    found = of(question("Q", "2026-11-21T10:00:00+00:00", "2026-11-21T11:00:00+00:00"))["Q"]

    assert (found.took, found.kept) == (hours(0), True)


def test_an_open_question_says_by_when_and_how_much_working_time_is_left_on_the_day_of_the_page() -> None:
    found = of(question("Q", "2026-11-20T15:00:00+00:00"))["Q"]

    assert found.due == datetime.fromisoformat("2026-11-23T15:00:00+00:00")
    assert (found.took, found.left, found.is_overdue, found.kept) == (None, hours(6), False, None)


def test_a_question_that_was_asked_on_the_day_of_the_page_has_all_its_time() -> None:
    found = of(question("Q", "2026-11-18T12:00:00+00:00"), date(2026, 11, 18))["Q"]

    assert (found.left, found.is_overdue) == (hours(8), False)


def test_a_question_whose_time_runs_out_today_is_not_overdue_before_tomorrow() -> None:
    text = question("Q", "2026-11-17T12:00:00+00:00")

    today, tomorrow = (of(text, date(2026, 11, day))["Q"] for day in (18, 19))

    assert (today.is_overdue, today.left, today.kept) == (False, hours(3), None)
    assert (tomorrow.is_overdue, tomorrow.left, tomorrow.kept) == (True, hours(0), False)


def test_without_a_promise_nothing_is_kept_or_broken() -> None:
    found = of(
        question("Q-1", "2026-11-18T09:00:00+00:00", "2026-11-19T09:00:00+00:00")
        + question("Q-2", "2026-01-05T09:00:00+00:00"),
        promises="",
    )

    assert [(clock.due, clock.left, clock.is_overdue, clock.kept) for clock in found.values()] == [
        (None, None, False, None),
        (None, None, False, None),
    ]


def test_answers_are_counted_for_each_party_and_kind() -> None:
    text = (
        question("Q-1", "2026-11-16T09:00:00+00:00", "2026-11-16T10:00:00+00:00")
        + question("Q-2", "2026-11-16T09:00:00+00:00", "2026-11-16T12:00:00+00:00")
        + question("Q-3", "2026-11-16T09:00:00+00:00", "2026-11-18T09:00:00+00:00")
        + question("Q-4", "2026-11-10T09:00:00+00:00")
        + question("Q-5", "2026-11-20T16:00:00+00:00")
        + question("Q-6", "2026-11-16T09:00:00+00:00", "2026-11-16T11:00:00+00:00", "  kind: urgent\n")
        + question("Q-7", "2026-11-16T09:00:00+00:00", "2026-11-17T13:00:00+00:00", "  to: client\n")
    )

    found = answer_times(of(text).values())

    ours, urgent, theirs = found
    assert (ours.to, ours.kind, ours.answered, ours.waiting, ours.median) == ("agency", "question", 3, 2, hours(3))
    assert (ours.kept, ours.of) == (2, 4), "the overdue one counts, the one with time left does not yet"
    assert (urgent.kind, urgent.kept, urgent.of, str(urgent.promised)) == ("urgent", 1, 1, "2h")
    assert theirs == AnswerTimes("client", "question", theirs.promised, 1, 0, hours(12), 0, 1)


def test_without_answers_there_is_no_median() -> None:
    (found,) = answer_times(of(question("Q-1", "2026-11-20T16:00:00+00:00")).values())

    assert (found.median, found.of) == (None, 0)


def test_the_median_of_an_even_number_lies_between_the_middle_two() -> None:
    assert middle([hours(4), hours(1), hours(2), hours(30)]) == hours(3)


def test_an_open_question_has_waited_until_the_morning_of_the_page() -> None:
    files = {"client.yaml": CLIENT + PEOPLE + CALENDAR + PROMISES}
    calendar = working_time(an_engagement(files))
    found = of(
        question("Q-open", "2026-11-18T09:00:00+00:00")
        + question("Q-answered", "2026-11-18T09:00:00+00:00", "2026-11-18T10:00:00+00:00")
    )

    assert waited(found["Q-open"], calendar, date(2026, 11, 20)) == hours(16)
    assert waited(found["Q-answered"], calendar, date(2026, 11, 20)) == hours(1)


def test_the_same_promise_in_three_time_zones_is_up_at_three_instants() -> None:
    asked = "2026-10-23T18:30:00+00:00"

    def due(zone: str) -> str:
        text = CLIENT + PEOPLE + PROMISES + f'timezone: {zone}\ncalendar: {{hours: "09:00-17:00"}}\n'
        files = {"client.yaml": text, "questions.yaml": question("Q", asked, fields="  kind: urgent\n")}
        (found,) = clocks(an_engagement(files), date(2026, 10, 23))
        assert found.due is not None
        return found.due.isoformat()

    assert {zone: due(zone) for zone in ("America/New_York", "Europe/London", "Europe/Bucharest")} == {
        "America/New_York": "2026-10-23T16:30:00-04:00",
        "Europe/London": "2026-10-26T11:00:00+00:00",
        "Europe/Bucharest": "2026-10-26T11:00:00+02:00",
    }
