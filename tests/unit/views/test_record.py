from __future__ import annotations

from milepost.views.blocks import Entries
from milepost.views.record import record_page, shown_status, status_tag
from support.contexts import a_context, parts

FILES = {
    "incidents.yaml": """
- id: INC-1
  title: Pictures are missing
  severity: minor
  updates: [{at: 2026-11-20T10:00:00+00:00, status: investigating, text: We look into it.}]
""",
    "promises.yaml": "- {id: P-1, title: A draft, made_on: 2026-09-01, due: 2026-11-20}\n",
    "meetings.yaml": "- {id: MT-1, title: Call, held_at: 2026-11-18T11:00:00+00:00, recap: Words.}\n",
}


def test_incidents_promises_and_meetings_show_the_state_that_their_lists_show() -> None:
    context = a_context(FILES)

    found = {record.id: status_tag(context, record) for record in context.engagement.records}

    assert {name: tag.label for name, tag in found.items() if tag} == {
        "INC-1": "Minor problem",
        "P-1": "Overdue",
        "MT-1": "Not confirmed yet",
    }


def test_programs_read_the_same_states_by_fixed_names() -> None:
    context = a_context(FILES)

    assert {record.id: shown_status(context, record) for record in context.engagement.records} == {
        "INC-1": "open",
        "P-1": "overdue",
        "MT-1": None,
    }


def test_an_incident_s_page_tells_its_updates_the_newest_first_and_once() -> None:
    context = a_context(FILES)
    page = record_page(context, context.engagement.by_id["INC-1"])

    (updates,) = [section for section in page.sections if section.id == "updates"]
    (told,) = updates.blocks
    assert isinstance(told, Entries)
    assert list(parts(told.items[0])) == ["Next update", "20 Nov, 10:00, investigating"]
