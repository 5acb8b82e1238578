from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

import pytest

from milepost.localisation.wording import Wording
from milepost.views.formats import counted, date_patterns, money_pattern
from milepost.views.phrases import shift

if TYPE_CHECKING:
    from decimal import Decimal


def words(language: str, currency: str = "EUR", year: int = 2026) -> Wording:
    return Wording(language, date(year, 11, 22), UTC, currency)


@pytest.mark.parametrize(
    ("language", "january", "year"),
    [
        ("en", "{d} Jan", "{d} Jan {y}"),
        ("es", "{d} ene", "{d} ene {y}"),
        ("ro", "{d} ian.", "{d} ian. {y}"),
    ],
)
def test_days_are_patterns_with_and_without_the_year(language: str, january: str, year: str) -> None:
    found = date_patterns(words(language), ["day"])

    assert {text.replace("\u00a0", " ") for text in (found["day_this_year"][0], found["day"][0])} == {january, year}
    assert set(found) == {"year", "day", "day_this_year"}


def test_a_year_that_holds_the_sample_day_is_no_trap() -> None:
    assert all("{y}" in text and "{d}" in text for text in date_patterns(words("en", year=2024), ["day"])["day"])


def test_months_and_quarters_have_patterns_of_their_own() -> None:
    found = date_patterns(words("en"), ["month", "quarter"])

    assert (found["month"][4].replace("\u00a0", " "), len(found["month"])) == ("May {y}", 12)
    assert [text.replace("\u00a0", " ") for text in found["quarter"]] == ["Q1 {y}", "Q2 {y}", "Q3 {y}", "Q4 {y}"]


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [
        ("en", "GBP", ("£{n}", "£{n}", ",", ".", 2)),
        ("es", "EUR", ("{n}\u00a0€", "{n}\u00a0€", ".", ",", 2)),
        ("ro", "RON", ("{n}\u00a0RON", "{n}\u00a0RON", ".", ",", 2)),
        ("en", "JPY", ("JP¥{n}", "JP¥{n}", ",", "", 0)),
    ],
)
def test_amounts_are_patterns(language: str, currency: str, expected: tuple[str, str, str, str, int]) -> None:
    found = money_pattern(words(language, currency))

    assert tuple(found[name] for name in ("whole", "part", "group", "decimal", "digits")) == expected


def test_an_amount_that_is_written_in_another_way_is_refused() -> None:
    class Spelt(Wording):
        def money(self, amount: Decimal) -> str:
            return f"{amount.__class__.__name__} in words"

    with pytest.raises(ValueError, match="not written as digits"):
        money_pattern(Spelt("en", date(2026, 11, 22), UTC))


def test_counted_messages_have_all_forms_of_the_language() -> None:
    assert counted(lambda n: shift(words("ro"), n)) == {"one": "+{n} zi", "few": "+{n} zile", "other": "+{n} de zile"}
