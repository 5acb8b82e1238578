"""Ids that are repeated, unknown or of the wrong kind, people and files that do not exist; follows no dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from milepost.diagnostics import Diagnostic, Location, did_you_mean
from milepost.loading.mentions import referenced_ids
from milepost.model.delivery import Milestone
from milepost.model.fields import Value, values_of
from milepost.model.kinds import Kind, PersonRef, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement


WELCOME = "/welcome"
"""Under which name the places of the free page are noted: no record's id begins like this."""

_FILE_LINK = re.compile(
    r"""
      \]\(\s* (?: <(files/[^>\n]+)> | (files/[^\s)]+) )
    | ^[ ]{0,3}\[[^\]\n]+\]:\s* <?(files/[^\s>]+)
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class _Known:
    """What can be referred to: the collection of each id, people, files; `broken` ids are faulty themselves.

    In the `unread` collections there are further ids that nobody knows.
    """

    collections: dict[str, str]
    folded: dict[str, str]
    people: frozenset[str]
    files: frozenset[str]
    broken: frozenset[str]
    unread: frozenset[str]


def repeated(owner: str, places: Places, at: Location) -> Diagnostic | None:
    """A diagnostic where a record of that id, compared without case, was read before."""
    first = places.first(owner)
    if not owner or first is None:
        return None
    return _twice(owner, first, places, at)


def _twice(name: str, first: Location, places: Places, at: Location) -> Diagnostic:
    message = f"the id {name} is used twice; the first is at {first}"
    hint = "Ids are unique in a client, whatever the collection and the case."
    return places.diagnostic("R201", message, at, hint=hint)


def check(
    engagement: Engagement, places: Places, broken: AbstractSet[str], unread: frozenset[str] = frozenset()
) -> list[Diagnostic]:
    """What is wrong with the engagement's references; nothing is said of what may stand in a file that was not read."""
    known = _known(engagement, broken, unread)
    owners: list[tuple[str, object]] = [("", engagement.client)]
    owners += [(record.id, record) for record in engagement.records]
    owners += [(signoff.id, signoff) for signoff in engagement.signoffs]
    owners += [(report.id, report.head) for report in engagement.reports]
    found = [item for owner, thing in owners for item in _check_one(owner, thing, known, places)]
    texts = [(WELCOME, engagement.welcome), *((report.id, report.body) for report in engagement.reports)]
    found += [item for owner, text in texts for item in _text(owner, "body", text, known, places)]
    return found + _tasks(engagement, places) + _people(engagement, places)


def _tasks(engagement: Engagement, places: Places) -> list[Diagnostic]:
    """Tasks whose id a record or another task has: what waits for it would wait for one of the two."""
    seen = {record.id.casefold(): places.of(record.id) for record in engagement.records}
    found = []
    for milestone in engagement.of(Milestone):
        for index, task in enumerate(milestone.tasks):
            at = places.of(milestone.id, f"tasks[{index}].id")
            first = seen.setdefault(task.id.casefold(), at)
            if first != at:
                found.append(_twice(task.id, first, places, at))
    return found


def _known(engagement: Engagement, broken: AbstractSet[str], unread: frozenset[str]) -> _Known:
    collections = {task.id: "tasks" for item in engagement.of(Milestone) for task in item.tasks}
    collections |= {record.id: record.collection for record in engagement.records}
    return _Known(
        collections=collections,
        folded={name.casefold(): name for name in collections},
        people=frozenset(person.id for person in engagement.client.people),
        files=frozenset(engagement.files),
        broken=frozenset(name.casefold() for name in broken),
        unread=unread,
    )


def _check_one(owner: str, thing: object, known: _Known, places: Places) -> Iterator[Diagnostic]:
    for value in values_of(thing):
        ref = value.shape.ref
        if isinstance(ref, PersonRef):
            yield from _person(owner, value, known, places)
        elif isinstance(ref, Ref):
            yield from _record(owner, value, ref, known, places)
        elif value.shape.kind is Kind.FILE:
            yield from _file(owner, value, known, places)
        elif value.shape.kind is Kind.MARKDOWN:
            yield from _text(owner, value.path, value.text, known, places)


def _person(owner: str, value: Value, known: _Known, places: Places) -> Iterator[Diagnostic]:
    if value.text not in known.people:
        hint = did_you_mean(value.text, known.people) or "Add them to `people` in client.yaml."
        at = places.of(owner, value.path)
        yield places.diagnostic("R204", f"nobody in client.yaml has the id {value.text}", at, hint=hint)


def _record(owner: str, value: Value, ref: Ref, known: _Known, places: Places) -> Iterator[Diagnostic]:
    if value.text.casefold() in known.broken:
        return
    at = places.of(owner, value.path)
    collection = known.collections.get(value.text)
    if collection is None and (known.unread.intersection(ref.collections) if ref.collections else known.unread):
        return
    if collection is None:
        candidates = [
            name for name, kind in known.collections.items() if not ref.collections or kind in ref.collections
        ]
        hint = did_you_mean(value.text, candidates) if candidates else ""
        yield places.diagnostic("R202", f"there is no record {value.text}", at, hint=hint)
    elif ref.collections and collection not in ref.collections:
        message = f"{value.text} is one of the {collection}; this field names {' or '.join(ref.collections)}"
        hint = did_you_mean(value.text, (name for name, kind in known.collections.items() if kind in ref.collections))
        yield places.diagnostic("R203", message, at, hint=hint or "Use `links` for a record of any kind.")


def _file(owner: str, value: Value, known: _Known, places: Places) -> Iterator[Diagnostic]:
    if value.text not in known.files:
        hint = did_you_mean(value.text, known.files) or "Add the file below files/."
        yield places.diagnostic("R205", f"there is no file {value.text}", places.of(owner, value.path), hint=hint)


def files_in_text(text: str) -> tuple[str, ...]:
    """The attachments that a text links to or shows, such as `files/plan.pdf`, each once."""
    return tuple(dict.fromkeys(unquote("".join(ways)) for ways in _FILE_LINK.findall(text)))


def _text(owner: str, path: str, text: str, known: _Known, places: Places) -> Iterator[Diagnostic]:
    yield from _mentions(owner, path, text, known, places)
    for name in files_in_text(text):
        if name not in known.files:
            hint = did_you_mean(name, known.files) or "Add the file below files/."
            yield places.diagnostic("R205", f"there is no file {name}", places.find(owner, path, name), hint=hint)


def _mentions(owner: str, path: str, text: str, known: _Known, places: Places) -> Iterator[Diagnostic]:
    if known.unread:
        return
    for mention in dict.fromkeys(found[0] for found in referenced_ids(text)):
        if mention.casefold() not in known.folded and mention.casefold() not in known.broken:
            at = places.find(owner, path, f"[{mention}]")
            hint = did_you_mean(mention, known.collections) or "Write \\[ for a bracket that names no record."
            yield places.diagnostic("R206", f"the text names [{mention}], which is no record", at, hint=hint)


def _people(engagement: Engagement, places: Places) -> list[Diagnostic]:
    seen: set[str] = set()
    found: list[Diagnostic] = []
    for index, person in enumerate(engagement.client.people):
        if person.id.casefold() in seen:
            at = places.of("", f"people[{index}].id")
            found.append(
                places.diagnostic("R207", f"two people have the id {person.id}", at, hint="Give one of them another.")
            )
        seen.add(person.id.casefold())
    return found
