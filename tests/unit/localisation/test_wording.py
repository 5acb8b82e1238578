"""Words, dates, amounts and counted nouns as readers of each language expect them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from milepost.localisation.wording import Precision, Wording, plural_form

AS_OF = date(2026, 11, 22)
NBSP = "\u00a0"

ENGLISH = Wording("en", AS_OF, UTC, "GBP")
SPANISH = Wording("es", AS_OF, UTC, "EUR")
ROMANIAN = Wording("ro", AS_OF, UTC, "RON")
ALL = {"en": ENGLISH, "es": SPANISH, "ro": ROMANIAN}


def test_a_day_of_the_pages_own_year_is_written_without_it() -> None:
    day = date(2026, 9, 7)

    assert {name: words.day(day) for name, words in ALL.items()} == {"en": "7 Sept", "es": "7 sept", "ro": "7 sept."}
    assert {name: words.plain_day(day) for name, words in ALL.items()} == {
        "en": "7 September",
        "es": "7 de septiembre",
        "ro": "7 septembrie",
    }


def test_a_day_of_another_year_names_it() -> None:
    day = date(2027, 1, 18)

    assert {name: words.day(day) for name, words in ALL.items()} == {
        "en": "18 Jan 2027",
        "es": "18 ene 2027",
        "ro": "18 ian. 2027",
    }
    for words in ALL.values():
        assert words.plain_day(day) == words.full_day(day)


def test_a_full_day_always_names_its_year() -> None:
    assert {name: words.full_day(AS_OF) for name, words in ALL.items()} == {
        "en": "22 November 2026",
        "es": "22 de noviembre de 2026",
        "ro": "22 noiembrie 2026",
    }


def test_a_date_is_told_no_more_exactly_than_it_was_promised() -> None:
    day = date(2027, 1, 18)

    assert {name: words.period(day, "day") for name, words in ALL.items()} == {
        "en": "18 Jan 2027",
        "es": "18 ene 2027",
        "ro": "18 ian. 2027",
    }
    assert {name: words.period(day, "month") for name, words in ALL.items()} == {
        "en": "Jan 2027",
        "es": "ene 2027",
        "ro": "ian. 2027",
    }
    assert {name: words.period(day, "quarter") for name, words in ALL.items()} == {
        "en": "Q1 2027",
        "es": "T1 2027",
        "ro": "trim. I 2027",
    }


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        (date(2026, 5, 11), date(2026, 6, 24), "day", "11 May – 24 Jun"),
        (date(2026, 5, 11), date(2026, 5, 11), "day", "11 May"),
        (date(2026, 11, 16), date(2027, 1, 15), "day", "16 Nov – 15 Jan 2027"),
        (date(2027, 1, 25), date(2027, 2, 19), "day", "25 Jan – 19 Feb 2027"),
        (date(2025, 1, 25), date(2026, 2, 19), "day", "25 Jan 2025 – 19 Feb"),
        (date(2027, 1, 25), date(2027, 5, 1), "month", "25 Jan – May 2027"),
        (date(2027, 5, 1), date(2027, 5, 1), "month", "May 2027"),
        (date(2026, 1, 25), date(2026, 7, 1), "quarter", "25 Jan – Q3 2026"),
    ],
)
def test_a_period_names_each_year_once_and_a_single_day_once(
    first: date, last: date, precision: Precision, told: str
) -> None:
    assert ENGLISH.span(first, last, precision) == told


def test_a_time_zone_is_called_by_its_city_in_the_language() -> None:
    assert ENGLISH.city("Europe/Bucharest") == "Bucharest"
    assert ROMANIAN.city("Europe/Bucharest") == "București"
    assert SPANISH.city("America/New_York") == "Nueva York"
    assert ENGLISH.city("UTC") == "UTC"


def test_a_sentence_says_when_with_the_preposition_of_the_language() -> None:
    day = date(2027, 1, 18)

    assert [ENGLISH.at(day, "day"), ENGLISH.at(day, "month"), ENGLISH.at(day, "quarter")] == [
        "on 18 January 2027",
        "in January 2027",
        "in Q1 2027",
    ]
    assert [SPANISH.at(day, "day"), SPANISH.at(day, "month"), SPANISH.at(day, "quarter")] == [
        "el 18 de enero de 2027",
        "en enero de 2027",
        "en el T1 2027",
    ]
    assert [ROMANIAN.at(day, "day"), ROMANIAN.at(day, "month"), ROMANIAN.at(day, "quarter")] == [
        "pe 18 ianuarie 2027",
        "în ianuarie 2027",
        "în trim. I 2027",
    ]


def test_a_sentence_in_another_language_is_whole() -> None:
    said = {
        name: words.text("{title} is expected {at}, as agreed.", title="Apertura", at=words.at(date(2027, 2, 1), "day"))
        for name, words in ALL.items()
    }

    assert said == {
        "en": "Apertura is expected on 1 February 2027, as agreed.",
        "es": "«Apertura» se espera el 1 de febrero de 2027, según lo acordado.",
        "ro": "„Apertura” are termen estimat pe 1 februarie 2027, așa cum s-a convenit.",
    }


def test_an_axis_is_labelled_by_days_months_or_years() -> None:
    day = date(2026, 3, 9)

    assert {name: words.tick(day, 0) for name, words in ALL.items()} == {"en": "9 Mar", "es": "9 mar", "ro": "9 mar."}
    assert {name: words.tick(day, 3) for name, words in ALL.items()} == {"en": "Mar", "es": "mar", "ro": "mar"}
    assert {name: words.tick(day, 12) for name, words in ALL.items()} == {"en": "2026", "es": "2026", "ro": "2026"}


def test_weekdays_are_named_in_the_language() -> None:
    assert [words.weekday(date(2026, 11, 20)) for words in ALL.values()] == ["Friday", "viernes", "vineri"]


def test_an_instant_is_told_in_the_clients_time_zone() -> None:
    late = datetime(2026, 11, 20, 23, 5, tzinfo=UTC)
    words = Wording("ro", AS_OF, ZoneInfo("Europe/Bucharest"))

    assert words.instant(late) == "21 nov., 01:05"
    assert words.on(late) == date(2026, 11, 21)
    assert SPANISH.instant(late) == "20 nov, 23:05"
    assert ENGLISH.instant(late) == "20 Nov, 23:05"


def test_whole_amounts_have_no_cents() -> None:
    assert ENGLISH.money(Decimal("94000.00")) == "£94,000"
    assert SPANISH.money(Decimal("94000.00")) == f"94.000{NBSP}€"
    assert ROMANIAN.money(Decimal("94000.00")) == f"94.000{NBSP}RON"


def test_cents_are_shown_where_there_are_any() -> None:
    assert ENGLISH.money(Decimal("1234.50")) == "£1,234.50"
    assert SPANISH.money(Decimal("1234.50")) == f"1.234,50{NBSP}€"
    assert ROMANIAN.money(Decimal("1234.50")) == f"1.234,50{NBSP}RON"


def test_a_signed_amount_shows_which_way_it_goes() -> None:
    assert [SPANISH.signed_money(Decimal(amount)) for amount in (5400, -5400, 0)] == [
        f"+5.400{NBSP}€",
        f"−5.400{NBSP}€",
        f"0{NBSP}€",
    ]
    assert ENGLISH.signed_money(Decimal(-20)) == "−£20"


def test_numbers_keep_the_decimals_they_were_written_with() -> None:
    assert [ENGLISH.number(Decimal(text)) for text in ("12345.60", "7", "1E+3")] == ["12,345.60", "7", "1,000"]
    assert [SPANISH.number(Decimal(text)) for text in ("12345.60", "7")] == ["12.345,60", "7"]
    assert [words.whole(41200) for words in ALL.values()] == ["41,200", "41.200", "41.200"]


def test_a_measure_has_its_unit_after_a_space_that_does_not_break() -> None:
    assert ROMANIAN.measure(Decimal("9.5"), "zile lucrătoare") == f"9,5{NBSP}zile lucrătoare"
    assert ROMANIAN.measure(Decimal("9.5"), None) == "9,5"


def test_percentages_are_spaced_as_the_language_spaces_them() -> None:
    assert [words.measure(Decimal("57.5"), "%") for words in ALL.values()] == [
        "57.5%",
        f"57,5{NBSP}%",
        f"57,5{NBSP}%",
    ]
    assert [words.measure(Decimal(65), "%") for words in ALL.values()] == ["65%", f"65{NBSP}%", f"65{NBSP}%"]
    assert [words.share(Decimal("0.673")) for words in ALL.values()] == ["67%", f"67{NBSP}%", f"67{NBSP}%"]


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert [words.joined(["Ana", "Dan", "Noor"]) for words in ALL.values()] == [
        "Ana, Dan and Noor",
        "Ana, Dan y Noor",
        "Ana, Dan și Noor",
    ]
    assert SPANISH.joined([]) == ""


@pytest.mark.parametrize(
    ("n", "english", "spanish", "romanian"),
    [
        (0, "0 days", "0 días", "0 zile"),
        (1, "1 day", "1 día", "1 zi"),
        (2, "2 days", "2 días", "2 zile"),
        (5, "5 days", "5 días", "5 zile"),
        (19, "19 days", "19 días", "19 zile"),
        (20, "20 days", "20 días", "20 de zile"),
        (100, "100 days", "100 días", "100 de zile"),
        (101, "101 days", "101 días", "101 zile"),
        (1000, "1,000 days", "1.000 días", "1.000 de zile"),
    ],
)
def test_counted_nouns_take_the_number_of_their_language(n: int, english: str, spanish: str, romanian: str) -> None:
    said = [words.count("{n} day", "{n} days", n) for words in (ENGLISH, SPANISH, ROMANIAN)]

    assert said == [english, spanish, romanian]


@pytest.mark.parametrize(
    ("n", "romanian"),
    [
        (1, "Am încheiat 1 din 1 jalon."),
        (2, "Am încheiat 1 din 2 jaloane."),
        (20, "Am încheiat 1 din 20 de jaloane."),
        (101, "Am încheiat 1 din 101 jaloane."),
    ],
)
def test_de_stands_before_a_counted_term_from_twenty_on(n: int, romanian: str) -> None:
    said = ROMANIAN.count(
        "{done} of {n} {milestones} is done.",
        "{done} of {n} {milestones} are done.",
        n,
        done=1,
        milestones=ROMANIAN.term_for("milestone", n),
    )

    assert said == romanian


def test_the_numbers_of_our_catalogues_are_those_of_the_terms() -> None:
    """A sentence and the client's own noun in it must be in the same grammatical number."""
    marked = Wording(
        "ro", AS_OF, UTC, terms=(("risk", "one", "one"), ("risk", "few", "few"), ("risk", "other", "other"))
    )
    forms = {"{n} zi": "one", "{n} zile": "few", "{n} de zile": "other"}

    for n in range(250):
        said = marked.count("{n} day", "{n} days", n).replace(str(n), "{n}")
        assert marked.term_for("risk", n) == forms[said] == plural_form("ro", n)


def test_our_own_terms_are_in_the_language_and_the_number() -> None:
    assert [words.term_for("milestone", 1) for words in ALL.values()] == ["milestone", "hito", "jalon"]
    assert [words.term_for("change", 3) for words in ALL.values()] == [
        "change requests",
        "solicitudes de cambio",
        "cereri de modificare",
    ]


def test_the_clients_term_replaces_ours_in_every_number() -> None:
    terms = (("milestone", "one", "etapă"), ("milestone", "few", "etape"), ("milestone", "other", "etape mari"))
    words = Wording("ro", AS_OF, UTC, terms=terms)

    assert [words.term_for("milestone", n) for n in (1, 2, 20)] == ["etapă", "etape", "etape mari"]
    assert words.term_for("risk", 2) == "riscuri"


def test_without_a_few_the_other_form_serves() -> None:
    words = Wording("ro", AS_OF, UTC, terms=(("milestone", "one", "etapă"), ("milestone", "other", "etape")))

    assert words.term_for("milestone", 2) == "etape"


@pytest.mark.parametrize(
    ("language", "noun", "two"),
    [
        ("en", "stage", "stages"),
        ("en", "delivery", "deliveries"),
        ("en", "survey", "surveys"),
        ("en", "batch", "batches"),
        ("es", "etapa", "etapas"),
        ("es", "actividad", "actividades"),
        ("ro", "etapă", "etapă"),
    ],
)
def test_a_term_given_in_the_singular_only_takes_the_regular_plural(language: str, noun: str, two: str) -> None:
    words = Wording(language, AS_OF, UTC, terms=(("milestone", "one", noun),))

    assert words.term_for("milestone", 1) == noun
    assert words.term_for("milestone", 2) == two


def test_a_word_is_found_whether_it_is_counted_or_stands_alone() -> None:
    assert [words.text("question") for words in ALL.values()] == ["question", "pregunta", "întrebare"]
    assert [words.term_for("question", 2) for words in ALL.values()] == ["questions", "preguntas", "întrebări"]


def test_a_text_without_values_may_hold_braces() -> None:
    assert ENGLISH.text("{as it stands}") == "{as it stands}"


def test_less_than_nothing_is_written_with_a_minus_and_not_with_a_hyphen() -> None:
    words = Wording("en", date(2026, 11, 22), UTC, "GBP")

    assert words.money(Decimal("-1200.50")) == "−£1,200.50"
    assert words.money(Decimal(-3)) == "−£3"
    assert words.number(Decimal("-3.25")) == "−3.25"
    assert words.measure(Decimal(-2), "%") == "−2%"
