"""What waits for the client is told whether or not somebody wrote an action for it, and only once."""

from __future__ import annotations

from milepost.analysis.waiting import waiting_for_client
from support.engagements import AS_OF, an_engagement

FILES = {
    "actions.yaml": (
        "- {id: A-1, title: Some day, party: client}\n"
        "- {id: A-2, title: Ours, party: agency, due: 2026-11-01}\n"
        "- {id: A-3, title: Answer us, party: client, due: 2026-11-25, why: 'It is [CR-2].', links: [DL-2]}\n"
    ),
    "changes.yaml": (
        "- {id: CR-1, title: Wider, description: More., status: proposed}\n"
        "- {id: CR-2, title: Taller, description: More., status: proposed}\n"
        "- {id: CR-3, title: Settled, description: More., status: accepted}\n"
    ),
    "deliverables.yaml": (
        "- {id: DL-1, title: Plan, status: delivered, accept_by: 2026-11-20}\n"
        "- {id: DL-2, title: Draft, status: in-review}\n"
        "- {id: DL-3, title: Taken, status: accepted}\n"
    ),
    "questions.yaml": (
        "- {id: Q-1, title: Which?, to: client, messages: [{at: '2026-11-20T09:00:00Z', by: ana, text: So?}]}\n"
        "- {id: Q-2, title: How?, to: agency, messages: [{at: '2026-11-20T09:00:00Z', by: lena, text: So?}]}\n"
        "- {id: Q-3, title: When?, to: client, messages: [{at: '2026-11-20T09:00:00Z', by: ana, text: So?}], "
        "links: [A-3]}\n"
    ),
}


def test_it_waits_without_an_action_too_and_is_told_by_its_action_where_there_is_one() -> None:
    found = waiting_for_client(an_engagement(FILES), AS_OF)

    assert [(item.record.id, item.days_left, item.is_overdue) for item in found] == [
        ("DL-1", -2, True),
        ("A-3", 3, False),
        ("A-1", None, False),
        ("CR-1", None, False),
        ("Q-1", None, False),
    ]


def test_nothing_waits_where_nothing_was_asked() -> None:
    assert waiting_for_client(an_engagement({}), AS_OF) == ()
