"""Random plans, and an independent way to schedule them: longest paths by networkx, days counted one by one.

Nothing here uses the scheduling core; the tests compare the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from milepost.model.client import Weekday

SOURCE = "start of time"
END = "end of time"


@dataclass(frozen=True)
class Piece:
    """An activity: not before, how long, and (what it waits for, lag)."""

    start: int
    duration: int
    after: tuple[tuple[str, int], ...] = ()


def random_pieces(random: Random, *, size: int = 24) -> dict[str, Piece]:
    """An acyclic network; its names are not in the order of its links."""
    names = [f"M{number}" for number in range(random.randint(1, size))]
    random.shuffle(names)
    found = {}
    for number, name in enumerate(names):
        before = random.sample(names[:number], k=min(number, random.randint(0, 3)))
        links = tuple((other, random.choice([0, 0, 0, 1, 5, 12, -3])) for other in before)
        found[name] = Piece(
            random.choice([0, 0, random.randint(0, 60)]), random.choice([0, random.randint(1, 20)]), links
        )
    return dict(sorted(found.items()))


def graph(pieces: dict[str, Piece]) -> nx.DiGraph[str]:
    """Nodes from start to start; an edge is as long as what must pass between the two (negated for Bellman-Ford)."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for name, piece in pieces.items():
        made.add_edge(SOURCE, name, weight=-piece.start)
        made.add_edge(name, END, weight=-piece.duration)
        for before, lag in piece.after:
            made.add_edge(before, name, weight=-(pieces[before].duration + lag))
    return made


def early_starts(pieces: dict[str, Piece]) -> dict[str, int]:
    """The longest path from the beginning to each activity, and to the end of all."""
    found = nx.single_source_bellman_ford_path_length(graph(pieces), SOURCE)
    return {name: -int(length) for name, length in found.items()}


def total_slacks(pieces: dict[str, Piece], end: str | None = None) -> dict[str, int]:
    """How much longer each activity's longest way to the end could be; only those that have a way there."""
    early = early_starts(pieces)
    network = graph(pieces)
    if end:
        network.remove_node(END)
    reverse = network.reverse()
    ways = nx.single_source_bellman_ford_path_length(reverse, end or END)
    ways.pop(SOURCE, None)
    last = early[end] if end else early[END]
    return {name: last - early[name] + int(length) for name, length in ways.items() if name != END}


@dataclass(frozen=True)
class NaiveCalendar:
    """Working days counted one by one."""

    first: date
    week: tuple[int, ...]
    off: frozenset[date]
    days: list[date] = field(default_factory=list)

    def working_days(self, number: int) -> list[date]:
        """At least the first so many working days."""
        day = self.days[-1] + timedelta(1) if self.days else self.first
        while len(self.days) <= number:
            if day.weekday() in self.week and day not in self.off:
                self.days.append(day)
            day += timedelta(1)
        return self.days

    def finish(self, number: int) -> date:
        """The day at whose end so many working days have passed; it must be one at least."""
        return self.working_days(number)[number - 1]

    def begin(self, number: int) -> date:
        """The day at whose start so many working days have passed."""
        return self.working_days(number)[number]

    def passed(self, day: date) -> int:
        """How many working days have passed at the end of a day."""
        while not self.days or self.days[-1] <= day:
            self.working_days(len(self.days) + 50)
        return sum(item <= day for item in self.days)

    def passed_between(self, day: date, days: int) -> int:
        """The working days between a working day and the one so many days later, or the next that is worked."""
        until = day + timedelta(days)
        while until.weekday() not in self.week or until in self.off:
            until += timedelta(1)
        return self.passed(until) - self.passed(day)


def settled(pieces: dict[str, Piece]) -> dict[str, Piece]:
    """The network as a plan that keeps to itself: each activity starts, as written, when the network lets it."""
    early = early_starts(pieces)
    return {name: replace(piece, start=early[name]) for name, piece in pieces.items()}


WEEKS: tuple[tuple[Weekday, ...], ...] = (
    ("mon", "tue", "wed", "thu", "fri"),
    ("sun", "mon", "tue", "wed", "thu"),
    ("mon", "wed", "sat"),
    ("tue",),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
)
"""Working weeks to draw from."""


def seeded(seed: int) -> Random:
    """The same chance every time."""
    return Random(seed)  # noqa: S311 (nothing is kept secret by it)
