from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.trail import Revision, Trail
from milepost.exports.data import data_files
from milepost.views.blocks import Links
from milepost.views.share import share_view
from support.engagements import CLIENT, PEOPLE
from support.examples import outcomes
from support.shares import a_share

if TYPE_CHECKING:
    from milepost.views.context import Context

FILES = {
    "milestones.yaml": "- {id: M1, title: Launch, agreed: 2027-01-04}\n",
    "actions.yaml": "- {id: A-1, title: T, party: client}\n",
    "risks.yaml": "- {id: R-1, title: T}\n",
    "reports/2026-11-06.md": "Words.\n",
}


def taken(share: Context) -> dict[str, list[str]]:
    """The addresses of the files that each page offers."""
    found = {}
    for page in share_view(share).pages:
        blocks = [block for section in page.sections for block in section.blocks if isinstance(block, Links)]
        if blocks:
            found[page.url] = [link.url for link in blocks[0].items]
    return found


def test_each_page_offers_what_belongs_to_it() -> None:
    found = taken(a_share(FILES))

    assert found == {
        "": ["exports/engagement.xlsx", "data/engagement.json", "feed.xml"],
        "roadmap/": ["calendar.ics", "exports/milestones.csv"],
        "actions/": ["calendar.ics", "exports/actions.csv"],
        "risks/": ["exports/risks.csv"],
        "reports/": ["exports/reports.csv", "feed.xml"],
    }


def test_the_trail_offers_its_data() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    share = a_share(FILES)
    trail = Trail((Revision("a" * 40, (), "Ana", "ana@studio.example", at, at, at, None, ()),))

    with_trail = type(share)(share.engagement, share.words, share.as_of, trail=trail)

    assert taken(with_trail)["trail/"] == ["feed.xml", "data/trail.json"]


def test_what_is_empty_is_not_offered() -> None:
    assert taken(a_share({"actions.yaml": "- {id: A-1, title: T, party: client}\n"})) == {
        "": ["exports/engagement.xlsx", "data/engagement.json", "feed.xml"],
        "actions/": ["exports/actions.csv"],
    }
    assert taken(a_share({})) == {"": ["data/engagement.json", "feed.xml"]}


@pytest.mark.parametrize("audience", ["sponsor", "client", "public"])
def test_every_file_that_a_page_offers_is_there(audience: str) -> None:
    for share in (a_share(FILES, audience), a_share({}, audience), a_share(FILES, audience, ("roadmap",))):  # type: ignore[arg-type]
        there = {file.path for file in data_files(share)}

        assert {url for urls in taken(share).values() for url in urls} <= there


def test_every_file_that_a_page_of_an_example_offers_is_there() -> None:
    for outcome in outcomes():
        for share in outcome.shares:
            there = {file.path for file in share.site.files}
            for page in share.site.pages:
                line = page.html.partition('<p class="mp-take">')[2].partition("</p>")[0]
                up = "../" * page.url.count("/")
                urls = [part.partition('"')[0] for part in line.split('href="')[1:]]
                assert {url.removeprefix(up) for url in urls} <= there, page.url


@pytest.mark.parametrize(("language", "words"), [("es", "Para descargar:"), ("ro", "De descărcat:")])
def test_the_line_is_in_the_readers_language(language: str, words: str) -> None:
    share = a_share({**FILES, "client.yaml": f"{CLIENT}{PEOPLE}language: {language}\n"})

    block = share_view(share).pages[0].sections[-1].blocks[0]

    assert isinstance(block, Links)
    assert block.label == words
