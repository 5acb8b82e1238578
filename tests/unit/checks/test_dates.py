from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.checks.dates import check_dates
from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.model.client import Share
from support.engagements import AS_OF, CLIENT

if TYPE_CHECKING:
    from milepost.diagnostics import Diagnostic


def found_in(**files: str) -> list[Diagnostic]:
    """What is wrong with the dates of these collections; in the order found."""
    tree = MemoryTree({"client.yaml": CLIENT} | {f"{name}.yaml": text for name, text in files.items()})
    loaded = load(tree, "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    internal = disclose(loaded.engagement, Share(name="internal", audience="internal", detail="tasks"))
    return list(check_dates(internal, loaded.places, AS_OF))


def codes(**files: str) -> list[str]:
    return [item.code for item in found_in(**files)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("start: 2027-01-19, agreed: 2027-01-18", ["C301"]),
        ("start: 2027-01-18, agreed: 2027-01-18", []),
        ("start: 2027-01-19", []),
        ("start: 2027-01-19, agreed: 2027-01-01, precision: month", []),
        ("start: 2027-02-01, agreed: 2027-01-01, precision: month", ["C301"]),
        ("start: 2027-03-31, agreed: 2027-01-01, precision: quarter", []),
        ("done_on: 2026-11-23", ["C302"]),
        ("done_on: 2026-11-22", []),
        ("done_on: 2026-11-22, status: done", []),
        ("done_on: 2026-11-22, status: active", []),
        ("done_on: 2026-11-22, status: planned", ["C303"]),
        ("done_on: 2026-11-22, status: dropped", ["C303"]),
        ("agreed: 2027-01-18, expected: 2027-01-19", ["C306"]),
        ("agreed: 2027-01-18, expected: 2027-01-19, reason: Rights", []),
        ("agreed: 2027-01-18, expected: 2027-01-17", []),
        ("agreed: 2026-10-18, expected: 2026-10-19, done_on: 2026-10-19", []),
        ("expected: 2027-01-19", []),
    ],
)
def test_the_dates_of_one_milestone_agree_with_each_other(fields: str, expected: list[str]) -> None:
    assert codes(milestones=f"- {{id: M1, title: Pilot, {fields}}}\n") == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("agreed: 2027-02-18", "agreed: 2027-01-18", ["C305"]),
        ("agreed: 2027-01-18", "agreed: 2027-01-18", []),
        ("agreed: 2027-02-18", "title: Launch", []),
        ("title: Pilot", "agreed: 2027-01-18", []),
        ("agreed: 2027-02-18, status: dropped", "agreed: 2027-01-18", []),
        ("agreed: 2027-02-18", "agreed: 2027-01-18, status: done", []),
        ("agreed: 2027-02-18", "agreed: 2027-01-01, precision: quarter", []),
        ("agreed: 2027-04-01", "agreed: 2027-01-01, precision: quarter", ["C305"]),
    ],
)
def test_a_milestone_ends_no_earlier_than_what_it_waits_for(before: str, after: str, expected: list[str]) -> None:
    title = {"title: Pilot": "", "title: Launch": ""}
    first = f"- {{id: M1, title: Pilot, {title.get(before, before)}}}\n"
    second = f"- {{id: M2, title: Launch, depends_on: [M1], {title.get(after, after)}}}\n"

    assert codes(milestones=first + second) == expected


def test_what_waits_for_something_that_is_no_milestone_has_no_contradiction() -> None:
    milestones = "- {id: M1, title: Pilot, agreed: 2027-01-18, depends_on: [REQ-1]}\n"

    assert codes(milestones=milestones, requirements="- {id: REQ-1, title: Search, statement: S}\n") == []


@pytest.mark.parametrize(
    ("waits_for", "messages"),
    [
        ({"M1": "M2", "M2": "M1", "M3": ""}, ["these wait for each other: M1 → M2 → M1"]),
        ({"M1": "M2", "M2": "M3", "M3": "M2"}, ["these wait for each other: M2 → M3 → M2"]),
        ({"M1": "M1", "M2": "M2", "M3": "M1"}, ["M1 waits for itself", "M2 waits for itself"]),
        ({"M1": "M2, M3", "M2": "M3", "M3": ""}, []),
        ({"M1": "", "M2": "M1", "M3": "M1, M2"}, []),
    ],
)
def test_each_circle_of_dependencies_is_told_once(waits_for: dict[str, str], messages: list[str]) -> None:
    text = "".join(f"- {{id: {name}, title: {name}, depends_on: [{others}]}}\n" for name, others in waits_for.items())

    assert [item.message for item in found_in(milestones=text)] == messages


def test_a_long_chain_of_dependencies_is_no_circle_and_no_crash() -> None:
    text = "".join(f"- {{id: M{n}, title: A, depends_on: [M{n + 1}]}}\n" for n in range(5000))

    assert codes(milestones=f"{text}- {{id: M5000, title: A}}\n") == []


def test_a_kpi_has_one_value_a_day() -> None:
    once = "{date: 2026-10-01, value: 3}"
    other = "{date: 2026-10-02, value: 3}"

    assert codes(kpis=f"- {{id: K-1, title: A, target: 5, measurements: [{once}, {other}, {once}]}}\n") == ["C308"]
    assert codes(kpis=f"- {{id: K-1, title: A, target: 5, measurements: [{once}, {other}]}}\n") == []


@pytest.mark.parametrize(
    ("fields", "expected"), [("done_on: 2026-11-23", ["C302"]), ("done_on: 2026-11-22", []), ("due: 2026-11-23", [])]
)
def test_an_action_was_done_today_or_earlier(fields: str, expected: list[str]) -> None:
    assert codes(actions=f"- {{id: A-1, title: Send it, party: client, {fields}}}\n") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("kept_on: 2026-10-16, broken_on: 2026-10-17", ["C304"]),
        ("kept_on: 2026-10-16", []),
        ("broken_on: 2026-10-17", []),
    ],
)
def test_a_promise_is_kept_or_broken(fields: str, expected: list[str]) -> None:
    assert codes(promises=f"- {{id: P-1, title: A, made_on: 2026-10-12, {fields}}}\n") == expected
