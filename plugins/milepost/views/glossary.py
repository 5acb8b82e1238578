"""Glossary: the words that both sides use, in alphabetical order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.disclosure.conversations import DisclosedTerm
from milepost.views.blocks import PageView, Section, Term, Terms

if TYPE_CHECKING:
    from milepost.views.context import Context


def glossary_page(context: Context) -> PageView | None:
    """The page; None where no word is explained."""
    found, words = context.engagement.of(DisclosedTerm), context.words
    if not found:
        return None
    ordered = sorted(found, key=lambda item: item.title.casefold())
    terms = Terms(tuple(Term(item.title, markdown=item.definition) for item in ordered))
    headline = words.count("{n} word we use, and what we mean.", "{n} words we use, and what we mean.", len(found))
    section = Section("words", words.text("Words"), (terms,))
    return PageView("glossary/", words.text("Glossary"), context.kicker, headline, (section,))
