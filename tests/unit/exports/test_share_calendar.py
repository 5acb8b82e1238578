"""The calendar, read by the library that wrote it and by another one (`ical`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from milepost.exports.calendar_file import CalendarEntry, calendar_bytes
from milepost.exports.share_calendar import share_calendar
from support.engagements import CLIENT, PEOPLE
from support.shares import a_share, a_share_with_history
from support.trails import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ical.event import Event

    from milepost.model.kinds import Audience

FOLDER = "clients/harbour/"
LAUNCH = "- {id: M1, title: Launch, agreed: 2027-01-04}\n"


def calendar(files: dict[str, str], audience: Audience = "client") -> bytes:
    data = share_calendar(a_share(files, audience))
    assert data is not None
    return data


def second_opinion(data: bytes) -> list[Event]:
    """The events as another library reads them, which refuses what RFC 5545 does not allow."""
    return IcsCalendarStream.calendar_from_ics(data.decode()).events


def events(files: dict[str, str], audience: Audience = "client") -> list[Event]:
    return second_opinion(calendar(files, audience))


# What is in it


def test_a_milestone_is_a_whole_day() -> None:
    (event,) = events({"milestones.yaml": LAUNCH})

    assert (event.summary, event.dtstart, event.dtend) == ("Launch", date(2027, 1, 4), date(2027, 1, 5))
    assert event.description == "M1 · Planned"


def test_a_moved_milestone_says_from_where_and_why() -> None:
    moved = "- {id: M1, title: Launch, agreed: 2027-01-04, expected: 2027-01-18, reason: The list came late.}\n"

    (event,) = events({"milestones.yaml": moved})

    assert event.dtstart == date(2027, 1, 18)
    assert event.description == "M1 · Moved later\n\nagreed for 4 Jan 2027 (+14 days)\n\nThe list came late."


def test_a_month_is_a_month() -> None:
    (event,) = events({"milestones.yaml": "- {id: M1, title: Review, agreed: 2027-05-28, precision: month}\n"})

    assert (event.dtstart, event.dtend) == (date(2027, 5, 1), date(2027, 6, 1))


def test_states_are_told_by_their_names() -> None:
    milestones = (
        "- {id: M1, title: Sure, agreed: 2027-01-04}\n"
        "- {id: M2, title: Unsure, agreed: 2027-01-04, confidence: low}\n"
        "- {id: M3, title: Gone, agreed: 2027-01-04, status: dropped}\n"
        "- {id: M4, title: Over, agreed: 2026-01-04, status: done, done_on: 2026-01-04}\n"
    )

    found = events({"milestones.yaml": milestones})

    assert [(event.summary, event.status.value if event.status else "") for event in found] == [
        ("Sure", "CONFIRMED"),
        ("Unsure", "TENTATIVE"),
        ("Gone", "CANCELLED"),
        ("Done: Over", "CONFIRMED"),
    ]


def test_an_action_says_whose_it_is() -> None:
    actions = (
        "- {id: A-1, title: Send the list, party: client, for: lena, due: 2026-12-01, why: It waits.}\n"
        "- {id: A-2, title: Send the draft, party: agency, due: 2026-12-02}\n"
        "- {id: A-3, title: Old, party: client, due: 2026-11-02, done_on: 2026-11-01}\n"
    )

    found = events({"actions.yaml": actions})

    assert [event.summary for event in found] == ["To do: Send the list", "From us: Send the draft", "Done: Old"]
    assert found[0].description == "A-1\n\nFor Lena Ortiz\n\nIt waits."


def test_maintenance_has_its_hours_and_the_last_word_about_it() -> None:
    incident = (
        "- {id: I-1, title: Move, severity: maintenance, starts: 2026-11-25T08:00:00+01:00,"
        " ends: 2026-11-25T09:00:00+01:00, updates: [{at: 2026-11-01T08:00:00Z, status: scheduled, text: Soon}]}\n"
    )

    (event,) = events({"incidents.yaml": incident})

    assert (event.dtstart, event.dtend) == (
        datetime(2026, 11, 25, 7, tzinfo=UTC),
        datetime(2026, 11, 25, 8, tzinfo=UTC),
    )
    assert (event.summary, event.description) == ("Maintenance: Move", "I-1\n\nSoon")


@pytest.mark.parametrize(
    ("cadence", "started", "days"),
    [
        ("weekly", "2026-11-02", ["2026-11-09", "2026-11-16", "2026-11-23"]),
        ("fortnightly", "2026-11-02", ["2026-11-16", "2026-11-30", "2026-12-14"]),
        ("monthly", "2026-10-31", ["2026-11-30", "2026-12-30", "2027-01-30"]),
        ("monthly", "2026-11-30", ["2026-12-30", "2027-01-30", "2027-02-28"]),
        ("quarterly", "2026-09-15", ["2026-12-15", "2027-03-15", "2027-06-15"]),
    ],
)
def test_reports_to_come_repeat_as_promised(cadence: str, started: str, days: list[str]) -> None:
    client = f"{CLIENT}started: {started}\ncommunication: {{cadence: {cadence}}}\n"
    milestones = "- {id: M1, title: Launch, agreed: 2027-07-01}\n"

    data = calendar({"client.yaml": client, "milestones.yaml": milestones})

    timeline = IcsCalendarStream.calendar_from_ics(data.decode()).timeline
    reports = [str(event.dtstart) for event in timeline if event.summary == "Report due"]
    assert reports[:3] == days
    assert reports[-1] <= "2027-07-01"


def test_a_share_without_dates_has_no_calendar() -> None:
    assert share_calendar(a_share({"milestones.yaml": "- {id: M1, title: Some day}\n"})) is None


@pytest.mark.parametrize(("language", "summary"), [("es", "Hecho: Launch"), ("ro", "Gata: Launch")])
def test_the_calendar_speaks_the_readers_language(language: str, summary: str) -> None:
    client = f"{CLIENT}{PEOPLE}language: {language}\n"
    done = "- {id: M1, title: Launch, agreed: 2026-01-04, status: done, done_on: 2026-01-04}\n"

    assert events({"client.yaml": client, "milestones.yaml": done})[0].summary == summary


def test_a_public_calendar_names_nobody_of_the_client() -> None:
    action = "- {id: A-1, title: T, party: client, for: lena, due: 2026-12-01, audience: public}\n"

    assert b"Lena" not in calendar({"actions.yaml": action}, "public")


# What holds of the file


ODD = "Commas, semicolons; back\\\\slashes: and “Grünes” " + "ü" * 120 + " BEGIN:VEVENT"


def test_texts_come_back_as_they_were_from_both_libraries() -> None:
    title = ODD.replace("\\\\", "\\")
    reason = "First line\nEND:VEVENT\nX-EVIL:1"
    written = reason.replace("\n", "\\n")

    data = calendar({"milestones.yaml": f'- {{id: M1, title: "{ODD}", agreed: 2027-01-04, reason: "{written}"}}\n'})

    own = Calendar.from_ical(data).events
    (other,) = second_opinion(data)
    assert (len(own), own[0]["SUMMARY"], other.summary) == (1, title, title)
    assert other.description is not None
    assert other.description.endswith("\n\nFirst line END:VEVENT X-EVIL:1")
    assert "X-EVIL" not in own[0]


def test_lines_end_and_are_folded_as_the_format_says() -> None:
    data = calendar({"milestones.yaml": f'- {{id: M1, title: "{ODD}", agreed: 2027-01-04}}\n'})

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_file_survives_a_round_trip_through_both_libraries() -> None:
    data = calendar(
        {"milestones.yaml": LAUNCH, "actions.yaml": "- {id: A-1, title: T, party: client, due: 2026-12-01}\n"}
    )

    again = Calendar.from_ical(data).to_ical(sorted=False)
    other = IcsCalendarStream.calendar_to_ics(IcsCalendarStream.calendar_from_ics(data.decode())).encode()

    assert again == data
    assert [facts(event) for event in second_opinion(other)] == [facts(event) for event in second_opinion(data)]


def facts(event: Event) -> tuple[Any, ...]:
    return event.uid, event.summary, event.dtstart, event.dtend, event.sequence, event.description, event.status


def test_nothing_rings_and_no_address_is_assumed() -> None:
    data = calendar({"milestones.yaml": LAUNCH})

    for word in (b"VALARM", b"http", b"mailto:", b"ORGANIZER", b"URL"):
        assert word not in data


def test_a_calendar_without_an_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="needs an entry"):
        calendar_bytes("Empty", ())


def test_an_entry_without_an_end_has_none() -> None:
    at = datetime(2026, 11, 25, 7, tzinfo=UTC)

    (event,) = second_opinion(calendar_bytes("C", [CalendarEntry("u", "S", "", "K", at, None, at)]))

    assert (event.dtstart, event.dtend, event.description) == (at, None, None)


# What stays and what rises


def test_an_entry_keeps_its_id_while_its_words_and_dates_change() -> None:
    before = events({"milestones.yaml": LAUNCH})[0]
    after = events({"milestones.yaml": LAUNCH.replace("Launch", "Opening").replace("2027", "2028")})[0]

    assert before.uid == after.uid
    assert "M1" not in str(before.uid)


def test_entries_of_one_calendar_have_ids_of_their_own() -> None:
    found = events({"milestones.yaml": LAUNCH + LAUNCH.replace("M1", "M2")})

    assert len({event.uid for event in found}) == 2


def test_the_sequence_rises_with_each_change_of_a_date_and_the_stamp_is_the_last_changes(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    file = f"{FOLDER}milestones.yaml"
    versions = [LAUNCH, LAUNCH.replace("Launch", "Opening"), LAUNCH.replace("01-04", "02-04"), LAUNCH]
    found = []
    for text in versions:
        repository.commit({file: text})
        with a_share_with_history(repository) as share:
            data = share_calendar(share)
            assert data is not None
            newest = share.trail.revisions[0].landed_at if share.trail else None
        (event,) = second_opinion(data)
        assert event.dtstamp == event.last_modified == newest
        found.append(event.sequence)

    assert found == [0, 0, 1, 2]


def test_commits_that_change_nothing_disclosed_leave_every_byte(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    file = f"{FOLDER}milestones.yaml"
    repository.commit({file: LAUNCH})
    with a_share_with_history(repository) as share:
        before = share_calendar(share)
    repository.commit(
        {file: LAUNCH.replace("}", ", buffer: 3d, internal: {note: quiet}}"), f"{FOLDER}account.yaml": ACCOUNT}
    )

    with a_share_with_history(repository) as share:
        assert share_calendar(share) == before


ACCOUNT = "- {id: AC-1, title: Renewal, due: 2027-01-18}\n"
