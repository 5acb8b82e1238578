from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from ical.calendar_stream import IcsCalendarStream

from milepost.analysis.due import DueItem, DueKind
from milepost.exports.due_calendar import due_calendar, is_ours, sentence

DAY = date(2026, 12, 1)


@dataclass(frozen=True)
class Owing:
    items: tuple[DueItem, ...]
    slug: str = "harbour"
    name: str = "Harbour Museum"
    as_of: date = date(2026, 11, 22)


def item(kind: DueKind, title: str = "T", *records: str, due: date | None = DAY) -> DueItem:
    return DueItem(kind, "agency", title, records or ("X-1",), None, due)


@pytest.mark.parametrize("kind", [kind for kind in DueKind if kind is not DueKind.SIGNATURE])
def test_everything_that_is_due_has_a_sentence(kind: DueKind) -> None:
    said = sentence(item(kind, "Launch"))

    assert said
    assert ("Launch" in said) is (kind is not DueKind.REPORT)


@pytest.mark.parametrize(
    ("records", "said"), [(("R1",), "Sign 1 change request"), (("R1", "R2"), "Sign 2 change requests")]
)
def test_signatures_are_counted(records: tuple[str, ...], said: str) -> None:
    assert sentence(item(DueKind.SIGNATURE, "changes", *records)) == said


def test_the_calendar_has_what_has_a_day_with_the_clients_name_in_front() -> None:
    data = due_calendar([Owing((item(DueKind.ACTION, "Send it"), item(DueKind.ANSWER, "Why", due=None)))])

    assert data is not None
    (event,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    assert (event.summary, event.dtstart, event.description) == ("Harbour Museum: Send it", DAY, "X-1")


def test_a_later_calendar_replaces_the_entries_of_an_earlier_one() -> None:
    def event(as_of: date, due: date) -> tuple[str, int]:
        data = due_calendar([Owing((item(DueKind.ACTION, due=due),), as_of=as_of)])
        assert data is not None
        (found,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
        return found.uid, found.sequence or 0

    first, second = event(date(2026, 11, 22), DAY), event(date(2026, 11, 23), date(2026, 12, 8))

    assert first[0] == second[0]
    assert second[1] > first[1]


def test_a_day_long_ago_has_a_sequence_too() -> None:
    assert b"SEQUENCE:0\r\n" in (due_calendar([Owing((item(DueKind.ACTION),), as_of=date(2001, 1, 1))]) or b"")


def test_without_a_day_there_is_no_calendar() -> None:
    assert due_calendar([Owing((item(DueKind.ANSWER, due=None),))]) is None


def test_only_a_calendar_of_ours_is_taken_for_one() -> None:
    data = due_calendar([Owing((item(DueKind.ACTION),))])

    assert data is not None
    assert is_ours(data)
    assert not is_ours(data.replace(b"Milepost", b"Elsewhere"))
    assert not is_ours(b"")
