"""Which of the workspace's clients a command is about; it reads none of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.diagnostics import did_you_mean
from milepost.errors import UsageError
from milepost.working_files import as_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from milepost.working_files import Source


def chosen_slugs(source: Path | Source, wanted: Sequence[str]) -> tuple[str, ...]:
    """The clients that were asked for, each once; all where none was.

    Raises UsageError, with the nearest name, for a client that is not there.
    """
    known = as_source(source).slugs()
    for slug in wanted:
        if slug not in known:
            hint = did_you_mean(slug, known)
            raise UsageError(f"There is no client “{slug}”. {hint}".rstrip())
    return tuple(dict.fromkeys(wanted)) or known
