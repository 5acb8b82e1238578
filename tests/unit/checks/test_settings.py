from __future__ import annotations

import pytest

from milepost.checks.settings import check_settings, contrast_with_white
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT


def codes(settings: str) -> list[str]:
    loaded = load(MemoryTree({"client.yaml": CLIENT + settings}), "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    return [item.code for item in check_settings(loaded.engagement.client, loaded.places)]


def test_the_settings_that_hold_without_a_word_are_right() -> None:
    assert codes("") == []


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ("{name: client, audience: client}, {name: board-2, audience: sponsor}", []),
        ("{name: client, audience: client}, {name: client, audience: sponsor}", ["C309"]),
        ("{name: The-Board, audience: sponsor}", ["C309"]),
        ("{name: the_board, audience: sponsor}", ["C309"]),
        ("{name: board., audience: sponsor}", ["C309"]),
        ("{name: client, audience: client, sections: [overview, roadmap, people]}", []),
        ("{name: client, audience: client, sections: [road-map, money]}", ["C310", "C310"]),
    ],
)
def test_shares_have_names_of_their_own_that_can_be_folders_and_known_sections(
    shares: str, expected: list[str]
) -> None:
    assert codes(f"shares: [{shares}]\n") == expected


@pytest.mark.parametrize("settings", ["shares: []\n", "calendar: {week: []}\n"])
def test_a_client_has_a_share_and_working_days(settings: str) -> None:
    assert codes(settings) == ["C317"]


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#0b6e4f", []), ("#000000", []), ("#767676", []), ("#777777", ["C311"]), ("#ffffff", ["C311"])],
)
def test_the_colour_of_links_can_be_read_on_white(colour: str, expected: list[str]) -> None:
    assert codes(f'brand: {{colour: "{colour}"}}\n') == expected


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#ff0000", 4.0)]
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "stage", []),
        ("ro", "etapă", ["C312"]),
        ("ro", "{one: etapă, other: de etape}", ["C312"]),
        ("ro", "{one: etapă, few: etape, other: de etape}", []),
    ],
)
def test_a_romanian_word_has_all_its_plurals(language: str, word: str, expected: list[str]) -> None:
    assert codes(f"language: {language}\nterms: {{milestone: {word}}}\n") == expected


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ("RO", []),
        ("FR", []),
        ("GB-ENG", []),
        ("ES-AN", []),
        ("GB", ["C316"]),
        ("ES", ["C316"]),
        ("UK", ["C314"]),
        ("Romania", ["C314"]),
    ],
)
def test_holidays_are_those_of_a_place_that_is_known(holidays: str, expected: list[str]) -> None:
    assert codes(f"calendar: {{holidays: {holidays}}}\n") == expected
