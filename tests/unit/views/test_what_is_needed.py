"""What the client has to do is the same on the first page, on the page of actions and in the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.views.actions import actions_page
from milepost.views.blocks import Asks, Note, PageView
from milepost.views.letter import letter
from milepost.views.overview import overview
from support.contexts import a_context, the_page

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

CHANGE = {"changes.yaml": "- {id: CR-1, title: Wider, description: More., status: proposed}\n"}
QUESTION = {
    "questions.yaml": "- {id: Q-1, title: Which?, to: client, "
    "messages: [{at: '2026-11-20T09:00:00Z', by: ana, text: So?}]}\n"
}
DELIVERABLE = {"deliverables.yaml": "- {id: DL-1, title: Plan, status: delivered, accept_by: 2026-11-20}\n"}


def needed(page: PageView) -> list[tuple[str, str]]:
    return [
        (ask.title, ask.why)
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Asks)
        for ask in block.items
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (CHANGE, ("Wider", "Your decision is needed.")),
        (QUESTION, ("Which?", "Your answer is needed.")),
        (DELIVERABLE, ("Plan", "Your acceptance is needed.")),
    ],
)
def test_what_no_action_asks_for_is_asked_for_all_the_same(files: dict[str, str], told: tuple[str, str]) -> None:
    context = a_context(files)
    page = the_page(actions_page(context))

    assert needed(overview(context)) == needed(page) == [told]
    assert page.headline.startswith("1 thing is waiting for you")
    assert letter(context, (), None).parts[0].lines[0].startswith(f"{told[0]} · {told[1].rstrip('.')} · ")


def test_an_answer_that_is_overdue_is_counted_as_such() -> None:
    assert the_page(actions_page(a_context(DELIVERABLE))).headline == "1 thing is waiting for you, 1 is overdue."


@pytest.mark.parametrize(
    ("audience", "sections", "told"),
    [
        ("client", (), ["Nothing is waiting for you."]),
        ("sponsor", ("overview", "roadmap", "changes"), []),
        ("public", (), []),
    ],
)
def test_only_who_would_see_whatever_waits_reads_that_nothing_does(
    audience: Audience, sections: tuple[str, ...], told: list[str]
) -> None:
    page = overview(a_context({}, audience, sections=sections))

    assert [block.text for section in page.sections for block in section.blocks if isinstance(block, Note)] == told
