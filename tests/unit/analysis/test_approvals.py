from __future__ import annotations

from datetime import date

from milepost.analysis.approvals import approval_waits
from support.engagements import AS_OF, an_engagement


def test_approvals_wait_from_the_day_they_were_asked_for_in_working_days() -> None:
    files = {
        "milestones.yaml": "- {id: M-1, title: Ready, agreed: 2026-11-13, done_on: 2026-11-13, status: done}\n",
        "deliverables.yaml": """
- {id: D-review, title: Pages, milestone: M-1, accept_by: 2026-11-20, status: in-review}
- {id: D-delivered, title: Import, accept_by: 2026-11-27, status: delivered}
- {id: D-accepted, title: Plan, accept_by: 2026-11-01, status: accepted}
""",
        "changes.yaml": """
- {id: C-1, title: Welsh, description: Pages in Welsh, requested_on: 2026-11-18}
- {id: C-2, title: Ships, description: Twelve ships, status: rejected}
""",
    }

    found = approval_waits(an_engagement(files), AS_OF)

    assert [(item.record.id, item.since, item.waited, item.days_left, item.is_overdue) for item in found] == [
        ("D-review", date(2026, 11, 13), 6, -2, True),
        ("D-delivered", None, None, 5, False),
        ("C-1", date(2026, 11, 18), 3, None, False),
    ]
