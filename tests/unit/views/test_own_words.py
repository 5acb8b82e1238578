"""A client's own words stand wherever a page would name its records by ours: titles, headings, heads, labels."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.localisation.catalogue import catalogue
from milepost.localisation.wording import _TERMS
from milepost.model.client import Share
from milepost.past import Before
from milepost.shares import context_of
from milepost.views.share import share_view
from support.contexts import a_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.views.context import Context

HARBOUR = Path(__file__).parents[3] / "clients" / "harbour"
FIXED = {"title", "headline", "kicker", "label", "kind", "caption", "heads"}
# What is decided there is an act of the client's, and no record of ours.
ACTS = re.compile(r"waiting for a decision|^Decision$|^At risk$", re.IGNORECASE)


def context(language: str = "en", *, own: bool = True) -> Context:
    """The rich example in a language; each of our nine words is a word that no sentence of ours holds."""
    files = {path.relative_to(HARBOUR).as_posix(): path.read_bytes() for path in HARBOUR.rglob("*") if path.is_file()}
    client = re.sub(r"^(terms:\n(?:  .*\n)*|language: .*\n)", "", files["client.yaml"].decode(), flags=re.MULTILINE)
    terms = "".join(
        f"  {word}: {{one: zig{word[:3]}, few: zags{word[:3]}, other: zags{word[:3]}}}\n" for word in _TERMS
    )
    written = f"{client.rstrip()}\nlanguage: {language}\n" + (f"terms:\n{terms}" if own else "")
    engagement = load(MemoryTree({**files, "client.yaml": written}), "harbour").engagement
    assert engagement is not None
    share = Share(name="client", audience="sponsor", detail="tasks")
    return context_of(engagement, share, date(2026, 11, 22), Before())


def fixed(item: object, name: str = "") -> Iterator[str]:
    """The texts of a page that its own code words, as far as the name of their field tells."""
    if isinstance(item, str):
        if name in FIXED:
            yield item
    elif isinstance(item, tuple):
        for inner in item:
            yield from fixed(inner, name)
    elif is_dataclass(item):
        for field in fields(item):
            yield from fixed(getattr(item, field.name), field.name)


def ours(language: str) -> re.Pattern[str]:
    forms = {catalogue(language).ngettext(*pair, n) for pair in _TERMS.values() for n in (1, 2)}
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})\b", re.IGNORECASE)


def named_by_ours(found: Context, language: str) -> set[str]:
    """The fixed texts that hold one of our words, without those that the example's authors wrote."""
    written = "\n".join(path.read_text("utf-8") for path in (*HARBOUR.rglob("*.yaml"), *HARBOUR.rglob("*.md")))
    texts = {text.replace("\N{NON-BREAKING HYPHEN}", "-") for page in share_view(found).pages for text in fixed(page)}
    # A title in the example, or an id and a title.
    given = {text for text in texts if re.sub(r"^[A-Z]+-?\d+ ", "", text) in written}
    words = ours(language)
    return {text for text in texts - given if words.search(ACTS.sub("", text))}


def test_no_fixed_text_has_one_of_our_words_beside_the_clients() -> None:
    assert named_by_ours(context(), "en") == set()


def test_without_own_words_ours_are_there() -> None:
    assert {"Risks", "Your actions", "Requirements traced"} <= named_by_ours(context(own=False), "en")


@pytest.mark.parametrize("language", ["en", "es", "ro"])
def test_titles_of_pages_are_the_clients_words(language: str) -> None:
    titles = {page.url: page.title for page in share_view(context(language)).pages}

    for page, word in (
        ("risks/", "ris"),
        ("changes/", "cha"),
        ("decisions/", "dec"),
        ("requirements/", "req"),
        ("deliverables/", "del"),
        ("results/", "res"),
    ):
        assert titles[page] == f"Zags{word}"
    for page, word in (("actions/", "act"), ("questions/", "que"), ("requirements/matrix/", "req")):
        assert titles[page].startswith(f"Zags{word}")


RISK = "- {{id: R-{n}, title: Rain, status: {status}{more}}}\n"
OWN = "terms: {risk: danger, change: {one: variation, other: variations}, decision: KPI}\n"


def headline(url: str, files: dict[str, str]) -> str:
    pages = share_view(a_context(files, client=OWN)).pages
    return next(page.headline for page in pages if page.url == url)


@pytest.mark.parametrize(
    ("statuses", "more", "expected"),
    [
        (("open", "open"), "", "Dangers: 2 are open."),
        (("closed",), "", "Dangers: nothing is open."),
        (("happened", "open"), "", "Dangers: 1 has happened."),
        (("open", "open"), ", affects: [M1]", "Dangers: 2 could move Launch."),
    ],
)
def test_the_headline_of_risks_has_the_clients_word(statuses: tuple[str, ...], more: str, expected: str) -> None:
    risks = "".join(RISK.format(n=n, status=status, more=more) for n, status in enumerate(statuses))
    plan = "- {id: M1, title: Launch, agreed: 2027-01-04}\n"

    assert headline("risks/", {"risks.yaml": risks, "milestones.yaml": plan}) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("proposed", "Variations: 1 is waiting for a decision."), ("accepted", "Variations: all is decided.")],
)
def test_the_headline_of_changes_has_the_clients_word(status: str, expected: str) -> None:
    change = f"- {{id: C-1, title: More, status: {status}, requested_on: 2026-11-01, description: D}}\n"

    assert headline("changes/", {"changes.yaml": change}) == expected


def test_a_word_in_capitals_stays_in_capitals() -> None:
    files = {"decisions.yaml": "- {id: D-1, title: Go, date: 2026-11-01, status: accepted, decision: Yes.}\n"}

    assert headline("decisions/", files).startswith("KPIs: 1 so far.")
