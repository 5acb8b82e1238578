from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from milepost.analysis.due import DueItem, DueKind, due_items
from milepost.model.client import Quorum
from support.engagements import AS_OF, CLIENT, an_engagement

TEAM = """people:
  - {id: ana, name: Ana Pop, party: agency, contact_for: [questions]}
  - {id: dan, name: Dan Whit, party: agency, contact_for: [urgent, updates]}
  - {id: lena, name: Lena Ortiz, party: client}
"""


def due(files: dict[str, str], client: str = "", **options: object) -> list[tuple[str, str, str, str | None, str]]:
    """(kind, party, ids, person, day) of everything that is due."""
    engagement = an_engagement({"client.yaml": CLIENT + TEAM + client, **files})
    found = due_items(engagement, AS_OF, UTC, **options)  # type: ignore[arg-type]
    return [(item.kind.value, item.party, " ".join(item.records), item.person, str(item.due)) for item in found]


def test_nothing_written_is_nothing_due() -> None:
    assert due({}) == []


def test_the_report_is_owed_by_whoever_sends_updates() -> None:
    client = "started: 2026-11-09\ncommunication: {cadence: weekly}\n"

    assert due({}, client) == [("report", "agency", "", "dan", "2026-11-16")]


QUESTION = """
- {id: Q-1, title: T, kind: KIND, to: TO, messages: [{at: "2026-11-20T16:00:00+00:00", by: lena, text: Why}]}
"""


def question(kind: str = "question", to: str = "agency") -> dict[str, str]:
    return {"questions.yaml": QUESTION.replace("KIND", kind).replace("TO", to)}


PROMISED = "communication:\n  response: [{kind: question, within: 1d}, {kind: urgent, within: 2h}]\n"


def test_an_answer_is_owed_by_the_person_for_its_kind_on_the_promised_day() -> None:
    assert due(question(), PROMISED) == [("answer", "agency", "Q-1", "ana", "2026-11-23")]
    assert due(question("urgent"), PROMISED) == [("answer", "agency", "Q-1", "dan", "2026-11-23")]


def test_the_day_of_a_question_is_that_of_the_clients_clock() -> None:
    engagement = an_engagement({"client.yaml": CLIENT + TEAM + PROMISED, **question("urgent")})

    found = due_items(engagement, AS_OF, ZoneInfo("Pacific/Kiritimati"))

    # Two hours from Friday at 16:00 end on Monday at 10:00 in London, which is Tuesday on the line islands.
    assert found[0].due == date(2026, 11, 24)


def test_without_a_promise_and_from_the_client_an_answer_has_no_day() -> None:
    assert due(question()) == [("answer", "agency", "Q-1", "ana", "None")]
    assert due(question(to="client"), PROMISED) == [("answer", "client", "Q-1", None, "None")]


def test_an_answered_question_is_not_due() -> None:
    answered = question()["questions.yaml"].replace("kind: question", 'answered_at: "2026-11-21T09:00:00+00:00"')

    assert due({"questions.yaml": answered}) == []


ACTIONS = """
- {id: A-1, title: Theirs, party: client, for: lena, due: 2026-11-18}
- {id: A-2, title: Ours, party: agency, owner: dan}
- {id: A-3, title: Done, party: client, due: 2026-11-01, done_on: 2026-11-01}
"""
PROMISES = """
- {id: P-1, title: Ours, made_by: dan, made_on: 2026-11-01, due: 2026-12-01}
- {id: P-2, title: Theirs, made_by: lena, made_on: 2026-11-01}
- {id: P-3, title: Somebody's, made_on: 2026-11-02, due: 2026-12-02}
- {id: P-4, title: Kept, made_on: 2026-11-01, kept_on: 2026-11-05}
- {id: P-5, title: Broken, made_on: 2026-11-01, broken_on: 2026-11-05, explanation: Ill}
"""
RISKS = """
- {id: R-1, title: Ours, owner: ana, review_on: 2026-11-25}
- {id: R-2, title: Theirs, owner: lena, review_on: 2026-11-26, status: watching}
- {id: R-3, title: Closed, review_on: 2026-11-01, status: closed}
- {id: R-4, title: Never looked at}
"""
DELIVERABLES = """
- {id: DL-1, title: In review, status: in-review, accept_by: 2026-11-20}
- {id: DL-2, title: Delivered, status: delivered}
- {id: DL-3, title: Planned, accept_by: 2026-12-20}
- {id: DL-4, title: Accepted, status: accepted}
"""
ACCOUNT = """
- {id: AC-1, title: Renewal, kind: renewal, due: 2027-01-18}
- {id: AC-2, title: Idea}
"""
INCIDENTS = """
- {id: I-1, title: Move, severity: maintenance, starts: "2026-11-25T07:00:00+00:00", updates: [UPDATE]}
- {id: I-2, title: Over, severity: maintenance, starts: "2026-11-05T07:00:00+00:00", updates: [OVER]}
- {id: I-3, title: Fault, severity: major, starts: "2026-11-05T07:00:00+00:00", updates: [UPDATE]}
- {id: I-4, title: One day, severity: maintenance, updates: [UPDATE]}
""".replace("UPDATE", '{at: "2026-11-01T08:00:00+00:00", status: scheduled, text: Soon}').replace(
    "OVER", '{at: "2026-11-05T08:00:00+00:00", status: resolved, text: Over}'
)
CHANGES = """
- {id: CR-1, title: Asked, description: More}
- {id: CR-2, title: Taken, description: More, status: accepted}
"""


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("actions", ACTIONS, ["action client A-1 lena 2026-11-18", "action agency A-2 dan None"]),
        (
            "promises",
            PROMISES,
            ["promise agency P-1 dan 2026-12-01", "promise agency P-3 None 2026-12-02", "promise client P-2 lena None"],
        ),
        ("risks", RISKS, ["review agency R-1 ana 2026-11-25", "review client R-2 lena 2026-11-26"]),
        (
            "deliverables",
            DELIVERABLES,
            ["acceptance client DL-1 None 2026-11-20", "acceptance client DL-2 None None"],
        ),
        ("account", ACCOUNT, ["account agency AC-1 None 2027-01-18"]),
        ("incidents", INCIDENTS, ["maintenance agency I-1 None 2026-11-25"]),
        ("changes", CHANGES, ["decision client CR-1 None None"]),
    ],
)
def test_what_is_open_is_due_and_what_is_over_is_not(file: str, text: str, expected: list[str]) -> None:
    found = due({f"{file}.yaml": text})

    assert [" ".join(map(str, item)) for item in found] == expected


def test_where_changes_must_be_signed_the_missing_signatures_stand_for_the_decision() -> None:
    quorum = (Quorum(collection="changes", parties=("client", "agency")),)

    assert [item[:3] for item in due({"changes.yaml": CHANGES}, quorum=quorum)] == [
        ("signature", "agency", "CR-1 CR-2"),
        ("signature", "client", "CR-1 CR-2"),
    ]


def test_where_there_is_nothing_to_sign_no_signature_is_owed() -> None:
    quorum = (Quorum(collection="changes", parties=("client",)),)

    assert due({"changes.yaml": "[]\n"}, quorum=quorum) == []


def test_only_a_day_that_has_passed_is_overdue() -> None:
    item = DueItem(kind=DueKind.ACTION, party="client", title="T", due=AS_OF)

    assert item.days_over(AS_OF) == 0
    assert item.days_over(date(2026, 11, 24)) == 2
    assert DueItem(kind=DueKind.ACTION, party="client", title="T").days_over(AS_OF) == 0
