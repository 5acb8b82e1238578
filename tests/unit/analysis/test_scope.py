from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.scope import Came, Ledger, ledger
from milepost.analysis.trail import Revision, Trail
from support.engagements import an_engagement

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement

AGREEMENT = "- {id: AG-1, title: Scope, body: B, in_scope: [Search, Import]}\n"
REQUIREMENTS = """
- {id: REQ-1, title: Search, statement: S}
- {id: REQ-2, title: Print, statement: S}
- {id: REQ-3, title: Welsh, statement: S, status: dropped}
"""
CHANGES = "- {id: CR-1, title: A, description: B, status: accepted, links: [REQ-2]}\n"


def engagement(**files: str) -> DisclosedEngagement:
    return an_engagement({f"{name}.yaml": text for name, text in files.items()})


def revision(day: int, *changes: RecordChange) -> Revision:
    at = datetime(2026, 6, day, 12, tzinfo=UTC)
    return Revision(f"{day:040}", (), "Nora Quill", "nora@agency.example", at, at, at, None, changes)


def added(record: str, collection: str = "requirements") -> RecordChange:
    return RecordChange(record, collection, ChangeKind.ADDED, None, None, {"id": record})


def changed(record: str, field: str, before: Any = "a", after: Any = "b") -> RecordChange:  # noqa: ANN401 (any value)
    return RecordChange(record, "requirements", ChangeKind.CHANGED, field, before, after)


def trail(*revisions: Revision, complete: bool = True) -> Trail:
    """The revisions, given oldest first, behind one that wrote the agreement on 1 June."""
    begun = revision(1, added("AG-1", "agreements"), added("REQ-1"))
    return Trail((*reversed(revisions), begun), complete)


def told(found: Ledger | None) -> list[tuple[str, str, int | None]]:
    """Text, how it came, and on which day of June."""
    assert found is not None
    return [
        (item.text, item.came.value, item.revision.landed_at.day if item.revision else None) for item in found.later
    ]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ((added("REQ-2"),), ("Print", "added", 9)),
        ((added("REQ-2"), changed("REQ-2", "statement")), ("Print", "added", 9)),
        ((changed("REQ-2", "acceptance", [], ["x"]),), ("Print", "changed", 9)),
        ((changed("REQ-2", "statement"),), ("Print", "changed", 9)),
    ],
)
def test_what_came_or_changed_after_the_agreement_is_told(
    later: tuple[RecordChange, ...], expected: tuple[str, str, int]
) -> None:
    found = ledger(engagement(agreements=AGREEMENT, requirements=REQUIREMENTS), trail(revision(9, *later)))

    assert told(found) == [expected, ("Welsh", "dropped", None)]
    assert found is not None
    assert (found.since, found.signed) == (datetime(2026, 6, 1, 12, tzinfo=UTC), False)
    assert [item.text for item in found.of(Came.AGREED)] == ["Search", "Import", "Search"]


@pytest.mark.parametrize("field", ["status", "owner", "milestones"])
def test_how_far_something_is_does_not_change_what_was_agreed(field: str) -> None:
    found = ledger(
        engagement(requirements=REQUIREMENTS, agreements=AGREEMENT), trail(revision(9, changed("REQ-2", field)))
    )

    assert told(found) == [("Welsh", "dropped", None)]


def test_what_was_dropped_is_told_with_the_day_on_which_its_status_said_so() -> None:
    later = trail(revision(9, changed("REQ-3", "status")), revision(11, changed("REQ-3", "title")))

    assert told(ledger(engagement(agreements=AGREEMENT, requirements=REQUIREMENTS), later)) == [("Welsh", "dropped", 9)]


def test_a_requirement_that_is_no_longer_in_the_record_is_told_by_the_title_it_had() -> None:
    gone = RecordChange("REQ-7", "requirements", ChangeKind.REMOVED, None, {"title": "Shop"}, None)
    taken_back = replace(gone, record="REQ-8", before=None)
    back_again = replace(gone, record="REQ-1")
    other = replace(gone, record="R-1", collection="risks")

    later = trail(revision(9, gone, other), revision(10, gone, taken_back, back_again))

    assert told(ledger(engagement(agreements=AGREEMENT, requirements=REQUIREMENTS), later))[1:] == [
        ("Shop", "dropped", 10),
        ("", "dropped", 10),
    ]


def test_lines_of_the_agreement_that_came_and_went_are_told() -> None:
    one = changed("AG-1", "in_scope", ["Search", "Video"], ["Search", "Import", "Audio"])
    two = changed("AG-1", "in_scope", ["Search", "Import", "Audio"], ["Search", "Import"])

    found = ledger(engagement(agreements=AGREEMENT), trail(revision(9, one), revision(12, two)))

    assert told(found) == [("Import", "added", 9), ("Video", "dropped", 9), ("Audio", "dropped", 12)]


def test_a_line_that_went_and_came_back_is_as_it_was_agreed() -> None:
    out = changed("AG-1", "in_scope", ["Search", "Import"], ["Search"])
    back = changed("AG-1", "in_scope", ["Search"], ["Search", "Import"])

    assert told(ledger(engagement(agreements=AGREEMENT), trail(revision(9, out), revision(12, back)))) == []


@pytest.mark.parametrize(("at", "day"), [("2026-06-10", 10), ("2026-05-01", 1)])
def test_the_agreement_counts_from_its_first_acceptance_or_from_the_beginning_of_the_record(at: str, day: int) -> None:
    def signed(name: str, when: str, verb: str = "accept") -> str:
        words = f"id: {name}\nrecord: AG-1\nverb: {verb}\nby: lena\nat: {when}T12:00:00+00:00\n"
        return f"{words}digest: sha256:{'0' * 64}\nstatement: Words.\n"

    found = ledger(
        an_engagement(
            {
                "agreements.yaml": AGREEMENT,
                "requirements.yaml": REQUIREMENTS,
                "signoffs/SO-1.yaml": signed("SO-1", at),
                "signoffs/SO-2.yaml": signed("SO-2", "2026-07-01"),
                "signoffs/SO-3.yaml": signed("SO-3", "2026-01-01", "reject"),
            }
        ),
        trail(revision(9, added("REQ-2"))),
    )

    assert found is not None
    assert found.signed
    assert found.filed is (day == 1), "an acceptance that is older than the history does not date what was compared"
    assert found.since == datetime(2026, 6, day, 12, tzinfo=UTC)
    assert ("Print" in [item.text for item in found.later]) is (day == 1)


@pytest.mark.parametrize(("of_request", "of_requirement"), [("links: [REQ-2]", ""), ("", "links: [CR-1]")])
def test_the_requests_that_name_something_stand_beside_it_whichever_links_to_the_other(
    of_request: str, of_requirement: str
) -> None:
    found = ledger(
        engagement(
            requirements=f"- {{id: REQ-2, title: Print, statement: S, {of_requirement}}}\n",
            changes=f"- {{id: CR-1, title: A, description: B, status: accepted, {of_request}}}\n",
        ),
        None,
    )

    assert found is not None
    assert [(item.record, [change.id for change in item.changes]) for item in found.items] == [("REQ-2", ["CR-1"])]


@pytest.mark.parametrize(
    ("status", "covers"),
    [("proposed", False), ("accepted", True), ("done", True), ("rejected", False), ("withdrawn", False)],
)
def test_only_an_accepted_request_stands_behind_what_came_or_went(status: str, *, covers: bool) -> None:
    asked = f"- {{id: CR-1, title: A, description: B, status: {status}, links: [REQ-2, REQ-3]}}\n"
    found = ledger(
        engagement(agreements=AGREEMENT, requirements=REQUIREMENTS, changes=asked),
        trail(revision(9, added("REQ-2")), revision(10, changed("REQ-3", "status"))),
    )

    assert found is not None
    assert {item.text for item in found.later} == {"Print", "Welsh"}
    assert {item.is_by_request for item in found.later} == {covers}


@pytest.mark.parametrize(
    ("status", "came"),
    [("proposed", "named"), ("accepted", "named"), ("done", "named"), ("rejected", "agreed"), ("withdrawn", "agreed")],
)
def test_without_history_only_what_requests_name_is_told_apart(status: str, came: str) -> None:
    files = {"agreements": AGREEMENT, "requirements": REQUIREMENTS, "changes": CHANGES.replace("accepted", status)}
    found = ledger(engagement(**files), None)

    assert found is not None
    assert found.since is None
    assert [(item.text, item.came.value) for item in found.items] == [
        ("Search", "agreed"),
        ("Import", "agreed"),
        ("Search", "agreed"),
        ("Print", came),
        ("Welsh", "dropped"),
    ]


def test_an_incomplete_or_empty_history_tells_no_more_than_none() -> None:
    files = engagement(agreements=AGREEMENT, requirements=REQUIREMENTS)

    for known in (trail(revision(9, added("REQ-2")), complete=False), Trail()):
        found = ledger(files, known)
        assert found is not None
        assert (found.since, found.has_history) == (None, False)
        assert told(found) == [("Welsh", "dropped", None)]


def test_without_an_agreement_nothing_can_be_later_than_it() -> None:
    found = ledger(engagement(requirements=REQUIREMENTS), Trail((revision(9, added("REQ-2")),)))

    assert found is not None
    assert (found.since, found.has_history) == (None, True)


def test_where_nothing_could_be_in_scope_there_is_no_ledger() -> None:
    assert ledger(engagement(agreements="- {id: AG-1, title: How, body: B}\n"), None) is None
