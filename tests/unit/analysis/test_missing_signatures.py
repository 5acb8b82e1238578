from __future__ import annotations

from datetime import UTC, datetime

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.missing_signatures import outdated_signoffs, waiting_for_signature
from milepost.analysis.trail import Revision, Trail
from support.engagements import an_engagement

REQUIREMENTS = """
- {id: REQ-1, title: T, statement: S}
- {id: REQ-2, title: T, statement: S, status: dropped}
"""
RECORDS = {"requirements.yaml": REQUIREMENTS}
NONE: frozenset[str] = frozenset()


def signoff(number: int, verb: str = "accept", by: str = "lena", *, signed: bool = True) -> dict[str, str]:
    name = f"SO-{number}"
    lines = f"id: {name}\nrecord: REQ-1\nverb: {verb}\nby: {by}\nat: 2026-03-0{number}T10:00:00+00:00\n"
    lines += "digest: sha256:00\nstatement: words\n" + ("signature: armored\n" if signed else "")
    return {f"signoffs/{name}.yaml": lines}


def waiting(*signoffs: dict[str, str], outdated: frozenset[str] = NONE) -> tuple[str, ...]:
    files = dict(RECORDS)
    for one in signoffs:
        files |= one
    return waiting_for_signature(an_engagement(files), "requirements", "client", outdated)


def test_a_record_that_nobody_signed_waits_and_a_dropped_one_does_not() -> None:
    assert waiting() == ("REQ-1",)


@pytest.mark.parametrize(
    ("signoffs", "is_signed"),
    [
        ((signoff(1),), True),
        ((signoff(1, signed=False),), False),
        ((signoff(1, by="ana"),), False),
        ((signoff(1, "acknowledge"),), False),
        ((signoff(1), signoff(2, "reject")), False),
        ((signoff(1), signoff(2, "withdraw", signed=False)), False),
        ((signoff(1, "reject"), signoff(2)), True),
        ((signoff(1), signoff(2, "acknowledge")), True),
    ],
)
def test_the_last_word_of_a_party_counts_and_a_note_is_no_signature(
    signoffs: tuple[dict[str, str], ...], *, is_signed: bool
) -> None:
    assert (waiting(*signoffs) == ()) is is_signed


def test_a_signature_under_words_that_changed_since_is_none() -> None:
    assert waiting(signoff(1), outdated=frozenset({"SO-1"})) == ("REQ-1",)


@pytest.mark.parametrize(
    ("collection", "records", "expected"),
    [
        ("milestones", "- {id: M1, title: T, agreed: 2027-01-01}\n- {id: M2, title: T, status: dropped}\n", ("M1",)),
        ("deliverables", "- {id: D1, title: T}\n- {id: D2, title: T, status: in-review}\n", ("D2",)),
        ("agreements", "- {id: AG-1, title: T, body: B}\n", ("AG-1",)),
    ],
)
def test_what_needs_a_signature_depends_on_how_far_it_is(
    collection: str, records: str, expected: tuple[str, ...]
) -> None:
    engagement = an_engagement({f"{collection}.yaml": records})

    assert waiting_for_signature(engagement, collection, "client", NONE) == expected


def revision(day: int, field: str | None, kind: ChangeKind = ChangeKind.CHANGED) -> Revision:
    at = datetime(2026, 3, day, tzinfo=UTC)
    change = RecordChange("REQ-1", "requirements", kind, field, "a", "b")
    return Revision(f"{day:040}", (), "Ana", "a@b.c", at, at, at, None, (change,))


@pytest.mark.parametrize(
    ("revisions", "outdated"),
    [
        ((revision(3, "statement"),), {"SO-2"}),
        ((revision(1, "statement"),), set()),
        ((revision(3, "status"),), set()),
        ((revision(3, None, ChangeKind.ADDED),), set()),
        ((revision(3, "statement"), revision(1, "statement")), {"SO-2"}),
    ],
)
def test_a_sign_off_is_outdated_by_a_later_change_of_the_words_it_covers(
    revisions: tuple[Revision, ...], outdated: set[str]
) -> None:
    engagement = an_engagement(RECORDS | signoff(2))

    found = outdated_signoffs(engagement, Trail(revisions), {"requirements": frozenset({"statement"})})

    assert found == outdated
