"""Every kind of page with the example engagements, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

from support.browser import axe_violations, open_page, served
from support.examples import build_examples, page_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from support.browser import OpenPage

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390, 320)
PARTS = 4
"""The kinds of page are divided, so that several can be looked at side by side."""
OPEN_FOLDS = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    folder = tmp_path_factory.mktemp("examples")
    return folder, page_kinds(build_examples(folder))


@pytest.fixture(scope="module")
def folder(built: tuple[Path, tuple[str, ...]]) -> Path:
    return built[0]


@pytest.fixture(scope="module")
def kinds(built: tuple[Path, tuple[str, ...]]) -> tuple[str, ...]:
    return built[1]


@pytest.fixture(scope="module")
def site(folder: Path, kinds: tuple[str, ...]) -> Iterator[str]:
    assert len(kinds) > 30
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_kind_of_page_breaks_no_rule_asks_nobody_and_fits(
    colours: Literal["light", "dark"], part: int, chromium: Browser, site: str, kinds: tuple[str, ...]
) -> None:
    faults: list[str] = []
    for url in kinds[part::PARTS]:
        with open_page(chromium, site + url, width=WIDTHS[0], colours=colours) as opened:
            opened.page.evaluate(OPEN_FOLDS)
            faults += [f"{url}, {width} px: {fault}" for width in WIDTHS for fault in faults_at(opened, width)]
            found = opened.requests_off(urlsplit(site).netloc) + opened.errors + opened.policy_violations()
            faults += [f"{url}: {fault}" for fault in found]

    assert faults == []


def faults_at(opened: OpenPage, width: int) -> list[str]:
    opened.narrow_to(width)
    too_wide = [f"{opened.overflow()} px too wide"] if opened.overflow() else []
    return too_wide + axe_violations(opened.page)


def test_what_is_wrong_with_a_page_is_found(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/") as opened:
        opened.page.evaluate("document.documentElement.removeAttribute('lang')")
        opened.page.evaluate("document.querySelector('.mp h1').style.width = '2000px'")

        assert [fault.partition(":")[0] for fault in faults_at(opened, 390)][-1] == "html-has-lang"
        assert opened.overflow() > 0


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_complete_without_javascript(
    part: int, chromium: Browser, site: str, kinds: tuple[str, ...]
) -> None:
    for url in kinds[part::PARTS]:
        with open_page(chromium, site + url) as with_scripts, open_page(chromium, site + url, scripts=False) as without:
            assert without.page.inner_text(".mp h1") == with_scripts.page.inner_text(".mp h1")
            plain, full = (opened.page.locator(".mp").inner_text() for opened in (without, with_scripts))
            assert set(plain.split()) <= set(full.split())
            assert len(plain.split()) >= len(full.split()) - 40, url


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_complete_and_styled_from_disk(
    part: int, chromium: Browser, folder: Path, kinds: tuple[str, ...]
) -> None:
    for url in kinds[part::PARTS]:
        with open_page(chromium, (folder / url.strip("/") / "index.html").as_uri()) as opened:
            assert opened.errors == []
            assert opened.page.locator(".mp h1").evaluate("node => getComputedStyle(node).fontWeight") == "650"


def test_the_paper_trail_is_searched_by_record_person_and_verdict_without_a_server(
    chromium: Browser, folder: Path
) -> None:
    with open_page(chromium, (folder / "alderway/trail/index.html").as_uri()) as opened:
        box = opened.page.get_by_role("searchbox", name="Filter by record, person or verdict")
        shown = opened.page.locator(".mp-trail li:not([hidden])")
        every = shown.count()
        for words, least in (("not signed", 1), ("ruth calder", 2), ("pilot on routes", 2)):
            box.fill(words)
            assert least <= shown.count() < every
            assert all(words in text.casefold() for text in shown.all_inner_texts())
        box.fill("no such word")
        assert shown.count() == opened.page.locator(".mp-trail section:not([hidden])").count() == 0


def test_what_a_search_finds_in_a_fold_of_the_paper_trail_is_seen(chromium: Browser, tmp_path: Path) -> None:
    script = (Path(__file__).parents[2] / "templates/assets/filter.js").read_text(encoding="utf-8")
    rows = "".join(f"<li>plan {number}</li>" for number in range(20))
    old = "<details><summary>Earlier in 2025</summary><section><ul><li>snow</li></ul></section></details>"
    page = f'<div data-filter="Filter"><section><ul>{rows}</ul></section>{old}</div><script>{script}</script>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    with open_page(chromium, (tmp_path / "page.html").as_uri()) as opened:
        box, fold = opened.page.get_by_role("searchbox", name="Filter"), opened.page.locator("details")
        box.fill("snow")
        assert opened.page.get_by_text("snow").is_visible()
        assert opened.page.locator("li:visible").count() == 1
        box.fill("plan 7")
        assert not fold.is_visible()
        box.fill("")
        assert fold.is_visible()
        assert not opened.page.get_by_text("snow").is_visible()


def test_the_portfolio_is_sorted_by_any_column_with_the_keyboard(chromium: Browser, folder: Path) -> None:
    with open_page(chromium, (folder / "_portfolio/index.html").as_uri()) as opened:
        table = opened.page.locator(".mp-portfolio")
        names = table.locator("tbody th a.mp-what")
        worst_first = names.all_inner_texts()
        head = table.get_by_role("button", name="Client", exact=True)

        head.press("Enter")
        ascending = names.all_inner_texts()
        assert ascending == sorted(worst_first) != worst_first
        assert table.locator("th[aria-sort=ascending]").inner_text() == "Client"
        head.press("Enter")
        assert names.all_inner_texts() == ascending[::-1]
        table.get_by_role("button", name="Health").click()
        assert names.first.inner_text() == worst_first[0]
        assert axe_violations(opened.page) == []
