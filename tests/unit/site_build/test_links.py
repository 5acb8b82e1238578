"""Links between pages: which are rewritten so that they work from disk."""

from __future__ import annotations

import pytest

from milepost.site_build.links import file_link, with_file_links


@pytest.mark.parametrize(
    ("written", "works"),
    [
        ("../roadmap/", "../roadmap/index.html"),
        ("../roadmap/#M1", "../roadmap/index.html#M1"),
        ("records/CR-7/?from=x#history", "records/CR-7/index.html?from=x#history"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../../", "../../index.html"),
    ],
)
def test_a_link_to_a_folder_names_the_page_in_it(written: str, works: str) -> None:
    assert file_link(written) == works


@pytest.mark.parametrize(
    "other",
    [
        "#M1",
        "",
        "data/engagement.json",
        "https://example.org/",
        "//example.org/",
        "/roadmap/",
        "mailto:a@b.example",
    ],
)
def test_every_other_link_is_left_as_it_is(other: str) -> None:
    assert file_link(other) == other


def test_only_the_address_of_a_link_changes() -> None:
    html = """<a class="k" title='see href="x/" > y' href="a/">href="b/"</a> <code>&lt;a href="c/"></code>"""

    assert with_file_links(html) == html.replace('href="a/"', 'href="a/index.html"')


def test_a_link_in_single_quotes_is_a_link_too() -> None:
    assert with_file_links("<A HREF='a/'>a</A>") == "<A HREF='a/index.html'>a</A>"
