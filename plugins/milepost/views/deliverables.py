"""Deliverables: what was handed over, in which version, what waits for acceptance; believes no unchecked sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.states import awaits_acceptance
from milepost.disclosure.records import DisclosedDeliverable
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Entries, Entry, PageView, Part, Section
from milepost.views.context import record_url
from milepost.views.doubts import doubt_text

if TYPE_CHECKING:
    from milepost.views.context import Context


def deliverables_page(context: Context) -> PageView | None:
    """The page; None where the share has no deliverable."""
    found, words = context.engagement.of(DisclosedDeliverable), context.words
    if not found:
        return None
    waiting = tuple(item for item in found if item.status in {"in-review", "delivered", "rejected"})
    accepted = tuple(item for item in found if item.status == "accepted")
    planned = tuple(item for item in found if item.status == "planned")
    sections = tuple(
        Section(
            key,
            title,
            (Entries(tuple(_entry(context, item) for item in members)),),
            count=words.whole(len(members)),
        )
        for key, title, members in (
            ("review", words.text("Delivered, to be accepted"), waiting),
            ("accepted", words.text("Accepted"), accepted),
            ("planned", words.text("Still to come"), planned),
        )
        if members
    )
    headline = _headline(context, found)
    title = words.own("deliverable") or words.text("Deliverables")
    return PageView("deliverables/", title, context.kicker, headline, sections)


def _headline(context: Context, found: tuple[DisclosedDeliverable, ...]) -> str:
    """How many are delivered and accepted, and what went wrong."""
    words, n = context.words, len(found)
    first = words.count(
        "{done} of {n} {deliverables} is delivered, {accepted} accepted.",
        "{done} of {n} {deliverables} are delivered, {accepted} accepted.",
        n,
        done=sum(item.status != "planned" for item in found),
        accepted=sum(item.status == "accepted" for item in found),
        deliverables=words.term_for("deliverable", n),
    )
    rejected = sum(item.status == "rejected" for item in found)
    late = sum(_waits_too_long(context, item) for item in found)
    parts = [first]
    parts += [words.count("{n} was rejected.", "{n} were rejected.", rejected)] if rejected else []
    if late:
        parts.append(
            words.count("{n} waits for acceptance past its day.", "{n} wait for acceptance past their day.", late)
        )
    return " ".join(parts)


def _waits_too_long(context: Context, item: DisclosedDeliverable) -> bool:
    due = item.accept_by if awaits_acceptance(item) else None
    return due is not None and due < context.as_of


def _entry(context: Context, item: DisclosedDeliverable) -> Entry:
    words = context.words
    meta = []
    if item.version:
        meta.append(words.text("version {version}", version=item.version))
    if item.milestone:
        meta.append(context.title(item.milestone))
    waited = context.approvals[item.id].waited if item.id in context.approvals else None
    if waited:
        meta.append(words.count("with you for {n} working day", "with you for {n} working days", waited))
    if item.accept_by and awaits_acceptance(item):
        days = (item.accept_by - context.as_of).days
        late = phrases.overdue(words, -days) if days < 0 else phrases.when(words, days)
        meta.append(words.text("accept by {date}, {when}", date=words.day(item.accept_by), when=late))
    failed = sum(check.result == "fail" for check in item.checks)
    if item.checks:
        passed = sum(check.result == "pass" for check in item.checks)
        meta.append(
            words.count(
                "{passed} of {n} check passed",
                "{passed} of {n} checks passed",
                len(item.checks),
                passed=passed,
            )
        )
    if failed:
        meta.append(words.count("{n} check failed", "{n} checks failed", failed))
    waits = awaits_acceptance(item)
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        tag=phrases.deliverable_tag(words, item.status),
        meta=tuple(meta),
        body=item.description or "",
        parts=_parts(context, item),
        links=context.file_links(item.files),
        answer=answer_link(context, item.id, item.title) if waits else None,
    )


def _parts(context: Context, item: DisclosedDeliverable) -> tuple[Part, ...]:
    words, missing = context.words, doubt_text(context, item.id)
    criteria = (Part(words.text("Accepted when"), items=item.acceptance),) if item.acceptance else ()
    return (*criteria, *((Part(words.text("Evidence missing"), text=missing),) if missing else ()))
