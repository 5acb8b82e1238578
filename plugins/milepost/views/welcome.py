"""The page that a new client reads first: the agency's own words from `welcome.md`; adds none to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.audience import has_section
from milepost.views.blocks import Note, PageView, Prose, Section
from milepost.views.inline import Link

if TYPE_CHECKING:
    from milepost.views.context import Context

URL = "welcome/"


def welcome_page(context: Context) -> PageView | None:
    """The page; None where the agency wrote none."""
    words, text = context.words, context.engagement.welcome
    if not text:
        return None
    headline = words.text("Welcome. This is how we work together.")
    return PageView(
        URL, words.text("Welcome"), context.kicker, headline, (Section("text", "", (Prose(text, level=2),)),)
    )


def welcome_note(context: Context) -> Note | None:
    """A link to the page for those who are new; None where there is none."""
    words, share = context.words, context.engagement.share
    if not context.engagement.welcome or not has_section(share, "welcome"):
        return None
    return Note(words.text("New here?"), Link(words.text("Read how we work together"), URL))
