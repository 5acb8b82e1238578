"""Settings of a client that cannot work: shares, sections, a colour too pale, holidays of an unknown country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.analysis.public_holidays import is_known_place, parts_of
from milepost.diagnostics import Diagnostic, Severity, did_you_mean
from milepost.disclosure.audience import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.loading.places import Places
    from milepost.model.client import Client

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""
_FEW = 4
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_settings(client: Client, places: Places) -> Iterator[Diagnostic]:
    """What is wrong with `client.yaml` beyond its form."""
    if not client.shares:
        hint = "Remove it for the usual share, or name one: `- {name: client, audience: client}`."
        yield places.diagnostic(
            "C317", "`shares` is empty: nobody would have a site", places.of("", "shares"), hint=hint
        )
    yield from _shares(client, places)
    if not client.calendar.week:
        at = places.of("", "calendar.week")
        hint = "Write the working days, such as [mon, tue, wed, thu, fri]."
        yield places.diagnostic("C317", "`week` is empty: no day would be a working day", at, hint=hint)
    yield from _holidays(client, places)
    for term in client.terms:
        if client.language == "ro" and not (term.few and term.other):
            at = places.of("", f"terms.{term.term}")
            message = f"the word for {term.term} has no plural forms"
            hint = "Write {one: etapă, few: etape, other: de etape}, one per line."
            yield places.diagnostic("C312", message, at, hint=hint, severity=Severity.WARNING)
    colour = client.brand.colour
    if colour and contrast_with_white(colour) < LEAST_CONTRAST:
        found = f"{contrast_with_white(colour):.1f}"
        message = f"the colour {colour} is too pale for links on white ({found} to 1; {LEAST_CONTRAST} is the least)"
        hint = "Choose a darker shade; it is used for links and headings' marks only."
        yield places.diagnostic("C311", message, places.of("", "brand.colour"), hint=hint)


def _holidays(client: Client, places: Places) -> Iterator[Diagnostic]:
    place = client.calendar.holidays
    if place and not is_known_place(place):
        # Without them every clock and every working day would be counted wrong, and look right.
        message = f"no holidays are known for “{place}”"
        hint = "Write a country's code, such as RO, or that of a part of it, such as GB-ENG (ISO 3166)."
        yield places.diagnostic("C314", message, places.of("", "calendar.holidays"), hint=hint)
    elif place and (parts := parts_of(place)):
        message = f"“{place}” has only the holidays that all its parts share; every part has more"
        few = parts[:_FEW]
        some = f"{', '.join(few[:-1])} or {few[-1]}"
        hint = f"Write the part in which the client works, such as {some} (ISO 3166-2)."
        at = places.of("", "calendar.holidays")
        yield places.diagnostic("C316", message, at, hint=hint, severity=Severity.WARNING)


def _shares(client: Client, places: Places) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, share in enumerate(client.shares):
        if share.audience == "internal":
            at = places.of("", f"shares[{index}].audience")
            hint = "Write sponsor, client or public; what is internal shows in the portfolio only."
            yield places.diagnostic("C313", f"the share {share.name} would publish what is internal", at, hint=hint)
        at = places.of("", f"shares[{index}].name")
        if share.name in seen:
            yield places.diagnostic(
                "C309", f"two shares are named {share.name}", at, hint="Each share is a folder of its own."
            )
        if not _SLUG.fullmatch(share.name):
            hint = "Lower-case letters, digits and single hyphens: it becomes part of a folder's name."
            yield places.diagnostic("C309", f"“{share.name}” cannot name a share", at, hint=hint)
        seen.add(share.name)
        for number, section in enumerate(share.sections):
            if section not in SECTIONS:
                at = places.of("", f"shares[{index}].sections[{number}]")
                hint = did_you_mean(section, SECTIONS) or f"Known: {', '.join(SECTIONS)}."
                yield places.diagnostic("C310", f"there is no section “{section}”", at, hint=hint)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of a colour such as `#0b6e4f` on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)  # noqa: PLR2004 (sRGB's own constant)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
