"""The paper trail in words that a client reads: what changed, who says so, and whether the signature was checked."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING, Any

from milepost.analysis.changes import ChangeKind, element_changes, word_changes
from milepost.disclosure.audience import has_section
from milepost.disclosure.engagement import DisclosedReport, DisclosedSignOff
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.history.verdict import Status
from milepost.model.fields import fields_of
from milepost.model.kinds import Kind, Ref
from milepost.views.blocks import Note, PageView, Section
from milepost.views.context import record_url
from milepost.views.inline import Link, Tag
from milepost.views.labels import choice_label, collection_label, field_label
from milepost.views.tone import Tone
from milepost.views.trail_blocks import Changes, Diff, TrailDay, TrailItem, TrailLog

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision
    from milepost.localisation.wording import Wording
    from milepost.model.fields import Field
    from milepost.views.context import Context

_MONEY = frozenset({"estimate", "actual", "committed", "forecast", "amount", "cost"})
_LONGEST_INLINE = 60
_MENTION = re.compile(r"\[([A-Za-z][A-Za-z0-9._-]{0,63})\](?![(\[])")

_TYPES: dict[str, type] = {**DISCLOSED_TYPES, "reports": DisclosedReport, "signoffs": DisclosedSignOff}


def trail_page(context: Context) -> PageView | None:
    """The page; None where no history was read."""
    trail, words = context.trail, context.words
    if trail is None or not trail.revisions:
        return None
    n, checked = len(trail.revisions), trail.checked
    since = trail.revisions[-1].landed_at
    headline = words.count(
        "{n} change since {date}.", "{n} changes since {date}.", n, date=words.plain_day(words.on(since))
    )
    if checked == n:
        headline += " " + words.text("Every one carries a person's checked signature.")
    else:
        headline += " " + words.count(
            "{n} carries a person's checked signature, {others} do not.",
            "{n} carry a person's checked signature, {others} do not.",
            checked,
            others=words.whole(n - checked),
        )
    lead = [Note(words.text("A name is who says they made the change; a signature is what was checked."))]
    if not trail.complete and trail.since:
        day = words.full_day(words.on(trail.since))
        lead.append(Note(words.text("Older changes are missing: this trail is complete since {date} only.", date=day)))
    section = Section("trail", words.text("All changes"), (trail_log(context, trail.revisions),))
    return PageView("trail/", words.text("Paper trail"), context.kicker, headline, (section,), tuple(lead))


def trail_log(context: Context, revisions: Iterable[Revision], record: str = "") -> TrailLog:
    """Revisions grouped by the day they landed, the newest first; of one record where `record` names it."""
    words = context.words
    days = []
    for day, items in groupby(revisions, key=lambda item: words.on(item.landed_at)):
        days.append(
            TrailDay(day.isoformat(), words.full_day(day), tuple(_item(context, item, record) for item in items))
        )
    return TrailLog(tuple(days), words.text("Filter by record, person or verdict"))


def record_section(context: Context, record: str) -> Section | None:
    """A record's own history; None where none was read."""
    revisions = context.trail.of(record) if context.trail else ()
    if not revisions:
        return None
    return Section("history", context.words.text("History"), (trail_log(context, revisions, record),))


def draft_section(context: Context, record: str = "") -> Section | None:
    """What is shown although it is not committed, of one record where `record` names it; None where nothing is."""
    told = [change for change in context.drafts if not record or change.record == record]
    if not told:
        return None
    words = context.words
    tag = Tag(Tone.WAITING, words.text("Draft"))
    lines = tuple(change_line(context, change, with_title=not record) for change in told)
    return Section("draft", words.text("Not committed yet"), (Changes(lines),), tag=tag)


def policy_note(context: Context) -> Note | None:
    """What to know where changes lack a checked signature; None where none does, or nothing was checked."""
    trail, words = context.trail, context.words
    if trail is None or not trail.revisions or trail.checked == len(trail.revisions):
        return None
    n = len(trail.revisions) - trail.checked
    text = words.count(
        "{n} of {all} changes carries no person's checked signature.",
        "{n} of {all} changes carry no person's checked signature.",
        n,
        all=words.whole(len(trail.revisions)),
    )
    more = Link(words.text("See the paper trail"), "trail/") if has_section(context.engagement.share, "trail") else None
    return Note(text, more, Tag(Tone.WAITING, words.text("Not checked")))


def verdict_tag(words: Wording, revision: Revision) -> Tag:
    """What is known of a revision's signature, in a word; green only where it was checked and trusted."""
    verdict = revision.verdict
    if verdict is None:
        return Tag(Tone.WAITING, words.text("Not checked"))
    labels = {
        Status.VALID_PERSON: (Tone.GOOD, words.text("Signed, checked")),
        Status.VALID_PLATFORM: (Tone.NEUTRAL, words.text("Signed by a platform")),
        Status.UNKNOWN_KEY: (Tone.AT_RISK, words.text("Unknown key")),
        Status.UNTRUSTED: (Tone.AT_RISK, words.text("Signed, not trusted")),
        Status.EXPIRED: (Tone.AT_RISK, words.text("Key out of date")),
        Status.REVOKED: (Tone.OVERDUE, words.text("Key revoked")),
        Status.BAD: (Tone.OVERDUE, words.text("Bad signature")),
        Status.UNSIGNED: (Tone.PLANNED, words.text("Not signed")),
        Status.UNVERIFIABLE: (Tone.WAITING, words.text("Could not be checked")),
    }
    return Tag(*labels[verdict.status])


def _item(context: Context, revision: Revision, record: str) -> TrailItem:
    words = context.words
    told = [change for change in revision.changes if not record or change.record == record]
    return TrailItem(
        who=_who(context, revision),
        at=_moment(words, revision.authored_at),
        tag=verdict_tag(words, revision),
        commit=revision.commit[:10],
        notes=revision.notes,
        lines=tuple(change_line(context, change, with_title=not record) for change in told),
    )


def _moment(words: Wording, at: datetime) -> str:
    return words.instant(at)


def author_name(context: Context, revision: Revision) -> str:
    """Who claims to be the author, by the name the share knows them by."""
    for person in context.engagement.people:
        if person.email and person.email.casefold() == revision.author_email.casefold():
            return person.name
    # A public share names nobody whom its people do not name.
    return context.words.text("someone") if context.engagement.share.audience == "public" else revision.author


def signer_name(context: Context, revision: Revision) -> str:
    """Who signed a revision, by the name the share knows them by; empty where no signature was found to be theirs."""
    verdict = revision.verdict
    if verdict is None or not verdict.valid or not verdict.principal:
        return ""
    known = [person.name for person in context.engagement.people if person.email == verdict.principal]
    public = context.engagement.share.audience == "public"
    return known[0] if known else ("" if public else verdict.principal)


def _who(context: Context, revision: Revision) -> str:
    """Who vouches for a revision: a name alone is a claim, a signature is none."""
    words, author, signer = context.words, author_name(context, revision), signer_name(context, revision)
    if not signer:
        return words.text("{name} says", name=author)
    if signer == author:
        return words.text("Signed by {name}", name=signer)
    return words.text("{name} says; signed by {signer}", name=author, signer=signer)


def change_line(context: Context, change: RecordChange, *, with_title: bool) -> Diff:
    """A change as a line, with the record's title where `with_title` says so."""
    words = context.words
    title, link = _title(context, change), _link(context, change)
    if change.kind is ChangeKind.ADDED:
        return Diff(link, title, words.text("added"))
    if change.kind is ChangeKind.REMOVED:
        return Diff(link, title, words.text("removed"))
    if change.kind is ChangeKind.MOVED:
        kind = collection_label(words, change.collection)
        return Diff(link, title, words.text("is now filed as: {kind}", kind=kind))
    subject = title if with_title else ""
    return _field_line(context, change, Diff(link if with_title else None, subject, _label(context, change)))


def _title(context: Context, change: RecordChange) -> str:
    """A record's title as it is now, else as it was in this change; of one that was taken back only its kind."""
    if change.record in context.engagement.by_id:
        return context.title(change.record)
    if change.is_withheld and change.collection != "reports":
        return taken_back_title(context, change.collection)
    for side in (change.after, change.before):
        if isinstance(side, dict) and side.get("title"):
            return str(side["title"])
    if change.collection == "reports":
        return context.words.text(
            "Report of {date}", date=context.words.full_day(date.fromisoformat(change.record[7:]))
        )
    return change.record


def taken_back_title(context: Context, collection: str) -> str:
    """What a record is called of which the share shows neither title nor id any more."""
    return context.words.text("{kind}, not shown any more", kind=collection_label(context.words, collection))


def _link(context: Context, change: RecordChange) -> Link | None:
    if change.record in context.engagement.by_id:
        return Link(change.record, record_url(change.record))
    if change.collection == "reports" and change.record in {report.id for report in context.engagement.reports}:
        return Link(change.record, f"reports/{change.record.removeprefix('report-')}/")
    return None


def _field(change: RecordChange) -> Field | None:
    model = _TYPES.get(change.collection)
    return next((item for item in fields_of(model) if item.key == change.field), None) if model else None


def _label(context: Context, change: RecordChange) -> str:
    field = _field(change)
    if field is None:
        return (change.field or "").removeprefix("x-").replace("_", " ").replace("-", " ")
    return field_label(context.words, field.key, change.collection)


def _field_line(context: Context, change: RecordChange, line: Diff) -> Diff:
    field, before, after = _field(change), change.before, change.after
    if isinstance(before, list) or isinstance(after, list):
        gone, came = element_changes(_listed(before), _listed(after))
        left = tuple(_worded(context, field, change.field or "", item) for item in gone)
        added = tuple(_worded(context, field, change.field or "", item) for item in came)
        return Diff(line.link, line.title, line.label, gone=left, came=added)
    if isinstance(before, str) and isinstance(after, str) and _is_long(field, before, after):
        runs = word_changes(_named(context, before), _named(context, after))
        return Diff(line.link, line.title, line.label, runs=runs)
    old = _worded(context, field, change.field or "", before) if before is not None else ""
    new = _worded(context, field, change.field or "", after) if after is not None else ""
    return Diff(line.link, line.title, line.label, before=old, after=new or context.words.text("none"))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_long(field: Field | None, before: str, after: str) -> bool:
    kind = field.shape.kind if field else None
    return kind is Kind.MARKDOWN or max(len(before), len(after)) > _LONGEST_INLINE


def _worded(context: Context, field: Field | None, key: str, value: object) -> str:
    """A value as JSON holds it, in the reader's words."""
    if isinstance(value, dict):
        return ", ".join(_worded(context, None, name, item) for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_worded(context, field, key, item) for item in value)
    if isinstance(value, bool):
        return context.words.text("yes") if value else context.words.text("no")
    return _worded_text(context, field, key, str(value))


def _worded_text(context: Context, field: Field | None, key: str, text: str) -> str:
    shape = (field.shape.item or field.shape) if field else None
    if shape is not None and isinstance(shape.ref, Ref):
        return context.title(text)
    if shape is not None and shape.choices:
        return choice_label(context.words, text)
    if text in context.engagement.people_by_id:
        return context.person(text)
    return _day(context, text) or (_amount(context, text) if key in _MONEY else "") or _named(context, text)


def _named(context: Context, text: str) -> str:
    """The text with the records that it mentions by their titles, as the page of the record shows them."""
    return _MENTION.sub(
        lambda found: f"“{context.title(found[1])}”" if _is_known(context, found[1]) else found[0], text
    )


def _is_known(context: Context, record: str) -> bool:
    return record in context.engagement.by_id


def _day(context: Context, text: str) -> str:
    try:
        return context.words.day(date.fromisoformat(text)) if len(text) == len("2026-01-31") else ""
    except ValueError:
        return ""


def _amount(context: Context, text: str) -> str:
    try:
        return context.words.money(Decimal(text))
    except InvalidOperation:
        return ""
