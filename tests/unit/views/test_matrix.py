"""The matrix page says what is missing of what its share shows, and folds long lists away."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from milepost.disclosure.gate import disclose
from milepost.localisation.wording import Wording
from milepost.model.client import Share
from milepost.views.blocks import Fold, Note, Table
from milepost.views.context import Context
from milepost.views.document_blocks import Subsection
from milepost.views.matrix import coverage, coverage_note, matrix_page
from support.contexts import a_context
from support.engagements import AS_OF, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

REQUIREMENT = "- id: REQ-{n}\n  title: Search {n}\n  statement: It finds.\n  acceptance: [It finds.]\n"
MILESTONE = "- id: M1\n  title: Works\n  requirements: [REQ-1]\n"
DELIVERABLE = "- id: DL-1\n  title: Page\n  milestone: M1\n  checks:\n    - what: Seen\n      result: {result}\n"
WHOLE = {
    "requirements.yaml": REQUIREMENT.format(n=1),
    "milestones.yaml": MILESTONE,
    "deliverables.yaml": DELIVERABLE.format(result="pass"),
}


def shared(audience: Audience, sections: tuple[str, ...]) -> Context:
    shown = disclose(an_engagement_as_written(WHOLE), Share(name="s", audience=audience, sections=sections))
    return Context(shown, Wording("en", AS_OF, UTC), AS_OF)


def heads(context: Context) -> tuple[str, ...]:
    page = matrix_page(context)
    assert page is not None
    (section,) = [item for item in page.sections if item.id == "matrix"]
    (table,) = section.blocks
    assert isinstance(table, Table)
    return table.heads


def test_there_is_no_matrix_without_requirements() -> None:
    assert matrix_page(a_context({})) is None
    assert coverage_note(a_context({})) is None


def test_the_columns_are_what_the_share_shows() -> None:
    assert heads(a_context(WHOLE)) == ("Requirement", "Delivered with", "Deliverables", "Checks", "Accepted")
    assert heads(shared("client", ("requirements", "roadmap"))) == ("Requirement", "Delivered with")
    assert heads(shared("client", ("requirements", "deliverables"))) == ("Requirement", "Deliverables", "Checks")


def test_the_headline_counts_what_can_be_seen() -> None:
    failed = {**WHOLE, "deliverables.yaml": DELIVERABLE.format(result="fail")}

    assert coverage(a_context(WHOLE)) == "1 of 1 requirement leads to a check."
    assert coverage(a_context(failed)) == "1 of 1 requirement leads to a check. 1 has a failed check."
    assert coverage(shared("client", ("requirements", "roadmap"))) == "1 of 1 requirement is linked to a milestone."
    assert coverage(shared("client", ("requirements",))) == "1 requirement is on record."


def uncovered(context: Context) -> tuple[object, ...]:
    page = matrix_page(context)
    assert page is not None
    return page.sections[0].blocks


def test_where_nothing_is_missing_the_page_says_so() -> None:
    assert uncovered(a_context(WHOLE)) == (
        Note("Every requirement is linked, checked and accepted as far as it is done."),
    )


def test_a_long_list_is_folded_and_counted() -> None:
    many = "".join(REQUIREMENT.format(n=n) for n in range(2, 16))
    (gap,) = uncovered(a_context({**WHOLE, "requirements.yaml": REQUIREMENT.format(n=1) + many}))

    assert isinstance(gap, Subsection)
    assert (gap.title, gap.count) == ("No milestone is linked to it.", "14")
    assert isinstance(gap.blocks[0], Fold)


def test_that_nobody_recorded_a_deliverable_is_said_once() -> None:
    files = {key: WHOLE[key] for key in ("requirements.yaml", "milestones.yaml")}

    assert uncovered(a_context(files)) == (Note("No deliverable is on record yet."),)


def test_what_undecided_change_requests_touch_stands_at_the_end() -> None:
    change = "- id: CR-{n}\n  title: More\n  description: More.\n  status: {status}\n  links: [REQ-1]\n"
    text = change.format(n=1, status="proposed") + change.format(n=2, status="accepted")
    page = matrix_page(a_context({**WHOLE, "changes.yaml": text}))

    assert page is not None
    (table,) = page.sections[-1].blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["More", "no date moves", "Search 1", "Page", "–"]]
