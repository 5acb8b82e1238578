"""Real engagements with hundreds of records: their sites say what the source of the data says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from milepost import pipeline
from support.html import Row, rows_of, text_of
from support.real_data import keps_truth, keps_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.render.site import RenderedSite

AS_OF = date(2026, 7, 24)
SLUGS = ("sig-network", "sig-node", "sig-storage")


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keps_workspace(tmp_path_factory.mktemp("keps")) / "clients"


@pytest.fixture(scope="module", params=SLUGS)
def site(request: pytest.FixtureRequest, clients: Path) -> tuple[dict[str, Any], RenderedSite]:
    """What is true of one client, and its site."""
    outcome = pipeline.build_client(clients, request.param, AS_OF)
    assert "\n\n".join(map(str, outcome.diagnostics)) == ""
    assert [share.folder for share in outcome.shares] == [request.param]
    return keps_truth(request.param), outcome.shares[0].site


def html(site: RenderedSite, url: str) -> str:
    return next(page.html for page in site.pages if page.url == url)


def data(site: RenderedSite) -> dict[str, Any]:
    file = next(file for file in site.files if file.path == "data/engagement.json")
    content: dict[str, Any] = json.loads(file.data)
    return content


def rows_by_record(page: str) -> dict[str, Row]:
    """The rows that begin with a link to a record, by that record's id."""
    prefix = "../records/"
    found = [row for row in rows_of(page) if row.links and row.links[0].startswith(prefix)]
    assert len(found) == len({row.links[0] for row in found}), "a record has two rows"
    return {row.links[0].removeprefix(prefix).strip("/"): row for row in found}


def quarter(day: str) -> str:
    return f"Q{(int(day[5:7]) + 2) // 3} {day[:4]}"


def test_the_three_clients_are_found(clients: Path) -> None:
    assert pipeline.client_slugs(clients) == SLUGS


def test_the_data_have_every_milestone_with_its_agreed_and_expected_dates(
    site: tuple[dict[str, Any], RenderedSite],
) -> None:
    truth, built = site
    at_end = {name: one for name, one in truth["series"].items() if one["expected_at_end"]}

    milestones = data(built)["milestones"]

    assert len(milestones) == truth["milestones"] == len(at_end)
    assert {item["id"]: (item["agreed"], item["expected"]) for item in milestones} == {
        name: (one["agreed"], one["expected_at_end"]) for name, one in at_end.items()
    }


def test_the_data_have_every_requirement_with_its_status(site: tuple[dict[str, Any], RenderedSite]) -> None:
    truth, built = site

    requirements = data(built)["requirements"]

    assert len(requirements) == truth["requirements"]
    assert Counter(item["status"] for item in requirements) == truth["requirements_by_status"]


def test_the_roadmap_has_a_row_for_every_milestone_with_the_day_it_was_done_or_is_expected(
    site: tuple[dict[str, Any], RenderedSite],
) -> None:
    truth, built = site
    expected = {name: one["expected_at_end"] for name, one in truth["series"].items() if one["expected_at_end"]}
    done_on = {item["id"]: item["done_on"] for item in data(built)["milestones"] if "done_on" in item}
    in_quarters = {item["id"] for item in data(built)["milestones"] if item["precision"] == "quarter"}

    rows = rows_by_record(html(built, "roadmap/"))

    assert {name: row.days[0] if row.days else row.cells[2].split(" +")[0] for name, row in rows.items()} == {
        name: quarter(day) if name in in_quarters else day for name, day in (expected | done_on).items()
    }


def test_no_milestone_is_shown_on_track_beside_a_later_date(site: tuple[dict[str, Any], RenderedSite]) -> None:
    truth, built = site
    later = {
        name
        for name, one in truth["series"].items()
        if one["expected_at_end"] and one["expected_at_end"] > one["agreed"]
    }

    rows = rows_by_record(html(built, "roadmap/"))

    assert later
    assert {rows[name].cells[-1] for name in later} <= {"Done", "Overdue", "At risk", "Moved later", "Dropped"}


def test_the_requirements_page_has_a_row_for_each_with_its_status_in_words(
    site: tuple[dict[str, Any], RenderedSite],
) -> None:
    truth, built = site
    words = {
        "proposed": "Proposed",
        "agreed": "Agreed",
        "in-progress": "In progress",
        "done": "Done",
        "dropped": "Dropped",
    }

    rows = rows_by_record(html(built, "requirements/"))

    assert Counter(row.cells[-1] for row in rows.values()) == {
        words[status]: count for status, count in truth["requirements_by_status"].items()
    }


def test_the_first_page_counts_what_is_done_of_what_was_not_dropped(
    site: tuple[dict[str, Any], RenderedSite],
) -> None:
    truth, built = site
    by_status = truth["requirements_by_status"]
    milestones = Counter(item["status"] for item in data(built)["milestones"])
    planned = truth["milestones"] - milestones["dropped"]
    wanted = truth["requirements"] - by_status["dropped"]

    overview = text_of(html(built, ""))

    assert f"{milestones['done']} of {planned}" in overview
    assert f"{by_status['done']} of {wanted} requirements done" in overview


def test_every_record_has_a_page_that_names_it(site: tuple[dict[str, Any], RenderedSite]) -> None:
    truth, built = site
    titles = {item["id"]: item["title"] for name in ("requirements", "milestones") for item in data(built)[name]}

    pages = {page.url: page.html for page in built.pages if page.url.startswith("records/")}

    assert len(pages) == truth["requirements"] + truth["milestones"]
    assert all(" ".join(title.split()) in text_of(pages[f"records/{name}/"]) for name, title in titles.items())
