"""What is called done without its evidence says what it lacks, where it is shown."""

from __future__ import annotations

import pytest

from milepost.views.deliverables import deliverables_page
from milepost.views.doubts import doubt_note, doubt_text
from milepost.views.risks import risks_page
from support.contexts import a_context

DONE = "- id: M1\n  title: Launch\n  status: done\n  done_on: 2026-11-01\n"
DELIVERABLE = "- id: DL-1\n  title: Page\n  milestone: M1\n"
REQUIREMENT = "- id: REQ-1\n  title: Search\n  statement: It finds.\n  status: done\n  milestones: [M1]\n"


@pytest.mark.parametrize(
    ("record", "milestone", "deliverable", "told"),
    [
        ("M1", DONE.replace("  done_on: 2026-11-01\n", ""), "[]", "Called done, but no day is on record."),
        ("M1", DONE, DELIVERABLE, "Called done, but DL-1 has not been delivered."),
        ("REQ-1", "- id: M1\n  title: Launch\n", "[]", "Called done, but M1 is not done."),
        (
            "DL-1",
            DONE,
            f"{DELIVERABLE}  status: accepted\n  checks:\n    - what: Seen\n    - what: Tried\n      result: fail\n",
            (
                "Called accepted, but a check of DL-1 failed, a check of DL-1 is still open and no acceptance by you "
                "is on record."
            ),
        ),
        ("M1", DONE, "[]", ""),
    ],
)
def test_the_sentence_names_what_is_missing(record: str, milestone: str, deliverable: str, told: str) -> None:
    context = a_context(
        {"milestones.yaml": milestone, "deliverables.yaml": deliverable, "requirements.yaml": REQUIREMENT}
    )

    assert doubt_text(context, record) == told
    assert (doubt_note(context, record) is None) == (told == "")


def test_the_deliverables_say_bad_news_in_their_headline() -> None:
    late = "- id: DL-2\n  title: Book\n  status: in-review\n  accept_by: 2026-11-01\n"
    context = a_context({"deliverables.yaml": f"- id: DL-1\n  title: Page\n  status: rejected\n{late}"})

    page = deliverables_page(context)

    assert page is not None
    assert page.headline == (
        "2 of 2 deliverables are delivered, 0 accepted. 1 was rejected. 1 waits for acceptance past its day."
    )


def test_the_risks_say_first_what_has_happened() -> None:
    happened = "- id: R-1\n  title: Rain\n  status: happened\n"

    def headline(text: str) -> str:
        page = risks_page(a_context({"risks.yaml": text}))
        assert page is not None
        return page.headline

    assert headline(happened) == "1 risk has happened."
    assert headline(f"{happened}- id: R-2\n  title: Snow\n") == "1 risk has happened. 1 more is open."
