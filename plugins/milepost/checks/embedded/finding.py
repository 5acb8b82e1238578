"""A thing that a file carries beside what it shows."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 80
"""More of a value than this would hide the message."""


@dataclass(frozen=True)
class Finding:
    """What was found, in words, and its value where it has one; `is_name` where that is a person's or a firm's."""

    what: str
    value: str = ""
    is_name: bool = False


def named(what: str, value: str) -> tuple[Finding, ...]:
    """The finding of a name; none where there are no letters or figures in it."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())[:LONGEST]
    return (Finding(what, text, is_name=True),) if any(sign.isalnum() for sign in text) else ()
