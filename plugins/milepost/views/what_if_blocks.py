"""The tool with which a reader tries changes and delays, as a value; without scripts it is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Switch:
    """A proposed change that can be switched on."""

    id: str
    title: str
    note: str


@dataclass(frozen=True)
class TryRow:
    """A milestone that can be delayed; `label` names the field for those who do not see the row."""

    title: str
    label: str
    before: str


@dataclass(frozen=True)
class WhatIf:
    """The tool: switches, rows, the words around them, and the numbers that its script reckons with.

    `to` is the address that a request is sent to, empty where there is none.
    """

    summary: str
    intro: str
    legend: str
    caption: str
    heads: tuple[str, str, str, str, str]
    switches: tuple[Switch, ...]
    rows: tuple[TryRow, ...]
    again: str
    send: str
    to: str
    most: int
    data: dict[str, Any]
