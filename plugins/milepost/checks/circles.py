"""Tasks that wait for each other, and decisions that replace each other; of milestones alone, `dates` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.model.agreement import Decision
from milepost.model.delivery import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from milepost.diagnostics import Diagnostic
    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement


def check_circles(engagement: Engagement, places: Places) -> Iterator[Diagnostic]:
    """Each circle in which a task or a decision stands, once."""
    milestones = engagement.of(Milestone)
    waits = {item.id: [link.id for link in item.depends_on] for item in milestones}
    tasks: dict[str, tuple[str, str]] = {}
    for item in milestones:
        for index, task in enumerate(item.tasks):
            tasks.setdefault(task.id, (item.id, f"tasks[{index}]"))
            waits.setdefault(task.id, []).extend(link.id for link in task.depends_on)
    for circle in circles(waits):
        first = next((name for name in circle if name in tasks), None)
        if first:
            owner, path = tasks[first]
            at = places.of(owner, f"{path}.depends_on")
            message = told("these wait for each other", "waits for", circle)
            yield places.diagnostic("C307", message, at, hint="Remove one `depends_on`.")
    for circle in circles({item.id: item.supersedes for item in engagement.of(Decision)}):
        at = places.of(circle[0], "supersedes")
        message = told("these replace each other", "replaces", circle)
        yield places.diagnostic("C307", message, at, hint="Remove one `supersedes`.")


def circles(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, named from its first member in the order of `edges`."""
    finished: set[str] = set()
    for start in edges:
        circle = _circle_from(start, edges, finished)
        if circle:
            yield circle


def told(several: str, alone: str, circle: tuple[str, ...]) -> str:
    """A circle in words: all its members in turn, or the one that leads to itself."""
    return f"{several}: {' → '.join((*circle, circle[0]))}" if len(circle) > 1 else f"{circle[0]} {alone} itself"


def _circle_from(start: str, edges: Mapping[str, Sequence[str]], finished: set[str]) -> tuple[str, ...]:
    path: list[str] = []
    todo: list[tuple[str, bool]] = [(start, False)]
    while todo:
        name, leaving = todo.pop()
        if leaving:
            finished.add(path.pop())
        elif name in path:
            finished.update(path)
            return tuple(path[path.index(name) :])
        elif name in edges and name not in finished:
            path.append(name)
            todo.append((name, True))
            todo += [(following, False) for following in reversed(edges[name])]
    return ()
