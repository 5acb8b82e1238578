from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views.status import status_note, status_page
from support.contexts import a_context, entries, parts, sections, tags, the_page
from support.engagements import CLIENT, PEOPLE

if TYPE_CHECKING:
    from milepost.views.context import Context

PROMISES = "communication:\n  response: [{kind: question, within: 1d}, {kind: urgent, within: 2h}]\n"
SOLVED = """
- id: INC-1
  title: Site out of reach
  severity: minor
  component: Review site
  starts: 2026-10-14T09:02:00+00:00
  ends: 2026-10-14T09:37:00+00:00
  cause: A disk was full.
  updates:
    - {at: 2026-10-14T09:15:00+00:00, status: investigating, text: We look into it.}
    - {at: 2026-10-14T09:37:00+00:00, status: resolved, text: It is back.}
"""
OPEN = """
- id: INC-2
  title: Pictures are missing
  severity: major
  component: Pictures
  updates:
    - {at: 2026-11-20T16:30:00+00:00, status: identified, text: A name was wrong.}
"""
AHEAD = """
- id: INC-3
  title: A larger server
  severity: maintenance
  component: Review site
  starts: 2026-11-25T07:00:00+00:00
  ends: 2026-11-25T08:00:00+00:00
  updates: [{at: 2026-11-20T16:00:00+00:00, status: scheduled, text: One hour.}]
"""


def context_of(*texts: str, client: str = PROMISES) -> Context:
    return a_context({"client.yaml": CLIENT + PEOPLE + client, "incidents.yaml": "".join(texts)})


def test_without_incidents_there_is_no_page() -> None:
    assert status_page(a_context({})) is None


def test_the_overall_state_comes_first_and_what_is_open_before_the_rest() -> None:
    page = the_page(status_page(context_of(SOLVED, OPEN, AHEAD)))

    assert page.headline == "1 incident is open: Pictures are missing. The next maintenance is on 25 November."
    assert page.state is not None
    assert (page.state.tag.label, page.state.text) == ("Major problem", "as we last reported, 20 Nov, 16:30")
    assert sections(page) == {
        "Open incidents": ["INC-2"],
        "How each part stands, as last reported": [],
        "Maintenance ahead": ["INC-3"],
        "October 2026": ["INC-1"],
    }


def test_an_open_incident_says_when_the_next_word_comes_and_a_solved_one_why_it_happened() -> None:
    found = entries(status_page(context_of(SOLVED, OPEN, AHEAD)))

    assert parts(found["INC-2"]) == {
        "Next update": "by 23 Nov, 10:30",
        "20 Nov, 16:30, cause found": "A name was wrong.",
    }
    assert list(parts(found["INC-1"]).items()) == [
        ("Cause", "A disk was full."),
        ("14 Oct, 09:37, resolved", "It is back."),
        ("14 Oct, 09:15, investigating", "We look into it."),
    ]
    assert found["INC-1"].meta == ("minor", "Review site", "14 Oct, 09:02 – 09:37 (35 minutes)")
    assert found["INC-2"].meta == ("major", "Pictures", "since 20 Nov, 16:30")
    assert "Next update" not in parts(found["INC-3"])


def test_a_promised_word_that_did_not_come_is_told_and_so_is_that_none_was_promised() -> None:
    late = OPEN.replace("2026-11-20", "2026-11-18")

    silent = entries(status_page(context_of(late)))["INC-2"]
    unpromised = entries(status_page(context_of(OPEN, client="")))["INC-2"]

    assert parts(silent)["Next update"] == "It was due by 19 Nov, 10:30, and has not come. Please ask us."
    assert parts(unpromised)["Next update"] == "No time has been set for it."


def test_only_what_somebody_has_reported_to_work_is_green() -> None:
    unconfirmed = AHEAD.replace("2026-11-25", "2026-11-21")
    page = the_page(status_page(context_of(unconfirmed)))
    unreported = the_page(status_page(context_of(AHEAD)))
    working = the_page(status_page(context_of(SOLVED)))
    assert page.state is not None
    assert unreported.state is not None
    assert working.state is not None

    assert page.headline == "We have not confirmed the end of: A larger server."
    assert (page.state.tag.tone.value, page.state.tag.label) == ("at-risk", "Not confirmed")
    assert (unreported.state.tag.tone.value, unreported.state.tag.label) == ("planned", "Nothing reported")
    assert (working.headline, working.state.tag.tone.value) == ("No incident is open.", "good")


def test_each_incident_has_its_state_in_words() -> None:
    today = AHEAD.replace("2026-11-25", "2026-11-22").replace("INC-3", "INC-4")
    critical = OPEN.replace("major", "critical").replace("INC-2", "INC-5")
    done = AHEAD.replace("scheduled, text", "resolved, text").replace("INC-3", "INC-6")

    found = tags(status_page(context_of(SOLVED, OPEN, AHEAD, today, critical, done)))

    assert found == {
        "INC-1": ("done", "Solved"),
        "INC-2": ("overdue", "Major problem"),
        "INC-3": ("planned", "To come"),
        "INC-4": ("waiting", "Today"),
        "INC-5": ("overdue", "Critical problem"),
        "INC-6": ("done", "Done"),
    }


def test_the_headline_tells_of_maintenance_today_and_of_a_day_not_set() -> None:
    today = the_page(status_page(context_of(AHEAD.replace("2026-11-25", "2026-11-22"))))
    unset = "- {id: I, title: A, severity: maintenance, updates: []}\n"
    some_day = the_page(status_page(context_of(unset)))

    assert today.headline == "No incident is open. Maintenance is planned for today."
    assert some_day.headline == "No incident is open. Maintenance is planned; its day is not set."
    assert some_day.state is not None
    assert some_day.state.text == ""


def test_more_than_two_open_incidents_are_counted_not_named() -> None:
    texts = [OPEN.replace("INC-2", f"INC-{n}") for n in range(3)]

    assert the_page(status_page(context_of(*texts))).headline == "3 incidents are open."


def test_an_incident_over_midnight_names_both_days() -> None:
    text = SOLVED.replace("ends: 2026-10-14T09:37", "ends: 2026-10-17T10:02")

    found = entries(status_page(context_of(text)))["INC-1"]

    assert found.meta[-1] == "14 Oct, 09:02 – 17 Oct, 10:02 (3 days)"


def test_months_long_past_are_folded() -> None:
    texts = [
        SOLVED.replace("INC-1", f"INC-{month}").replace("2026-10", f"2026-{month:02}") for month in (4, 5, 6, 7, 8)
    ]

    found = sections(status_page(context_of(*texts)))

    assert list(found.items())[1:] == [
        ("August 2026", ["INC-8"]),
        ("July 2026", ["INC-7"]),
        ("June 2026", ["INC-6"]),
        ("Earlier", ["INC-5", "INC-4"]),
    ]


def test_the_first_page_is_told_of_what_is_open_where_the_share_has_the_page() -> None:
    files = {"client.yaml": CLIENT + PEOPLE, "incidents.yaml": OPEN}
    note = status_note(a_context(files))

    assert note is not None
    assert note.tag is not None
    assert (note.tag.label, note.text) == ("Major problem", "1 incident is open: Pictures are missing.")
    assert status_note(context_of(SOLVED, AHEAD)) is None
    assert status_note(a_context(files, sections=("overview",))) is None
