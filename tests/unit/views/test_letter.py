from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.trail import Revision, Trail
from milepost.views.letter import Letter, letter
from support.engagements import CLIENT, PEOPLE
from support.shares import a_share

Held: TypeAlias = Any
SINCE = date(2026, 11, 10)
FILES = {
    "milestones.yaml": "- {id: M1, title: Launch, agreed: 2027-01-04, expected: 2027-01-18, reason: Late}\n",
    "actions.yaml": (
        "- {id: A-1, title: Send the list, party: client, for: lena, due: 2026-11-20}\n"
        "- {id: A-2, title: Choose, party: client, due: 2026-12-01}\n"
        "- {id: A-3, title: Some day, party: client}\n"
        "- {id: A-4, title: Ours, party: agency, due: 2026-12-01}\n"
    ),
    "reports/2026-11-20.md": "---\ntitle: Told\n---\nThe first\nparagraph.\n\nThe second.\n",
}


def change(
    field: str | None, before: Held = None, after: Held = None, record: str = "M1", collection: str = "milestones"
) -> RecordChange:
    return RecordChange(record, collection, ChangeKind.CHANGED if field else ChangeKind.ADDED, field, before, after)


MOVED = change("expected", None, "2027-01-18")
REPORT = change(None, None, {"title": "Told"}, "report-2026-11-20", "reports")


def written(*changes: RecordChange, since: date | None = SINCE, files: dict[str, str] | None = None) -> Letter:
    return letter(a_share(files or FILES), changes, since)


def parts(found: Letter) -> dict[str, tuple[str, ...]]:
    return {part.title: part.lines for part in found.parts}


def test_the_subject_answers_when() -> None:
    found = written(MOVED)

    assert found.subject == "Collections portal: Launch has moved 2 weeks, to 18 January 2027."
    assert found.lead == "1 record changed since 10 November."


def test_what_is_needed_comes_first_and_the_most_urgent_on_top() -> None:
    found = written(MOVED, REPORT, change("phase", None, "Build"))

    assert list(parts(found)) == ["What we need from you", "Dates that changed", "New reports", "Also changed"]
    assert parts(found)["What we need from you"] == (
        "Send the list · Lena Ortiz · due 20 Nov, 2 days overdue",
        "Choose · due 1 Dec",
        "Some day · no date",
    )


def test_a_first_expected_date_is_a_move_from_the_agreed_one() -> None:
    assert parts(written(MOVED))["Dates that changed"] == ("Launch · Expected: 4 Jan 2027 → 18 Jan 2027",)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (change("expected", "2027-01-11", "2027-01-18"), "Launch · Expected: 11 Jan 2027 → 18 Jan 2027"),
        (change("done_on", None, "2027-01-18"), "Launch · Done: 18 Jan 2027"),
        (change("expected", None, "2027-01-18", record="M9"), "M9 · Expected: 18 Jan 2027"),
    ],
)
def test_other_dates_are_told_as_they_were(given: RecordChange, line: str) -> None:
    assert parts(written(given))["Dates that changed"] == (line,)


def test_a_report_is_told_by_its_first_paragraph() -> None:
    assert parts(written(REPORT))["New reports"] == ("Told: The first paragraph.",)


def test_no_markup_is_in_a_letter() -> None:
    body = "reports/2026-11-20.md"
    files = {**FILES, body: "---\ntitle: Told\n---\nWe **did** [M1], see\n[the page](https://example.org).\n"}

    found = parts(written(REPORT, change("reason", None, "*Rain*: [M1]"), files=files))

    assert found["New reports"] == ("Told: We did “Launch”, see the page (https://example.org).",)
    assert found["Also changed"] == ("Launch · Reason: Rain: “Launch”",)


def test_a_long_list_says_how_many_are_left_out() -> None:
    many = [change("phase", None, "Build", f"M{number}") for number in range(43)]

    (part,) = [part for part in written(*many).parts if part.title == "Also changed"]

    assert (len(part.lines), part.more) == (40, "And 3 more, on the site.")


def test_since_the_beginning_everything_is_new() -> None:
    assert written(MOVED, since=None).lead == "1 record is new."


def test_the_end_says_whom_to_ask_and_what_state_this_is() -> None:
    share = a_share(FILES)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    trail = Trail((Revision("abcdef1234567890", (), "Ana", "a@b.c", at, at, at, None, (MOVED,)),))
    with_trail = type(share)(share.engagement, share.words, share.as_of, trail=trail)

    assert letter(with_trail, (MOVED,), SINCE).closing == (
        "Questions? Ask Ana Pop, ana@studio.example.",
        "From the project record: state on 22 November 2026, version abcdef1234.",
    )
    assert written(MOVED, files={"client.yaml": CLIENT}).closing == ()


@pytest.mark.parametrize(
    ("language", "lead", "heading"),
    [
        ("es", "1 registro ha cambiado desde el 10 de noviembre.", "Fechas que han cambiado"),
        ("ro", "1 înregistrare s-a schimbat de la 10 noiembrie.", "Date care s-au schimbat"),
    ],
)
def test_the_letter_is_in_the_clients_language(language: str, lead: str, heading: str) -> None:
    found = written(MOVED, files={**FILES, "client.yaml": f"{CLIENT}{PEOPLE}language: {language}\n"})

    assert (found.language, found.lead) == (language, lead)
    assert heading in parts(found)
