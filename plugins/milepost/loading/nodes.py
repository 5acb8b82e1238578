"""YAML nodes with their places; what a node means is decided by the schema, never by how a scalar looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from milepost.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar's text; `plain` where it was written without quotes or block style."""

    text: str
    plain: bool
    location: Location

    @property
    def is_null(self) -> bool:
        """Whether nothing was written: empty, `~` or `null` without quotes."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping with distinct keys, in the order written."""

    entries: tuple[Entry, ...]
    location: Location


Node: TypeAlias = Scalar | Sequence | Mapping
