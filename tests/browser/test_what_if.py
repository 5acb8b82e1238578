"""The tool that tries changes and delays, in a real browser: by mouse, by keyboard, in three languages, from disk."""

from __future__ import annotations

import json
import re
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from milepost.localisation.wording import Wording
from milepost.views.formats import counted, date_patterns, money_pattern
from milepost.views.phrases import shift
from support.browser import axe_violations, open_page, served
from support.examples import build_examples
from support.networks import seeded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from milepost.localisation.wording import Precision

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).parents[2] / "templates" / "assets"
LAUNCH = "Public launch: 8 Feb 2027"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("what-if")
    build_examples(out)
    return out


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def plain(text: str) -> str:
    return " ".join(text.split())


def result(page: Page) -> str:
    return plain(page.locator(".mp-result").inner_text())


def row(page: Page, title: str) -> Locator:
    return page.locator(".mp-try tbody tr", has=page.get_by_role("rowheader", name=title))


def then(page: Page, title: str) -> tuple[str, str]:
    found = row(page, title)
    return plain(found.locator(".mp-then").inner_text()), plain(found.locator(".mp-difference").inner_text())


@pytest.mark.parametrize("url", ["/harbour/roadmap/", "/harbour/changes/"])
def test_by_mouse_changes_and_delays_move_the_plan_the_key_date_and_the_cost(
    url: str, chromium: Browser, site: str
) -> None:
    with open_page(chromium, site + url) as opened:
        page = opened.page
        page.locator(".mp-what-if summary").click()
        assert result(page) == f"{LAUNCH}, unchanged. Cost: no extra cost."

        page.get_by_role("checkbox", name=re.compile("Quay Street")).click()
        assert result(page) == f"{LAUNCH} → 10 Feb 2027 (+2 days). Cost: +£640."
        assert then(page, "Pilot with volunteers and researchers") == ("19 Jan 2027", "+4 days")

        page.get_by_role("checkbox", name=re.compile("Welsh")).click()
        assert result(page) == f"{LAUNCH} → 10 Feb 2027 (+2 days). Cost: +£4,490."

        slider = row(page, "Pictures and rights loaded").locator("input[type=range]")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + 8, middle)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
        page.mouse.up()
        number = row(page, "Pictures and rights loaded").get_by_role("spinbutton")
        assert 20 <= int(number.input_value()) <= 40
        assert "days)" in result(page)
        assert then(page, "Pictures and rights loaded")[1] != ""

        page.get_by_role("button", name="Start again").click()
        assert result(page) == f"{LAUNCH}, unchanged. Cost: no extra cost."
        assert number.input_value() == "0"
        assert page.get_by_role("checkbox").first.evaluate("box => box === document.activeElement")
        assert opened.errors == []
        assert opened.policy_violations() == []


def test_by_keyboard_alone_one_can_do_the_same(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/roadmap/") as opened:
        page = opened.page
        page.locator(".mp-what-if summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert result(page) == f"{LAUNCH} → 10 Feb 2027 (+2 days). Cost: +£640."
        page.keyboard.press("Space")

        page.keyboard.press("Tab")
        page.keyboard.press("ArrowUp")
        assert then(page, "Pictures and rights loaded") == ("7 Dec", "+3 days")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("14")
        assert then(page, "Pictures and rights loaded") == ("18 Dec", "+14 days")
        assert result(page).startswith(f"{LAUNCH} → ")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "number"
        page.get_by_role("button", name="Start again").focus()
        page.keyboard.press("Enter")
        assert result(page).startswith(f"{LAUNCH}, unchanged.")


@pytest.mark.parametrize(("typed", "days"), [("", 0), ("-5", 0), ("7.9", 7), ("99999", 400), ("abc", 0)])
def test_what_is_no_number_of_days_does_no_harm(typed: str, days: int, chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/roadmap/") as opened:
        page = opened.page
        page.locator(".mp-what-if summary").click()
        number = row(page, "Review after three months of use").get_by_role("spinbutton")
        number.focus()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.press("Delete")
        page.keyboard.type(typed)

        assert bool(then(page, "Review after three months of use")[1]) is bool(days)
        page.keyboard.press("Tab")
        assert int(number.input_value() or "0") == days  # the field says what was counted
        assert opened.errors == []


def test_a_request_is_written_into_a_message_to_the_agency(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/changes/") as opened:
        page = opened.page
        page.locator(".mp-what-if summary").click()
        send = page.get_by_role("link", name="Send this as a request")
        assert not send.is_visible()

        page.get_by_role("checkbox", name=re.compile("Quay Street")).check()
        row(page, "Staff trained").get_by_role("spinbutton").fill("5")

        address = urlsplit(send.get_attribute("href") or "")
        assert (address.scheme, unquote(address.path)) == ("mailto", "projects@tidewater.example")
        asked = parse_qs(address.query)
        assert asked["subject"] == ["A request for Collections portal"]
        assert [plain(line) for line in asked["body"][0].split("\r\n")] == [
            "We would like to ask for this:",
            "",
            "- accept the change “A pilot day at the Quay Street library (CR-6)”",
            "- “Staff trained and handover complete” later: +5 days",
            "",
            "What the page of 22 November 2026 shows for it:",
            f"{LAUNCH} → 10 Feb 2027 (+2 days). Cost: +£640.",
        ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_open_tool_breaks_no_rule_and_fits(
    width: int, colours: Literal["light", "dark"], chromium: Browser, site: str
) -> None:
    with open_page(chromium, site + "/harbour/roadmap/", width=width, colours=colours) as opened:
        page = opened.page
        page.locator(".mp-what-if summary").click()
        page.get_by_role("checkbox").last.check()

        assert axe_violations(page) == []
        assert opened.overflow() == 0
        small = page.locator(".mp-what-if").evaluate(
            "tool => [...tool.querySelectorAll('input, button, label, summary, p a')]"
            ".map(item => item.getBoundingClientRect()).filter(box => box.width < 24 || box.height < 16).length"
        )
        assert small == 0


def test_it_works_from_disk_and_is_not_there_without_scripts(chromium: Browser, folder: Path) -> None:
    page_file = (folder / "harbour/roadmap/index.html").as_uri()
    with open_page(chromium, page_file) as opened:
        opened.page.locator(".mp-what-if summary").click()
        opened.page.get_by_role("checkbox").last.check()
        assert result(opened.page) == f"{LAUNCH} → 10 Feb 2027 (+2 days). Cost: +£640."
        assert opened.errors == []

    with open_page(chromium, page_file, scripts=False) as opened:
        assert not opened.page.locator(".mp-what-if").is_visible()
        told = plain(opened.page.locator(".mp").inner_text())
        assert "If everything that waits for a decision is accepted:" in told
        assert "Public launch moves from 8 February 2027 to 10 February 2027 (+2 days). It adds £4,490" in told


def test_what_was_typed_is_not_there_after_coming_back(chromium: Browser, site: str) -> None:
    with open_page(chromium, site + "/harbour/roadmap/") as opened:
        page = opened.page
        page.locator(".mp-what-if summary").click()
        page.get_by_role("checkbox").last.check()
        page.goto(site + "/harbour/changes/")
        page.go_back()
        page.reload()

        page.locator(".mp-what-if summary").click()
        assert result(page).startswith(f"{LAUNCH}, unchanged.")
        assert not page.get_by_role("checkbox").last.is_checked()


def test_the_search_does_not_find_the_tool(folder: Path) -> None:
    index = json.loads((folder / "harbour/search/search_index.json").read_text("utf-8"))

    texts = " ".join(entry["text"] for entry in index["docs"] if entry["location"].startswith("roadmap"))
    assert "What if" in " ".join(entry["title"] for entry in index["docs"])
    assert "Start again" not in texts
    assert "activities" not in texts


@pytest.mark.parametrize("currency", ["GBP", "EUR", "RON", "JPY", "KWD"])
@pytest.mark.parametrize("language", ["en", "es", "ro"])
def test_dates_amounts_and_counts_are_written_as_python_writes_them(
    language: str, currency: str, chromium: Browser
) -> None:
    words = Wording(language, date(2026, 11, 22), UTC, currency)
    precisions: tuple[Precision, ...] = ("day", "month", "quarter")
    random = seeded(7)
    days = [date(2025, 1, 1).toordinal() + random.randint(0, 1500) for _ in range(200)]
    amounts = [random.choice([0, 5, 100, 1250, -1250, 99999999, random.randint(-(10**9), 10**9)]) for _ in range(200)]
    counts = [*range(-25, 26), 100, 101, 119, 120, 1000, 1001, 25000]
    data: dict[str, Any] = {
        "language": language,
        "formats": {**date_patterns(words, precisions), "first": -719163, "money": money_pattern(words)},
        "words": {"later": counted(lambda n: shift(words, n)), "earlier": counted(lambda n: shift(words, -n))},
    }
    script = """({data, days, precisions, amounts, counts}) => {
      const told = milepostWording(data);
      return {
        days: days.map(day => precisions.map(precision => told.date(day, precision))),
        money: amounts.map(amount => [0, 2, 4].map(places => told.money(BigInt(amount), places))),
        shifts: counts.map(told.shift),
      };
    }"""

    with open_page(chromium, "about:blank") as opened:
        opened.page.add_script_tag(content=(SCRIPTS / "what-if.js").read_text("utf-8"))
        given = {"data": data, "days": days, "precisions": precisions, "amounts": amounts, "counts": counts}
        found = opened.page.evaluate(script, given)

    assert found["days"] == [[words.period(date.fromordinal(day), kind) for kind in precisions] for day in days]
    assert found["money"] == [
        [words.signed_money(Decimal(amount).scaleb(-places)) for places in (0, 2, 4)] for amount in amounts
    ]
    assert found["shifts"] == [shift(words, count) for count in counts]
