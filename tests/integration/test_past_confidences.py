"""What history may not give away: another client's past, words that were taken back, notes, names, addresses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from milepost import pipeline
from milepost.diagnostics import Severity
from milepost.exports.trail_json import trail_data
from milepost.shares import client_trail
from support.html import text_of
from support.leaks import leaks
from support.repositories import NORA as AUTHOR
from support.repositories import Person
from support.sites import rendered_files, shares_of
from support.trails import CLIENT, NORA, committed, told, trail_of, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from support.repositories import Written

FOLDER = "clients/harbour/"
MILESTONES, RISKS = f"{FOLDER}milestones.yaml", f"{FOLDER}risks.yaml"
ONE = "- id: M1\n  title: Launch\n  agreed: 2027-01-04\n"
RISK = "- id: {}\n  title: {}\n  audience: {}\n"
SETTINGS = f"{FOLDER}client.yaml"
OTHER = CLIENT.replace("Harbour Museum", "Zebra Works")
SECRET = {"qzsecretzq": "a word that must not come out"}
SHARES = """\
shares:
  - {name: client, audience: client}
  - {name: board, audience: sponsor}
  - {name: open, audience: public}
  - {name: plan, audience: client, sections: [overview, roadmap, trail]}
"""


def site(repository: Written, slug: str = "harbour", share: str = "") -> dict[str, bytes]:
    with committed(repository) as source:
        return rendered_files(shares_of(pipeline.build_client(source, slug, None))[share or slug])


# Whose history it is


def test_who_takes_the_name_of_a_client_that_is_gone_gets_nothing_of_its_history(tmp_path: Path) -> None:
    repository = workspace(tmp_path, OTHER)
    repository.commit({MILESTONES: ONE.replace("Launch", "qzsecretzq")})
    repository.commit({MILESTONES: None, SETTINGS: None})
    repository.commit({SETTINGS: CLIENT, RISKS: RISK.format("R1", "Snow", "client")})

    assert leaks(site(repository), SECRET) == []
    assert told(trail_of(repository)) == [("R1", "added", None)]


def test_who_takes_the_name_of_a_client_that_was_renamed_gets_nothing_of_its_history(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    hidden = ONE.replace("Launch", "qzsecretzq")
    repository.commit({MILESTONES: hidden})
    moved = {"clients/museum/client.yaml": CLIENT, "clients/museum/milestones.yaml": hidden}
    repository.commit({MILESTONES: None, SETTINGS: None, **moved})
    repository.commit({SETTINGS: CLIENT, RISKS: RISK.format("R1", "Snow", "client")})

    assert leaks(site(repository), SECRET) == []
    assert told(trail_of(repository, slug="museum")) == [("M1", "added", None)]


def test_a_client_that_gets_its_first_name_back_keeps_all_of_its_history(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    there = {"clients/museum/client.yaml": CLIENT, "clients/museum/milestones.yaml": ONE}
    repository.commit({MILESTONES: None, SETTINGS: None, **there})
    repository.commit({MILESTONES: ONE, SETTINGS: CLIENT, **dict.fromkeys(there)})

    assert told(trail_of(repository)) == [("M1", "added", None)]


def test_a_client_whose_files_were_removed_by_mistake_keeps_its_history_when_they_come_back(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: None, SETTINGS: None})
    repository.commit({MILESTONES: ONE, SETTINGS: CLIENT})

    assert told(trail_of(repository)) == [("M1", "added", None), ("M1", "removed", None), ("M1", "added", None)]


def test_a_removal_that_only_a_branch_tried_ends_nothing(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    base = repository.commit({MILESTONES: ONE})
    branch = repository.commit({MILESTONES: None, SETTINGS: None}, parents=[base])
    main = repository.commit({RISKS: RISK.format("R1", "Snow", "client")}, parents=[base])
    repository.commit({}, parents=[main, branch])

    assert ("M1", "added", None) in told(trail_of(repository))


def test_a_client_made_in_the_commit_that_ends_another_is_not_the_other_however_much_they_share(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    terms = "- {id: G1, title: Go-live, definition: The day.}\n"
    zebra = {"client.yaml": OTHER, "glossary.yaml": terms, "risks.yaml": RISK.format("Z1", "qzsecretzq", "client")}
    repository.commit({f"clients/zebra/{name}": text for name, text in zebra.items()})
    fern = {"clients/fern/client.yaml": CLIENT.replace("Harbour", "Fern"), "clients/fern/glossary.yaml": terms}
    repository.commit({**{f"clients/zebra/{name}": None for name in zebra}, **fern})

    assert leaks(site(repository, "fern"), SECRET) == []


def test_a_folder_that_had_another_name_in_its_settings_is_warned_of(tmp_path: Path) -> None:
    repository = workspace(tmp_path, OTHER)
    repository.commit({SETTINGS: "name: [broken\n"})
    copied = repository.commit({SETTINGS: OTHER})
    repository.commit({SETTINGS: CLIENT})
    repository.commit({SETTINGS: CLIENT.replace("Harbour Museum", "harbour  museum")})

    with committed(repository) as source:
        outcome = pipeline.build_client(source, "harbour", None)

    (found,) = outcome.diagnostics
    assert (found.code, found.severity, found.location.path) == ("S402", Severity.WARNING, SETTINGS)
    assert f"in {copied[:10]} this folder was that of “Zebra Works”" in found.message
    assert outcome.shares


def test_a_copied_folder_begins_anew_as_the_manual_says(tmp_path: Path) -> None:
    repository = workspace(tmp_path, OTHER)
    repository.commit({MILESTONES: ONE.replace("Launch", "qzsecretzq")})
    repository.commit({SETTINGS: CLIENT, MILESTONES: ONE})
    repository.commit({"clients/fern/client.yaml": CLIENT, "clients/fern/milestones.yaml": ONE})
    repository.commit({SETTINGS: None, MILESTONES: None})

    with committed(repository) as source:
        outcome = pipeline.build_client(source, "fern", None)

    assert outcome.diagnostics == ()
    assert leaks(site(repository, "fern"), SECRET) == []


# What was taken back


def test_words_taken_back_stay_away_when_the_record_is_deleted(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE, RISKS: RISK.format("RISK-1", "qzsecretzq", "client")})
    repository.commit({RISKS: RISK.format("RISK-1", "Hidden", "internal")})
    before = site(repository)
    repository.commit({RISKS: None})

    assert leaks(before, {**SECRET, "RISK-1": "an id that was taken back"}) == []
    assert site(repository) == before
    assert "Risk, not shown any more · removed" in text_of(before["trail/index.html"].decode())


def test_words_taken_back_stay_away_when_the_record_is_shown_again_with_others(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    report = "---\naudience: {}\nhealth: at-risk\n---\n{}\n"
    name = f"{FOLDER}reports/2026-01-02.md"
    repository.commit({RISKS: RISK.format("R1", "qzsecretzq", "client"), name: report.format("client", "qzsecretzq")})
    repository.commit({RISKS: RISK.format("R1", "Hidden", "internal"), name: report.format("internal", "Hidden")})
    repository.commit({RISKS: RISK.format("R1", "Mild", "client"), name: report.format("client", "Mild")})

    files = site(repository)

    assert leaks(files, SECRET) == []
    commits: list[dict[str, Any]] = json.loads(files["data/trail.json"])["commits"]
    first = [change["after"] for change in commits[-2]["changes"]]
    assert first == [
        {"id": "R1", "flag": False, "status": "open"},
        {"id": "report-2026-01-02", "date": "2026-01-02", "health": "at-risk"},
    ]


def test_dates_that_were_shown_are_told_again_when_the_milestone_is(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: f"{ONE}  reason: qzsecretzq\n"})
    repository.commit({MILESTONES: f"{ONE}  expected: 2027-01-11\n  reason: qzsecretzq too\n"})
    repository.commit({MILESTONES: f"{ONE}  expected: 2027-06-06\n  audience: internal\n"})
    repository.commit({MILESTONES: f"{ONE}  expected: 2027-01-18\n"})

    files = site(repository)
    trail = trail_of(repository, "client")

    assert leaks(files, {**SECRET, "2027-06-06": "a date that was internal"}) == []
    assert told(trail) == [
        ("M1", "added", None),
        ("M1", "changed", "expected"),
        ("M1", "removed", None),
        ("M1", "added", None),
    ]


def test_a_sign_off_goes_with_the_record_that_is_taken_back(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    requirement = "- {id: RQ-77, title: A, statement: B, audience: AUDIENCE}\n"
    signoff = (
        "id: SO-RQ-77\nrecord: RQ-77\nverb: accept\nby: nora\nat: 2026-03-02T10:14:00+00:00\n"
        "digest: sha256:abc\nremarks: qzsecretzq\nstatement: x\n"
    )
    shown = requirement.replace("AUDIENCE", "client")
    repository.commit({f"{FOLDER}requirements.yaml": shown, f"{FOLDER}signoffs/SO-RQ-77.yaml": signoff})
    repository.commit({f"{FOLDER}requirements.yaml": requirement.replace("AUDIENCE", "internal")})

    assert leaks(site(repository), {**SECRET, "RQ-77": "the id"}) == []
    assert told(trail_of(repository, "client")) == [("…1", "added", None), ("…1", "removed", None)]


def test_what_the_agreement_held_and_is_taken_back_is_in_the_scope_without_a_word(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    requirement = "- {id: RQ-77, title: qzsecretzq, statement: B, audience: AUDIENCE}\n"
    shown = requirement.replace("AUDIENCE", "client")
    agreement = "- {id: AG-1, title: Terms, body: B, in_scope: [Search]}\n"
    asked = {f"{FOLDER}changes.yaml": "- {id: CR-1, title: More, description: D}\n"}
    repository.commit({f"{FOLDER}requirements.yaml": shown, f"{FOLDER}agreements.yaml": agreement, **asked})
    repository.commit({f"{FOLDER}requirements.yaml": requirement.replace("AUDIENCE", "internal")})

    files = site(repository)

    assert leaks(files, {**SECRET, "RQ-77": "the id"}) == []
    assert "Requirement, not shown any more" in text_of(files["changes/index.html"].decode())


# Ids in texts


@pytest.mark.parametrize("last", ["see.", "see [RISK-9]!"])
def test_a_record_that_was_always_internal_is_named_in_no_earlier_text(last: str, tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    hidden = RISK.format("RISK-9", "Staff only", "internal")
    repository.commit({MILESTONES: f"{ONE}  reason: see [RISK-9].\n"})
    repository.commit({RISKS: hidden, MILESTONES: f"{ONE}  reason: see [it](RISK-9).\n  links: [RISK-9]\n"})
    repository.commit({RISKS: None})
    repository.commit({MILESTONES: f"{ONE}  reason: see [RISK-9] there.\n"})
    files: dict[str, str | bytes | None] = {MILESTONES: f"{ONE}  reason: {last}\n"}
    repository.commit({**files, RISKS: hidden} if "RISK-9" in last else files)

    assert leaks(site(repository), {"RISK-9": "the id of an internal record"}) == []


@pytest.mark.parametrize(("detail", "shown"), [("milestones", False), ("tasks", True)])
def test_a_task_is_named_in_no_earlier_text_of_a_share_without_tasks(
    detail: str, *, shown: bool, tmp_path: Path
) -> None:
    repository = workspace(tmp_path, f"{CLIENT}shares: [{{name: client, audience: client, detail: {detail}}}]\n")
    tasks = "  tasks:\n    - {id: TASK-7, title: Paint}\n"
    repository.commit({MILESTONES: f"{ONE}  reason: see [TASK-7].\n{tasks}"})
    repository.commit({MILESTONES: f"{ONE}  reason: see [TASK-7] now.\n{tasks}"})

    assert bool(leaks(site(repository), {"TASK-7": "the id of a task"})) is shown


# Notes


def noted(repository: Written, files: dict[str, str | bytes | None], note: str = "qzsecretzq [RISK-9]") -> None:
    repository.commit(files, f"Change\n\nClient-Note: {note}")


def test_a_note_of_a_commit_that_touched_two_clients_is_told_to_neither(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    noted(repository, {MILESTONES: ONE, "clients/zebra/client.yaml": OTHER, "clients/zebra/milestones.yaml": ONE})

    assert leaks(site(repository), SECRET) == []
    assert leaks(site(repository, "zebra"), SECRET) == []
    assert trail_of(repository).revisions[0].notes == ("qzsecretzq [RISK-9]",)


def test_a_note_is_told_beside_what_the_portfolio_and_the_trust_got_in_the_same_commit(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    hidden = {RISKS: RISK.format("RISK-9", "Staff only", "internal")}
    beside = {"clients/_portfolio/index.md": "Ours.\n", "clients/README.md": "Read.\n", "trust/revoked_keys": ""}
    noted(repository, {MILESTONES: ONE, **hidden, **beside})

    files = site(repository)

    assert b"qzsecretzq [\xe2\x80\xa6]" in files["trail/index.html"]
    assert leaks(files, {"RISK-9": "an internal id in a note"}) == []


@pytest.mark.parametrize(
    ("other", "readers"),
    [
        ({}, {"client", "board", "plan"}),
        ({RISKS: RISK.format("R1", "A", "client")}, {"client", "board"}),
        ({RISKS: RISK.format("R1", "A", "sponsor")}, {"board"}),
        ({RISKS: RISK.format("R1", "A", "internal")}, {"client", "board", "plan"}),
    ],
)
def test_a_note_is_told_where_everything_is_shown_that_it_may_be_about(
    other: dict[str, str | bytes | None], readers: set[str], tmp_path: Path
) -> None:
    repository = workspace(tmp_path, CLIENT + SHARES)
    noted(repository, {MILESTONES: f"{ONE}  audience: public\n", **other})

    told_to = {
        share
        for share in ("client", "board", "open", "plan")
        if leaks(site(repository, share="harbour" if share == "client" else f"harbour--{share}"), SECRET)
    }

    assert told_to == readers


def test_a_note_goes_with_the_record_that_is_taken_back(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    noted(repository, {MILESTONES: ONE, RISKS: RISK.format("R1", "A", "client")})
    repository.commit({RISKS: RISK.format("R1", "A", "internal")})

    assert leaks(site(repository), SECRET) == []


# Who


def test_a_public_share_knows_no_author_no_address_and_no_key(tmp_path: Path) -> None:
    repository = workspace(tmp_path, CLIENT + SHARES)
    root = repository.tip
    repository.commit({MILESTONES: f"{ONE}  audience: public\n"}, signer=NORA)
    words = {AUTHOR.name: "who", AUTHOR.email: "an address", NORA.fingerprint: "a key", "nora": "an id"}

    with committed(repository, root=root) as source:
        trails = {
            share: json.dumps(trail_data(client_trail(source, "harbour", share))).encode()
            for share in ("open", "client")
        }
        sites = shares_of(pipeline.build_client(source, "harbour", None))

    assert leaks({"trail": trails["open"]}, words) == []
    assert leaks({"trail": rendered_files(sites["harbour--open"])["data/trail.json"]}, words) == []
    assert len(leaks({"trail": trails["client"]}, words)) == 4


def test_a_share_knows_the_name_of_a_stranger_and_not_their_address(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE}, author=Person("Iris Vale", "iris@private.example"))
    repository.commit({RISKS: RISK.format("R1", "A", "client")}, author=Person("N. Q.", "NORA@agency.example"))

    files = site(repository)
    named, stranger, _ = trail_of(repository, "client").revisions

    assert leaks(files, {"iris@private.example": "an address"}) == []
    assert (stranger.author, stranger.author_email) == ("Iris Vale", "")
    assert (named.author, named.author_email) == ("Nora Quill", "NORA@agency.example")
