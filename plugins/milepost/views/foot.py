"""The sentence at the foot of every page: what state it shows, who signed it, and how far that was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.audience import has_section
from milepost.views.authorship import signer_name
from milepost.views.blocks import Note
from milepost.views.inline import Link
from milepost.views.trail import beside_words

if TYPE_CHECKING:
    from milepost.views.context import Context


def foot_of(context: Context) -> Note:
    """The foot's sentence, with a link to the trail where the share has one."""
    words, date = context.words, context.words.full_day(context.as_of)
    record = words.text("Everything on this page comes from the project record.")
    trail = context.trail
    if trail is None:
        state = words.text("State on {date}. The files were not checked against the signed history.", date=date)
        return Note(f"{record} {state}")
    last = trail.last
    if last is None:
        # A commit of nothing that this share shows is none of its own: who reads it learns of no other.
        state = words.text("State on {date}. No change of it is on record yet.", date=date)
        return Note(f"{record} {state}")
    name = signer_name(context, last)
    version = last.commit[:10]
    # What a branch's commit signs is the state of that branch, not the one that is shown.
    is_checked = last.is_checked and last.is_on_main_line
    if is_checked and name:
        state = words.text(
            "State on {date}, version {version}, signed by {name}.", date=date, version=version, name=name
        )
    elif is_checked:
        state = words.text("State on {date}, version {version}, signed.", date=date, version=version)
    elif last.is_by_platform and last.is_on_main_line:
        state = words.text("State on {date}, version {version}, signed by a platform.", date=date, version=version)
    else:
        state = words.text(
            "State on {date}, version {version}, without a checked signature.", date=date, version=version
        )
    draft = ""
    if context.drafts:
        n = len({change.record for change in context.drafts})
        draft = " " + words.count(
            "Draft: {n} record is not committed yet.", "Draft: {n} records are not committed yet.", n
        )
    if context.drafts_beside:
        what = beside_words(words, context.drafts_beside)
        draft += " " + words.text("Draft, not committed yet: {what}.", what=what)
    more = Link(words.text("How to check this"), "trail/") if has_section(context.engagement.share, "trail") else None
    return Note(f"{record} {state}{draft}", more)
