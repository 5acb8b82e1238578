from __future__ import annotations

from milepost.views.blocks import Fold, Table
from milepost.views.feedback import feedback_page
from milepost.views.result_blocks import Figure
from support.contexts import a_context, entries, sections, tags, the_page

PULSES = """
- {id: F-1, title: June, given_on: 2026-06-30, kind: pulse, score: 7, given_by: lena}
- {id: F-2, title: September, given_on: 2026-09-01, kind: pulse, score: 9}
"""
SAID = """
- id: F-3
  title: Filters
  given_on: 2026-11-04
  text: Place comes first.
  response: Changed.
  response_on: 2026-11-10
  outcome: done
- {id: F-4, title: Counter, given_on: 2026-10-07, text: A counter?, response: We advise against it., outcome: declined}
- {id: F-5, title: Grey, given_on: 2026-11-01, text: Grey?, outcome: planned}
"""
WAITING = "- {id: F-6, title: Dark, given_on: 2026-11-19, text: Could it be dark?}\n"
QUOTE = """
- id: F-7
  title: On working together
  given_on: 2026-10-21
  given_by: lena
  kind: testimonial
  consent: true
  audience: public
  text: They tell us the price first.
"""


def test_without_feedback_there_is_no_page() -> None:
    assert feedback_page(a_context({})) is None


def test_the_headline_says_what_waits_and_the_last_two_scores() -> None:
    def headline(*texts: str) -> str:
        return the_page(feedback_page(a_context({"feedback.yaml": "".join(texts)}))).headline

    assert headline(PULSES, SAID, WAITING) == (
        "1 remark is waiting for our answer. Your last score was 9 of 10; the one before was 7."
    )
    assert headline(SAID) == "Everything you said has an answer."
    assert headline(PULSES[: PULSES.index("- {id: F-2")]) == "Your last score was 7 of 10."


def test_scores_are_a_line_from_nought_to_ten_with_every_value_in_a_table() -> None:
    page = the_page(feedback_page(a_context({"feedback.yaml": PULSES})))

    figure, fold = page.sections[0].blocks
    assert isinstance(figure, Figure)
    assert isinstance(fold, Fold)
    assert [(str(on), int(value)) for on, value in figure.chart.points] == [("2026-06-30", 7), ("2026-09-01", 9)]
    assert [tick.label for tick in figure.chart.ticks] == ["0", "2", "4", "6", "8", "10"]
    (table,) = fold.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["1 Sept", "9", "–"], ["30 Jun", "7", "Lena Ortiz"]]


def test_one_score_or_scores_of_one_day_are_a_table_without_a_line() -> None:
    one_day = PULSES.replace("2026-09-01", "2026-06-30")

    page = the_page(feedback_page(a_context({"feedback.yaml": one_day})))

    assert [type(block) for block in page.sections[0].blocks] == [Table]


def test_a_remark_stands_with_our_answer_and_what_came_of_it() -> None:
    page = feedback_page(a_context({"feedback.yaml": SAID + WAITING}))

    assert sections(page) == {
        "Waiting for our answer": ["F-6"],
        "What you said, and what we did": ["F-3", "F-5", "F-4"],
    }
    assert tags(page) == {
        "F-6": ("waiting", "Waiting for us"),
        "F-3": ("done", "Done"),
        "F-5": ("waiting", "Planned"),
        "F-4": ("dropped", "Declined"),
    }
    assert [(part.label, part.markdown) for part in entries(page)["F-3"].parts] == [("Our answer, 10 Nov", "Changed.")]
    assert [part.label for part in entries(page)["F-4"].parts] == ["Our answer"]


def test_a_public_share_shows_quotations_that_may_be_used_and_no_name_of_the_client_s_people() -> None:
    page = feedback_page(a_context({"feedback.yaml": PULSES + SAID + WAITING + QUOTE}, "public"))

    assert the_page(page).headline == "What Harbour Museum says about our work."
    assert list(entries(page)) == ["F-7"]
    assert entries(page)["F-7"].meta == ("testimonial", "21 Oct")
    assert tags(page) == {}
    assert feedback_page(a_context({"feedback.yaml": SAID}, "public")) is None
