"""All pages of a share in the order of its navigation, empty ones left out; builds none itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from milepost.disclosure.audience import has_section
from milepost.views.actions import actions_page
from milepost.views.agreements import agreements_page
from milepost.views.board_pack import board_pack
from milepost.views.budget import budget_page
from milepost.views.changes import changes_page
from milepost.views.decisions import decisions_page
from milepost.views.deliverables import deliverables_page
from milepost.views.documents import documents_page
from milepost.views.downloads import with_files
from milepost.views.feedback import feedback_page
from milepost.views.glossary import glossary_page
from milepost.views.matrix import matrix_page
from milepost.views.meetings import meetings_page
from milepost.views.overview import overview
from milepost.views.people import people_page
from milepost.views.promises import promises_page
from milepost.views.questions import questions_page
from milepost.views.record import record_page
from milepost.views.reports import report_pages, reports_page
from milepost.views.requirements import requirements_page
from milepost.views.results import results_page
from milepost.views.risks import risks_page
from milepost.views.roadmap import roadmap
from milepost.views.signoffs import signoffs_page
from milepost.views.status import status_page
from milepost.views.trail import trail_page
from milepost.views.welcome import welcome_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.localisation.wording import Wording
    from milepost.views.blocks import PageView
    from milepost.views.context import Context


Builder: TypeAlias = "Callable[[Context], PageView | None]"
"""Makes one page; None where the share has nothing for it."""

_FIRST: dict[str, Builder] = {"overview": overview, "roadmap": roadmap, "actions": actions_page}
_PROGRESS: dict[str, Builder] = {
    "results": results_page,
    "deliverables": deliverables_page,
    "budget": budget_page,
    "risks": risks_page,
    "status": status_page,
}
_AGREEMENT: dict[str, Builder] = {
    "agreements": agreements_page,
    "requirements": requirements_page,
    "changes": changes_page,
    "decisions": decisions_page,
    "signoffs": signoffs_page,
    "promises": promises_page,
}
_RECORD: dict[str, Builder] = {
    "reports": reports_page,
    "board-pack": board_pack,
    "meetings": meetings_page,
    "questions": questions_page,
    "feedback": feedback_page,
    "trail": trail_page,
}
_REFERENCE: dict[str, Builder] = {
    "welcome": welcome_page,
    "people": people_page,
    "documents": documents_page,
    "glossary": glossary_page,
}


@dataclass(frozen=True)
class PageGroup:
    """Pages under one heading of the navigation; "" for the top ones."""

    title: str
    pages: tuple[PageView, ...]


@dataclass(frozen=True)
class ShareView:
    """A share's navigation, and the pages that are only linked."""

    groups: tuple[PageGroup, ...]
    linked: tuple[PageView, ...]
    notice: str

    @property
    def pages(self) -> tuple[PageView, ...]:
        """Every page."""
        return (*(page for group in self.groups for page in group.pages), *self.linked)


def share_view(context: Context) -> ShareView:
    """Every page of the share."""
    groups = []
    for title, builders in _groups(context.words):
        pages = [build(context) for name, build in builders.items() if _is_shown(context, name)]
        kept = tuple(with_files(context, page) for page in pages if page)
        if kept:
            groups.append(PageGroup(title, kept))
    records = tuple(record_page(context, record) for record in context.engagement.records)
    reports = report_pages(context) if has_section(context.engagement.share, "reports") else ()
    matrix = matrix_page(context)
    linked = (*((matrix,) if matrix else ()), *reports, *records)
    return ShareView(tuple(groups), linked, _notice(context))


def _is_shown(context: Context, name: str) -> bool:
    # Every site needs a first page, whatever sections were asked for; the board pack holds only pages that were.
    return name in {"overview", "board-pack"} or has_section(context.engagement.share, name)


def _groups(words: Wording) -> tuple[tuple[str, dict[str, Builder]], ...]:
    return (
        ("", _FIRST),
        (words.text("Progress"), _PROGRESS),
        (words.text("Agreement"), _AGREEMENT),
        (words.text("Record"), _RECORD),
        (words.text("Reference"), _REFERENCE),
    )


def _notice(context: Context) -> str:
    client = context.engagement.client
    if context.engagement.share.audience == "public":
        return context.words.text(
            "{engagement}, by and for {client}.", engagement=client.engagement, client=client.name
        )
    return context.words.text(
        "{engagement}, prepared for {client}. Confidential.", engagement=client.engagement, client=client.name
    )
