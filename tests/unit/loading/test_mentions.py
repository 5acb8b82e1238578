"""Which bracketed words of a text are mentions of records, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.loading.mentions import looks_like_id, markdown, mentioned, referenced_ids


def test_an_id_in_brackets_is_a_mention_with_its_line_and_column() -> None:
    assert referenced_ids("We build\nwhat [REQ-1] asks.") == (("REQ-1", 1, 6),)


def test_mentions_come_in_the_order_of_the_text_with_repetitions() -> None:
    assert [name for name, _, _ in referenced_ids("[M2], [D-1]\n\n[M2]")] == ["M2", "D-1", "M2"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# Why [R-1]", (0, 7)),
        ("- a\n  - see [R-1]", (1, 9)),
        ("> a\n> b [R-1]", (1, 5)),
        ("> - x\n>   y [R-1]", (1, 7)),
        ("***[R-1]***", (0, 4)),
        ("a\r\n\r\n[R-1]", (2, 1)),
        ("a\r\r[R-1]", (2, 1)),
        ("\t\n   [R-1]", (1, 4)),
        ("1. [R-1]", (0, 4)),
        ("`[R-1]` [R-1]", (0, 9)),
        ("[R-1]: accepted", (0, 1)),
        ("ș [R-1]", (0, 3)),
        ("Why [R-1]\n===", (0, 5)),
    ],
)
def test_a_mention_is_found_wherever_text_may_stand(text: str, place: tuple[int, int]) -> None:
    assert referenced_ids(text) == (("R-1", *place),)


def test_mentions_in_tables_have_the_column_of_their_cell() -> None:
    table = "| a | b |\n|---|---|\n| [A-1] | [A-1] |"
    assert referenced_ids(table) == (("A-1", 2, 3), ("A-1", 2, 11))


def test_an_escaped_bar_in_a_cell_does_not_hide_the_place() -> None:
    assert referenced_ids("| a |\n|---|\n| x \\| [A-1] |") == (("A-1", 2, 8),)


@pytest.mark.parametrize(
    "text",
    [
        "[sic] and [go-live]",
        "[1] and [2026]",
        "`[REQ-1]`",
        "    [REQ-1]",
        "```\n[REQ-1]\n```",
        "[REQ-1](page)",
        "[REQ-1](not a page)",
        "[see [REQ-1] there](https://example.com)",
        "\\[REQ-1]",
        "![REQ-1](files/x.png)",
        "[REQ-1 and more]",
        "[REQ-1",
        "[a1]: https://example.com\n\n[text][a1] [a1]",
        "[" + "a" * 64 + "1]",
        "",
    ],
)
def test_code_links_images_and_other_brackets_are_no_mentions(text: str) -> None:
    assert referenced_ids(text) == ()


def test_a_line_that_begins_with_an_id_and_a_colon_is_not_swallowed_as_a_definition() -> None:
    assert [name for name, _, _ in referenced_ids("[REQ-1]: accepted\n[REQ-2]: open")] == ["REQ-1", "REQ-2"]


def test_adjacent_ids_are_two_mentions() -> None:
    assert [name for name, _, _ in referenced_ids("[K-1][L-1] [M-1][]")] == ["K-1", "L-1", "M-1"]


def test_brackets_without_an_end_are_text() -> None:
    assert referenced_ids("[ [ ![ [REQ-1] ![ [") == (("REQ-1", 0, 8),)


def test_an_id_carries_a_number() -> None:
    assert looks_like_id("REQ-1")
    assert not looks_like_id("sic")
    assert not looks_like_id("m²")


def test_words_name_records_in_brackets_only() -> None:
    assert mentioned("It waits for [A-6], not A-7.") == {"A-6"}


@given(st.text(alphabet="[]A1-_*`>|\\ \n\t#!()", max_size=60))
def test_every_mention_stands_where_it_is_said_to_stand(text: str) -> None:
    lines = text.split("\n")
    for name, line, column in referenced_ids(text):
        assert lines[line][column - 1 : column + len(name) + 1] == f"[{name}]"


@pytest.mark.parametrize("piece", ["[", "![", "*", "[\n", "[a](", "[[A1]", "[A1]", "`", "> ", "<"])
def test_hostile_text_ends_and_keeps_its_length(piece: str) -> None:
    tokens = markdown().parse(piece * (20_000 // len(piece)))
    assert tokens
