"""The page at the root of a published build: it names no client and links nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views.blocks import PageView

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording


def neutral_view(words: Wording) -> PageView:
    """The page."""
    headline = words.text("Nothing to see here.")
    foot = words.text("Please use the address that you were given.")
    return PageView("", words.text("Private"), "", headline, (), foot=foot)
