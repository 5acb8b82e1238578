from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.loading import scalars
from milepost.loading.scalars import Fault
from milepost.model.kinds import Duration, Kind

LONDON = ZoneInfo("Europe/London")


def code_of(read: object) -> str:
    assert isinstance(read, Fault), f"{read!r} was accepted"
    assert read.message
    return read.code


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert scalars.read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("18.01.2027", "Write 2027-01-18 if 18 is the day."),
        ("01/18/2027", "Write 2027-01-18 if 1 is the month."),
        ("01/11/2026", "Write 2026-11-01 if 1 is the day, or 2026-01-11 if 1 is the month."),
        ("2-2-2026", "Write 2026-02-02 if 2 is the month."),
        ("2027-1-18", "Write 2027-01-18."),
        ("2027/01/18", "Write 2027-01-18."),
        ("2027-02-30", "2027-02 has 28 days."),
        ("2028.2.30", "2028-02 has 29 days."),
        ("2027-13-01", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("31/31/2027", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("2026-W03-1", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("20260331", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("٢٠٢٦-٠٣-٣١", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("soon", "Write the day as YYYY-MM-DD, such as 2026-03-31."),
        ("0206-03-31", "Correct the year: 1900 to 2199 are read."),
        ("1899-12-31", "Correct the year: 1900 to 2199 are read."),
        ("2200-01-01", "Correct the year: 1900 to 2199 are read."),
        ("9999-12-31", "Correct the year: 1900 to 2199 are read."),
    ],
)
def test_what_is_no_day_is_told_with_what_may_have_been_meant(text: str, hint: str) -> None:
    found = scalars.read_date(text)

    assert code_of(found) == "M103"
    assert isinstance(found, Fault)
    assert found.hint == hint


@pytest.mark.parametrize(
    ("text", "instant", "naive"),
    [
        ("2026-05-12T10:00:00+01:00", datetime(2026, 5, 12, 9, tzinfo=UTC), False),
        ("2026-05-12 10:00Z", datetime(2026, 5, 12, 10, tzinfo=UTC), False),
        ("2026-05-12T10:00:00.250Z", datetime(2026, 5, 12, 10, microsecond=250_000, tzinfo=UTC), False),
        ("2026-05-12T10:00:00", datetime(2026, 5, 12, 9, tzinfo=UTC), True),
        ("2026-12-12T10:00:00", datetime(2026, 12, 12, 10, tzinfo=UTC), True),
    ],
)
def test_a_moment_without_an_offset_is_read_in_the_client_s_zone(text: str, instant: datetime, *, naive: bool) -> None:
    assert scalars.read_instant(text, LONDON) == (instant, naive)


@pytest.mark.parametrize(
    "text",
    ["10 May", "2026-05-12", "2026-05-12T25:00:00Z", "2026-02-30T10:00:00Z", "20260512T10Z", "9999-12-31T23:00Z"],
)
def test_a_moment_needs_its_day_and_its_time(text: str) -> None:
    assert code_of(scalars.read_instant(text, UTC)) == "M110"


@pytest.mark.parametrize("text", ["0", "-3", "+4", "51200", "3.75", "1.10", "123456789012345.123456789"])
def test_a_number_is_exactly_what_is_written(text: str) -> None:
    found = scalars.read_number(text)

    assert isinstance(found, Decimal)
    assert str(found) == text.removeprefix("+")


@pytest.mark.parametrize("text", ["1,5", "1e3", "1_000", "£5", ".5", "5.", "", "inf", "NaN", "٥", "1234567890123456"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    assert code_of(scalars.read_number(text)) == "M104"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [("14", None, 14), ("-3", None, -3), ("0", Kind.PERCENT, 0), ("100", Kind.PERCENT, 100), ("10", Kind.SCORE, 10)],
)
def test_a_whole_number_is_read_inside_its_limits(text: str, kind: Kind | None, found: int) -> None:
    assert scalars.read_whole(text, kind) == found


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("1.5", None, "M104"),
        ("a few", None, "M104"),
        ("12345678901", None, "M104"),
        ("101", Kind.PERCENT, "M113"),
        ("-1", Kind.PERCENT, "M113"),
        ("11", Kind.SCORE, "M113"),
    ],
)
def test_a_whole_number_outside_its_limits_is_refused(text: str, kind: Kind | None, code: str) -> None:
    assert code_of(scalars.read_whole(text, kind)) == code


def test_a_flag_is_a_plain_word() -> None:
    assert scalars.read_flag("true", plain=True) is True
    assert scalars.read_flag("false", plain=True) is False
    assert code_of(scalars.read_flag("True", plain=True)) == "M112"
    assert "quotes" in str(scalars.read_flag("true", plain=False))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4h", Duration(Decimal(4), "h")),
        ("3d", Duration(Decimal(3), "d")),
        ("1.5w", Duration(Decimal("1.5"), "w")),
    ],
)
def test_a_duration_has_a_number_and_a_unit(text: str, found: Duration) -> None:
    assert scalars.read_duration(text) == found


@pytest.mark.parametrize("text", ["3", "3 d", "3m", "-3d", "1.234d", "12345d", "d"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert code_of(scalars.read_duration(text)) == "M108"


def test_a_choice_is_one_of_the_words_and_a_near_one_is_suggested() -> None:
    words = ("on-track", "at-risk")

    assert scalars.read_choice("at-risk", words) == "at-risk"
    assert scalars.read_choice("at risk", words) == Fault(
        "M105", "“at risk” is not one of: on-track, at-risk", "Did you mean “at-risk”?"
    )
    assert scalars.read_choice("green", words) == Fault("M105", "“green” is not one of: on-track, at-risk")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (None, "Any words\nin lines"),
        (Kind.LINE, "One line"),
        (Kind.MARKDOWN, "Two\n\nparagraphs"),
        (Kind.ID, "REQ-1.a_b"),
        (Kind.ID, "a" * 64),
        (Kind.FILE, "files/plan 2.pdf"),
        (Kind.FILE, "files/drafts/plan.pdf"),
        (Kind.URL, "https://board.example/42?a=b#c"),
        (Kind.EMAIL, "ana.pop+museum@studio.example"),
        (Kind.EMAIL, "o'brien@studio.example"),
        (Kind.COLOUR, "#0B6e4f"),
        (Kind.TIMEZONE, "Europe/London"),
        (Kind.TIMEZONE, "UTC"),
        (Kind.TIMEZONE, "Etc/UTC"),
        (Kind.CURRENCY, "EUR"),
        (Kind.HOURS, "09:00-17:30"),
    ],
)
def test_a_text_that_is_what_its_kind_asks_for_is_kept(kind: Kind | None, text: str) -> None:
    assert scalars.read_text(text, kind) == text


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.LINE, "Two\nlines", "M111"),
        (Kind.LINE, "\nBcc: everybody", "M111"),
        (Kind.LINE, "  ", "M102"),
        (None, "", "M102"),
        (Kind.ID, "8", "M107"),
        (Kind.ID, "M 9", "M107"),
        (Kind.ID, "é", "M107"),
        (Kind.ID, "a" * 65, "M107"),
        (Kind.FILE, "plan.pdf", "M115"),
        (Kind.FILE, "files/", "M115"),
        (Kind.FILE, "files/../client.yaml", "M115"),
        (Kind.FILE, "files/a/../../../acme/b.pdf", "M115"),
        (Kind.FILE, "files/./b.pdf", "M115"),
        (Kind.FILE, "files//b.pdf", "M115"),
        (Kind.FILE, "files/a\\..\\b.pdf", "M115"),
        (Kind.FILE, "/files/b.pdf", "M115"),
        (Kind.URL, "javascript:alert(1)", "M114"),
        (Kind.URL, "board.example/42", "M114"),
        (Kind.URL, 'https://board.example/"onclick', "M114"),
        (Kind.EMAIL, "ana at studio", "M114"),
        (Kind.EMAIL, "ana@studio", "M114"),
        (Kind.EMAIL, "<ana@studio.example>", "M114"),
        (Kind.EMAIL, "ana,tom@studio.example", "M114"),
        (Kind.EMAIL, "ana@studio.example?bcc=tom", "M114"),
        (Kind.EMAIL, "ana%0Abcc@studio.example", "M114"),
        (Kind.EMAIL, "ana..pop@studio.example", "M114"),
        (Kind.EMAIL, "ana@bücher.example", "M114"),
        (Kind.COLOUR, "teal", "M114"),
        (Kind.COLOUR, "#0b6", "M114"),
        (Kind.TIMEZONE, "London", "M114"),
        (Kind.TIMEZONE, "../../etc/passwd", "M114"),
        (Kind.TIMEZONE, "Europe", "M114"),
        (Kind.CURRENCY, "Euro", "M114"),
        (Kind.CURRENCY, "eur", "M114"),
        (Kind.HOURS, "9-17", "M114"),
        (Kind.HOURS, "17:30-09:00", "M114"),
        (Kind.HOURS, "09:00-09:00", "M114"),
        (Kind.HOURS, "09:00-24:30", "M114"),
        (Kind.HOURS, "٠٩:٠٠-١٧:٣٠", "M114"),
    ],
)
def test_a_text_that_is_not_is_refused(kind: Kind | None, text: str, code: str) -> None:
    assert code_of(scalars.read_text(text, kind)) == code


def test_the_line_ends_after_a_text_are_dropped_but_not_after_words_that_were_signed() -> None:
    assert scalars.read_text("Words\n\n", Kind.MARKDOWN) == "Words"
    assert scalars.read_text("Words\n", Kind.STATEMENT) == "Words\n"


def test_a_zone_that_does_not_exist_is_read_as_utc() -> None:
    assert scalars.zone_of("Europe/London") == LONDON
    assert scalars.zone_of("Nowhere/At-All") is UTC
