"""Every record in one version of one file, item by item with a cache; diagnostics of old versions are not reported.

A list file's versions share most of their items, so each item's text is read once however many versions hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from milepost.loading import scalars
from milepost.loading.decode import Decoder
from milepost.loading.encoding import decode_text
from milepost.loading.nodes import Mapping, Scalar, Sequence
from milepost.loading.plain_items import plain_item
from milepost.loading.source import front_matter, read_yaml
from milepost.model.engagement import COLLECTIONS, Report, ReportHead, SignOff
from milepost.model.record import Record

if TYPE_CHECKING:
    from milepost.loading.nodes import Node

Item = Record | Report | SignOff
_REPORT = re.compile(r"^reports/(\d{4}-\d{2}-\d{2})\.md$")


@dataclass(frozen=True)
class Version:
    """The records of one version of a file by id; `broken` are ids whose record could not be read."""

    items: dict[str, Item] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    unreadable: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be read."""
        return not self.broken and not self.unreadable


EMPTY = Version()
_UNREADABLE = Version(unreadable=True)


@dataclass
class VersionReader:
    """Reads versions of a client's files; equal items of any versions are the same object."""

    zone: tzinfo = UTC
    _items: dict[str, dict[str, Version]] = field(default_factory=dict)

    def read(self, name: str, data: bytes) -> Version:
        """The records in a file of the client, by its name; none for a file that holds no records."""
        kind = kind_of(name)
        if kind is None:
            return EMPTY
        text, faults = decode_text(name, data)
        if faults and not text:
            return _UNREADABLE
        if kind is Report:
            return self._report(name, text)
        if "/" not in name:
            return self._list(name, text)
        return self._cached(name.partition("/")[0], text)

    def _list(self, name: str, text: str) -> Version:
        collection = name.removesuffix(".yaml")
        head, *parts = f"\n{text}".split("\n- ")
        if not parts or _says_something(head):
            return self._whole(collection, text)
        known = self._items.setdefault(collection, {})
        items = [*(f"- {part}\n" for part in parts[:-1]), f"- {parts[-1]}"]
        found = [known.get(item) or self._cached(collection, item) for item in items]
        if any(version.unreadable for version in found):
            return self._whole(collection, text)
        return _joined(found)

    def _cached(self, collection: str, text: str) -> Version:
        known = self._items.setdefault(collection, {})
        if text not in known:
            known[text] = self._whole(collection, text)
        return known[text]

    def _whole(self, collection: str, text: str) -> Version:
        node = plain_item(text) or read_yaml(collection, text.encode())[0]
        if node is None:
            return _UNREADABLE if text.strip() else EMPTY
        nodes = node.items if isinstance(node, Sequence) else (node,)
        return _joined([self._one(collection, item) for item in nodes])

    def _one(self, collection: str, node: Node) -> Version:
        model: type[Record | SignOff] = SignOff if collection == "signoffs" else COLLECTIONS[collection]
        item = Decoder((), self.zone).decode(model, node)
        if item is not None:
            return Version({item.id: item})
        return Version(broken=frozenset(_id_of(node)))

    def _report(self, name: str, text: str) -> Version:
        found = _REPORT.match(name)
        day = scalars.read_date(found[1]) if found else None
        if not isinstance(day, date):
            return EMPTY
        node, body, _ = front_matter(name, text)
        head = ReportHead() if node is None else Decoder((), self.zone).decode(ReportHead, node)
        report = Report(date=day, head=head or ReportHead(audience="internal"), body=body)
        return Version({report.id: report}) if head else Version(broken=frozenset({report.id}))


def client_name(data: bytes) -> str:
    """The client's name in a version of `client.yaml`; "" where it cannot be read."""
    node, _ = read_yaml("client.yaml", data)
    entries = node.entries if isinstance(node, Mapping) else ()
    named = (item.value.text for item in entries if item.key.text == "name" and isinstance(item.value, Scalar))
    return next(named, "")


def client_policy(data: bytes) -> str:
    """What a version of `client.yaml` asks of signatures; "" where it cannot be read, or says nothing of them."""
    node, _ = read_yaml("client.yaml", data)
    for key in ("policy", "require_signed"):
        entries = node.entries if isinstance(node, Mapping) else ()
        node = next((item.value for item in entries if item.key.text == key), None)
    return node.text if isinstance(node, Scalar) else ""


@lru_cache(maxsize=4096)
def kind_of(name: str) -> type[Item] | None:
    """What a file of the client holds, by its name alone; None for what holds no records."""
    folder, slash, rest = name.partition("/")
    if folder == "reports" and _REPORT.match(name):
        return Report
    if folder == "signoffs" and rest.endswith(".yaml") and "/" not in rest:
        return SignOff
    collection = folder if slash else name.removesuffix(".yaml")
    is_file = name == f"{collection}.yaml" or (slash and rest.endswith(".yaml") and "/" not in rest)
    return COLLECTIONS.get(collection) if is_file else None


def _joined(versions: list[Version]) -> Version:
    items: dict[str, Item] = {}
    broken: frozenset[str] = frozenset()
    for version in versions:
        items |= version.items
        if version.broken:
            broken |= version.broken
    return Version(items, broken)


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n"))


def _id_of(node: Node) -> set[str]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return {item.value.text for item in entries if item.key.text == "id" and isinstance(item.value, Scalar)}
