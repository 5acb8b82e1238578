"""Diagnostics: faults in what users wrote, as values; this module neither finds them nor decides what follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EXCERPT_WIDTH = 120
"""Longest part of a source line that is repeated under a message, in characters."""


class Severity(StrEnum):
    """Whether a diagnostic stops the client's build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: `path` is relative to the workspace, `line` and `column` count from 1 in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """One fault: what is wrong, where, and what to do about it.

    `excerpt` is the source line at `location`, empty where there is none to show.
    """

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""

    def __str__(self) -> str:
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return "\n".join([f"{self.location}: {kind}{self.message} [{self.code}]", *self._picture(), *self._advice()])

    def _picture(self) -> list[str]:
        if not self.excerpt.strip():
            return []
        text, column = _window(self.excerpt, self.location.column)
        number = str(self.location.line)
        underline = "^" * max(1, min(self.location.length, len(text) - column + 1))
        indent = "".join("\t" if character == "\t" else " " for character in text[: column - 1])
        return [f"  {number} | {text}", f"  {' ' * len(number)} | {indent}{underline}"]

    def _advice(self) -> list[str]:
        return [f"  = {self.hint}"] if self.hint else []


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of `line` around `column` that fits the excerpt's width, and the column inside it."""
    # Control and direction characters would rewrite the terminal of whoever reads the message.
    shown = "".join(character if character.isprintable() or character == "\t" else "�" for character in line)
    if len(shown) <= EXCERPT_WIDTH:
        return shown, column
    start = max(0, column - EXCERPT_WIDTH // 2)
    return shown[start : start + EXCERPT_WIDTH], column - start


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file, line and column, without repetition."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda item: (item.location, item.code, item.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of the diagnostics stops a build."""
    return any(item.severity is Severity.ERROR for item in diagnostics)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest known name, or the known names where none is near; empty where none is known."""
    from difflib import get_close_matches  # noqa: PLC0415 (needed only when something is wrong)

    names = sorted(set(known))
    folded = {known_name.casefold(): known_name for known_name in names}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{folded[near[0]]}”?"
    if names and len(names) <= 12:  # noqa: PLR2004 (more would hide the message)
        return f"Known: {', '.join(names)}."
    return ""
