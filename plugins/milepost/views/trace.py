"""How a requirement is answered, in words: the cells of the matrix, and a record's own part of its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.signoffs import acceptances
from milepost.analysis.touched import touched_by
from milepost.analysis.traceability import Gap, count_checks
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDeliverable,
    DisclosedMilestone,
    DisclosedRequirement,
)
from milepost.views import phrases
from milepost.views.blocks import Note, Section, Term, Terms
from milepost.views.inline import Link, Tag
from milepost.views.risks import open_risks
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.analysis.touched import Touched
    from milepost.analysis.traceability import Chain, CheckCount
    from milepost.disclosure.engagement import DisclosedSignOff
    from milepost.disclosure.records import DisclosedRecord
    from milepost.localisation.wording import Wording
    from milepost.views.blocks import Block
    from milepost.views.context import Context

MATRIX_URL = "requirements/matrix/"


def trace_section(context: Context, record: DisclosedRecord) -> Section | None:
    """A record's part of the chain from requirement to acceptance; None for records outside of it."""
    words = context.words
    match record:
        case DisclosedRequirement():
            chain = context.chains.by_id.get(record.id)
            return _section(context, words.text("From asking to acceptance"), _of_requirement(context, chain))
        case DisclosedMilestone():
            title = words.text("What it answers")
            return _section(context, title, _of_milestone(context, record)) if context.chains.chains else None
        case DisclosedDeliverable():
            title = words.text("What it answers")
            return _section(context, title, _of_deliverable(context, record)) if context.chains.chains else None
        case DisclosedChange():
            return touched_section(context, record)
        case _:
            return None


def _section(context: Context, title: str, blocks: tuple[Block, ...]) -> Section | None:
    more = Note("", Link(_see_all(context), MATRIX_URL))
    return Section("trace", title, (*blocks, more)) if blocks else None


def _of_requirement(context: Context, chain: Chain | None) -> tuple[Block, ...]:
    if chain is None:
        return ()
    words = context.words
    terms = [
        _said(words.text("Agreed"), _signers(context, chain.agreed)),
        Term(words.text("Delivered with"), links=_links(context, chain.milestones)),
        Term(words.own("deliverable") or words.text("Deliverables"), links=_links(context, chain.deliverables)),
        _said(words.text("Checks"), checks_text(context, chain.checks) if chain.checks.total else ""),
        _said(words.text("Accepted"), _signers(context, chain.accepted)),
    ]
    told = tuple(term for term in terms if term.text or term.links)
    missing = tuple(Note(gap_text(context, gap), tag=_missing(context)) for gap in chain.gaps)
    return (*((Terms(told),) if told else ()), *missing)


def _of_milestone(context: Context, record: DisclosedMilestone) -> tuple[Block, ...]:
    words, chains = context.words, context.chains.of_milestone(record.id)
    deliverables = tuple(
        item
        for item in context.engagement.of(DisclosedDeliverable)
        if item.milestone == record.id or item.id in record.delivers
    )
    checks = count_checks(deliverables)
    terms = [
        Term(
            words.own("requirement") or words.text("Requirements"),
            links=_links(context, [chain.requirement for chain in chains]),
        ),
        Term(words.own("deliverable") or words.text("Deliverables"), links=_links(context, deliverables)),
        _said(words.text("Checks"), checks_text(context, checks) if checks.total else ""),
    ]
    told = tuple(term for term in terms if term.text or term.links)
    return (Terms(told),) if told else ()


def _of_deliverable(context: Context, record: DisclosedDeliverable) -> tuple[Block, ...]:
    words, chains = context.words, context.chains.of_deliverable(record.id)
    terms = [
        Term(
            words.own("requirement") or words.text("Requirements"),
            links=_links(context, [chain.requirement for chain in chains]),
        ),
        _said(words.text("Checks"), checks_text(context, count_checks((record,))) if record.checks else ""),
        _said(words.text("Accepted"), _signers(context, acceptances(context.engagement.signoffs, record.id))),
    ]
    told = tuple(term for term in terms if term.text or term.links)
    blocks: list[Block] = [Terms(told)] if told else []
    if not chains:
        blocks.append(Note(_unasked(words), tag=_missing(context)))
    return tuple(blocks)


def touched_section(context: Context, change: DisclosedChange) -> Section | None:
    """What a change request touches; None where the record links it with nothing."""
    found = touched_by(change, context.engagement, context.chains)
    if found.is_empty:
        return None
    terms = tuple(term for term in _touched_terms(context, found) if term.text or term.links)
    blocks: list[Block] = [Terms(terms)]
    if found.accepted:
        text = context.words.text("Where its words change, what was accepted has to be accepted again.")
        blocks.append(Note(text))
    return Section("trace", context.words.text("What this touches"), tuple(blocks))


def _touched_terms(context: Context, found: Touched) -> list[Term]:
    words = context.words
    moved = [f"{item.title} {phrases.shift(words, days)}" for item, days in found.moved]
    return [
        _said(words.text("Dates it moves"), "; ".join(moved)),
        Term(words.text("Waiting for these"), links=_links(context, found.waiting)),
        Term(words.own("requirement") or words.text("Requirements"), links=_links(context, found.requirements)),
        Term(words.own("deliverable") or words.text("Deliverables"), links=_links(context, found.deliverables)),
        Term(open_risks(words), links=_links(context, found.risks)),
        _said(words.text("Accepted already"), _signers(context, found.accepted, with_record=True)),
    ]


def gap_text(context: Context, gap: Gap) -> str:
    """Where a chain ends, in a sentence."""
    words = context.words
    milestone, deliverable = words.term_for("milestone", 1), words.term_for("deliverable", 1)
    return {
        Gap.NO_CRITERIA: words.text("Nothing says when it counts as met."),
        Gap.NO_MILESTONE: words.text("No {milestone} is linked to it.", milestone=milestone),
        Gap.NO_DELIVERABLE: words.text("No {deliverable} is linked to it.", deliverable=deliverable),
        Gap.NO_CHECK: words.text("Nothing checks it."),
        Gap.CHECK_FAILED: words.text("A check failed."),
        Gap.NOT_ACCEPTED: words.text("It is done, but an acceptance is missing."),
    }[gap]


def checks_text(context: Context, checks: CheckCount) -> str:
    """What came of some checks."""
    words, n = context.words, checks.total
    told = [words.count("{passed} of {n} check passed", "{passed} of {n} checks passed", n, passed=checks.passed)]
    if checks.failed:
        told.append(words.count("{n} check failed", "{n} checks failed", checks.failed))
    if checks.open:
        told.append(words.count("{n} is open", "{n} are open", checks.open))
    return ", ".join(told)


def signer(context: Context, item: DisclosedSignOff) -> str:
    """Who accepted, when, and how far that is evidence."""
    words = context.words
    how = "" if item.signed else words.text("note, not signed")
    parts = (context.person(item.by), words.day(words.on(item.at)), how)
    return ", ".join(part for part in parts if part)


def _signers(context: Context, found: Iterable[DisclosedSignOff], *, with_record: bool = False) -> str:
    return "; ".join(
        f"{item.record}: {signer(context, item)}" if with_record else signer(context, item) for item in found
    )


def _said(label: str, text: str) -> Term:
    return Term(label, text=text)


def _links(context: Context, records: Iterable[DisclosedRecord]) -> tuple[Link, ...]:
    return tuple(context.titled_link(record.id) for record in records)


def _missing(context: Context) -> Tag:
    return Tag(Tone.WAITING, context.words.text("Missing"))


def requirements_traced(words: Wording) -> str:
    """The page's title."""
    own = words.own("requirement")
    return words.text("{requirements}, traced", requirements=own) if own else words.text("Requirements traced")


def _see_all(context: Context) -> str:
    words = context.words
    return requirements_traced(words) if words.own("requirement") else words.text("See all requirements traced")


def _unasked(words: Wording) -> str:
    if not words.own("requirement"):
        return words.text("No requirement asks for it.")
    return words.text("It has no {requirement}.", requirement=words.term_for("requirement", 1))
