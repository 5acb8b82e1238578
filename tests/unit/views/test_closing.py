from __future__ import annotations

from milepost.views.blocks import Entries, Facts, Note, Section
from milepost.views.closing import closing_section
from support.contexts import a_context

CLOSED = "status: closed\ncommunication: {reply_to: projects@studio.example}\n"
FILES = {
    "milestones.yaml": (
        "- {id: M1, title: Scope, agreed: 2026-06-01, done_on: 2026-06-01, status: done}\n"
        "- {id: M2, title: Launch, agreed: 2026-09-01, done_on: 2026-09-15, status: done, reason: Rain.}\n"
    ),
    "requirements.yaml": (
        "- {id: REQ-1, title: Search, statement: Find., status: done}\n"
        "- {id: REQ-2, title: Gone, statement: Find., status: dropped}\n"
    ),
    "deliverables.yaml": "- {id: D1, title: Site, status: accepted}\n- {id: D2, title: Film, status: rejected}\n",
    "kpis.yaml": (
        "- id: K1\n  title: Calls\n  unit: calls\n  direction: down\n  baseline: 10\n  target: 5\n"
        "  measurements: [{date: 2026-10-01, value: 4}]\n"
    ),
}


def section(files: dict[str, str], client: str = CLOSED) -> Section | None:
    return closing_section(a_context(files, client=client))


def test_a_running_engagement_has_no_closing_words() -> None:
    assert section(FILES, "status: active\n") is None


def test_a_finished_engagement_says_what_was_kept_and_asks_how_it_was() -> None:
    found = section(FILES)

    assert found is not None
    facts, ask = found.blocks
    assert isinstance(facts, Facts)
    assert [(fact.label, fact.value, fact.url) for fact in facts.items] == [
        ("Dates kept as agreed", "1 of 2", "roadmap/"),
        ("Requirements done", "1 of 1", "requirements/"),
        ("Deliverables accepted", "1 of 2", "deliverables/"),
        ("Targets reached", "1 of 1", "results/"),
    ]
    assert isinstance(ask, Note)
    assert ask.more is not None
    assert ask.more.url == "mailto:projects@studio.example?subject=Collections%20portal%3A%20how%20it%20was"


def test_the_last_words_of_the_client_take_the_place_of_the_question() -> None:
    feedback = (
        "- {id: F1, title: Pulse, given_on: 2026-08-01, kind: pulse, score: 8}\n"
        "- {id: F2, title: How it was, given_on: 2026-10-01, given_by: lena, kind: debrief, text: Calm.}\n"
        "- {id: F3, title: For others, given_on: 2026-10-02, kind: testimonial, text: Ask them., consent: true}\n"
    )

    found = section({"feedback.yaml": feedback})

    assert found is not None
    (said,) = found.blocks
    assert isinstance(said, Entries)
    assert [(item.id, item.meta, item.body) for item in said.items] == [
        ("F3", ("2 Oct",), "Ask them."),
        ("F2", ("1 Oct", "Lena Ortiz"), "Calm."),
    ]


def test_a_share_that_shows_nothing_to_count_only_says_thank_you() -> None:
    found = closing_section(a_context(FILES, client="status: closed\n", sections=("overview",)))

    assert found is not None
    assert [type(block) for block in found.blocks] == [Note]
