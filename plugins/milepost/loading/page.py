"""A file's text, and diagnostics that show the line they speak about; decides nothing about what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from milepost.diagnostics import Diagnostic, Location, Severity

LONGEST_LINE = 10_000
"""Characters of a line that a diagnostic keeps; a fault further right is shown by its position only."""

LONGEST_QUOTE = 40
"""Longest piece of the file that is repeated inside a message, in characters."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do about it, before it is known where."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Page:
    """A file's text with line feeds as line ends, by the path that people are shown."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """The line with this number, counted from 1; empty outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, index: int, length: int = 1) -> Location:
        """The location of the character at `index`."""
        line = self.text.count("\n", 0, index) + 1
        return Location(self.path, line, index - self.text.rfind("\n", 0, index), length)

    def spot(self, line: int, column: int, length: int = 1) -> Location:
        """The location at a line and column, both counted from 1."""
        return Location(self.path, line, column, max(1, length))

    def report(self, fault: Fault, location: Location) -> Diagnostic:
        """The diagnostic of this fault, with its source line."""
        return Diagnostic(
            code=fault.code,
            message=fault.message,
            location=location,
            hint=fault.hint,
            severity=fault.severity,
            excerpt=self._excerpt(location),
        )

    def _excerpt(self, location: Location) -> str:
        line = self.line(location.line)
        # Messages about a file of one endless line would each repeat the whole file.
        return line[:LONGEST_LINE] if location.column <= LONGEST_LINE else ""


def quoted(text: str) -> str:
    """The text in typographic quotes for a message: one line, shortened, nothing invisible."""
    seen = "".join(character if character.isprintable() else "�" for character in text[: LONGEST_QUOTE + 1])
    return f"“{seen[: LONGEST_QUOTE - 1]}…”" if len(seen) > LONGEST_QUOTE else f"“{seen}”"
