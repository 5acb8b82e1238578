from __future__ import annotations

from datetime import date, datetime

import pytest

from milepost.analysis.incidents import (
    IncidentStanding,
    Service,
    component_standings,
    incident_standings,
    overall_service,
)
from support.engagements import AS_OF, CLIENT, an_engagement

PROMISES = "communication:\n  response: [{kind: question, within: 1d}, {kind: urgent, within: 2h}]\n"


def incident(name: str, fields: str, *updates: str) -> str:
    """An incident whose updates are written `2026-11-20T10:00 resolved`, in UTC."""
    told = [text.split() for text in updates]
    written = ", ".join(f"{{at: '{at}:00+00:00', status: {status}, text: Words.}}" for at, status in told)
    return f"- {{id: {name}, title: {name}, {fields}, updates: [{written}]}}\n"


def found(*texts: str, as_of: date = AS_OF, client: str = PROMISES) -> dict[str, IncidentStanding]:
    files = {"client.yaml": CLIENT + client, "incidents.yaml": "".join(texts)}
    return {item.incident.id: item for item in incident_standings(an_engagement(files), as_of)}


def state(fields: str, *updates: str) -> str:
    return found(incident("I", fields, *updates))["I"].state.value


FRIDAY = "2026-11-20T10:00"


def test_an_incident_is_open_until_somebody_says_that_it_is_resolved() -> None:
    assert state("severity: minor", f"{FRIDAY} monitoring") == "open"
    assert state("severity: minor", f"{FRIDAY} monitoring", "2026-11-20T12:00 resolved") == "closed"
    assert state("severity: minor", "2026-11-20T12:00 resolved", f"{FRIDAY} monitoring") == "closed"


def test_an_incident_that_came_back_is_open_again() -> None:
    assert state("severity: major", f"{FRIDAY} resolved", "2026-11-20T12:00 investigating") == "open"


def test_an_end_without_a_word_is_unconfirmed() -> None:
    assert state("severity: minor, ends: '2026-11-20T11:00:00+00:00'", f"{FRIDAY} monitoring") == "unconfirmed"
    assert state("severity: minor, ends: '2026-11-22T11:00:00+00:00'", f"{FRIDAY} monitoring") == "open"


def test_an_incident_without_updates_is_open() -> None:
    item = found("- {id: I, title: I, severity: minor, updates: []}\n")["I"]

    assert (item.state.value, item.began, item.next_update) == ("open", None, None)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-11-25T07:00", "2026-11-25T08:00", "ahead"),
        ("2026-11-22T07:00", "2026-11-22T08:00", "today"),
        ("2026-11-21T07:00", "2026-11-23T08:00", "today"),
        ("2026-11-20T07:00", "2026-11-20T08:00", "unconfirmed"),
    ],
)
def test_maintenance_is_ahead_today_or_in_want_of_a_word(starts: str, ends: str, expected: str) -> None:
    fields = f"severity: maintenance, starts: '{starts}:00+00:00', ends: '{ends}:00+00:00'"

    assert state(fields, "2026-11-18T10:00 scheduled") == expected
    assert state(fields, "2026-11-18T10:00 scheduled", "2026-11-22T09:00 resolved") == "closed"


def test_maintenance_without_a_day_is_ahead_and_without_an_end_is_unconfirmed_once_begun() -> None:
    assert state("severity: maintenance", f"{FRIDAY} scheduled") == "ahead"
    begun = "severity: maintenance, starts: '2026-11-20T07:00:00+00:00'"
    assert state(begun, "2026-11-18T10:00 scheduled") == "unconfirmed"


def test_maintenance_that_went_wrong_is_an_open_incident_and_no_small_one() -> None:
    items = found(incident("I", "severity: maintenance, component: Site", f"{FRIDAY} investigating"))

    assert items["I"].state.value == "open"
    assert overall_service(component_standings(items.values())) is Service.MAJOR


def test_updates_of_a_later_day_are_not_known_yet_but_hide_no_incident() -> None:
    texts = (
        incident("I-1", "severity: minor", f"{FRIDAY} investigating", "2026-11-24T10:00 resolved"),
        incident("I-2", "severity: minor", "2026-11-24T10:00 investigating"),
    )
    items = found(*texts)

    assert {name: (item.state.value, len(item.updates)) for name, item in items.items()} == {
        "I-2": ("open", 1),
        "I-1": ("open", 1),
    }


def test_the_next_word_is_due_after_what_is_promised_for_a_matter_so_grave() -> None:
    texts = [incident(f"I-{name}", f"severity: {name}", f"{FRIDAY} identified") for name in ("minor", "major")]

    items = found(*texts)

    assert items["I-minor"].next_update == datetime.fromisoformat("2026-11-23T10:00:00+00:00")
    assert items["I-major"].next_update == datetime.fromisoformat("2026-11-20T12:00:00+00:00")
    assert (items["I-minor"].is_silent, items["I-major"].is_silent) == (False, True)


def test_without_a_promise_no_word_is_due_and_after_the_end_none_either() -> None:
    assert found(incident("I", "severity: minor", f"{FRIDAY} identified"), client="")["I"].next_update is None
    assert found(incident("I", "severity: minor", f"{FRIDAY} resolved"))["I"].next_update is None


def test_an_incident_lasted_from_its_start_to_its_end_as_recorded_or_as_told() -> None:
    told = found(incident("I", "severity: minor", f"{FRIDAY} investigating", "2026-11-20T12:00 resolved"))["I"]
    recorded = found(
        incident(
            "I",
            "severity: minor, starts: '2026-11-20T09:30:00+00:00', ends: '2026-11-20T11:00:00+00:00'",
            f"{FRIDAY} investigating",
            "2026-11-20T12:00 resolved",
        )
    )["I"]

    assert [str(at) for at in (told.began, told.ended)] == ["2026-11-20 10:00:00+00:00", "2026-11-20 12:00:00+00:00"]
    assert [str(at) for at in (recorded.began, recorded.ended)] == [
        "2026-11-20 09:30:00+00:00",
        "2026-11-20 11:00:00+00:00",
    ]


def test_a_component_is_as_bad_as_the_worst_that_is_open() -> None:
    items = found(
        incident("I-1", "severity: minor, component: Search", f"{FRIDAY} investigating"),
        incident("I-2", "severity: critical, component: Search", "2026-11-21T10:00 investigating"),
        incident("I-3", "severity: minor, component: Pictures", "2026-10-20T10:00 resolved"),
        incident("I-4", "severity: minor, component: Pictures", "2026-11-02T10:00 resolved"),
        incident("I-5", "severity: minor", f"{FRIDAY} investigating"),
    )
    components = component_standings(items.values())

    assert [(item.name, item.service.value, f"{item.since:%m-%d}") for item in components] == [
        ("Search", "critical", "11-21"),
        ("", "minor", "11-20"),
        ("Pictures", "working", "11-02"),
    ]
    assert overall_service(components) is Service.CRITICAL


def test_maintenance_ahead_says_nothing_of_today() -> None:
    ahead = "severity: maintenance, component: Site, starts: '2026-11-25T07:00:00+00:00'"
    never = component_standings(found(incident("I-1", ahead, f"{FRIDAY} scheduled")).values())
    once = component_standings(
        found(
            incident("I-1", ahead, f"{FRIDAY} scheduled"),
            incident("I-2", "severity: minor, component: Site", "2026-10-20T10:00 resolved"),
        ).values()
    )

    assert [item.service for item in never] == [Service.UNREPORTED]
    assert [item.service for item in once] == [Service.WORKING]


def test_what_is_unconfirmed_or_under_maintenance_never_counts_as_working() -> None:
    fields = "severity: maintenance, component: Site, starts: '{}:00+00:00', ends: '{}:00+00:00'"
    past = fields.format("2026-11-20T07:00", "2026-11-20T08:00")
    today = fields.format("2026-11-22T07:00", "2026-11-22T08:00")
    solved = incident("I-2", "severity: minor, component: Site", "2026-11-21T10:00 resolved")

    def service(text: str) -> Service:
        return overall_service(component_standings(found(text, solved).values()))

    assert service(incident("I-1", past, "2026-11-18T10:00 scheduled")) is Service.UNCONFIRMED
    assert service(incident("I-1", today, "2026-11-18T10:00 scheduled")) is Service.MAINTENANCE


def test_no_component_is_no_news() -> None:
    assert overall_service(()) is Service.UNREPORTED
