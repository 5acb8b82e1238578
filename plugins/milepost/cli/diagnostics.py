"""Diagnostics as the command line shows them: in colour, as annotations, counted; it finds none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from milepost.cli.options import plural
from milepost.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from milepost.diagnostics import Diagnostic

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def in_colour(item: Diagnostic) -> str:
    """The diagnostic with its first line in the colour of its severity.

    Click takes the colour out where the reader is no terminal.
    """
    first, *rest = str(item).split("\n")
    return "\n".join([click.style(first, fg=_COLOURS[item.severity]), *rest])


def as_data(item: Diagnostic) -> dict[str, object]:
    """The diagnostic as programs read it."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "path": item.location.path,
        "line": item.location.line,
        "column": item.location.column,
        "message": item.message,
        "hint": item.hint,
    }


def github_annotation(item: Diagnostic) -> str:
    """The workflow command by which a code host shows the diagnostic beside the line."""
    place = item.location
    fields = f"file={_property(place.path)},line={place.line},col={place.column},title={item.code}"
    message = f"{item.message}. {item.hint}" if item.hint else item.message
    return f"::{item.severity.value} {fields}::{_data(message)}"


def summary(faults: Collection[Diagnostic]) -> str:
    """Such as `2 errors, 1 warning`, or `nothing wrong`."""
    counts = {kind: sum(item.severity is kind for item in faults) for kind in Severity}
    shown = [plural(count, kind.value) for kind, count in counts.items() if count]
    return ", ".join(shown) or "nothing wrong"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
