"""Looking back in a real browser: the plan of an earlier day, and what is new since the reader's last visit."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from milepost import pipeline
from milepost.site_build.build import build_share
from support.browser import axe_violations, open_page, served
from support.trails import committed, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AS_OF = date(2026, 11, 22)
FOLDER = "clients/harbour/"
PLAN = """\
- id: M1
  title: Pictures loaded
  agreed: 2026-11-20
{first}- id: M2
  title: Public launch
  agreed: 2027-01-25
{second}"""
REPORT = "---\ntitle: {title}\nhealth: on-track\n---\n\n{title}.\n"
HOUR = 3_600_000


def at(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC).timestamp())


def later(record: str, day: str) -> str:
    return f"  expected: {day}\n  reason: The list for {record} came late.\n"


def history(folder: Path) -> dict[str, int]:
    """The site after five commits in `folder/site`, and after each of them in `folder/1` and so on."""
    repository = workspace(folder / "repository")
    steps = [
        ("2026-06-01", {"milestones.yaml": PLAN.format(first="", second="")}),
        ("2026-09-04", {"reports/2026-09-04.md": REPORT.format(title="All is well")}),
        ("2026-10-09", {"milestones.yaml": PLAN.format(first=later("M1", "2026-12-04"), second="")}),
        ("2026-11-06", {"reports/2026-11-06.md": REPORT.format(title="Pictures come later")}),
        (
            "2026-11-13",
            {"milestones.yaml": PLAN.format(first=later("M1", "2026-12-04"), second=later("M2", "2027-02-08"))},
        ),
        ("2026-11-17", {"risks.yaml": "- id: R-1\n  title: Snow in January\n"}),
    ]
    for number, (day, files) in enumerate(steps, start=1):
        repository.commit({f"{FOLDER}{name}": text for name, text in files.items()}, at=at(day))
        with committed(repository) as source:
            outcome = pipeline.build_client(source, "harbour", AS_OF)
        assert outcome.shares, outcome.diagnostics
        build_share(outcome.shares[0].site, folder / str(number))
    return {day: number for number, (day, _) in enumerate(steps, start=1)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("time")
    history(found)
    # The site that a reader comes back to lies at one address, whatever was published in between.
    (found / "live").symlink_to(found / "6")
    return found


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def plan(page: Page) -> dict[str, str]:
    """The dates in the table of earlier plans that can be seen, by milestone."""
    rows = page.locator(".mp-past-table tbody tr:visible")
    return {
        rows.nth(index).locator("th a").inner_text(): rows.nth(index).locator(".mp-expected b").inner_text()
        for index in range(rows.count())
    }


class TestEarlierPlans:
    def opened(self, page: Page) -> None:
        page.get_by_text("Show the plan as it was on an earlier day").click()

    def test_the_last_report_with_another_plan_is_shown_first(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/roadmap/") as found:
            self.opened(found.page)

            assert plan(found.page) == {"Pictures loaded": "4 Dec", "Public launch": "25 Jan 2027"}
            assert found.page.locator("output").inner_text() == (
                "On 6 November 2026 the plan had 2 dates. 1 of them is different today."
            )
            slider = found.page.get_by_label("Plan of")
            assert slider.get_attribute("aria-valuetext") == "6 November 2026 (report)"

    def test_the_slider_goes_through_the_plans_with_the_keyboard(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/roadmap/") as found:
            self.opened(found.page)
            slider = found.page.get_by_label("Plan of")

            slider.press("Home")
            assert plan(found.page) == {"Pictures loaded": "20 Nov", "Public launch": "25 Jan 2027"}
            assert slider.get_attribute("aria-valuetext") == "1 June 2026"
            assert found.page.get_by_label("or of the day").input_value() == "2026-06-01"
            assert found.page.locator("output").inner_text().endswith("2 of them are different today.")

            slider.press("End")
            assert plan(found.page) == {"Pictures loaded": "4 Dec", "Public launch": "8 Feb 2027"}
            assert found.page.locator("output").inner_text().endswith("All of them are the same today.")
            slider.press("ArrowLeft")
            assert plan(found.page) == {"Pictures loaded": "4 Dec", "Public launch": "25 Jan 2027"}
            assert found.errors == []
            assert found.policy_violations() == []

    def test_on_paper_there_is_an_earlier_plan_only_where_the_reader_chose_one(
        self, chromium: Browser, site: str
    ) -> None:
        with open_page(chromium, f"{site}/6/roadmap/") as found:
            self.opened(found.page)
            found.page.emulate_media(media="print")
            assert plan(found.page) == {}

            found.page.emulate_media(media="screen")
            found.page.get_by_label("Plan of").press("Home")
            found.page.emulate_media(media="print")
            assert plan(found.page) == {"Pictures loaded": "20 Nov", "Public launch": "25 Jan 2027"}

    def test_the_slider_moves_with_the_mouse(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/roadmap/") as found:
            self.opened(found.page)
            box = found.page.get_by_label("Plan of").bounding_box()
            assert box is not None

            found.page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)

            assert plan(found.page) == {"Pictures loaded": "20 Nov", "Public launch": "25 Jan 2027"}

    def test_any_day_can_be_typed_and_has_the_plan_that_held_then(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/roadmap/") as found:
            self.opened(found.page)
            field = found.page.get_by_label("or of the day")

            for day, first in (("2026-10-08", "20 Nov"), ("2026-10-09", "4 Dec"), ("2026-01-01", "20 Nov")):
                field.fill(day)
                field.press("Enter")
                assert plan(found.page)["Pictures loaded"] == first

    @pytest.mark.parametrize("width", [1280, 320])
    def test_it_breaks_no_rule_and_fits(self, width: int, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/roadmap/", width=width, colours="dark") as found:
            self.opened(found.page)
            found.page.get_by_label("Plan of").press("Home")

            assert axe_violations(found.page) == []
            assert found.overflow() == 0

    def test_without_a_script_every_date_is_there_with_the_days_on_which_it_held(
        self, chromium: Browser, site: str
    ) -> None:
        with open_page(chromium, f"{site}/6/roadmap/", scripts=False) as found:
            self.opened(found.page)
            rows = found.page.locator(".mp-past-table tbody tr:visible")

            told = [rows.nth(index).locator("th .mp-after").inner_text() for index in range(rows.count())]
            assert told == ["from 1 Jun until 9 Oct", "since 9 Oct", "from 1 Jun until 13 Nov", "since 13 Nov"]
            assert not found.page.get_by_label("Plan of").is_visible()


def lines(page: Page) -> list[str]:
    found = page.locator(".mp-since li:visible")
    return [found.nth(index).locator("span").last.inner_text() for index in range(found.count())]


def heading(page: Page) -> str:
    return page.locator("h2#since").inner_text()


RISK, LAUNCH = (
    "Snow in January · added",
    "Public launch · Expected: 8 Feb 2027; Reason: The list for M2 came late.",
)


class TestSinceTheLastVisit:
    @pytest.fixture
    def live(self, folder: Path) -> Iterator[Path]:
        """The address at which one version after the other is published."""
        link = folder / "live"

        yield link

        link.unlink()
        link.symlink_to(folder / "6")

    def publish(self, live: Path, version: int) -> None:
        live.unlink()
        live.symlink_to(live.parent / str(version))

    def come_back(self, page: Page, site: str) -> None:
        """Open the overview again; by another query, since the server's clock has whole seconds only for a cache."""
        page.goto(f"{site}/live/?again")

    def pass_time(self, page: Page, hours: float) -> None:
        """Move the time of the last visit back, as if these hours had passed since."""
        page.evaluate(
            """hours => { for (const name of Object.keys(localStorage)) {
                const stored = JSON.parse(localStorage[name]);
                if (stored.touched) localStorage[name] = JSON.stringify({...stored, touched: stored.touched - hours});
            } }""",
            hours * HOUR,
        )

    def test_a_first_visit_is_told_what_changed_since_the_report(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/") as found:
            assert heading(found.page) == "Since the report of 6 November"
            assert lines(found.page) == [RISK, LAUNCH]

    def test_without_a_script_it_is_the_same(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/", scripts=False) as found:
            assert heading(found.page) == "Since the report of 6 November"
            assert lines(found.page) == [RISK, LAUNCH]

    def test_who_comes_back_is_told_what_is_new_and_can_go_back_to_the_report(
        self, chromium: Browser, site: str, live: Path
    ) -> None:
        self.publish(live, 5)
        with open_page(chromium, f"{site}/live/") as found:
            assert lines(found.page) == [LAUNCH]
            self.pass_time(found.page, 24)
            self.publish(live, 6)
            self.come_back(found.page, site)

            assert re.fullmatch(r"Since your last visit on \d+ [A-Z][a-z]+", heading(found.page))
            assert lines(found.page) == [RISK]
            assert axe_violations(found.page) == []

            button = found.page.get_by_role("button", name="Show instead: Since the report of 6 November")
            button.focus()
            found.page.keyboard.press("Enter")
            assert heading(found.page) == "Since the report of 6 November"
            assert lines(found.page) == [RISK, LAUNCH]
            found.page.get_by_role("button", name="Show instead: since your last visit").click()
            assert lines(found.page) == [RISK]

    def test_older_news_than_the_report_is_told_too(self, chromium: Browser, site: str, live: Path) -> None:
        self.publish(live, 2)
        with open_page(chromium, f"{site}/live/") as found:
            self.pass_time(found.page, 24 * 60)
            self.publish(live, 6)
            self.come_back(found.page, site)

            assert [text.partition(" ·")[0] for text in lines(found.page)] == [
                "Snow in January",
                "Public launch",
                "Pictures come later",
                "Pictures loaded",
            ]

    def test_a_page_opened_again_within_the_same_visit_tells_the_same(
        self, chromium: Browser, site: str, live: Path
    ) -> None:
        self.publish(live, 5)
        with open_page(chromium, f"{site}/live/") as found:
            self.pass_time(found.page, 24)
            self.publish(live, 6)
            self.come_back(found.page, site)
            found.page.goto(f"{site}/live/roadmap/")
            found.page.goto(f"{site}/live/index.html")

            assert lines(found.page) == [RISK]

            self.pass_time(found.page, 1)
            found.page.reload()
            assert lines(found.page) == []
            assert "Nothing has changed since your last visit on" in found.page.inner_text(".mp-since")

    def test_a_history_that_was_written_anew_is_told_by_its_days(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/") as found:
            found.page.evaluate(
                """() => { const name = Object.keys(localStorage).find(name => name.startsWith("milepost:seen:"));
                localStorage[name] = JSON.stringify({
                  seen: {commit: "0000000000", at: "2026-11-15T00:00:00+00:00"}, mark: null, touched: 0}); }"""
            )
            found.page.reload()

            assert lines(found.page) == [RISK]

    @pytest.mark.parametrize("stored", ["", "null", "{}", '"x"', "[1]", '{"seen": {}, "touched": "yesterday"}', "{"])
    def test_what_somebody_else_left_in_the_storage_does_no_harm(
        self, stored: str, chromium: Browser, site: str
    ) -> None:
        with open_page(chromium, f"{site}/6/") as found:
            found.page.evaluate(
                """stored => { const name = Object.keys(localStorage).find(name => name.startsWith("milepost:seen:"));
                localStorage[name] = stored; }""",
                stored,
            )
            found.page.reload()

            assert [error for error in found.errors if "ERR_ABORTED" not in error] == []
            assert lines(found.page) == [RISK, LAUNCH]

    def test_a_browser_that_refuses_storage_shows_the_report(self, chromium: Browser, site: str) -> None:
        with open_page(chromium, f"{site}/6/") as found:
            found.page.add_init_script(
                "for (const name of ['getItem', 'setItem'])"
                " Storage.prototype[name] = () => { throw new DOMException('refused'); };"
            )
            found.page.reload()

            assert lines(found.page) == [RISK, LAUNCH]
            assert [error for error in found.errors if "since" in error] == []

    def test_the_board_pack_says_the_same_to_everyone_and_marks_nothing(
        self, chromium: Browser, site: str, live: Path
    ) -> None:
        self.publish(live, 6)
        with open_page(chromium, f"{site}/live/board-pack/") as found:
            assert lines(found.page) == [RISK, LAUNCH]
            assert found.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('milepost:'))") == []
            assert found.page.locator(".mp-as-of").count() == 0
            assert found.errors == []

    def test_two_sites_of_one_address_have_marks_of_their_own_and_nothing_is_sent(
        self, chromium: Browser, site: str
    ) -> None:
        with open_page(chromium, f"{site}/6/") as found:
            found.page.goto(f"{site}/5/index.html")
            asked = list(found.requests)
            names = found.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('milepost:'))")

            assert sorted(names) == ["milepost:seen:/5/", "milepost:seen:/6/"]
            assert [url for url in asked if "?" in url or not url.startswith(site)] == []
