"""The preview's page for a client whose files have errors: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.diagnostics import Severity
from milepost.views.blocks import PageView, Section
from milepost.views.document_blocks import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.diagnostics import Diagnostic
    from milepost.localisation.wording import Wording


def error_view(slug: str, diagnostics: Sequence[Diagnostic], words: Wording) -> PageView:
    """The page; its texts are the diagnostics as the command line prints them."""
    errors = [item for item in diagnostics if item.severity is Severity.ERROR]
    warnings = [item for item in diagnostics if item.severity is Severity.WARNING]
    sections = tuple(
        Section(key, title, (Listing(tuple(str(item) for item in found)),))
        for key, title, found in (
            ("errors", words.text("What to put right"), errors),
            ("warnings", words.text("Worth a look"), warnings),
        )
        if found
    )
    headline = words.count(
        "{n} fault keeps {client} from being shown.",
        "{n} faults keep {client} from being shown.",
        len(errors),
        client=slug,
    )
    foot = words.text(
        "Nothing was published. This page comes back to life as soon as the files are saved without errors."
    )
    return PageView(
        "",
        words.text("Files with errors"),
        words.text("Internal, not for clients"),
        headline,
        sections,
        foot=foot,
    )
