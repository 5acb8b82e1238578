"""Where in which file each record and field was written, for messages; knows nothing of what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from milepost.diagnostics import Diagnostic, Location, Severity


@dataclass
class Places:
    """The place of every value of one engagement, and the lines of its files."""

    root: str = ""
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _of: dict[tuple[str, str], Location] = field(default_factory=dict)
    _ids: dict[str, Location] = field(default_factory=dict)

    def note(self, owner: str, places: dict[str, Location]) -> None:
        """Remembers the places of one record's fields; `owner` is its id, or empty for `client.yaml`."""
        self._ids[owner.casefold()] = places["id"]
        for path, location in places.items():
            self._of[owner, path] = location

    def first(self, owner: str) -> Location | None:
        """Where a record of that id, compared without case, was read; None where none was."""
        return self._ids.get(owner.casefold())

    def of(self, owner: str, path: str = "id") -> Location:
        """The place of a field; that of the nearest field around it where it was not written."""
        while path:
            if (owner, path) in self._of:
                return self._of[owner, path]
            path = path.rpartition("[")[0] if path.endswith("]") else path.rpartition(".")[0]
        return self._of.get((owner, "id"), Location(f"{self.root}/client.yaml"))

    def find(self, owner: str, path: str, text: str) -> Location:
        """The place of `text` inside a field that may span lines; the field's own place where it is not found."""
        start = self.of(owner, path)
        for number, line in enumerate(self.lines.get(start.path, ())[start.line - 1 :], start.line):
            column = line.find(text, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Location(start.path, number, column + 1, len(text))
        return start

    def diagnostic(
        self, code: str, message: str, location: Location, *, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        """A diagnostic with the source line at its place."""
        lines = self.lines.get(location.path, ())
        excerpt = lines[location.line - 1] if 0 < location.line <= len(lines) else ""
        return Diagnostic(code, message, location, hint, severity, excerpt)
