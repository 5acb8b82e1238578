from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from milepost.exports.feed import MOST_ENTRIES, feed
from support.atom import ATOM, XML, faults
from support.engagements import CLIENT, PEOPLE
from support.shares import a_share, a_share_with_history
from support.trails import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from support.repositories import Written

REPORT = "---\ntitle: {title}\nauthor: ana\n---\nSee [M1] & <b>this</b>.\n"
MILESTONES = "- {id: M1, title: Launch, agreed: 2027-01-04}\n"
FOLDER = "clients/harbour/"


def entries(data: bytes) -> list[dict[str, str]]:
    """Each entry's id, title, updated, published, author, link and content."""
    found = []
    for entry in ET.fromstring(data).findall(f"{ATOM}entry"):  # noqa: S314 (made by the test)
        told = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        link = entry.find(f"{ATOM}link")
        assert link is not None
        found.append(told | {"author": entry.findtext(f"{ATOM}author/{ATOM}name") or "", "link": link.get("href", "")})
    return found


# What the feed tells


def test_each_report_is_an_entry_with_its_words_and_links_relative_to_the_feed() -> None:
    share = a_share({"milestones.yaml": MILESTONES, "reports/2026-11-06.md": REPORT.format(title="First")})

    (entry,) = entries(feed(share))

    assert entry["title"] == "First"
    assert entry["author"] == "Ana Pop"
    assert entry["link"] == "reports/2026-11-06/index.html"
    assert entry["updated"] == entry["published"] == "2026-11-06T00:00:00Z"
    assert '<a href="records/M1/index.html" class="mp-ref">M1</a> &amp; ' in entry["content"]
    assert "<b>" not in entry["content"]


def test_a_change_is_an_entry_that_says_what_it_was_and_what_it_is(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({f"{FOLDER}milestones.yaml": MILESTONES})
    commit = repository.commit(
        {f"{FOLDER}milestones.yaml": "- {id: M1, title: Launch, agreed: 2027-01-04, expected: 2027-01-18}\n"},
        "Moved\n\nClient-Note: As discussed on Monday.",
    )

    with a_share_with_history(repository) as share:
        moved, added = entries(feed(share))

    assert moved["title"] == "Launch · Expected: 18 Jan 2027"
    assert moved["content"] == "As discussed on Monday.\nLaunch · Expected: 18 Jan 2027"
    assert moved["author"] == "Nora Quill"
    assert moved["link"] == f"trail/index.html#c-{commit[:10]}"
    assert added["title"] == "Launch · added"


def test_a_new_report_is_told_once_and_a_later_edit_of_it_as_a_change(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    report = f"{FOLDER}reports/2026-11-06.md"
    repository.commit({report: "---\ntitle: First\n---\nWords.\n"})
    published = entries_of(repository)
    repository.commit({report: "---\ntitle: First\n---\nOther words.\n"})
    corrected = entries_of(repository)

    assert [item["title"] for item in published] == ["First"]
    assert sorted(item["title"] for item in corrected) == ["First", "Report of 6 November 2026 · Text: Other words."]
    assert {item["id"] for item in published} < {item["id"] for item in corrected}


def entries_of(repository: Written) -> list[dict[str, str]]:
    with a_share_with_history(repository) as share:
        return entries(feed(share))


def test_a_feed_holds_the_newest_and_not_all(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    for number in range(MOST_ENTRIES + 3):
        repository.commit({f"{FOLDER}milestones.yaml": f"- {{id: M1, title: Title {number}, agreed: 2027-01-04}}\n"})

    found = entries_of(repository)

    assert len(found) == MOST_ENTRIES
    assert found[0]["title"].endswith(f"Title {MOST_ENTRIES + 2}")


def test_a_share_without_a_trail_page_links_to_its_first_page(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({f"{FOLDER}milestones.yaml": MILESTONES, f"{FOLDER}reports/2026-11-06.md": "Words.\n"})

    with a_share_with_history(repository, sections=("overview", "roadmap")) as share:
        (entry,) = entries(feed(share))

    assert entry["link"] == "index.html"


# What holds of every feed


LANGUAGES = {"en": "What changed, and every report.", "es": "Lo que ha cambiado", "ro": "Ce s-a schimbat"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_and_in_the_readers_language(language: str) -> None:
    reports = {f"reports/2026-11-{day:02}.md": REPORT.format(title=f"Told “{day}”") for day in (6, 13, 20)}
    client = f"{CLIENT}{PEOPLE}language: {language}\n"
    share = a_share({"client.yaml": client, "milestones.yaml": MILESTONES, **reports})

    data = feed(share)

    assert faults(data) == []
    assert LANGUAGES[language] in data.decode()
    assert ET.fromstring(data).get(f"{XML}lang") == language  # noqa: S314 (made by the test)


def test_a_feed_without_an_entry_and_without_people_is_valid_too() -> None:
    assert faults(feed(a_share({"client.yaml": CLIENT}))) == []


def test_a_feed_with_history_is_valid(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({f"{FOLDER}milestones.yaml": MILESTONES, f"{FOLDER}reports/2026-11-06.md": "Words.\n"})

    with a_share_with_history(repository) as share:
        assert faults(feed(share)) == []


def test_no_address_is_assumed() -> None:
    data = feed(a_share({"reports/2026-11-06.md": REPORT.format(title="First"), "milestones.yaml": MILESTONES}))

    assert b"http" not in data.replace(b"http://www.w3.org/2005/Atom", b"")


def test_ids_stay_when_words_change_and_differ_between_clients_and_shares() -> None:
    first = a_share({"reports/2026-11-06.md": "One.\n"})
    second = a_share({"reports/2026-11-06.md": "Two.\n"})

    assert [item["id"] for item in entries(feed(first))] == [item["id"] for item in entries(feed(second))]


# The rules themselves


GOOD = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a:b</id><title>T</title><updated>2026-11-06T00:00:00Z</updated>'
    "<entry><id>urn:a:c</id><title>T</title><updated>2026-11-06T00:00:00Z</updated><author><name>A</name></author>"
    '<link href="x"/><content type="html">x</content></entry></feed>'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>urn:a:b</id>", ""),
        ("urn:a:b", "relative"),
        ("<title>T</title>", "<title>T</title><title>T</title>"),
        ("2026-11-06T00:00:00Z", "2026-11-06"),
        ("2026-11-06T00:00:00Z", "2026-13-06T00:00:00Z"),
        ("<author><name>A</name></author>", ""),
        ("<name>A</name>", "<name> </name>"),
        ('<link href="x"/>', "<link/>"),
        ('<link href="x"/>', '<link href="x"/><link href="y"/>'),
        ('type="html"', 'type="rtf"'),
        ('<link href="x"/><content type="html">x</content>', ""),
        ("<entry>", "<summary>no</summary><entry>"),
        ("xmlns", "xmlns:not"),
    ],
)
def test_the_rules_find_what_is_wrong(old: str, new: str) -> None:
    assert faults(GOOD.encode()) == []
    assert faults(GOOD.replace(old, new, 1).encode()) != []
