from __future__ import annotations

from datetime import date

from milepost.analysis.standing import standings
from milepost.analysis.workload import Load, workload
from support.engagements import AS_OF, an_engagement

CLIENT = """name: Harbour Museum
engagement: Collections portal
people:
  - {id: ana, name: Ana Pop, party: agency, email: Ana@studio.example}
  - {id: dan, name: Dan Whit, party: agency}
  - {id: noor, name: Noor Haddad, party: agency}
  - {id: lena, name: Lena Ortiz, party: client, email: lena@museum.example}
"""


def loads(milestones: str = "", actions: str = "") -> tuple[Load, ...]:
    files = {"client.yaml": CLIENT, "milestones.yaml": milestones, "actions.yaml": actions}
    engagement = an_engagement({name: text for name, text in files.items() if text})
    return workload(engagement, standings(engagement, AS_OF).values(), AS_OF)


def test_a_person_s_open_milestones_and_actions_are_counted_with_those_past_their_day() -> None:
    found = loads(
        "- {id: M1, title: Pilot, agreed: 2026-11-20, owner: ana}\n"
        "- {id: M2, title: Launch, agreed: 2027-01-15, owner: ana}\n"
        "- {id: M3, title: Scope, agreed: 2026-06-01, done_on: 2026-06-01, status: done, owner: ana}\n",
        "- {id: A1, title: Send, party: agency, for: ana, due: 2026-11-01}\n"
        "- {id: A2, title: Book, party: agency, owner: dan}\n"
        "- {id: A3, title: Sent, party: agency, for: dan, due: 2026-11-01, done_on: 2026-11-01}\n",
    )

    assert found == (
        Load("ana@studio.example", "Ana Pop", 2, 1, 2, date(2026, 11, 1)),
        Load("dan whit", "Dan Whit", 0, 1, 0, None),
    )


def test_the_client_s_people_and_those_with_nothing_open_carry_no_load() -> None:
    assert loads(actions="- {id: A1, title: Send, party: client, for: lena, due: 2026-11-01}\n") == ()
