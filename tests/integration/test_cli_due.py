"""`milepost due`: what is owed across clients, for people, programs and calendars."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from ical.calendar_stream import IcsCalendarStream

from support.command import run
from support.trails import MKDOCS, workspace

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = {
    "client.yaml": (
        "name: Harbour Museum\nengagement: Portal\nlanguage: es\n"
        "people:\n  - {id: lena, name: Lena Ortiz, party: client}\n"
    ),
    "actions.yaml": (
        "- {id: A-1, title: Send the list, party: client, for: lena, due: 2026-11-18}\n"
        "- {id: A-2, title: Send the draft, party: agency, due: 2026-11-22}\n"
    ),
    "account.yaml": "- {id: AC-1, title: Yearly care, kind: renewal, due: 2027-01-18}\n",
}
OLIVAR = {
    "client.yaml": "name: Olivar\nengagement: Tienda\n",
    "actions.yaml": "- {id: A-1, title: Choose, party: client}\n",
}
TODAY = ("--as-of", "2026-11-22")


def written(folder: Path, **clients: dict[str, str]) -> Path:
    (folder / "mkdocs.yml").write_text(MKDOCS)
    for slug, files in clients.items():
        (folder / "clients" / slug).mkdir(parents=True)
        for name, text in files.items():
            (folder / "clients" / slug / name).write_text(text)
    return folder


def test_overdue_things_come_first_by_day_and_client_and_say_whose_they_are(tmp_path: Path) -> None:
    ended = run("due", *TODAY, workspace=written(tmp_path, harbour=HARBOUR, olivar=OLIVAR))

    assert ended.code == 0
    assert ended.out == (
        "Overdue\n\n"
        "Wednesday, 18 November 2026 · 4 days overdue\n"
        "  harbour\n"
        "    client (Lena Ortiz): Send the list [A-1]\n\n"
        "Coming up\n\n"
        "Sunday, 22 November 2026 · today\n"
        "  harbour\n"
        "    we: Send the draft [A-2]\n\n"
        "Monday, 18 January 2027 · in 57 days\n"
        "  harbour\n"
        "    we: Account: Yearly care [AC-1]\n\n"
        "No day set\n\n"
        "  olivar\n"
        "    client: Choose [A-1]\n\n"
        "4 things in 2 engagements, 1 overdue.\n"
    )


def test_only_the_clients_that_are_named_are_looked_at(tmp_path: Path) -> None:
    ended = run("due", "olivar", *TODAY, workspace=written(tmp_path, harbour=HARBOUR, olivar=OLIVAR))

    assert "harbour" not in ended.out
    assert ended.out.endswith("1 thing in 1 engagement, 0 overdue.\n")


def test_nothing_due_is_said(tmp_path: Path) -> None:
    ended = run("due", *TODAY, workspace=written(tmp_path, olivar={"client.yaml": OLIVAR["client.yaml"]}))

    assert (ended.code, ended.out) == (0, "Nothing is due in 1 engagement.\n")


def test_programs_get_every_item_with_its_client_and_day(tmp_path: Path) -> None:
    ended = run("due", "harbour", "--json", *TODAY, workspace=written(tmp_path, harbour=HARBOUR))

    found = json.loads(ended.out)
    assert found["clients"] == [{"slug": "harbour", "name": "Harbour Museum", "as_of": "2026-11-22", "complete": True}]
    assert found["items"][0] == {
        "client": "harbour",
        "kind": "action",
        "what": "Send the list",
        "records": ["A-1"],
        "party": "client",
        "person": "lena",
        "due": "2026-11-18",
        "days_overdue": 4,
    }


def test_files_with_errors_are_said_to_be_incomplete(tmp_path: Path) -> None:
    broken = {**HARBOUR, "actions.yaml": HARBOUR["actions.yaml"].replace("2026-11-18", "soon")}
    unreadable = {"client.yaml": "name: [\n"}

    ended = run("due", *TODAY, workspace=written(tmp_path, harbour=broken, olivar=unreadable))

    assert ended.code == 1
    assert "Send the draft" in ended.out
    for slug in ("harbour", "olivar"):
        assert f"{slug}: its files have errors, so something may be missing." in ended.err


def test_an_unknown_client_is_a_wrong_call(tmp_path: Path) -> None:
    ended = run("due", "harbor", workspace=written(tmp_path, harbour=HARBOUR))

    assert (ended.code, ended.out) == (2, "")
    assert "harbour" in ended.err


# The calendar


def test_a_calendar_is_written_and_renewed(tmp_path: Path) -> None:
    place, file = written(tmp_path, harbour=HARBOUR), tmp_path / "due.ics"

    codes = [run("due", "--ics", file, *TODAY, workspace=place).code for _ in range(2)]

    assert codes == [0, 0]
    found = IcsCalendarStream.calendar_from_ics(file.read_bytes().decode()).events
    assert [event.summary for event in found] == [
        "Harbour Museum: Send the list",
        "Harbour Museum: Send the draft",
        "Harbour Museum: Account: Yearly care",
    ]


def test_another_file_is_not_overwritten_by_a_calendar(tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\n")

    ended = run("due", "--ics", file, *TODAY, workspace=written(tmp_path, harbour=HARBOUR))

    assert ended.code == 4
    assert "Somebody" in file.read_text()


def test_where_nothing_has_a_day_an_old_calendar_goes(tmp_path: Path) -> None:
    place, file = written(tmp_path, harbour=HARBOUR), tmp_path / "due.ics"
    run("due", "--ics", file, *TODAY, workspace=place)
    (place / "clients" / "harbour" / "actions.yaml").unlink()
    (place / "clients" / "harbour" / "account.yaml").unlink()

    ended = run("due", "--ics", file, *TODAY, workspace=place)

    assert (ended.code, file.exists()) == (0, False)


# Signatures

SIGNED = "digest: sha256:00\nstatement: words\nsignature: armored\n"
POLICY = (
    "name: Harbour Museum\nengagement: Portal\npolicy: {quorum: {requirements: [client]}}\n"
    "people:\n  - {id: lena, name: Lena Ortiz, party: client}\n"
)
FOLDER = "clients/harbour/"


def test_words_that_changed_after_a_signature_wait_for_a_new_one(tmp_path: Path) -> None:
    repository = workspace(tmp_path, POLICY)
    requirement = "- {id: REQ-1, title: T, statement: First}\n"
    signoff = f"id: SO-1\nrecord: REQ-1\nverb: accept\nby: lena\nat: 2027-01-01T00:00:00+00:00\n{SIGNED}"
    repository.commit(
        {f"{FOLDER}requirements.yaml": requirement, f"{FOLDER}signoffs/SO-1.yaml": signoff}, at=1_780_000_000
    )
    repository.save(check_out=True)
    before = run("due", *TODAY, workspace=tmp_path)
    repository.commit({f"{FOLDER}requirements.yaml": requirement.replace("First", "Second")}, at=1_800_000_000)
    repository.save(check_out=True)
    after = run("due", *TODAY, workspace=tmp_path)

    assert before.out == "Nothing is due in 1 engagement.\n"
    assert "client: Sign 1 requirement [REQ-1]" in after.out


def test_without_history_nobody_knows_whether_signed_words_have_changed(tmp_path: Path) -> None:
    files = {
        "client.yaml": POLICY,
        "requirements.yaml": "- {id: REQ-1, title: T, statement: First}\n",
        "signoffs/SO-1.yaml": f"id: SO-1\nrecord: REQ-1\nverb: accept\nby: lena\nat: 2026-03-02T00:00:00Z\n{SIGNED}",
    }
    (tmp_path / "clients" / "harbour" / "signoffs").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "clients" / "harbour" / name).write_text(text)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)

    ended = run("due", *TODAY, workspace=tmp_path)

    assert "without history nobody knows whether signed words have changed since" in ended.err


@pytest.mark.parametrize("language", ["en", "es", "ro"])
def test_the_agencys_own_words_are_english_whatever_the_client_reads(language: str, tmp_path: Path) -> None:
    files = {**HARBOUR, "client.yaml": HARBOUR["client.yaml"].replace("es", language, 1)}

    assert "Overdue" in run("due", *TODAY, workspace=written(tmp_path, harbour=files)).out
