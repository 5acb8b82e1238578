"""How one share writes dates, amounts and counts, as patterns for its scripts; the words are those of the wording.

The patterns are read off what the wording writes, so that a script writes the same without knowing the language.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from milepost.localisation.wording import Precision, Wording

_DAY = 25
_MONTHS = range(1, 13)
_FIRST_MONTHS = (1, 4, 7, 10)
_AMOUNT = re.compile(r"(.*?)1(\D*)234\D*567(?:(\D)(\d+))?(\D*)")
_FORMS = (("one", 1), ("few", 2), ("other", 20))
"""A number of each plural category that one of our languages has."""


def date_patterns(words: Wording, precisions: Iterable[Precision]) -> dict[str, Any]:
    """Patterns for each month (for quarters: each quarter), with `{d}` and `{y}`, for the exactnesses that occur."""
    year = words.as_of.year
    other = year + 1
    found: dict[str, Any] = {"year": year}
    kinds = set(precisions)
    if "day" in kinds:
        found["day"] = [_pattern(words.day(date(other, month, _DAY)), other) for month in _MONTHS]
        found["day_this_year"] = [_pattern(words.day(date(year, month, _DAY)), year) for month in _MONTHS]
    if "month" in kinds:
        found["month"] = [_pattern(words.period(date(year, month, 1), "month"), year) for month in _MONTHS]
    if "quarter" in kinds:
        found["quarter"] = [_pattern(words.period(date(year, month, 1), "quarter"), year) for month in _FIRST_MONTHS]
    return found


def money_pattern(words: Wording) -> dict[str, Any]:
    """How an amount is written: whole, and with the decimals that the currency has."""
    whole = _AMOUNT.fullmatch(words.money(Decimal(1234567)))
    part = _AMOUNT.fullmatch(words.money(Decimal("1234567.25")))
    if whole is None or part is None:
        raise ValueError(f"amounts in {words.currency} are not written as digits with separators")
    return {
        "whole": f"{whole[1]}{{n}}{whole[5]}",
        "part": f"{part[1]}{{n}}{part[5]}",
        "group": whole[2],
        "decimal": part[3] or "",
        "digits": len(part[4] or ""),
    }


def counted(say: Callable[[int], str]) -> dict[str, str]:
    """A counted message in each plural form, with `{n}` for the number."""
    return {form: say(number).replace(str(number), "{n}") for form, number in _FORMS}


def _pattern(text: str, year: int) -> str:
    return re.sub(rf"\b{_DAY}\b", "{d}", text.replace(str(year), "{y}"))
