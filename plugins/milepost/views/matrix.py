"""The matrix of requirements: what answers each one, what is not covered, and what open change requests touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.approvals import to_decide
from milepost.analysis.touched import touched_by
from milepost.analysis.traceability import Gap
from milepost.disclosure.audience import has_section
from milepost.views import phrases
from milepost.views.blocks import Cell, Fold, Note, PageView, Section, Table
from milepost.views.context import record_url
from milepost.views.document_blocks import Subsection
from milepost.views.inline import Link
from milepost.views.report_lines import escaped
from milepost.views.trace import MATRIX_URL, checks_text, gap_text, requirements_traced, signer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.analysis.traceability import Chain
    from milepost.disclosure.records import DisclosedDeliverable, DisclosedRecord
    from milepost.localisation.wording import Wording
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LONG = 12


def matrix_page(context: Context) -> PageView | None:
    """The page; None where the share has no requirement to trace."""
    chains, words = context.chains.chains, context.words
    if not chains:
        return None
    sections = (_uncovered(context), _matrix(context, chains), _changes(context))
    filed = words.text("A sign-off counts here as it was filed; this page has not checked it.")
    own = words.own("requirement")
    label = words.text("Back: {requirements}", requirements=own) if own else words.text("Back to the requirements")
    back = Note("", Link(label, "requirements/"))
    return PageView(
        url=MATRIX_URL,
        title=requirements_traced(words),
        kicker=context.kicker,
        headline=coverage(context),
        lead=(*((Note(filed),) if context.chains.shows_signoffs else ()), back),
        sections=tuple(section for section in sections if section),
    )


def coverage(context: Context) -> str:
    """How many requirements lead to a check, and how many lead nowhere, in a sentence or two."""
    words, found = context.words, context.chains
    n = len(found.chains)
    noun = words.term_for("requirement", n)
    if found.shows_deliverables and any(chain.deliverables for chain in found.chains):
        done = sum(chain.is_covered for chain in found.chains)
        first = words.count(
            "{done} of {n} {requirements} leads to a check.",
            "{done} of {n} {requirements} lead to a check.",
            n,
            done=done,
            requirements=noun,
        )
    elif found.shows_milestones:
        first = words.count(
            "{done} of {n} {requirements} is linked to a {milestone}.",
            "{done} of {n} {requirements} are linked to a {milestone}.",
            n,
            done=sum(bool(chain.milestones) for chain in found.chains),
            requirements=noun,
            milestone=words.term_for("milestone", 1),
        )
    else:
        return words.count(
            "{n} {requirements} is on record.", "{n} {requirements} are on record.", n, requirements=noun
        )
    failed = len(found.with_gap(Gap.CHECK_FAILED))
    return f"{first} " + words.count("{n} has a failed check.", "{n} have a failed check.", failed) if failed else first


def coverage_note(context: Context) -> Note | None:
    """The same sentence, for the page of requirements, with a link to the matrix."""
    if not context.chains.chains:
        return None
    return Note(coverage(context), Link(context.words.text("See what answers each one"), MATRIX_URL))


def _uncovered(context: Context) -> Section:
    words, found = context.words, context.chains
    parts: list[Block] = [_gap(context, gap, found.with_gap(gap)) for gap in Gap if found.with_gap(gap)]
    if not found.shows_deliverables and has_section(context.engagement.share, "deliverables"):
        deliverable = words.term_for("deliverable", 1)
        parts.append(Note(words.text("No {deliverable} is on record yet.", deliverable=deliverable)))
    if found.shows_deliverables:
        for key, title, items in (
            ("unasked", _unasked(words), found.unasked),
            ("unchecked", words.text("Delivered without a check"), found.unchecked),
        ):
            if items:
                parts.append(_deliverables(context, key, title, items))
    blocks = tuple(parts) or (
        Note(words.text("Every requirement is linked, checked and accepted as far as it is done.")),
    )
    return Section("uncovered", words.text("What is not covered"), blocks)


def _gap(context: Context, gap: Gap, chains: Sequence[Chain]) -> Subsection:
    words = context.words
    rows = tuple(
        (
            Cell(chain.requirement.title, sub=chain.requirement.id, url=record_url(chain.requirement.id)),
            Cell(tag=phrases.requirement_tag(words, chain.requirement.status)),
        )
        for chain in chains
    )
    return _listed(context, f"gap-{gap.value}", gap_text(context, gap), rows)


def _deliverables(context: Context, key: str, title: str, items: Sequence[DisclosedDeliverable]) -> Subsection:
    rows = tuple(
        (
            Cell(item.title, sub=item.id, url=record_url(item.id)),
            Cell(tag=phrases.deliverable_tag(context.words, item.status)),
        )
        for item in items
    )
    return _listed(context, key, title, rows)


def _listed(context: Context, key: str, title: str, rows: tuple[tuple[Cell, ...], ...]) -> Subsection:
    """A list under its sentence; a long one is folded, for the count says enough."""
    words, n = context.words, len(rows)
    table = Table(title, (words.text("Title"), words.text("Status")), rows, filter=words.text("Filter"))
    block = table if n <= _LONG else Fold(words.text("Show them"), (table,))
    return Subsection(key, title, (block,), count=words.whole(n))


def _unasked(words: Wording) -> str:
    if not (words.own("deliverable") or words.own("requirement")):
        return words.text("Deliverables that no requirement asks for")
    return words.text(
        "{deliverables} without {requirement}",
        deliverables=words.heading("deliverable"),
        requirement=words.term_for("requirement", 1),
    )


def _matrix(context: Context, chains: Sequence[Chain]) -> Section:
    words, found = context.words, context.chains
    own = words.own("requirement", 1)
    heads = [own or words.text("Requirement")]
    heads += [words.text("Delivered with")] if found.shows_milestones else []
    heads += (
        [words.own("deliverable") or words.text("Deliverables"), words.text("Checks")]
        if found.shows_deliverables
        else []
    )
    heads += [words.text("Accepted")] if found.shows_deliverables and found.shows_signoffs else []
    rows = tuple(_row(context, chain) for chain in chains)
    title = words.text("From requirement to acceptance")
    if own:
        title = words.text("From {requirement} to acceptance", requirement=words.term_for("requirement", 1))
    label = words.text("Filter by name, group or id")
    table = Table(title, tuple(heads), rows, filter=label)
    return Section("matrix", title, (table,), count=words.whole(len(rows)))


def _row(context: Context, chain: Chain) -> tuple[Cell, ...]:
    words, requirement = context.words, chain.requirement
    agreed = [signer(context, item) for item in chain.agreed]
    told = [requirement.id, requirement.group or "", phrases.requirement_tag(words, requirement.status).label]
    told += [words.text("agreed by {who}", who="; ".join(agreed))] if agreed else []
    cells = [Cell(requirement.title, sub=" · ".join(text for text in told if text), url=record_url(requirement.id))]
    if context.chains.shows_milestones:
        cells.append(_named(chain.milestones, gap_text(context, Gap.NO_MILESTONE)))
    if context.chains.shows_deliverables:
        has_some = bool(chain.milestones) or not context.chains.shows_milestones
        cells.append(_named(chain.deliverables, gap_text(context, Gap.NO_DELIVERABLE) if has_some else "–"))
        cells.append(Cell(_checks(context, chain)))
        cells += [Cell(_accepted(context, chain))] if context.chains.shows_signoffs else []
    return tuple(cells)


def _checks(context: Context, chain: Chain) -> str:
    if chain.checks.total:
        return checks_text(context, chain.checks)
    return gap_text(context, Gap.NO_CHECK) if chain.deliverables else "–"


def _accepted(context: Context, chain: Chain) -> str:
    if chain.accepted:
        return "; ".join(signer(context, item) for item in chain.accepted)
    return context.words.text("not yet") if chain.deliverables else "–"


def _named(records: Sequence[DisclosedRecord], nothing: str) -> Cell:
    """Several records as links, one under the other."""
    if not records:
        return Cell(nothing)
    if len(records) == 1:
        return Cell(records[0].title, url=record_url(records[0].id))
    return Cell("  \n".join(f"[{escaped(item.title)}]({item.id})" for item in records), markdown=True)


def _changes(context: Context) -> Section | None:
    """What the change requests touch that are not decided yet."""
    words = context.words
    waiting = to_decide(context.engagement)
    rows = []
    for change in waiting:
        found = touched_by(change, context.engagement, context.chains)
        moved = [f"{item.title} {phrases.shift(words, days)}" for item, days in found.moved]
        rows.append(
            (
                Cell(change.title, sub=change.id, url=record_url(change.id)),
                Cell("; ".join(moved) or words.text("no date moves")),
                _named(found.requirements, "–"),
                _named(found.deliverables, "–"),
                Cell(_ids(found.accepted_records)),
            )
        )
    if not rows:
        return None
    heads = (
        words.own("change", 1) or words.text("Change"),
        words.text("Dates it moves"),
        words.own("requirement") or words.text("Requirements"),
        words.own("deliverable") or words.text("Deliverables"),
        words.text("Accepted already"),
    )
    title = words.text("What undecided change requests touch")
    if own := words.own("change"):
        title = words.text("{changes} still to decide, and what they touch", changes=own)
    return Section("changes", title, (Table(title, heads, tuple(rows)),))


def _ids(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"
