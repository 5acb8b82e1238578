"""The numbers behind the what-if tool hold nothing but what the share shows, and the page stays small."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from milepost.loading.tree import MemoryTree
from milepost.pipeline import build_tree
from milepost.site_build.build import build_share
from support.examples import AS_OF, CLIENTS
from support.html import text_of
from support.planted import Planted, dump, harbour, planted
from support.sites import shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from milepost.render.site import RenderedSite

SHARES = ("harbour", "harbour--board", "harbour--open")
_DATA = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)


def build(files: Mapping[str, str | bytes]) -> Mapping[str, RenderedSite]:
    return shares_of(build_tree(MemoryTree(dict(files), "clients/harbour"), "harbour", AS_OF))


def data_of(site: RenderedSite, url: str = "roadmap/") -> dict[str, Any]:
    (html,) = [page.html for page in site.pages if page.url == url]
    (text,) = _DATA.findall(html)
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def rich() -> Planted:
    """The example full of markers; the public share shows two milestones, one of which waits for the other."""
    found = planted(CLIENTS)
    for milestone in found.records("milestones"):
        if milestone["id"] in {"M7", "M10"}:
            milestone["audience"] = "public"
    return found


@pytest.mark.parametrize("folder", SHARES)
def test_the_numbers_follow_from_what_the_share_publishes_and_the_working_calendar_alone(
    rich: Planted, folder: str
) -> None:
    site = build(rich.written())[folder]
    published = json.loads(next(file.data for file in site.files if file.path == "data/engagement.json"))
    client = rich.files["client.yaml"]
    names = ("milestones", "changes")
    shown = {name: [{**one} for one in published.get(name, [])] for name in names}
    for one in (*shown["milestones"], *shown["changes"]):
        kept = {"id", "title", "agreed", "expected", "done_on", "start", "precision", "status", "depends_on"}
        kept |= {"description", "effect", "billing"}
        for key in set(one) - kept:
            del one[key]
    told: dict[str, Any] = {key: published["client"][key] for key in ("name", "engagement", "currency", "timezone")}
    if "key_milestone" in published["client"]:
        told["key_milestone"] = published["client"]["key_milestone"]
    again = {
        "client.yaml": dump({**told, "calendar": client["calendar"]}),
        **{f"{name}.yaml": dump(_texts(records)) for name, records in shown.items() if records},
    }

    anew = data_of(build(again)["harbour"])

    assert anew["plan"] == data_of(site)["plan"]
    assert anew["formats"] == data_of(site)["formats"]


def _texts(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """The values as the texts that YAML has."""
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if isinstance(value, dict):
        return {name: _texts(item) for name, item in value.items()}
    return str(value)


@pytest.mark.parametrize("folder", SHARES)
def test_rates_and_buffers_leave_the_numbers_as_they_are(folder: str) -> None:
    plain, other = harbour(CLIENTS), harbour(CLIENTS)
    for found in (plain, other):
        found.files["client.yaml"]["shares"].append({"name": "open", "audience": "public"})
        found.records("milestones")[6]["audience"] = "public"
    for line in other.records("budget"):
        line["cost"], line["rate"] = "777", "888"
    for milestone in other.records("milestones"):
        milestone["buffer"] = "9d"
        for task in milestone.get("tasks", []):
            task["depends_on"] = []
    other.add("milestones", {"id": "M-in", "title": "In", "audience": "internal", "agreed": "2029-01-01"})
    other.add(
        "changes", {"id": "C-in", "title": "In", "audience": "internal", "description": "D", "effect": {"cost": "5"}}
    )
    for milestone in other.records("milestones"):
        if milestone["id"] != "M-in":
            milestone["depends_on"] = [*milestone.get("depends_on", []), {"id": "M-in", "lag": "4w"}]

    assert data_of(build(other.written())[folder]) == data_of(build(plain.written())[folder])


def test_only_proposed_changes_are_in_the_data_and_what_is_in_the_price_costs_nothing() -> None:
    files = {
        "client.yaml": "name: A\nengagement: B\n",
        "milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-08}\n",
        "changes.yaml": (
            "- {id: CR-1, title: A, description: D, effect: {cost: 12.50}}\n"
            "- {id: CR-2, title: B, description: D, effect: {cost: 900}, billing: included}\n"
            "- {id: CR-3, title: C, description: D, effect: {cost: 700}, status: accepted}\n"
            "- {id: CR-4, title: D, description: D, audience: sponsor, effect: {cost: 600}}\n"
        ),
    }

    plan = data_of(build(files)["harbour"])["plan"]

    assert (plan["places"], plan["changes"]) == (1, [{"cost": "125", "extra": []}, {"cost": "0", "extra": []}])


def test_a_share_without_a_dated_milestone_to_come_has_no_tool() -> None:
    files = {"client.yaml": "name: A\nengagement: B\n", "milestones.yaml": "- {id: M1, title: A, status: done}\n"}

    (html,) = [page.html for page in build(files)["harbour"].pages if page.url == "roadmap/"]

    assert "mp-what-if" not in html


def test_where_nothing_waits_the_tool_tries_delays_and_the_page_says_that_nothing_waits() -> None:
    files = {"client.yaml": "name: A\nengagement: B\n", "milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-08}\n"}

    (html,) = [page.html for page in build(files)["harbour"].pages if page.url == "roadmap/"]

    assert "No change waits for a decision." in text_of(html)
    assert 'type="checkbox"' not in html
    # Nobody has an address to send to.
    assert "mailto:" not in html


def test_a_title_cannot_end_the_data_or_become_a_tag() -> None:
    title = "A </script><script>alert(1)</script> & more"
    files = {
        "client.yaml": f"name: A\nengagement: '{title}'\n",
        "milestones.yaml": f"- {{id: M1, title: '{title}', agreed: 2027-01-08}}\n",
    }

    site = build(files)["harbour"]

    assert data_of(site)["words"]["subject"] == f"A request for {title}"
    assert "<script>" not in next(page.html for page in site.pages if page.url == "roadmap/")


def many(milestones: int, changes: int) -> dict[str, str]:
    """A long plan in which each milestone waits for two before it, with requests that wait."""
    first = date(2026, 12, 1)
    planned = [
        {
            "id": f"M{number}",
            "title": f"Part {number} of the long plan is ready for review",
            "phase": f"Phase {number // 8}",
            "start": str(first + timedelta(7 * number)),
            "agreed": str(first + timedelta(7 * number + 10)),
            "expected": str(first + timedelta(7 * number + 14)),
            "reason": f"Because of part {number - 1}.",
            "depends_on": [{"id": f"M{other}", "lag": "1d"} for other in (number - 1, number - 2) if other >= 0],
        }
        for number in range(milestones)
    ]
    asked = [
        {
            "id": f"CR-{number}",
            "title": f"Change {number} of the long plan",
            "description": "A wish of some length.",
            "effect": {
                "cost": str(number * 100),
                "milestones": [{"id": f"M{number}", "days": "7"}, {"id": f"M{number + 9}", "days": "9"}],
            },
        }
        for number in range(changes)
    ]
    client = "name: A\nengagement: B\ncalendar: {holidays: GB-ENG}\n"
    return {"client.yaml": client, "milestones.yaml": dump(planned), "changes.yaml": dump(asked)}


def test_with_sixty_milestones_all_that_a_page_loads_is_below_100_kb_compressed(tmp_path: Path) -> None:
    build_share(build(many(60, 12))["harbour"], tmp_path)

    sizes = {}
    for url in ("roadmap", "changes"):
        html = (tmp_path / url / "index.html").read_text("utf-8")
        own = {name.removeprefix("../") for name in re.findall(r'(?:src|href)="(\.\./assets/[^"]+\.(?:js|css))"', html)}
        files = [tmp_path / name for name in own]
        assert len(files) > 4
        sizes[url] = sum(len(gzip.compress(path.read_bytes())) for path in files) + len(gzip.compress(html.encode()))

    assert max(sizes.values()) < 100_000, sizes
