"""Reports from real repositories: frozen when committed, corrections below, drafts from what clients may read."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from milepost import pipeline
from milepost.checking import check_client
from support.command import run
from support.html import text_of
from support.trails import CLIENT, MKDOCS, committed, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from support.repositories import Written

FOLDER = "clients/harbour/"
REPORT = f"{FOLDER}reports/2026-01-05.md"
AS_OF = date(2026, 1, 30)


def report(body: str, *, audience: str = "client", health: str = "on-track") -> str:
    return f"---\ntitle: All on time\nhealth: {health}\naudience: {audience}\nauthor: nora\n---\n\n{body}\n"


def page(repository: Written, url: str = "reports/2026-01-05/") -> str:
    with committed(repository) as found:
        outcome = pipeline.build_client(found, "harbour", AS_OF)
    return next(page.html for page in outcome.shares[0].site.pages if page.url == url)


def files(repository: Written) -> str:
    """Everything that the client's share publishes, as one text."""
    with committed(repository) as found:
        site = pipeline.build_client(found, "harbour", AS_OF).shares[0].site
    return "".join(item.html for item in site.pages) + "".join(str(item.data) for item in site.files)


def test_a_report_stays_as_it_was_first_committed_and_corrections_stand_below_it(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({REPORT: report("Forty pictures are loaded.")})
    repository.commit({REPORT: report("Thirty pictures are loaded.", health="at-risk")})

    shown, _, below = page(repository).partition("Corrected since")

    assert "Forty pictures are loaded." in text_of(shown)
    assert "Thirty" not in shown
    assert "On track" in shown
    assert "It was corrected on 5 January." in text_of(shown)
    assert "<del>Forty</del>" in below
    assert "<ins>Thirty</ins>" in below
    assert "On track → At risk" in text_of(below)
    assert "corrected on 5 Jan" in text_of(page(repository, "reports/"))


def test_a_correction_is_told_in_words_without_markup_and_names_no_hidden_record(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({**RECORDS, REPORT: report("Forty *pictures* are loaded.")})
    repository.commit({REPORT: report("Forty **pictures** are loaded for [M1] and [M2].")})

    below = text_of(page(repository).partition("Corrected since")[2])

    assert "loaded for “Launch: part #1” and […]." in below
    assert "*" not in below


def test_a_report_that_nobody_touched_says_nothing_of_corrections(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({REPORT: report("Forty pictures are loaded.")})

    assert "orrected" not in page(repository)


def test_what_was_written_while_a_report_was_internal_is_never_shown(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({REPORT: report("The client is difficult.", audience="internal")})
    repository.commit({REPORT: report("The work goes well.")})

    published = files(repository)

    assert "The work goes well." in published
    assert "difficult" not in published


def test_words_of_a_report_that_is_internal_today_are_gone_from_the_trail_too(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({REPORT: report("The director leaves in May.")})
    repository.commit({REPORT: report("The director leaves in May.", audience="internal")})

    published = files(repository)

    assert "director" not in published
    assert "All on time" not in published
    assert "report-2026-01-05" in published  # that it came and went is not hidden


def test_a_report_that_was_taken_back_is_named_in_the_list(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({REPORT: report("First."), f"{FOLDER}reports/2026-01-12.md": report("Second.")})
    repository.commit({REPORT: None})

    assert "The report of 5 January 2026 was taken back on 5 January." in text_of(page(repository, "reports/"))


MILESTONES = """\
- id: M1
  title: "Launch: part #1"
  agreed: 2026-02-02
- id: M2
  title: Only for us
  audience: internal
  agreed: 2026-01-01
"""
RECORDS = {
    f"{FOLDER}milestones.yaml": MILESTONES,
    f"{FOLDER}budget.yaml": "- id: B-1\n  title: Design\n  estimate: 4711\n",
    f"{FOLDER}client.yaml": f"{CLIENT}shares:\n  - name: board\n    audience: sponsor\n",
}


def with_records(folder: Path) -> Written:
    repository = workspace(folder)
    repository.commit({**RECORDS, "mkdocs.yml": MKDOCS, f"{FOLDER}reports/2026-01-05.md": report("First.")})
    moved = MILESTONES.replace("2026-02-02\n", "2026-02-02\n  expected: 2026-02-16\n  reason: The list came late.\n", 1)
    repository.commit({f"{FOLDER}milestones.yaml": moved}, at=1768230000)  # 12 January 2026
    return repository.save(check_out=True)


def test_the_draft_is_a_report_that_can_be_committed_as_it_is(tmp_path: Path) -> None:
    with_records(tmp_path)

    ended = run("report", "harbour", "--as-of", "2026-01-19", workspace=tmp_path)

    written = tmp_path / FOLDER / "reports/2026-01-19.md"
    text = written.read_text("utf-8")
    assert ended.code == 0, ended.err
    assert "health: at-risk\nauthor: nora\n---\n" in text
    assert "# Proposed from the dates: Launch: part #1 has moved 2 weeks, to 16 February." in text
    assert "moved later, from 2 February to 16 February. The list came late." in text
    assert "Launch: part \\#1 ([M1])" in text
    assert check_client(tmp_path / "clients", "harbour", date(2026, 1, 19)).diagnostics == ()


def test_a_draft_never_overwrites(tmp_path: Path) -> None:
    with_records(tmp_path)
    assert run("report", "harbour", "--as-of", "2026-01-19", workspace=tmp_path).code == 0
    path = tmp_path / FOLDER / "reports/2026-01-19.md"
    path.write_text("Mine.")

    ended = run("report", "harbour", "--as-of", "2026-01-19", workspace=tmp_path)

    assert ended.code == 4
    assert "exists already; nothing was written" in ended.err
    assert path.read_text() == "Mine."


def test_printing_a_draft_writes_nothing(tmp_path: Path) -> None:
    with_records(tmp_path)

    ended = run("report", "harbour", "--print", "--as-of", "2026-01-19", workspace=tmp_path)

    assert ended.out.startswith("---\ntitle: ")
    assert not (tmp_path / FOLDER / "reports/2026-01-19.md").exists()


def test_a_draft_tells_what_the_client_may_read_even_where_the_only_share_is_for_sponsors(tmp_path: Path) -> None:
    with_records(tmp_path)

    draft = run("report", "harbour", "--print", "--as-of", "2026-01-19", workspace=tmp_path).out
    board = run("report", "harbour", "--from", "2026-01-01", "--share", "board", workspace=tmp_path).out

    assert "4,711" not in draft
    assert "Only for us" not in draft
    assert "€4,711" in board
    assert "Only for us" not in board


def test_a_detailed_report_tells_the_state_of_its_last_day(tmp_path: Path) -> None:
    with_records(tmp_path)

    before = run("report", "harbour", "--from", "2026-01-01", "--to", "2026-01-11", workspace=tmp_path)
    after = run("report", "harbour", "--from", "2026-01-01", "--to", "2026-01-12", "--json", workspace=tmp_path)

    assert "| 2 Feb | 2 Feb | – |" in before.out
    data = json.loads(after.out)
    assert "| 2 Feb | 16 Feb | +14 days | Moved later |" in data["markdown"]
    assert (data["from"], data["to"], data["health"]) == ("2026-01-01", "2026-01-12", "at-risk")


def test_the_options_of_the_two_reports_are_not_mixed(tmp_path: Path) -> None:
    with_records(tmp_path)

    assert run("report", "harbour", "--to", "2026-01-12", workspace=tmp_path).code == 2
    ended = run("report", "harbour", "--from", "2026-02-01", "--to", "2026-01-12", workspace=tmp_path)
    assert ended.code == 2
    assert "after its end" in ended.err
    assert run("report", "nobody", workspace=tmp_path).code == 2


def test_without_history_a_detailed_report_says_what_it_cannot_tell(tmp_path: Path) -> None:
    for name, text in {**RECORDS, "mkdocs.yml": MKDOCS}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    ended = run("report", "harbour", "--from", "2026-01-01", "--to", "2026-01-12", workspace=tmp_path)

    assert "No history was read: dates that moved and changes of status cannot be told." in ended.out


def test_a_period_is_asked_for_in_days_and_the_message_says_how_to_write_one(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.save(check_out=True)

    ended = run("report", "harbour", "--from", "yesterday", workspace=repository.folder)

    assert ended.code == 2
    assert "“yesterday” is not a date. Write the day as YYYY-MM-DD, such as 2026-03-31." in ended.err
