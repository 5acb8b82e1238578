from __future__ import annotations

from milepost.diagnostics import Location, Severity
from milepost.loading.places import Places

FILE = "clients/harbour/milestones.yaml"
ID, TITLE, TAG = Location(FILE, 1, 7, 2), Location(FILE, 2, 10, 5), Location(FILE, 4, 7, 5)


def places() -> Places:
    found = Places(root="clients/harbour", lines={FILE: ("- id: M1", "  title: Pilot", "  tags:", "    - audit [R-1]")})
    found.note("M1", {"id": ID, "title": TITLE, "tags[0]": TAG, "tags": Location(FILE, 3, 3)})
    return found


def test_a_field_is_found_at_its_place_and_an_unwritten_one_at_the_nearest_around_it() -> None:
    found = places()

    assert found.of("M1", "title") == TITLE
    assert found.of("M1", "tags[0]") == TAG
    assert found.of("M1", "tags[3]") == Location(FILE, 3, 3)
    assert found.of("M1", "title.x.y") == TITLE
    assert found.of("M1", "effect.milestones[2].id") == ID
    assert found.of("M1") == ID
    assert found.of("nobody", "title") == Location("clients/harbour/client.yaml")


def test_records_are_known_whatever_their_case() -> None:
    assert places().first("m1") == ID
    assert places().first("M2") is None


def test_words_are_found_inside_a_field_or_else_the_field_itself() -> None:
    found = places()

    assert found.find("M1", "tags[0]", "[R-1]") == Location(FILE, 4, 13, 5)
    assert found.find("M1", "title", "[R-1]") == Location(FILE, 4, 13, 5)
    assert found.find("M1", "title", "[R-2]") == TITLE
    assert found.find("nobody", "title", "x") == Location("clients/harbour/client.yaml")


def test_a_diagnostic_shows_the_line_of_its_place() -> None:
    found = places()

    assert found.diagnostic("C306", "later", TITLE, severity=Severity.WARNING).excerpt == "  title: Pilot"
    assert found.diagnostic("C306", "later", Location(FILE, 9)).excerpt == ""
    assert found.diagnostic("C306", "later", Location("elsewhere.yaml")).excerpt == ""
