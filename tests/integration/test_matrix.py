"""The matrix of requirements: as a page, on every record's page, as a command, for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from milepost import pipeline
from support.command import run
from support.examples import AS_OF, CLIENTS, REPOSITORY
from support.html import rows_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.render.site import RenderedSite


@pytest.fixture(scope="module")
def site() -> RenderedSite:
    return pipeline.build_client(CLIENTS, "harbour", AS_OF).shares[0].site


def page(site: RenderedSite, url: str) -> str:
    html = next(item.html for item in site.pages if item.url == url)
    return text_of(html.replace("<", " <"))  # a name and its value are parted by their look alone


def test_the_matrix_leads_from_each_requirement_to_its_acceptance(site: RenderedSite) -> None:
    html = next(item.html for item in site.pages if item.url == "requirements/matrix/")
    rows = {row.links[0]: row.cells for row in rows_of(html.partition('id="matrix"')[2]) if row.links}

    assert rows["../../records/REQ-8/"][1:] == [
        "Catalogue import works",
        "Nightly import of the catalogue",
        "3 of 3 checks passed",
        "Lena Ortiz, 28 Sept, note, not signed",
    ]
    assert rows["../../records/REQ-14/"][1:] == ["No stage is linked to it.", "–", "–", "–"]


def test_what_is_not_covered_is_said_in_words(site: RenderedSite) -> None:
    told = page(site, "requirements/matrix/")

    assert told.startswith("Merrow Harbour Museum · Collections portal 6 of 13 requirements lead to a check.")
    assert "No deliverable is linked to it. 4" in told
    assert "It is done, but an acceptance is missing. 5" in told
    assert "Deliverables that no requirement asks for 4" in told
    assert "6 of 13 requirements lead to a check. See what answers each one" in page(site, "requirements/")


def test_each_record_shows_its_part_of_the_chain(site: RenderedSite) -> None:
    assert "From asking to acceptance Agreed Lena Ortiz, 24 Jul" in page(site, "records/REQ-9/")
    assert "No stage is linked to it." in page(site, "records/REQ-14/")
    assert "What it answers Requirements One permanent address for every object" in page(site, "records/M5/")
    assert "What it answers Requirements One permanent address for every object" in page(site, "records/DL-5/")
    assert "No requirement asks for it." in page(site, "records/DL-1/")


def test_a_change_request_says_what_it_touches(site: RenderedSite) -> None:
    told = page(site, "records/CR-3/").partition("What this touches")[2]

    assert "Picture requests work end to end +7 days; Public launch +7 days" in told
    assert "Ask to use a picture" in told
    assert "Picture request service" in told
    assert "REQ-9: Lena Ortiz, 24 Jul" in told


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shutil.copytree(CLIENTS, tmp_path / "clients")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    return tmp_path


def test_the_command_tells_people_what_is_missing(place: Path) -> None:
    ended = run("matrix", "harbour", "--as-of", "2026-11-22", workspace=place)

    assert ended.code == 0
    assert (
        "REQ-8  Bring in the catalogue every night [done]: M5 → DL-5 → 3/3 checks → SO-2026-09-28-lena-DL-5\n"
        in ended.out
    )
    assert "[proposed]: – → – → – → –\n    ! no milestone is linked to it\n" in ended.out
    assert ended.out.endswith("13 requirements, 6 of them with a check.\n")


def test_the_command_tells_programs_the_same(place: Path) -> None:
    data = json.loads(run("matrix", "harbour", "--json", workspace=place).out)
    by_id = {item["id"]: item for item in data["requirements"]}

    assert by_id["REQ-8"]["deliverables"] == ["DL-5"]
    assert by_id["REQ-8"]["checks"] == {"total": 3, "passed": 3, "failed": 0, "open": 0}
    assert by_id["REQ-14"]["gaps"] == ["no-milestone"]
    assert data["deliverables_without_requirement"] == ["DL-1", "DL-2", "DL-3", "DL-4"]


def test_a_spreadsheet_gets_text_that_no_formula_hides_in(place: Path) -> None:
    path = place / "clients/harbour/requirements/REQ-14.yaml"
    path.write_text(path.read_text("utf-8").replace("title: ", 'title: "=1+1"  # ', 1), "utf-8")

    rows = list(csv.reader(io.StringIO(run("matrix", "harbour", "--csv", workspace=place).out)))

    assert rows[0][:3] == ["requirement", "title", "status"]
    assert next(row for row in rows if row[0] == "REQ-14")[1] == "'=1+1"
    assert {len(row) for row in rows} == {11}


def test_a_share_is_told_only_what_it_discloses(place: Path) -> None:
    path = place / "clients/harbour/deliverables.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: DL-5\n", "- id: DL-5\n  audience: internal\n"), "utf-8")

    agency = run("matrix", "harbour", "--json", workspace=place).out
    client = run("matrix", "harbour", "--json", "--share", "client", workspace=place).out

    assert "DL-5" in agency
    assert "DL-5" not in client


def test_a_wrong_call_says_what_is_wrong(place: Path) -> None:
    assert run("matrix", "harbour", "--json", "--csv", workspace=place).code == 2
    assert "no share “clients”" in run("matrix", "harbour", "--share", "clients", workspace=place).err
