"""What differs between two versions of a file of records, read from both or kept by an earlier run; it knows no commit.

Versions are named by the ids of their contents, so that an answer that was true once is always true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from milepost.loading.stored import restored, stored
from milepost.loading.versions import EMPTY, Version, VersionReader, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import tzinfo

    from milepost.disclosure.past import Item
    from milepost.history.log import FileChange
    from milepost.history.past import Past
    from milepost.kept import Kept

REGULAR_FILES = frozenset({"100644", "100755"})


class Pair(NamedTuple):
    """Two versions of a file by its name in the client's folder; "" for none, or one that holds no records."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class FileEdit:
    """The records that differ between two versions, by id, as they were before and after."""

    before: Mapping[str, Item]
    after: Mapping[str, Item]


@dataclass
class FileEdits:
    """The edits of one client's files; `kept` are those of an earlier run, None where nothing is kept."""

    folder: str
    zone: tzinfo
    read_blobs: Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]
    kept: Kept | None = None
    _reader: VersionReader = field(init=False)
    _known: dict[str, Any] = field(init=False)
    _asked: dict[str, Any] = field(default_factory=dict)
    _versions: dict[tuple[str, str], Version] = field(default_factory=dict)
    _has_new: bool = False

    def __post_init__(self) -> None:
        self._reader = VersionReader(self.zone)
        self._known = (self.kept.read(self._question) if self.kept else None) or {}

    @classmethod
    def of_client(cls, past: Past, zone: tzinfo) -> FileEdits:
        """What a client's files held, read in its time zone."""
        return cls(past.folder, zone, past.read_blobs, past.kept)

    def look_ahead(self, pairs: Iterable[Pair]) -> None:
        """Reads together what will be asked for next; what was read before is forgotten."""
        names: dict[str, dict[str, None]] = {}
        for pair in pairs:
            if "\t".join(pair) not in self._known:
                for oid in filter(None, (pair.before, pair.after)):
                    names.setdefault(oid, {})[pair.name] = None
        wanted = [(name, oid) for oid, found in names.items() for name in found]
        self._versions = {key: self._versions[key] for key in wanted if key in self._versions}
        missing = dict.fromkeys(oid for name, oid in wanted if (name, oid) not in self._versions)
        for oid, data in self.read_blobs(missing):
            self._versions |= {(name, oid): self._reader.read(name, data) for name in names[oid]}

    def of(self, pair: Pair) -> FileEdit | None:
        """The edit; None where one of the versions cannot be read, or not all of it."""
        key = "\t".join(pair)
        if key in self._known:
            found = self._asked[key] = self._known[key]
            before, after = ([restored(item, self.zone) for item in items] for items in found)
            return FileEdit({item.id: item for item in before}, {item.id: item for item in after})
        old, new = self.version(pair.name, pair.before), self.version(pair.name, pair.after)
        if not (old.is_whole and new.is_whole):
            return None
        edit = _difference(old.items, new.items)
        if self.kept:
            self._asked[key] = [
                [stored(item, self.zone) for item in side.values()] for side in (edit.before, edit.after)
            ]
            self._has_new = True
        return edit

    def version(self, name: str, oid: str) -> Version:
        """All records in one version of a file."""
        if not oid:
            return EMPTY
        if (name, oid) not in self._versions:
            for _, data in self.read_blobs([oid]):
                self._versions[name, oid] = self._reader.read(name, data)
        return self._versions[name, oid]

    def keep(self) -> None:
        """Keeps what this run asked for, if some of it is new; what it did not ask for goes."""
        if self.kept and self._has_new:
            self.kept.write(self._question, self._asked)

    @property
    def _question(self) -> str:
        return f"records\n{self.folder}\n{self.zone}"


def pair_of(name: str, change: FileChange) -> Pair:
    """The versions of a file that one change was between."""
    holds_records = kind_of(name) is not None
    before, after = ((change.before, change.before_mode), (change.after, change.after_mode))
    return Pair(
        name, *(oid if oid and holds_records and mode in REGULAR_FILES else "" for oid, mode in (before, after))
    )


def _difference(old: Mapping[str, Item], new: Mapping[str, Item]) -> FileEdit:
    # Equal items are mostly the same object, so that a list of hundreds costs one comparison each.
    differ = [
        name
        for name in (*old, *(name for name in new if name not in old))
        if old.get(name) is not new.get(name) and old.get(name) != new.get(name)
    ]
    return FileEdit(
        {name: old[name] for name in differ if name in old}, {name: new[name] for name in differ if name in new}
    )
