"""What is called done without its evidence, in words beside it; finds none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.doubts import Doubt, Missing
from milepost.disclosure.records import DisclosedDeliverable
from milepost.views.blocks import Note
from milepost.views.inline import Tag
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from milepost.views.context import Context


def doubt_text(context: Context, record: str) -> str:
    """What a record lacks for being called done or accepted, as a sentence; empty where it lacks nothing."""
    found = context.doubts.get(record, ())
    if not found:
        return ""
    reasons = context.words.joined([_reason(context, item) for item in found])
    if isinstance(context.engagement.by_id.get(record), DisclosedDeliverable):
        return context.words.text("Called accepted, but {reasons}.", reasons=reasons)
    return context.words.text("Called done, but {reasons}.", reasons=reasons)


def doubt_note(context: Context, record: str) -> Note | None:
    """The sentence as a part of a page."""
    text = doubt_text(context, record)
    return Note(text, tag=Tag(Tone.AT_RISK, context.words.text("Evidence missing"))) if text else None


def _reason(context: Context, doubt: Doubt) -> str:
    words, n, at = context.words, len(doubt.at), context.words.joined(list(doubt.at))
    match doubt.missing:
        case Missing.DAY:
            return words.text("no day is on record")
        case Missing.MILESTONE:
            return words.count("{at} is not done", "{at} are not done", n, at=at)
        case Missing.DELIVERY:
            return words.count("{at} has not been delivered", "{at} have not been delivered", n, at=at)
        case Missing.FAILED_CHECK:
            return words.text("a check of {at} failed", at=at)
        case Missing.OPEN_CHECK:
            return words.text("a check of {at} is still open", at=at)
        case Missing.ACCEPTANCE:
            return words.text("no acceptance by you is on record")
