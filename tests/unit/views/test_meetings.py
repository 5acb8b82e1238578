from __future__ import annotations

from milepost.views.meetings import meetings_page
from support.contexts import a_context, entries, parts, sections, tags, the_page
from support.engagements import CLIENT, PEOPLE

HELD = """
- id: MT-1
  title: Kick-off
  held_at: 2026-05-12T10:00:00+00:00
  attendees: [ana, lena]
  agenda: Who does what.
  recap: Lena is the one contact.
  decided: [D-1]
  actions: [A-1, A-2, A-3, A-4]
  video: https://video.example/kick-off
"""
OTHERS = """
- {id: MT-2, title: Call, held_at: 2026-11-18T11:00:00+00:00}
- {id: MT-3, title: Next call, held_at: 2026-12-02T11:00:00+00:00, agenda: Pilot.}
- {id: MT-4, title: Today, held_at: 2026-11-22T11:00:00+00:00}
"""
RECORDS = {
    "client.yaml": CLIENT + PEOPLE,
    "decisions.yaml": "- {id: D-1, title: One contact, date: 2026-05-12, decision: Lena., status: accepted}\n",
    "actions.yaml": """
- {id: A-1, title: Send the list, party: client, due: 2026-10-30, done_on: 2026-10-29}
- {id: A-2, title: Name six, party: client, due: 2026-11-18}
- {id: A-3, title: Decide, party: client, due: 2026-12-04}
- {id: A-4, title: Think, party: client}
""",
}


def signoff(verb: str, by: str = "lena") -> dict[str, str]:
    head = f"id: SO-1\nrecord: MT-1\nverb: {verb}\nby: {by}\nat: 2026-05-13T09:05:00+00:00\n"
    return {"signoffs/SO-1.yaml": f"{head}digest: sha256:{'0' * 64}\nstatement: |\n  Words.\n"}


def test_without_meetings_there_is_no_page() -> None:
    assert meetings_page(a_context({})) is None


def test_the_page_says_when_we_met_what_waits_and_when_we_meet_next() -> None:
    page = meetings_page(a_context({**RECORDS, "meetings.yaml": HELD + OTHERS}))

    assert the_page(page).headline == (
        "We last met on 18 November. 1 recap is waiting for you to confirm it. The next meeting is on 22 November."
    )
    assert sections(page) == {"Meetings to come": ["MT-4", "MT-3"], "Meetings held": ["MT-2", "MT-1"]}


def test_a_meeting_is_told_with_what_came_out_of_it_and_how_that_stands() -> None:
    entry = entries(meetings_page(a_context({**RECORDS, "meetings.yaml": HELD})))["MT-1"]

    assert entry.meta == ("12 May, 10:00", "Ana Pop and Lena Ortiz")
    assert list(parts(entry)) == ["Agenda", "Recap", "Read back", "Decision", "Actions"]
    assert [
        (link.link.label, link.tag.label if link.tag else link.note) for part in entry.parts for link in part.links
    ] == [
        ("One contact", "Decided"),
        ("Send the list", "done 29 Oct"),
        ("Name six", "4 days overdue"),
        ("Decide", "due 4 Dec"),
        ("Think", ""),
    ]
    assert [link.label for link in entry.links] == ["Watch the recording"]


def test_a_recap_waits_for_the_client_until_they_have_confirmed_it() -> None:
    waiting = meetings_page(a_context({**RECORDS, "meetings.yaml": HELD}))
    ours_alone = meetings_page(a_context({**RECORDS, "meetings.yaml": HELD, **signoff("acknowledge", "ana")}))
    confirmed = meetings_page(a_context({**RECORDS, "meetings.yaml": HELD, **signoff("acknowledge")}))
    rejected = meetings_page(a_context({**RECORDS, "meetings.yaml": HELD, **signoff("reject")}))

    assert [tags(page)["MT-1"] for page in (waiting, ours_alone, confirmed, rejected)] == [
        ("waiting", "Not confirmed yet"),
        ("waiting", "Not confirmed yet"),
        ("done", "Recap confirmed"),
        ("at-risk", "Recap rejected"),
    ]
    assert parts(entries(confirmed)["MT-1"])["Read back"] == "confirmed by Lena Ortiz, 13 May, 09:05"
    assert parts(entries(rejected)["MT-1"])["Read back"] == "rejected by Lena Ortiz, 13 May, 09:05"
    assert parts(entries(waiting)["MT-1"])["Read back"].startswith("Not confirmed yet.")
    answer = entries(waiting)["MT-1"].answer
    assert answer is not None
    assert answer.label == "Confirm or correct it by e-mail"
    assert entries(confirmed)["MT-1"].answer is None


def test_a_meeting_without_a_recap_says_so_and_asks_for_nothing() -> None:
    page = meetings_page(a_context({**RECORDS, "meetings.yaml": OTHERS}))

    assert tags(page) == {
        "MT-2": ("planned", "No recap yet"),
        "MT-3": ("planned", "To come"),
        "MT-4": ("planned", "To come"),
    }
    assert entries(page)["MT-2"].answer is None
    assert "Read back" not in parts(entries(page)["MT-2"])


def test_a_share_that_shows_no_sign_offs_says_nothing_of_who_confirmed_what() -> None:
    files = {**RECORDS, "meetings.yaml": HELD, **signoff("acknowledge")}
    page = meetings_page(a_context(files, sections=("meetings",)))

    assert tags(page) == {}
    assert "Read back" not in parts(entries(page)["MT-1"])
    assert the_page(page).headline == "We last met on 12 May."


def test_without_an_address_to_write_to_there_is_no_link_to_confirm() -> None:
    people = "people:\n  - {id: lena, name: Lena Ortiz, party: client}\n"
    text = "- {id: MT-1, title: Call, held_at: 2026-11-18T11:00:00+00:00, recap: Words.}\n"

    page = meetings_page(a_context({"client.yaml": CLIENT + people, "meetings.yaml": text}))

    assert entries(page)["MT-1"].answer is None


def test_what_was_decided_may_be_any_record_and_the_client_has_words_of_their_own() -> None:
    client = CLIENT + PEOPLE + "terms: {action: task, decision: ruling}\n"
    text = "- {id: MT-1, title: Call, held_at: 2026-11-18T11:00:00+00:00, decided: [A-1], actions: [A-1, A-2]}\n"

    entry = entries(meetings_page(a_context({**RECORDS, "client.yaml": client, "meetings.yaml": text})))["MT-1"]

    assert [part.label for part in entry.parts] == ["Ruling", "Tasks"]
    assert entry.parts[0].links[0].note == "done 29 Oct"


def test_a_record_without_a_state_of_its_own_is_only_linked() -> None:
    milestones = "- {id: M-1, title: Pilot}\n"
    text = "- {id: MT-1, title: Call, held_at: 2026-11-18T11:00:00+00:00, decided: [M-1]}\n"

    entry = entries(meetings_page(a_context({"milestones.yaml": milestones, "meetings.yaml": text})))["MT-1"]

    assert [(item.link.label, item.note, item.tag) for item in entry.parts[0].links] == [("Pilot", "", None)]


def test_before_the_first_meeting_only_the_next_one_is_told() -> None:
    text = "- {id: MT-3, title: Kick-off, held_at: 2026-12-02T11:00:00+00:00}\n"

    assert the_page(meetings_page(a_context({"meetings.yaml": text}))).headline == "The next meeting is on 2 December."
