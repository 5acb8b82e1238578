from __future__ import annotations

from milepost.views.blocks import Contact, Note, PageView, Table
from milepost.views.people import people_page
from support.contexts import a_context, the_page
from support.engagements import CLIENT, PEOPLE

ASKED = """people:
  - {id: ana, name: Ana Pop, party: agency, email: ana@studio.example, phone: "1", contact_for: [billing], backup: dan}
  - {id: dan, name: Dan Whitlock, party: agency, contact_for: [urgent]}
  - {id: lena, name: Lena Ortiz, party: client, contact_for: [design]}
"""
TOLD = """communication:
  cadence: fortnightly
  channels: [{for: updates, use: email}, {for: urgent, use: phone}]
  book: https://calendar.example/ana
"""


def page_of(text: str, **files: str) -> PageView:
    reports = {f"reports/{day}.md": "Words.\n" for day in files.values()}
    return the_page(people_page(a_context({"client.yaml": CLIENT + text, **reports})))


def rows(page: PageView, section: str) -> list[list[str]]:
    block = next(item for item in page.sections if item.id == section).blocks[0]
    assert isinstance(block, Table)
    return [[" / ".join(filter(None, (cell.text, cell.sub))) for cell in row] for row in block.rows]


def test_the_page_says_who_to_ask_about_what_and_who_stands_in() -> None:
    assert rows(page_of(ASKED + TOLD), "topics") == [
        ["Billing", "Ana Pop / ana@studio.example · 1", "Dan Whitlock"],
        ["Urgent", "Dan Whitlock", "–"],
    ]


def test_it_says_which_way_is_for_what_and_how_to_book() -> None:
    page = page_of(ASKED + TOLD)

    assert rows(page, "channels") == [["Updates", "Email"], ["Urgent", "Phone"]]
    (contact,) = page.sections[0].blocks
    assert isinstance(contact, Contact)
    assert contact.book is not None
    assert contact.book.url == "https://calendar.example/ana"


def test_it_says_how_often_a_report_comes_and_when_the_next_one_is_due() -> None:
    def told(text: str, **files: str) -> str:
        note = next(item for item in page_of(text, **files).sections if item.id == "channels").blocks[-1]
        assert isinstance(note, Note)
        return note.text

    assert (
        told(ASKED + TOLD, last="2026-11-20") == "You get a report every two weeks. The next one is due on 4 December."
    )
    assert told(ASKED + TOLD, last="2026-10-20") == (
        "You get a report every two weeks. The next one was due on 3 November and is late."
    )
    assert told(ASKED + TOLD) == "You get a report every two weeks."


def test_where_nothing_was_said_of_topics_or_channels_there_is_nothing_about_them() -> None:
    assert [section.id for section in page_of(PEOPLE).sections] == ["ask", "agency", "client"]


def test_a_share_without_people_has_no_page() -> None:
    assert people_page(a_context({"client.yaml": CLIENT})) is None


def test_people_of_the_client_alone_are_named_without_anyone_to_ask() -> None:
    page = page_of("people:\n  - {id: lena, name: Lena Ortiz, party: client}\n")

    assert page.headline == "Who takes part."
    assert [section.id for section in page.sections] == ["client"]
