"""Lists and mappings while they are read, and the rules on their keys; knows nothing of the parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from milepost.loading.page import Fault, quoted
from milepost.loading.plain import comma_fault, key_fault, lonely_key_fault

if TYPE_CHECKING:
    from milepost.diagnostics import Location


@dataclass(slots=True)
class Key:
    """A key whose value has not been read yet; `scalar` is `None` where the key is faulty.

    `end` is the index after it in the text.
    """

    scalar: Scalar | None
    end: int
    is_merge: bool = False


@dataclass(slots=True)
class Unfinished:
    """A list or mapping whose end has not been read yet; `is_key` where it stands in the place of a key."""

    location: Location
    is_mapping: bool
    is_key: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Key | None = None
    key_lines: dict[str, int] = field(default_factory=dict)
    # Whether the comma trap was reported since the last whole field: the pieces after it are no new faults.
    text_was_cut: bool = False

    @property
    def awaits_key(self) -> bool:
        """Whether what comes next is a key."""
        return self.is_mapping and self.key is None

    def add(self, node: Node | None, end: int) -> None:
        """Takes a value, a list's item, or a list or mapping that stands in the place of a key.

        `None` is a value that is not known, after a fault; `end` is the index after it.
        """
        if not self.is_mapping:
            if node is not None:
                self.items.append(node)
        elif self.key is None:
            self.key = Key(None, end)
        else:
            if node is not None and self.key.scalar is not None:
                self.entries.append(Entry(self.key.scalar, node))
            self.key = None
            self.text_was_cut = False

    def node(self) -> Node:
        """The finished list or mapping."""
        if self.is_mapping:
            return Mapping(tuple(self.entries), self.location)
        return Sequence(tuple(self.items), self.location)

    def judge_key(self) -> tuple[Fault, Location] | None:
        """The fault of the key whose value begins, if it has one; its value will be left out then."""
        if self.key is None or self.key.scalar is None:
            return None
        scalar = self.key.scalar
        fault = (key_fault(scalar.text) if scalar.plain else None) or self._repetition(scalar)
        if fault is None:
            self.key_lines[scalar.text] = scalar.location.line
            return None
        self.key.scalar = None
        return fault, scalar.location

    def drop_lonely_key(self) -> tuple[Fault, Location] | None:
        """Forgets a key that has neither colon nor value; the fault, unless it was told before."""
        scalar = self.key.scalar if self.key else None
        self.key = None
        if scalar is None or self.is_key or self.text_was_cut:
            return None
        cut = self._cut_field()
        self.text_was_cut = cut is not None and scalar.plain
        if cut is None or not scalar.plain:
            return lonely_key_fault(scalar.text), scalar.location
        return comma_fault(cut, scalar.text), scalar.location

    def _repetition(self, scalar: Scalar) -> Fault | None:
        line = self.key_lines.get(scalar.text)
        if line is None:
            return None
        return Fault(
            "Y031",
            f"the key {quoted(scalar.text)} is already in line {line}",
            "Keep one of the two, or start a new record with “- ” if it belongs to another.",
        )

    def _cut_field(self) -> str | None:
        """The field whose unquoted text a comma could have ended, if the one just read is such."""
        last = self.entries[-1] if self.entries else None
        if last is None or not isinstance(last.value, Scalar) or not last.value.plain or not last.value.text:
            return None
        return last.key.text
