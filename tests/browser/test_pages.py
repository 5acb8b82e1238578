"""Every kind of page with the example engagements, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

from support.browser import axe_violations, open_page, served
from support.examples import build_examples, page_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

OPEN_FOLDS = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


@pytest.fixture(scope="module")
def kinds(folder: Path) -> tuple[str, ...]:
    return page_kinds(build_examples(folder))


@pytest.fixture(scope="module")
def site(folder: Path, kinds: tuple[str, ...]) -> Iterator[str]:
    assert len(kinds) > 30
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_kind_of_page_breaks_no_rule_asks_nobody_and_fits(
    width: int, colours: Literal["light", "dark"], chromium: Browser, site: str, kinds: tuple[str, ...]
) -> None:
    faults: list[str] = []
    for url in kinds:
        with open_page(chromium, site + url, width=width, colours=colours) as opened:
            opened.page.evaluate(OPEN_FOLDS)
            found = opened.requests_off(urlsplit(site).netloc) + opened.errors + opened.policy_violations()
            found += axe_violations(opened.page)
            found += [f"{opened.overflow()} px too wide"] if opened.overflow() else []
            faults += [f"{url}: {fault}" for fault in found]

    assert faults == []


def test_every_page_is_complete_without_javascript(chromium: Browser, site: str, kinds: tuple[str, ...]) -> None:
    for url in kinds:
        with open_page(chromium, site + url) as with_scripts, open_page(chromium, site + url, scripts=False) as without:
            assert without.page.inner_text(".mp h1") == with_scripts.page.inner_text(".mp h1")
            plain, full = (opened.page.locator(".mp").inner_text() for opened in (without, with_scripts))
            assert set(plain.split()) <= set(full.split())
            assert len(plain.split()) >= len(full.split()) - 40, url


def test_every_page_is_complete_and_styled_from_disk(chromium: Browser, folder: Path, kinds: tuple[str, ...]) -> None:
    for url in kinds:
        with open_page(chromium, (folder / url.strip("/") / "index.html").as_uri()) as opened:
            assert opened.errors == []
            assert opened.page.locator(".mp h1").evaluate("node => getComputedStyle(node).fontWeight") == "650"


def _test_later_without_a_server(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/people/") as opened:
        box = opened.page.locator("input[type=search]").first
        rows = opened.page.locator("table[data-filter] tbody tr:not([hidden])")
        if box.count() == 0:
            pytest.fail("the example has no list that is long enough for a filter")
        before = rows.count()
        box.fill("zzzz")
        assert rows.count() < before
