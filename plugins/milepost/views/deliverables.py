"""Deliverables: what was handed over, in which version, what waits for acceptance; believes no unchecked sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.records import DisclosedDeliverable
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Entries, Entry, PageView, Part, Section
from milepost.views.context import record_url

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
    done = len(waiting) + len(accepted)
    headline = words.count(
        "{done} of {n} {deliverables} is delivered, {accepted} accepted.",
        "{done} of {n} {deliverables} are delivered, {accepted} accepted.",
        len(found),
        done=done,
        accepted=len(accepted),
        deliverables=words.term_for("deliverable", len(found)),
    )
    return PageView("deliverables/", words.text("Deliverables"), context.kicker, headline, sections)


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
    if item.accept_by and item.status in {"in-review", "delivered"}:
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
    waits = item.status in {"in-review", "delivered"}
    return Entry(
        id=item.id,
        title=item.title,
        url=record_url(item.id),
        tag=phrases.deliverable_tag(words, item.status),
        meta=tuple(meta),
        body=item.description or "",
        parts=(Part(words.text("Accepted when"), items=item.acceptance),) if item.acceptance else (),
        links=context.file_links(item.files),
        answer=answer_link(context, item.id, item.title) if waits else None,
    )
