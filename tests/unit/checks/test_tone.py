"""A colleague's name beside a fault is found where clients read it, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.checks.tone import check_tone
from milepost.disclosure.audience import INTERNAL
from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT

if TYPE_CHECKING:
    from milepost.diagnostics import Diagnostic

PEOPLE = """people:
  - {id: will, name: Will Stone, party: agency}
  - {id: ana, name: Ana Pop, party: agency}
  - {id: lena, name: Lena Ortiz, party: client}
"""


def found(**files: str) -> list[Diagnostic]:
    named = {f"{name}.yaml": text for name, text in files.items()}
    loaded = load(MemoryTree({"client.yaml": CLIENT + PEOPLE, **named}, root="harbour"), "harbour")
    assert loaded.engagement is not None
    assert not loaded.diagnostics
    return list(check_tone(loaded.engagement, disclose(loaded.engagement, INTERNAL), loaded.places))


def risk(text: str, more: str = "") -> list[Diagnostic]:
    return found(risks=f"- id: R-1\n  title: Rain\n  description: {text}\n{more}")


@pytest.mark.parametrize("text", ["Ana Pop forgot it.", "It waits for Ana.", "Pop's disk is full.", "Will Stone left."])
def test_a_person_of_the_agency_is_found_by_the_whole_name_or_a_part_of_it(text: str) -> None:
    (one,) = risk(text)

    assert one.code == "C331"
    assert one.location.line == 3


@pytest.mark.parametrize(
    "text",
    ["Will it rain?", "The banana is late.", "Lena Ortiz decides.", "ana is a word in lower case.", "Popular demand."],
)
def test_common_words_other_words_and_the_clients_people_are_not(text: str) -> None:
    assert risk(text) == []


def test_what_clients_never_read_may_name_anybody() -> None:
    assert risk("Ana knows.", "  audience: internal\n") == []
    assert risk("Somebody knows.", "  internal: Ana knows.\n") == []


def test_translations_and_custom_fields_are_read_too() -> None:
    assert len(risk("Rain.", "  translations:\n    es: {description: Depende de Ana.}\n  x-lead: Ana\n")) == 2


def test_an_owner_is_no_blame_and_other_records_may_name_people() -> None:
    assert risk("Rain.", "  owner: ana\n") == []
    assert found(decisions="- {id: D-1, title: Ana decides, date: 2026-11-01, decision: Ana decides.}\n") == []


def test_a_day_alone_is_named_where_a_milestone_is_done_by_it() -> None:
    milestone = "- id: M1\n  title: Launch\n  done_on: 2026-11-01\n"
    rejected = "- id: DL-1\n  title: Page\n  milestone: M1\n  status: rejected\n"

    (one,) = found(milestones=milestone, deliverables=rejected)

    assert (one.code, one.location.path, one.location.line) == ("C332", "harbour/milestones.yaml", 3)
