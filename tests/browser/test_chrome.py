"""The frame around every page, in a real browser: it asks nobody, fits, stops nothing, serves everyone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

from milepost.site_build.build import build_share
from support.browser import axe_violations, open_page, served
from support.small_site import page, small_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("chrome") / "fernhill"
    build_share(small_site(), out)
    return out


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("url", ["/index.html", "/risks/", "/records/M1/"])
def test_a_page_breaks_no_rule_asks_nobody_and_fits(
    url: str, width: int, colours: Literal["light", "dark"], chromium: Browser, site: str
) -> None:
    with open_page(chromium, site + url, width=width, colours=colours) as opened:
        opened.page.wait_for_selector('form[data-md-component="palette"] label:not([hidden])')

        assert opened.requests_off(urlsplit(site).netloc) == []
        assert opened.errors == []
        assert opened.policy_violations() == []
        assert opened.overflow() == 0
        assert axe_violations(opened.page) == []


def test_a_very_long_word_at_the_foot_does_not_widen_a_page(chromium: Browser, tmp_path: Path) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenfabrikationsmaschinenwartungsvertrag"
    build_share(replace(small_site(), notice=word), tmp_path / "out")

    with served(tmp_path / "out") as address, open_page(chromium, address + "/", width=320) as opened:
        assert opened.overflow() == 0


def test_the_policy_stops_a_script_that_came_in_with_the_content(chromium: Browser, tmp_path: Path) -> None:
    attack = "<h1>Roadmap</h1><script>document.title = 'attacked'</script><img src='x' onerror='document.title=1'>"
    pages = small_site().pages
    build_share(replace(small_site(), pages=(page("", "Overview", attack), *pages[1:])), tmp_path / "out")

    with served(tmp_path / "out") as address, open_page(chromium, address + "/") as opened:
        assert opened.page.title() == "Overview · Fernhill Clinics"
        assert len(opened.policy_violations()) == 2


@pytest.mark.parametrize("width", [390, 320])
def test_the_menu_opens_and_closes_with_the_keyboard(width: int, chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/roadmap/", width=width) as opened:
        menu = opened.page.get_by_role("button", name="Navigation")
        link = opened.page.locator(".md-sidebar--primary a", has_text="Requirements")
        assert not link.is_visible()

        menu.press("Enter")
        link.wait_for(state="visible")
        assert menu.get_attribute("aria-expanded") == "true"
        assert axe_violations(opened.page) == []

        opened.page.keyboard.press("Escape")
        link.wait_for(state="hidden")
        assert menu.get_attribute("aria-expanded") == "false"


def test_the_first_key_leads_past_the_navigation_to_the_content(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/roadmap/") as opened:
        opened.page.keyboard.press("Tab")
        opened.page.keyboard.press("Enter")

        assert opened.page.evaluate("document.activeElement.id") == "__content"


@pytest.mark.parametrize("language", ["en", "es", "ro"])
def test_the_search_finds_a_page_and_leads_to_it(language: str, chromium: Browser, tmp_path: Path) -> None:
    build_share(replace(small_site(), language=language), tmp_path / "out")

    with served(tmp_path / "out") as address, open_page(chromium, address + "/records/M1/") as opened:
        opened.page.locator('input[name="query"]').press_sequentially("requirements")
        first = opened.page.locator(".md-search-result__link").first
        first.wait_for()
        assert axe_violations(opened.page) == []
        first.click()
        opened.page.wait_for_url("**/requirements/index.html*")

        assert opened.errors == []
        assert opened.policy_violations() == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_page_from_disk_is_complete(colours: Literal["light", "dark"], chromium: Browser, folder: Path) -> None:
    with open_page(chromium, (folder / "risks/index.html").as_uri(), colours=colours) as opened:
        opened.page.wait_for_selector('form[data-md-component="palette"] label:not([hidden])')

        assert opened.errors == []
        assert opened.policy_violations() == []
        assert opened.requests_off("") == []
        assert opened.page.locator('[data-md-component="search"]').count() == 0
        assert opened.page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        assert axe_violations(opened.page) == []

        opened.page.get_by_role("link", name="Your actions").first.click()
        opened.page.wait_for_url("**/actions/index.html")
        assert "Your actions is on schedule." in opened.page.inner_text("main")


def test_a_page_without_javascript_is_complete(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/risks/", width=390, scripts=False) as opened:
        assert "Risks is on schedule." in opened.page.inner_text("main")
        assert not opened.page.locator(".md-search").is_visible()

        opened.page.locator('.md-header label[for="__drawer"]').click()
        opened.page.locator(".md-sidebar--primary a", has_text="Requirements").click()
        opened.page.wait_for_url("**/requirements/index.html")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_page_has_its_readers_colours_before_the_theme_is_there(
    colours: Literal["light", "dark"], chromium: Browser, site: str
) -> None:
    scheme = {"light": "default", "dark": "slate"}[colours]
    with open_page(chromium, site + "/risks/", colours=colours) as opened:
        opened.page.route("**/bundle.*.js", lambda route: route.abort())
        opened.page.reload()

        assert opened.page.get_attribute("body", "data-md-color-scheme") == scheme


def test_the_colours_can_be_switched_and_stay_switched(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/risks/") as opened:
        opened.page.get_by_title("Switch to dark colours").click()
        opened.page.goto(site + "/roadmap/")

        assert opened.page.get_attribute("body", "data-md-color-scheme") == "slate"
        assert axe_violations(opened.page) == []


def test_print_shows_the_content_alone_in_dark_ink(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/risks/", colours="dark") as opened:
        opened.page.wait_for_selector('body[data-md-color-scheme="slate"]')
        opened.page.emulate_media(media="print")

        for part in (".md-header", ".md-sidebar", ".md-footer"):
            assert not opened.page.locator(part).first.is_visible()
        assert opened.page.locator("#__content").is_visible()
        ink = opened.page.evaluate("getComputedStyle(document.querySelector('#__content')).color")
        assert ink == "rgb(22, 26, 33)"
