from __future__ import annotations

from datetime import UTC

import pytest

from milepost import pipeline
from milepost.loading.tree import MemoryTree
from milepost.localisation.wording import Wording
from milepost.views.blocks import Facts, Note, PageView, Table
from milepost.views.portfolio import portfolio_view
from milepost.views.portfolio_blocks import PortfolioTable
from support.engagements import AS_OF

CLIENT = """name: {name}
engagement: Portal
started: 2026-01-12
currency: {currency}
people:
  - {{id: ana, name: Ana Pop, party: agency, email: ana@studio.example}}
  - {{id: lena, name: Lena Ortiz, party: client, email: lena@museum.example}}
communication:
  response: [{{kind: question, within: 1d}}]
"""
MILESTONES = "- {id: M1, title: Launch, agreed: 2027-01-15, owner: ana}\n"
LATE = "- {id: M1, title: Launch, agreed: 2026-11-01, owner: ana}\n"
GREEN = "---\ntitle: All is well\nhealth: on-track\n---\n\nAll is well.\n"
CHANGE = (
    "- {id: CR-1, title: Welsh pages, description: Translate., requested_on: 2026-11-11, "
    "effect: {cost: 3850, milestones: [{id: M1, days: 10}]}}\n"
)


def page(broken: tuple[str, ...] = (), /, **engagements: dict[str, str]) -> PageView:
    """The portfolio of engagements, each from its files beside a client.yaml, and of those that cannot be shown."""
    summaries = []
    for slug, files in engagements.items():
        currency = "GBP" if slug == "harbour" else "EUR"
        own: dict[str, str | bytes] = {"client.yaml": CLIENT.format(name=slug.title(), currency=currency), **files}
        outcome = pipeline.build_tree(MemoryTree(own), slug, AS_OF)
        assert outcome.summary, outcome.diagnostics
        summaries.append(outcome.summary)
    return portfolio_view(summaries, broken, "", Wording("en", AS_OF, UTC))


def table(view: PageView, section: str) -> list[tuple[str, ...]]:
    """The words of a section's table, tags included, row by row."""
    found = next((item for item in view.sections if item.id == section), None)
    tables = [block for block in found.blocks if isinstance(block, Table)] if found else []
    return [tuple(cell.tag.label if cell.tag else cell.text for cell in row) for item in tables for row in item.rows]


def test_an_engagement_without_anything_open_has_only_its_row_and_its_relationship() -> None:
    view = page(fern={})

    assert [section.id for section in view.sections] == ["all", "feel"]
    assert table(view, "feel") == [("Fern", "Not known", "–", "–", "–")]


def test_the_headline_says_first_of_how_many_nothing_can_be_said() -> None:
    engagement = {"milestones.yaml": MILESTONES, "reports/2026-11-20.md": GREEN}

    assert page(fern=engagement).headline == "1 engagement is on track."
    assert page(("gorse",), fern=engagement).headline == "1 engagement cannot be shown. 1 engagement is on track."
    assert page(("gorse", "heath"), fern=engagement).headline.startswith("2 engagements cannot be shown.")


def test_what_is_finished_stands_last_and_says_so() -> None:
    over = {
        "client.yaml": CLIENT.format(name="Elder", currency="EUR") + "status: closed\n",
        "milestones.yaml": MILESTONES,
    }
    view = page(elder=over, fern={"milestones.yaml": MILESTONES, "reports/2026-11-20.md": GREEN})
    found = next(block for section in view.sections for block in section.blocks if isinstance(block, PortfolioTable))

    assert view.headline == "1 engagement is on track and 1 is finished."
    assert [(row.name, row.tag.label) for row in found.rows] == [("Fern", "On track"), ("Elder", "Finished")]
    assert page(elder=over).headline == "1 engagement is finished."


def test_a_green_report_over_a_late_date_is_called_out() -> None:
    view = page(
        harbour={"milestones.yaml": LATE, "reports/2026-11-20.md": GREEN},
        fern={"milestones.yaml": MILESTONES, "reports/2026-11-20.md": GREEN},
    )

    assert [row[:3] for row in table(view, "paper")] == [("Harbour", "On track", "Off track")]


def test_one_person_s_work_is_added_up_over_all_clients() -> None:
    view = page(harbour={"milestones.yaml": LATE}, fern={"milestones.yaml": MILESTONES})

    assert table(view, "busy") == [("Ana Pop", "Harbour and Fern", "2", "0", "1", "1 Nov")]


def test_undecided_changes_are_told_with_their_worth_in_each_currency() -> None:
    view = page(
        harbour={"milestones.yaml": MILESTONES, "changes.yaml": CHANGE},
        fern={"milestones.yaml": MILESTONES, "changes.yaml": CHANGE},
    )
    facts = next(block for block in view.lead if isinstance(block, Facts))

    assert table(view, "undecided") == [
        ("Welsh pages", "Fern", "11 Nov", "€3,850", "10"),
        ("Welsh pages", "Harbour", "11 Nov", "£3,850", "10"),
    ]
    assert (facts.items[2].value, facts.items[2].note) == ("2", "worth €3,850, £3,850 and 20 days")


def test_a_sign_off_that_waits_is_told_with_its_working_days_and_the_overdue_first() -> None:
    deliverables = (
        "- {id: D1, title: Search, status: in-review, accept_by: 2026-11-27, milestone: M1}\n"
        "- {id: D2, title: Import, status: in-review, accept_by: 2026-11-20}\n"
    )
    done = "- {id: M1, title: Beta, agreed: 2026-11-16, done_on: 2026-11-16, status: done}\n"

    rows = table(page(harbour={"milestones.yaml": done, "deliverables.yaml": deliverables}), "waiting")

    assert rows == [("Import", "Harbour", "–", "–", "20 Nov"), ("Search", "Harbour", "16 Nov", "5", "27 Nov")]


def test_how_a_client_feels_is_told_with_its_reasons() -> None:
    feedback = (
        "- {id: F1, title: Pulse, given_on: 2026-09-01, kind: pulse, score: 9}\n"
        "- {id: F2, title: Pulse, given_on: 2026-10-01, kind: pulse, score: 6}\n"
    )
    view = page(harbour={"feedback.yaml": feedback}, fern={})
    notes = [block.text for item in view.sections for block in item.blocks if isinstance(block, Note)]

    assert table(view, "feel")[0] == ("Harbour", "To watch", "the score fell from 9 to 6; a score of 6", "6 of 10", "–")
    assert notes == [
        "2 of 2 engagements that began are still running. The mean of the last scores is 6.0 of 10.",
    ]


def test_account_notes_are_told_the_next_due_first_and_never_with_their_value() -> None:
    account = (
        "- {id: AC1, title: More pages, kind: upsell, value: 41250, next_step: Ask., due: 2027-03-01}\n"
        "- {id: AC2, title: Yearly care, kind: renewal, due: 2027-01-18}\n"
        "- {id: AC3, title: A friend}\n"
    )
    view = page(harbour={"account.yaml": account})

    assert table(view, "account") == [
        ("Yearly care", "Harbour", "renewal", "–", "18 Jan 2027"),
        ("More pages", "Harbour", "upsell", "Ask.", "1 Mar 2027"),
        ("A friend", "Harbour", "–", "–", "–"),
    ]
    assert "41250" not in repr(view)


def test_a_record_is_linked_only_where_the_client_s_own_site_shows_it() -> None:
    shown, hidden = (
        "{id: D1, title: Search, status: in-review}",
        "{id: D2, title: X, status: in-review, audience: internal}",
    )
    deliverables = f"- {shown}\n- {hidden}\n"
    view = page(harbour={"deliverables.yaml": deliverables})
    tables = [block for item in view.sections if item.id == "waiting" for block in item.blocks]

    assert isinstance(tables[0], Table)
    assert [row[0].url for row in tables[0].rows] == ["harbour/records/D1/", ""]


@pytest.mark.parametrize(("answered", "told"), [("2026-11-02T12:00:00+00:00", "1 of 1"), ("2026-11-12", "0 of 1")])
def test_answers_are_judged_by_the_promise(answered: str, told: str) -> None:
    at = answered if "T" in answered else f"{answered}T12:00:00+00:00"
    question = (
        f"- id: Q1\n  title: When?\n  to: agency\n  answered_at: {at}\n"
        "  messages:\n    - {at: 2026-11-02T09:00:00+00:00, by: lena, text: When?}\n"
    )
    view = page(harbour={"questions.yaml": question})
    facts = next(block for block in view.lead if isinstance(block, Facts))

    assert facts.items[3].value == told


def test_no_engagement_at_all_is_said() -> None:
    assert page().headline == "No engagement can be shown yet."
