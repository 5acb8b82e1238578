"""A repository in which every version of the rich example holds markers of its own; what they stand for is `planted`'s.

Records of every collection are shown for a while, taken back, and then deleted or shown again with other words. Another
client shares the repository and some of its commits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.model.engagement import COLLECTIONS
from support.planted import REQUIRED, TEXTS, Data, Planted, plain, planted
from support.repositories import Person, Written
from support.trails import MKDOCS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "clients/harbour/"
OTHER = "clients/zebra-works/"
VISIBLE_AGAIN = "Shown again in plain words"
NOTE = "The dates as agreed by telephone."


@dataclass(frozen=True)
class PlantedHistory:
    """The repository, its first commit, and everything that some share must not have, of all versions together."""

    repository: Written
    first: str
    found: Planted


def planted_history(folder: Path, clients: Path) -> PlantedHistory:
    """The repository with its history, the last commit checked out."""
    versions = [planted(clients, count) for count in (0, 2000, 4000, 6000)]
    everything = _together(versions)
    # What is shown for a while, in turn: shown, taken back with other words, then deleted or shown again.
    _add(versions[1], everything, "client")
    _add(versions[2], everything, "internal")
    for name in COLLECTIONS:
        versions[3].add(name, {**_needed(name), "id": f"AGAIN-{name}", "title": VISIBLE_AGAIN, "audience": "client"})
    stranger = Person(
        everything.word("the name of a stranger who commits", everything.not_public),
        everything.word("the address of a stranger who commits") + "@elsewhere.example",
    )
    repository = Written(folder)
    first = repository.commit({"mkdocs.yml": MKDOCS, "clients/_portfolio/index.md": "Ours.\n"}, author=stranger)
    written: Mapping[str, str | bytes] = {}
    for number, version in enumerate(versions):
        files = version.written()
        changes: dict[str, str | bytes | None] = {
            f"{FOLDER}{name}": files.get(name) for name in {**written, **files} if files.get(name) != written.get(name)
        }
        changes |= {f"{OTHER}{name}": text for name, text in _other(everything, number).items()}
        repository.commit(changes, _message(everything, number), author=stranger)
        written = files
    _noted(repository, versions[-1], everything)
    repository.save(check_out=True)
    return PlantedHistory(repository, first, everything)


def _noted(repository: Written, last: Planted, everything: Planted) -> None:
    """A commit with a note that the client may read, and one with a note about what only sponsors may know."""
    last.records("milestones")[1]["phase"] = "Another phase"
    note = f"{everything.word('a commit message')}\n\nClient-Note: {NOTE} [{_hidden(last)}]"
    repository.commit({f"{FOLDER}milestones.yaml": last.written()["milestones.yaml"]}, note)
    last.records("milestones")[1]["phase"] = "A third phase"
    last.records("budget")[0]["estimate"] = everything.number("a new estimate", everything.sponsor_only)
    files = {f"{FOLDER}{name}.yaml": last.written()[f"{name}.yaml"] for name in ("milestones", "budget")}
    word = everything.word("a note about milestones and the budget", everything.sponsor_only)
    repository.commit(files, f"Both\n\nClient-Note: {word}")


def _hidden(version: Planted) -> str:
    return next(str(one["id"]) for one in version.records("risks") if one.get("audience") == "internal")


def _together(versions: list[Planted]) -> Planted:
    found = Planted(versions[-1].files, versions[-1].raw)
    found.start(8000)
    for version in versions:
        found.secrets |= version.secrets
        found.sponsor_only |= version.sponsor_only
        found.not_public |= version.not_public
        found.elsewhere |= version.elsewhere
    return found


def _add(version: Planted, everything: Planted, audience: str) -> None:
    """Records that one version shows and another takes back: some keep their ids for ever hidden, some come again."""
    for name in COLLECTIONS:
        for id_ in (_taken_back_id(everything, name), f"AGAIN-{name}"):
            place = f"{id_}, when it was for {audience}"
            words = {key: everything.word(f"{key} of {place}") for key in ("title", *TEXTS.get(name, ()))}
            own = {f"x-{everything.word(f'a field of {place}')}": everything.word(f"its text, {place}")}
            tags = [everything.word(f"a tag of {place}")]
            version.add(name, {**_needed(name), **words, **own, "id": id_, "audience": audience, "tags": tags})


def _taken_back_id(everything: Planted, collection: str) -> str:
    place = f"the id of a record of {collection} that was taken back"
    known = next((text for text, where in everything.secrets.items() if where == place), None)
    return known or everything.word(place)


def _needed(collection: str) -> dict[str, Data]:
    needed: dict[str, Data] = plain(REQUIRED.get(collection, {}))
    return needed


def _other(everything: Planted, number: int) -> dict[str, str]:
    title = everything.word(f"another client's milestone in version {number}")
    settings = f"name: {everything.word('another client')}\nengagement: E\n"
    return {
        "client.yaml": settings,
        "milestones.yaml": f"- {{id: M{number}, title: {title}, agreed: 2026-12-01}}\n",
    }


def _message(everything: Planted, number: int) -> str:
    note = everything.word(f"a note of version {number}, which another client's files share")
    return f"{everything.word('a commit message')}\n\nClient-Note: {note}\n"
