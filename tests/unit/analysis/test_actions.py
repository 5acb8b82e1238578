from __future__ import annotations

from milepost.analysis.actions import done_actions, open_actions
from support.engagements import AS_OF, an_engagement

ACTIONS = """
- {id: A-1, title: No date, party: client}
- {id: A-2, title: Overdue, party: client, due: 2026-11-20}
- {id: A-3, title: Today, party: client, due: 2026-11-22}
- {id: A-4, title: Of the agency, party: agency, due: 2026-11-01}
- {id: A-5, title: Done early, party: client, due: 2026-11-01, done_on: 2026-10-01}
- {id: A-6, title: Done late, party: client, done_on: 2026-11-02}
"""


def test_open_actions_are_those_of_the_party_the_most_urgent_first() -> None:
    found = open_actions(an_engagement({"actions.yaml": ACTIONS}), "client", AS_OF)

    assert [(item.action.id, item.days_left, item.is_overdue) for item in found] == [
        ("A-2", -2, True),
        ("A-3", 0, False),
        ("A-1", None, False),
    ]


def test_done_actions_are_those_of_the_party_the_latest_first() -> None:
    engagement = an_engagement({"actions.yaml": ACTIONS})

    assert [item.id for item in done_actions(engagement, "client")] == ["A-6", "A-5"]
    assert done_actions(engagement, "agency") == ()
