"""The paper trail in words that a client reads: who says so, and whether a signature was checked; compares nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from milepost.disclosure.audience import has_section
from milepost.history.verdict import Status
from milepost.views.authorship import author_name, signer_name
from milepost.views.blocks import Note, PageView, Section
from milepost.views.diffs import change_line
from milepost.views.inline import Link, Tag
from milepost.views.tone import Tone
from milepost.views.trail_blocks import Changes, TrailDay, TrailItem, TrailLog, TrailYear

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Beside, Revision
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context


_MOST_AT_ONCE = 80
_FEWEST_AT_ONCE = 40
"""A trail of more changes than the first shows the newest, as many as the second at least."""


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
    elif not checked:
        headline += " " + words.text("None carries a person's checked signature.")
    else:
        headline += " " + _shares(words, checked, n - checked)
    lead = [Note(words.text("A name is who says they made the change; a signature is what was checked."))]
    if not trail.complete and trail.since:
        day = words.full_day(words.on(trail.since))
        lead.append(Note(words.text("Older changes are missing: this trail is complete since {date} only.", date=day)))
    section = Section("trail", words.text("All changes"), (folded(words, trail_log(context, trail.revisions)),))
    return PageView("trail/", words.text("Paper trail"), context.kicker, headline, (section,), tuple(lead))


def _shares(words: Wording, checked: int, others: int) -> str:
    with_one = words.count(
        "{n} carries a person's checked signature", "{n} carry a person's checked signature", checked
    )
    return f"{with_one}, " + words.count("{n} does not.", "{n} do not.", others)


def trail_log(context: Context, revisions: Iterable[Revision], record: str = "") -> TrailLog:
    """Revisions grouped by the day they landed, the newest first; of one record where `record` names it."""
    words = context.words
    days = []
    for day, items in groupby(revisions, key=lambda item: words.on(item.landed_at)):
        days.append(
            TrailDay(day.isoformat(), words.full_day(day), tuple(_item(context, item, record) for item in items))
        )
    return TrailLog(tuple(days), words.text("Filter by record, person or verdict"))


def folded(words: Wording, log: TrailLog) -> TrailLog:
    """The log with what is old folded by year, where all of it at once would be too long a page to leaf through."""
    counted = list(accumulate(len(day.items) for day in log.days))
    if not counted or counted[-1] <= _MOST_AT_ONCE:
        return log
    kept = next(index for index, n in enumerate(counted, start=1) if n >= _FEWEST_AT_ONCE)
    years = []
    for year, group in groupby(log.days[kept:], key=lambda day: day.iso[:4]):
        days = tuple(group)
        n = sum(len(day.items) for day in days)
        summary = words.count("Earlier in {year}: {n} change", "Earlier in {year}: {n} changes", n, year=year)
        years.append(TrailYear(summary, days))
    return replace(log, days=log.days[:kept], older=tuple(years))


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
    text = _lacking(words, len(trail.revisions) - trail.checked, len(trail.revisions))
    more = Link(words.text("See the paper trail"), "trail/") if has_section(context.engagement.share, "trail") else None
    return Note(text, more, Tag(Tone.WAITING, words.text("Not checked")))


def _lacking(words: Wording, n: int, everything: int) -> str:
    if n == everything:
        return words.count(
            "{n} change, and it carries no person's checked signature.",
            "{n} changes, and none carries a person's checked signature.",
            n,
        )
    return words.count(
        "{n} of {all} changes carries no person's checked signature.",
        "{n} of {all} changes carry no person's checked signature.",
        n,
        all=words.whole(everything),
    )


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
        at=words.instant(revision.authored_at),
        tag=verdict_tag(words, revision),
        commit=revision.commit[:10],
        notes=(*revision.notes, *remarks(context, revision, told)),
        lines=tuple(change_line(context, change, with_title=not record) for change in told),
    )


def remarks(context: Context, revision: Revision, changes: Iterable[RecordChange]) -> tuple[str, ...]:
    """What a reader must know beside a revision: that a merge left its changes out, that its date cannot be true."""
    trail, words = context.trail, context.words
    found = []
    if revision.beside:
        found.append(words.text("Written or changed: {what}.", what=beside_words(words, revision.beside)))
    if trail is not None and trail.came_to_nothing(revision, changes):
        found.append(words.text("When this was brought in, it changed nothing in the project record."))
    if revision.doubtful_date:
        # A signature vouches for what was changed; of a date it says only that the signer wrote it.
        found.append(
            words.text("Its date cannot be true: it lies in the future, or before that of a change that it builds on.")
        )
    return tuple(found)


def beside_words(words: Wording, kinds: Iterable[Beside]) -> str:
    """What is shown beside the records, as the middle of a sentence."""
    told = {
        "engagement": words.text("what is said of the engagement and its people"),
        "files": words.text("attached files"),
        "welcome": words.text("the welcome text"),
    }
    return words.joined([told[kind] for kind in kinds])


def _who(context: Context, revision: Revision) -> str:
    """Who vouches for a revision: a name alone is a claim, a signature is none."""
    words, author, signer = context.words, author_name(context, revision), signer_name(context, revision)
    if not signer:
        return words.text("{name} says", name=author)
    if signer == author:
        return words.text("Signed by {name}", name=signer)
    return words.text("{name} says; signed by {signer}", name=author, signer=signer)
