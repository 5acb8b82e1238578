from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import pytest

from milepost.diagnostics import Severity
from milepost.loading.decode import Decoder
from milepost.loading.source import read_yaml
from milepost.model.agreement import Agreement, Exclusion, Requirement
from milepost.model.client import Client, Quorum, TermOverride
from milepost.model.conversation import Meeting
from milepost.model.delivery import Dependency, Kpi, Milestone, Target, Task
from milepost.model.kinds import Duration
from milepost.model.operations import Document, Risk
from milepost.model.record import Link, Record, Translation

if TYPE_CHECKING:
    from milepost.diagnostics import Diagnostic

M = TypeVar("M")

OF_A_RISK = "Known: contingency, description, effect, needs_from_client, response, title."


def decoder_and(model: type[M], text: str) -> tuple[Decoder, M | None]:
    node, faults = read_yaml("a.yaml", text.encode())
    assert node is not None, faults
    assert not faults
    decoder = Decoder(tuple(text.splitlines()), ZoneInfo("Europe/London"))
    return decoder, decoder.decode(model, node)


def read(model: type[M], text: str) -> M:
    decoder, found = decoder_and(model, text)
    assert not decoder.diagnostics
    assert found is not None
    return found


def refused(model: type, text: str) -> list[Diagnostic]:
    decoder, found = decoder_and(model, text)
    assert found is None
    return decoder.diagnostics


def test_a_record_is_read_by_the_types_of_its_fields() -> None:
    text = """
id: M8
title: "1.10"
expected: 2027-01-18
progress: 40
buffer: 3d
depends_on: [M7, {id: M6, lag: 2w}]
tasks:
  - {id: T-1, title: Draw}
"""
    assert read(Milestone, text) == Milestone(
        id="M8",
        title="1.10",
        expected=date(2027, 1, 18),
        progress=40,
        buffer=Duration(Decimal(3), "d"),
        depends_on=(Dependency(id="M7"), Dependency(id="M6", lag=Duration(Decimal(2), "w"))),
        tasks=(Task(id="T-1", title="Draw"),),
    )


def test_a_field_without_a_value_keeps_its_default() -> None:
    assert read(Milestone, "id: M8\ntitle: Pilot\nstatus:\nexpected: ~\n") == Milestone(id="M8", title="Pilot")


def test_short_forms_stand_for_the_field_that_matters() -> None:
    assert read(Kpi, "{id: K-1, title: A, target: 5}").target == Target(value=Decimal(5))
    assert read(Kpi, "{id: K-1, title: A, target: {low: 1, high: 2}}").target == Target(low=Decimal(1), high=Decimal(2))
    assert read(Risk, "{id: R-1, title: A, flag: true, links: [M1, {title: B, url: 'https://b.example'}]}").links == (
        Link(record="M1"),
        Link(title="B", url="https://b.example"),
    )
    exclusions = read(Agreement, "{id: AG-1, title: A, body: B, out_of_scope: [Print, {item: Video, reason: Cost}]}")
    assert exclusions.out_of_scope == (Exclusion(item="Print"), Exclusion(item="Video", reason="Cost"))


def test_mappings_of_settings_become_lists_that_know_their_keys() -> None:
    text = """
name: Harbour Museum
engagement: Portal
terms: {milestone: stage, risk: {one: danger, other: dangers}}
policy: {quorum: {changes: [client, agency]}}
"""
    client = read(Client, text)

    assert client.terms == (
        TermOverride(term="milestone", one="stage"),
        TermOverride(term="risk", one="danger", other="dangers"),
    )
    assert client.policy.quorum == (Quorum(collection="changes", parties=("client", "agency")),)


def test_translations_are_kept_by_language() -> None:
    found = read(Risk, "{id: R-1, title: A, translations: {es: {title: Uno, response: Dos}, ro: {title: Trei}}}")

    assert found.translations == (
        Translation("es", (("title", "Uno"), ("response", "Dos"))),
        Translation("ro", (("title", "Trei"),)),
    )


def test_staff_notes_are_any_yaml_and_keys_of_the_writer_s_own_become_words() -> None:
    found = read(
        Record, "{id: R-1, title: A, internal: {a: [b, {c: d}]}, x-one: 1, x-two: [a, b], x-three: {c: d, e: [f]}}"
    )

    assert found.internal == (("a", ("b", (("c", "d"),))),)
    assert found.custom == (("one", "1"), ("two", "a, b"), ("three", "c: d, e: f"))


def test_a_moment_without_an_offset_is_read_in_the_client_s_zone_with_a_warning() -> None:
    decoder, meeting = decoder_and(Meeting, "{id: ME-1, title: A, held_at: 2026-05-12T10:00:00}")

    assert meeting is not None
    assert meeting.held_at.astimezone(UTC) == datetime(2026, 5, 12, 9, tzinfo=UTC)
    assert [(item.code, item.severity, item.hint) for item in decoder.diagnostics] == [
        ("M109", Severity.WARNING, "Add the offset: 2026-05-12T10:00:00+01:00.")
    ]


def test_places_are_those_of_the_values_by_their_path() -> None:
    decoder, _ = decoder_and(Milestone, "id: M8\ntitle: Pilot\ntasks:\n  - id: T-1\n    title: Draw\n")

    assert {path: (at.line, at.column) for path, at in decoder.places.items()} == {
        "id": (1, 5),
        "title": (2, 8),
        "tasks": (4, 3),
        "tasks[0]": (4, 5),
        "tasks[0].id": (4, 9),
        "tasks[0].title": (5, 12),
    }


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (Milestone, "{id: M1, title: A, expcted: 2027-01-18}", [("M101", "Did you mean “expected”?")]),
        (Milestone, "{id: M1, title: A, weather: fine}", [("M101", "Write `x-weather` for a field of your own.")]),
        (Dependency, "{id: M1, weather: fine}", [("M101", "Known: id, lag.")]),
        (Dependency, "{id: M1, x-weather: fine}", [("M101", "Known: id, lag.")]),
        (Milestone, "{id: M1}", [("M102", "Add `title: …`.")]),
        (Milestone, "{id: M1, title: }", [("M102", "Write its value after the colon.")]),
        (Milestone, "{id: M1, titel: A}", [("M101", "Did you mean “title”?")]),
        (Document, "{id: DOC-1, title: A}", [("M102", "Add `file: …` or `url: …`.")]),
        (Document, "{id: DOC-1, title: A, url: }", [("M102", "Write its value after the colon.")]),
        (Milestone, "{id: M1, title: [A]}", [("M106", "")]),
        (Milestone, "{id: M1, title: {a: b}}", [("M106", "")]),
        (Milestone, "{id: M1, title: A, tags: audit}", [("M106", "Write each item on a line of its own, after “- ”.")]),
        (Milestone, "{id: M1, title: A, tags: [1, [2]]}", [("M106", "")]),
        (Milestone, "Pilot", [("M106", "Write them below, each as “name: value”.")]),
        (Dependency, "[M1]", [("M106", "Write them below, each as “name: value”: id, lag.")]),
        (
            Client,
            "{name: A, engagement: B, terms: stage}",
            [("M106", "Write each on a line of its own, as “name: value”.")],
        ),
        (Client, "{name: A, engagement: B, terms: {milestones: stage}}", [("M105", "Did you mean “milestone”?")]),
        (Client, "{name: A, engagement: B, terms: {milestone: [stage]}}", [("M106", "")]),
        (Client, "{name: A, engagement: B, terms: {milestone: {other: stages}}}", [("M102", "Add `one: …`.")]),
        (
            Client,
            "{name: A, engagement: B, policy: {quorum: {changes: client}}}",
            [("M106", "Write each item on a line of its own, after “- ”.")],
        ),
        (Requirement, "{id: R-1, title: A, statement: S, milestones: [8]}", []),
        (
            Risk,
            "{id: R-1, title: A, translations: Uno}",
            [("M106", "Write the language, and below it the text of each field: `es:`, then `title: …`.")],
        ),
        (
            Risk,
            "{id: R-1, title: A, translations: {es: Uno}}",
            [("M106", "Write the language, and below it the text of each field: `es:`, then `title: …`.")],
        ),
        (
            Risk,
            "{id: R-1, title: A, translations: {es: {title: [Uno]}}}",
            [("M106", "")],
        ),
        (Risk, "{id: R-1, title: A, translations: {fr: {title: Un}}}", [("M105", "")]),
        (Risk, "{id: R-1, title: A, translations: {eng: {title: One}}}", [("M105", "Did you mean “en”?")]),
        (Risk, "{id: R-1, title: A, translations: {es: {titel: Uno}}}", [("M117", "Did you mean “title”?")]),
        (Risk, "{id: R-1, title: A, translations: {es: {x-own: Uno}}}", [("M117", OF_A_RISK)]),
        (Risk, "{id: R-1, title: A, translations: {es: {audience: client}}}", [("M117", OF_A_RISK)]),
        (
            Risk,
            "{id: R-1, title: A, translations: {es: {title: }}}",
            [("M102", "Write its text after the colon, or leave it out: then the original is shown.")],
        ),
        (
            Risk,
            "{id: R-1, title: A, translations: {es: {title: 'Uno\n\ndos'}}}",
            [("M111", "Put the rest into a text field, or join the lines.")],
        ),
        (Risk, "{id: R-1, title: A, translations: }", []),
        (
            Meeting,
            "{id: ME-1, title: A, held_at: 2026-05-12}",
            [("M110", "Write it like 2026-05-12T10:14:00+01:00.")],
        ),
    ],
)
def test_each_fault_is_told_with_what_to_do(model: type, text: str, expected: list[tuple[str, str]]) -> None:
    if expected:
        assert [(item.code, item.hint) for item in refused(model, text)] == expected
    else:
        read(model, text)


def test_all_faults_of_a_record_come_at_once_and_each_names_its_record() -> None:
    faults = refused(Milestone, "- title: Pilot\n  status: soon\n  agreed: 1.2.2027\n".replace("- ", "  ", 1))

    assert [(item.code, item.location.line) for item in faults] == [("M105", 2), ("M103", 3), ("M102", 1)]
    assert faults[-1].message == "`id` is missing in “Pilot”"
    assert faults[0].excerpt == "  status: soon"


def test_a_place_outside_the_lines_that_are_known_shows_none() -> None:
    node, _ = read_yaml("a.yaml", b"{id: M1}")
    assert node is not None
    decoder = Decoder(())

    assert decoder.decode(Milestone, node) is None
    assert [item.excerpt for item in decoder.diagnostics] == [""]
    assert [item.message for item in decoder.diagnostics] == ["`title` is missing in M1"]
