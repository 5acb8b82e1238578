from __future__ import annotations

from milepost.analysis.requirements import traces
from support.engagements import an_engagement


def test_a_requirement_is_traced_whichever_of_the_two_names_the_other() -> None:
    files = {
        "requirements.yaml": """
- {id: REQ-1, title: Dropped, statement: S, status: dropped}
- {id: REQ-2, title: Names one, statement: S, milestones: [M2]}
- {id: REQ-3, title: Named and names, statement: S, milestones: [M1]}
- {id: REQ-4, title: Alone, statement: S}
""",
        "milestones.yaml": """
- {id: M1, title: Pilot, requirements: [REQ-3, REQ-1]}
- {id: M2, title: Launch, requirements: [REQ-3]}
""",
    }

    found = traces(an_engagement(files))

    assert [(item.requirement.id, [milestone.id for milestone in item.milestones]) for item in found] == [
        ("REQ-2", ["M2"]),
        ("REQ-3", ["M1", "M2"]),
        ("REQ-4", []),
        ("REQ-1", ["M1"]),
    ]
