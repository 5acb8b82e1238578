"""The board pack holds what its share shows, in one document, with lines for those who sign."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from milepost.disclosure.gate import disclose
from milepost.localisation.wording import Wording
from milepost.model.client import Share
from milepost.views.board_pack import board_pack
from milepost.views.context import Context
from milepost.views.document_blocks import Signatures, Subsection
from support.engagements import AS_OF, CLIENT, PEOPLE, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.model.kinds import Audience
    from milepost.views.blocks import PageView

FILES = {
    "milestones.yaml": "- id: M1\n  title: Launch\n  agreed: 2027-01-04\n",
    "budget.yaml": "- id: B-1\n  title: Design\n  estimate: 900\n",
    "changes.yaml": "- id: CR-1\n  title: More\n  description: More of it.\n",
    "kpis.yaml": "- id: K-1\n  title: Visits\n  target: 9\n  measurements:\n"
    "    - {date: 2026-11-01, value: 5}\n    - {date: 2026-11-15, value: 6}\n",
}


def pack(audience: Audience = "sponsor", *, sections: tuple[str, ...] = (), people: str = PEOPLE) -> PageView | None:
    engagement = an_engagement_as_written({**FILES, "client.yaml": CLIENT + people})
    shown = disclose(engagement, Share(name="board", audience=audience, sections=sections))
    return board_pack(Context(shown, Wording("en", AS_OF, UTC), AS_OF))


def chapters(page: PageView | None) -> list[str]:
    return [section.id for section in page.sections] if page else []


def test_it_holds_every_chapter_for_those_who_may_see_the_budget() -> None:
    assert chapters(pack()) == ["overview", "roadmap", "budget", "changes", "results", "signatures"]


def test_it_holds_no_chapter_that_the_share_does_not_show() -> None:
    assert chapters(pack("client")) == ["overview", "roadmap", "changes", "results", "signatures"]
    assert chapters(pack(sections=("overview", "roadmap"))) == ["overview", "roadmap", "signatures"]


def test_a_public_share_has_none() -> None:
    assert pack("public") is None


def test_every_chapter_but_the_first_and_the_signatures_begins_a_sheet() -> None:
    page = pack()
    assert page is not None
    assert [section.id for section in page.sections if section.starts_page] == [
        "roadmap",
        "budget",
        "changes",
        "results",
    ]


def test_parts_have_anchors_of_their_own() -> None:
    page = pack()
    assert page is not None
    anchors = [block.id for section in page.sections for block in section.blocks if isinstance(block, Subsection)]
    assert len(anchors) == len(set(anchors))
    assert "roadmap-plan" in anchors


def signers(page: PageView | None) -> list[tuple[str, str]]:
    assert page is not None
    (block,) = [item for item in page.sections[-1].blocks if isinstance(item, Signatures)]
    return [(line.name, line.role) for line in block.lines]


def test_whoever_signs_has_a_line() -> None:
    people = PEOPLE.replace("party: client", "party: client, role: Director, signs: true")

    assert signers(pack(people=people)) == [("Lena Ortiz", "Director"), ("Ana Pop", "")]


def test_where_nobody_of_the_client_signs_a_line_is_left_open() -> None:
    people = PEOPLE.replace("party: agency", "party: agency, signs: true")

    assert signers(pack(people=people)) == [("", "For Harbour Museum"), ("Ana Pop", "")]


def test_it_says_which_day_it_shows() -> None:
    page = pack()
    assert page is not None
    assert page.kicker == "Harbour Museum · Collections portal · Board pack of 22 November 2026"
