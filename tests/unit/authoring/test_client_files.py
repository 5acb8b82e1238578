from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.client_files import NewClient, client_files, scalar
from milepost.loading.nodes import Mapping, Scalar
from milepost.loading.source import read_yaml

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"]), min_size=1)


@given(WORDS)
def test_a_text_is_read_back_as_it_was_given(text: str) -> None:
    node, faults = read_yaml("x.yaml", f"name: {scalar(text)}\n".encode())

    assert faults == ()
    assert isinstance(node, Mapping)
    assert isinstance(value := node.entries[0].value, Scalar)
    assert value.text == text
    assert not value.is_null


@pytest.mark.parametrize("text", ["Harbour Museum", "Peñalgar & Co.", "Brașov"])
def test_plain_words_need_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["No", "null", "12", "a: b", "# 1", "ends with a colon:", "a #b", "- a", " a"])
def test_what_yaml_could_misread_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 20), "2026-12-11", "2027-02-12"),
        (date(2026, 11, 21), "2026-12-14", "2027-02-15"),
        (date(2026, 11, 22), "2026-12-14", "2027-02-15"),
    ],
)
def test_nothing_is_promised_for_a_weekend(today: date, first: str, last: str) -> None:
    milestones = client_files(NewClient("harbour"), today, "00")["milestones.yaml"]

    assert [line.split()[-1] for line in milestones.splitlines() if "  agreed:" in line] == [first, last]
