"""The manual's table of practices: every one has a page of the examples, and the page shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from milepost.site_build.root_page import portfolio_page
from support.examples import AS_OF, demo_with_draft, outcomes
from support.html import text_of

PAGE = Path(__file__).parents[2] / "docs" / "practices.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)
ROWS = [found.groups() for found in ROW.finditer(PAGE.read_text("utf-8"))]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The words of every page of every example, by its address."""
    built = (*outcomes(), demo_with_draft())
    found = {
        f"{share.folder}/{page.url}": page.html
        for outcome in built
        for share in outcome.shares
        for page in share.site.pages
    }
    found["_portfolio/"] = portfolio_page(built, "", AS_OF).html
    return {address: " ".join(text_of(html).split()) for address, html in found.items()}


def test_all_fifty_two_are_there_once_and_in_order() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 53))


@pytest.mark.parametrize(("practice", "page", "words"), [(row[1], row[3], row[4]) for row in ROWS])
def test_the_page_that_the_manual_names_shows_the_practice(
    practice: str, page: str, words: str, pages: dict[str, str]
) -> None:
    assert words in pages[page], practice
