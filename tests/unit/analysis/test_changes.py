from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from milepost.analysis.changes import (
    ChangeKind,
    RecordChange,
    Words,
    as_values,
    element_changes,
    record_changes,
    word_changes,
)
from milepost.disclosure.conversations import DisclosedAction, DisclosedQuestion
from milepost.disclosure.records import (
    DisclosedBudgetLine,
    DisclosedDependency,
    DisclosedMilestone,
    DisclosedRequirement,
    DisclosedRisk,
)
from milepost.model.kinds import Duration

PILOT = DisclosedMilestone(id="M8", title="Pilot", agreed=date(2027, 1, 4), custom=(("release", "v1"),))


def test_two_equal_states_have_no_changes() -> None:
    assert record_changes({"M8": PILOT}, {"M8": PILOT}) == ()


def test_a_record_that_came_or_went_is_one_change_with_its_fields() -> None:
    values = {
        "id": "M8",
        "title": "Pilot",
        "agreed": "2027-01-04",
        "precision": "day",
        "status": "planned",
        "x-release": "v1",
    }

    assert record_changes({}, {"M8": PILOT}) == (
        RecordChange("M8", "milestones", ChangeKind.ADDED, None, None, values),
    )
    assert record_changes({"M8": PILOT}, {}) == (
        RecordChange("M8", "milestones", ChangeKind.REMOVED, None, values, None),
    )


def test_each_field_that_differs_is_one_change() -> None:
    later = DisclosedMilestone(id="M8", title="Pilot", agreed=date(2027, 1, 4), expected=date(2027, 1, 18))

    assert record_changes({"M8": PILOT}, {"M8": later}) == (
        RecordChange("M8", "milestones", ChangeKind.CHANGED, "x-release", "v1", None),
        RecordChange("M8", "milestones", ChangeKind.CHANGED, "expected", None, "2027-01-18"),
    )


def test_a_record_that_changed_its_collection_has_moved() -> None:
    action = DisclosedAction(id="X-1", title="Write the guide", party="agency")
    requirement = DisclosedRequirement(id="X-1", title="Write the guide", statement="A guide.")

    moved, *fields = record_changes({"X-1": action}, {"X-1": requirement})

    assert moved == RecordChange("X-1", "requirements", ChangeKind.MOVED, None, "actions", "requirements")
    assert [(item.kind, item.field) for item in fields] == [
        (ChangeKind.CHANGED, "party"),
        (ChangeKind.CHANGED, "statement"),
        (ChangeKind.CHANGED, "status"),
    ]


def test_values_are_those_that_json_would_hold() -> None:
    lag = DisclosedDependency(id="M1", lag=Duration(Decimal("1.5"), "w"))
    milestone = DisclosedMilestone(id="M8", title="Pilot", depends_on=(lag,), progress=40)
    line = DisclosedBudgetLine(id="B-1", title="Design", estimate=Decimal("12.50"))
    risk = DisclosedRisk(id="R-1", title="Rights", flag=True)
    asked = DisclosedQuestion(id="Q-1", title="May we?", messages=(), answered_at=datetime(2026, 11, 2, 10, tzinfo=UTC))

    assert as_values(milestone)["depends_on"] == [{"id": "M1", "lag": "1.5w"}]
    assert as_values(milestone)["progress"] == 40
    assert as_values(line)["estimate"] == "12.50"
    assert as_values(risk)["flag"] is True
    assert as_values(asked)["answered_at"] == "2026-11-02T10:00:00+00:00"


def test_fields_have_their_names_in_yaml() -> None:
    assert as_values(DisclosedAction(id="A-1", title="Send it", party="client", for_="lena"))["for"] == "lena"


def test_words_that_went_and_came_stand_between_those_that_were_kept() -> None:
    assert word_changes("visitors search the catalogue", "visitors search and filter the catalogue") == (
        Words("kept", "visitors search"),
        Words("new", "and filter"),
        Words("kept", "the catalogue"),
    )
    assert word_changes("within one week", "within two") == (
        Words("kept", "within"),
        Words("gone", "one week"),
        Words("new", "two"),
    )
    assert word_changes("one two", "one") == (Words("kept", "one"), Words("gone", "two"))


def test_elements_of_a_list_went_and_came_each_in_its_order() -> None:
    assert element_changes(["a", "b", "c"], ["c", "d", "a", "e"]) == (["b"], ["d", "e"])
