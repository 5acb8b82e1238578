from __future__ import annotations

from milepost.views.blocks import Note, Table
from milepost.views.questions import questions_page
from support.contexts import a_context, entries, tags, the_page
from support.engagements import CLIENT, PEOPLE

SETTINGS = """calendar: {hours: "09:00-17:00"}
communication:
  response: [{kind: question, within: 1d}, {kind: urgent, within: 2h}]
"""


def question(name: str, asked: str, answered: str = "", by: str = "lena", fields: str = "") -> str:
    answer = f"  answered_at: '{answered}:00+00:00'\n" if answered else ""
    first = f"    - {{at: '{asked}:00+00:00', by: {by}, text: May we?}}\n"
    return f"- id: {name}\n  title: {name}\n{fields}{answer}  messages:\n{first}"


OURS = (
    question("Q-1", "2026-11-16T09:00", "2026-11-16T12:00")
    + question("Q-2", "2026-11-16T09:00", "2026-11-18T11:00")
    + question("Q-3", "2026-11-20T15:00")
)
THEIRS = question("Q-4", "2026-11-16T09:00", "2026-11-17T13:00", "ana", "  to: client\n") + question(
    "Q-5", "2026-11-18T09:00", by="ana", fields="  to: client\n"
)


def files(*texts: str, settings: str = SETTINGS) -> dict[str, str]:
    return {"client.yaml": CLIENT + PEOPLE + settings, "questions.yaml": "".join(texts)}


def speed(*texts: str, settings: str = SETTINGS) -> tuple[list[list[str]], str]:
    page = the_page(questions_page(a_context(files(*texts, settings=settings))))
    section = next(section for section in page.sections if section.id == "speed")
    table = section.blocks[0]
    assert isinstance(table, Table)
    note = section.blocks[1] if len(section.blocks) > 1 else Note("")
    assert isinstance(note, Note)
    return [[" / ".join(filter(None, (cell.text, cell.sub))) for cell in row] for row in table.rows], note.text


def test_without_questions_there_is_no_page() -> None:
    assert questions_page(a_context({})) is None


def test_the_headline_says_what_is_answered_in_time_and_who_waits() -> None:
    page = the_page(questions_page(a_context(files(OURS, THEIRS))))

    assert page.headline == (
        "3 of 5 questions are answered. We kept to the promised time for 1 of 2. 1 is waiting for us. "
        "1 is waiting for you."
    )


def test_each_answer_says_how_long_it_took_against_what_was_promised() -> None:
    found = entries(questions_page(a_context(files(OURS, THEIRS))))

    assert {name: entry.meta[1:] for name, entry in found.items()} == {
        "Q-1": ("answered 16 Nov, 12:00", "answered in 3 h, promised within 1 working day"),
        "Q-2": ("answered 18 Nov, 11:00", "answered in 2 working days and 2 h, promised within 1 working day"),
        "Q-3": ("answer promised by 23 Nov, 15:00; 6 h left",),
        "Q-4": ("answered 17 Nov, 13:00", "answered in 1 working day and 4 h"),
        "Q-5": ("open for 3 working days",),
    }


def test_a_late_answer_of_ours_is_called_late_and_to_the_client_no_time_is_set() -> None:
    late = question("Q-6", "2026-11-16T09:00") + question(
        "Q-7", "2026-09-01T09:00", by="ana", fields="  to: client\n  kind: urgent\n"
    )
    page = questions_page(a_context(files(late)))

    assert entries(page)["Q-6"].meta[-1] == "our answer was promised by 16 Nov, 17:00 and is late"
    assert tags(page) == {"Q-6": ("overdue", "Our answer is late"), "Q-7": ("at-risk", "Waiting for you")}


def test_an_answer_outside_working_hours_says_so() -> None:
    found = entries(questions_page(a_context(files(question("Q", "2026-11-21T09:00", "2026-11-21T10:00")))))

    assert found["Q"].meta[-1] == "answered outside working hours"


def test_both_directions_are_counted_and_only_our_promise_is_one() -> None:
    rows, note = speed(OURS, THEIRS)

    assert rows == [
        ["Ours to your questions / 1 is open", "1 working day", "1 working day and 2 h", "1 of 2"],
        [
            "Yours to our questions / 1 is open",
            "–",
            "1 working day and 4 h",
            "0 of 1 / in the time that we promise you",
        ],
    ]
    assert note == "Time is counted in working hours: Monday to Friday, 09:00–17:00 (UTC)."


def test_public_holidays_are_named_where_they_are_left_out() -> None:
    _, note = speed(OURS, settings=SETTINGS.replace('"09:00-17:00"', '"09:00-17:00", holidays: GB'))

    assert note.startswith("Time is counted in working hours, without public holidays:")


def test_without_a_promise_or_an_answer_there_is_a_dash_and_no_guess() -> None:
    rows, note = speed(question("Q-3", "2026-11-20T15:00"), settings='calendar: {hours: "08:00-12:00"}\n')

    assert rows == [["Ours to your questions / 1 is open", "–", "–", "–"]]
    assert note == "Time is counted in working hours: Monday to Friday, 08:00–12:00 (UTC)."
    open_one = entries(questions_page(a_context(files(question("Q-3", "2026-11-20T15:00"), settings=""))))["Q-3"]
    assert open_one.meta == ("asked by Lena Ortiz, 20 Nov, 15:00",)


def test_a_question_asked_today_has_not_waited_yet() -> None:
    today = question("Q", "2026-11-22T09:00", by="ana", fields="  to: client\n")

    assert entries(questions_page(a_context(files(today))))["Q"].meta == ("asked by Ana Pop, 22 Nov, 09:00",)


def test_the_client_s_own_word_for_a_question_holds() -> None:
    page = the_page(questions_page(a_context(files(OURS, settings=f"{SETTINGS}terms: {{question: query}}\n"))))

    assert page.headline.startswith("2 of 3 queries are answered.")


def test_where_nobody_is_named_a_question_says_when_it_was_asked() -> None:
    public = question("Q", "2026-11-20T15:00", fields="  audience: public\n")

    assert entries(questions_page(a_context(files(public), "public")))["Q"].meta == ("asked 20 Nov, 15:00",)


def test_a_thread_tells_who_wrote_when() -> None:
    thread = question("Q", "2026-11-16T09:00") + "    - {at: '2026-11-16T10:00:00+00:00', by: ana, text: You may.}\n"

    found = entries(questions_page(a_context(files(thread))))["Q"]

    assert [(part.label, part.markdown) for part in found.parts] == [("Ana Pop, 16 Nov, 10:00", "You may.")]
    assert found.meta[1:] == ("answered in 1 h, promised within 1 working day",)
