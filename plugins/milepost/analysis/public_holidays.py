"""The public holidays of a country, year by year; the only importer of `holidays`, and it knows no client."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from datetime import date

_YEAR = 2026


@cache
def public_holidays(place: str, year: int) -> frozenset[date]:
    """The days that are public holidays in a country such as `GB`, or in a part of one such as `GB-ENG`.

    None for a place that the library does not know: `is_known_place` tells it apart from a year without holidays.
    """
    country, _, part = place.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()


@cache
def parts_of(country: str) -> tuple[str, ...]:
    """The parts of a country such as `GB-ENG`, if each has public holidays beyond those of the whole; else none.

    There is then no place in the country where the whole country's days are all. Asked of one year, for such laws
    hardly change.
    """
    known = holidays.list_supported_countries(include_aliases=False).get(country, ())
    parts = tuple(f"{country}-{part}" for part in sorted(known))
    shared = public_holidays(country, _YEAR)
    return parts if all(public_holidays(part, _YEAR) - shared for part in parts) else ()


@cache
def is_known_place(place: str) -> bool:
    """Whether the holidays of the country, or of the part of it, are known."""
    country, _, part = place.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    return country in known and (not part or part in known[country])
