"""Words, dates and amounts as one client's readers expect them; knows the language and the client's own terms only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_decimal_symbol

from milepost.localisation.catalogue import LOCALES, catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

Precision = Literal["day", "month", "quarter"]


@dataclass(frozen=True)
class Wording:
    """The wording of one share; dates of the year of `as_of` are written without it.

    `terms` are (our word, number, the client's word), number being `one`, `few` or `other`.
    """

    language: str
    as_of: date
    zone: tzinfo
    currency: str = "EUR"
    terms: tuple[tuple[str, str, str], ...] = ()

    @property
    def locale(self) -> str:
        """Babel's name of the locale."""
        return LOCALES[self.language]

    @property
    def decimal_mark(self) -> str:
        """The sign between a number's whole part and its fraction: a point or a comma."""
        return get_decimal_symbol(self.locale)

    def text(self, message: str, **values: object) -> str:
        """The message in the reader's language, its placeholders filled."""
        return self._fill(catalogue(self.language).gettext(message), values)

    def count(self, one: str, other: str, n: int, **values: object) -> str:
        """The message in the grammatical number that `n` asks for; `{n}` is the number itself."""
        message = catalogue(self.language).ngettext(one, other, n)
        return self._fill(message, {"n": self.number(Decimal(n)), **values})

    def day(self, day: date) -> str:
        """A day as short as it can be told: `18 Jan`, or `18 Jan 2027` outside the year of the page."""
        return _day(day, self.locale, with_year=day.year != self.as_of.year)

    def full_day(self, day: date) -> str:
        """A day with its year in full: `18 January 2027`."""
        return _date(day, "long", self.locale)

    def plain_day(self, day: date) -> str:
        """A day for a sentence: `18 January`, with the year outside the year of the page."""
        return self.full_day(day) if day.year != self.as_of.year else _skeleton(day, "dMMMM", self.locale)

    def period(self, day: date, precision: Precision) -> str:
        """A date as exact as it was promised: a day, a month or a quarter."""
        if precision == "day":
            return self.day(day)
        return _skeleton(day, "yMMM" if precision == "month" else "yQQQ", self.locale)

    def sentence_period(self, day: date, precision: Precision) -> str:
        """As `period`, for a sentence."""
        if precision == "day":
            return self.plain_day(day)
        return _skeleton(day, "yMMMM" if precision == "month" else "yQQQ", self.locale)

    def at(self, day: date, precision: Precision) -> str:
        """When, for a sentence: `on 18 January`, `in January 2027`, `in Q1 2027`."""
        text = self.sentence_period(day, precision)
        if precision == "quarter":
            return self.text("in {quarter}", quarter=text)
        return self.text("on {date}", date=text) if precision == "day" else self.text("in {date}", date=text)

    def tick(self, day: date, step: int) -> str:
        """A label on a time axis; `step` is in months, 12 a year, 0 a day."""
        if step >= 12:  # noqa: PLR2004 (a year)
            return str(day.year)
        return _day(day, self.locale, with_year=False) if step == 0 else _date(day, "LLL", self.locale).rstrip(".")

    def weekday(self, day: date) -> str:
        """The name of a day's weekday."""
        return format_date(day, "EEEE", locale=self.locale)

    def instant(self, at: datetime) -> str:
        """A day and a time in the client's time zone."""
        local = at.astimezone(self.zone)
        return f"{self.day(local.date())}, {_time(local, self.locale)}"

    def time(self, at: datetime) -> str:
        """The time of day in the client's time zone."""
        return _time(at.astimezone(self.zone), self.locale)

    def on(self, at: datetime) -> date:
        """The day of an instant in the client's time zone."""
        return at.astimezone(self.zone).date()

    def city(self, zone: str) -> str:
        """The city that names a time zone: `London`, `Londres`."""
        from babel import Locale  # noqa: PLC0415 (slow to import, needed on two pages only)

        told = Locale.parse(self.locale).time_zones.get(zone, {}).get("city")
        return told or zone.rpartition("/")[2].replace("_", " ")

    def span(self, first: date, last: date, precision: Precision) -> str:
        """A period: `11 May – 24 Jun`, `25 Jan – 19 Feb 2027`; the second day as exact as it was promised."""
        end = self.period(last, precision)
        if self.period(first, precision) == end:
            return end
        # The year stands once; where even the end does not tell it, it is that of the page.
        start = _day(first, self.locale, with_year=False) if first.year == last.year else self.day(first)
        return f"{start} – {end}"

    def money(self, amount: Decimal) -> str:
        """An amount in the client's currency; cents only where there are any."""
        return _money(amount, self.currency, self.locale)

    def signed_money(self, amount: Decimal) -> str:
        """An amount with its sign."""
        return ("+" if amount > 0 else "−" if amount < 0 else "") + self.money(abs(amount))

    def number(self, number: Decimal) -> str:
        """A number with as many decimals as it was written with."""
        digits = max(0, -int(number.as_tuple().exponent))
        return _decimal(number, digits, self.locale)

    def whole(self, number: int) -> str:
        """A whole number."""
        return self.number(Decimal(number))

    def measure(self, number: Decimal, unit: str | None) -> str:
        """A number with its unit."""
        if unit == "%":
            return _percent(number, self.locale)
        return f"{self.number(number)}\u00a0{unit}" if unit else self.number(number)

    def share(self, part: Decimal) -> str:
        """A part of one as whole per cent."""
        return format_percent(part, locale=self.locale)

    def joined(self, items: Sequence[str]) -> str:
        """The items as a list in a sentence."""
        return format_list(list(items), locale=self.locale) if items else ""

    def term_for(self, word: str, n: int) -> str:
        """The word in the grammatical number that `n` asks for."""
        own = {form: text for name, form, text in self.terms if name == word}
        if own:
            return own.get(plural_form(self.language, n)) or own.get("other") or plural(own["one"], self.language, n)
        return catalogue(self.language).ngettext(*_TERMS[word], n)

    def heading(self, word: str, n: int = 2) -> str:
        """The word as it begins a line; only its first letter changes, for `KPI` is one too."""
        text = self.term_for(word, n)
        return text[:1].upper() + text[1:]

    def own(self, word: str, n: int = 2) -> str:
        """The client's own word as it begins a line; empty where the client uses ours.

        Sentences and headings around ours agree with it in gender; with a word of unknown gender they are worded anew.
        """
        return self.heading(word, n) if any(name == word for name, *_ in self.terms) else ""

    def _fill(self, message: str, values: dict[str, object]) -> str:
        return message.format(**values) if values else message


def _pair(one: str, other: str) -> tuple[str, str]:
    """A word in both numbers, marked so that the catalogues hold it."""
    return one, other


_TERMS = {
    "milestone": _pair("milestone", "milestones"),
    "requirement": _pair("requirement", "requirements"),
    "deliverable": _pair("deliverable", "deliverables"),
    "risk": _pair("risk", "risks"),
    "change": _pair("change request", "change requests"),
    "decision": _pair("decision", "decisions"),
    "question": _pair("question", "questions"),
    "action": _pair("action", "actions"),
    "result": _pair("result", "results"),
}


def plural(noun: str, language: str, n: int) -> str:
    """A noun in the number that `n` asks for, by the regular rule of the language.

    Romanian has no rule short enough to trust: there the singular stays, and a check asks for the other forms.
    """
    if language == "ro" or plural_form(language, n) == "one":
        return noun
    if language == "es":
        return _spanish_plural(noun)
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def _spanish_plural(noun: str) -> str:
    first, of, rest = noun.partition(" de ")
    if of:
        return _spanish_plural(first) + of + rest
    for singular, many in (("ón", "ones"), ("z", "ces"), ("s", "s")):
        if noun.endswith(singular):
            return noun.removesuffix(singular) + many
    return noun + ("s" if noun[-1] in "aeiouáéíóú" else "es")


def plural_form(language: str, n: int) -> str:
    """The CLDR plural category of a whole number in a language."""
    from babel import Locale  # noqa: PLC0415 (slow to import, needed only where a client has its own words)

    return str(Locale.parse(LOCALES[language]).plural_form(n))


@cache
def _day(day: date, locale: str, *, with_year: bool) -> str:
    return _tidy(format_skeleton("yMMMd" if with_year else "dMMM", day, locale=locale))


@cache
def _skeleton(day: date, skeleton: str, locale: str) -> str:
    return _tidy(format_skeleton(skeleton, day, locale=locale))


@cache
def _date(day: date, style: str, locale: str) -> str:
    return _tidy(format_date(day, style, locale=locale))


@cache
def _time(at: datetime, locale: str) -> str:
    return format_time(at.timetz(), "HH:mm", locale=locale)


@cache
def _money(amount: Decimal, currency: str, locale: str) -> str:
    whole = amount == amount.to_integral_value()
    if whole:
        pattern = "¤#,##0" if locale.startswith("en") else "#,##0\u00a0¤"
        return _with_minus(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
    return _with_minus(format_currency(amount, currency, locale=locale))


@cache
def _decimal(number: Decimal, digits: int, locale: str) -> str:
    return _with_minus(format_decimal(number, "#,##0" + ("." + "0" * digits if digits else ""), locale=locale))


@cache
def _percent(number: Decimal, locale: str) -> str:
    digits = max(0, -int(number.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + ("%" if locale.startswith("en") else "\u00a0%")
    return _with_minus(format_percent(number / 100, pattern, locale=locale))


def _with_minus(text: str) -> str:
    # The same sign as in a difference; a hyphen breaks at the end of a line, and some screen readers pass over it.
    return text.replace("-", "−")


def _tidy(text: str) -> str:
    # CLDR separates some parts by thin or narrow spaces that break badly in narrow columns.
    return text.replace("\u202f", "\u00a0").replace("\u2009", "\u00a0")
