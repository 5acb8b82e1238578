"""A client's files become one engagement with all its diagnostics; rules across records are checked elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, TypeVar

from milepost.diagnostics import Diagnostic, Location, Severity, has_errors, in_order
from milepost.loading import references, scalars
from milepost.loading.decode import Decoder
from milepost.loading.encoding import decode_text, too_large
from milepost.loading.layout import Layout, lay_out, linked
from milepost.loading.measurements import read_measurements
from milepost.loading.nodes import Mapping, Node, Scalar, Sequence
from milepost.loading.places import Places
from milepost.loading.source import front_matter, read_yaml
from milepost.model.client import Client
from milepost.model.delivery import Kpi, Milestone
from milepost.model.engagement import COLLECTIONS, Engagement, Report, ReportHead, SignOff

if TYPE_CHECKING:
    from milepost.loading.tree import Tree
    from milepost.model.record import Record

M = TypeVar("M")


@dataclass(frozen=True)
class Loaded:
    """An engagement (None where `client.yaml` is unusable), everything wrong with it, and its places."""

    engagement: Engagement | None
    diagnostics: tuple[Diagnostic, ...]
    places: Places


def load(tree: Tree, slug: str) -> Loaded:
    """The engagement in a client's files; it is complete only where no diagnostic is an error."""
    loader = _Loader(tree)
    layout = lay_out(tree.names())
    misplaced = (*layout.faults, *linked(tree.links()))
    if misplaced:
        # A file under a wrong name may hold records of any kind.
        loader.unread.update(COLLECTIONS, ("tasks",))
    loader.found += [
        Diagnostic(item.code, item.message, Location(f"{tree.root}/{item.name}"), item.hint) for item in misplaced
    ]
    client = loader.client(layout)
    loader.zone = scalars.zone_of(client.timezone) if client else None
    records = tuple(record for name in COLLECTIONS for record in loader.collection(name, layout))
    records = tuple(loader.measured(record) if isinstance(record, Kpi) else record for record in records)
    reports = loader.reports(layout)
    signoffs = tuple(item for name in layout.signoffs for item in loader.signoff(name))
    welcome = loader.welcome() if layout.welcome else ""
    if client is None:
        # Without its people nothing can be said about references; the other faults are told all the same.
        return Loaded(None, in_order(loader.found), loader.places)
    engagement = Engagement(
        slug=slug,
        client=client,
        records=records,
        reports=reports,
        signoffs=signoffs,
        welcome=welcome,
        files=layout.files,
    )
    # After a fault in a record or its file, what refers to it would only repeat the fault in other words.
    loader.found += references.check(engagement, loader.places, loader.broken_ids, frozenset(loader.unread))
    return Loaded(engagement, in_order(loader.found), loader.places)


@dataclass
class _Loader:
    """Reads files one by one, gathering diagnostics and places."""

    tree: Tree
    zone: tzinfo | None = None
    found: list[Diagnostic] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    broken_ids: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    """Collections of which not every id is known."""

    def __post_init__(self) -> None:
        self.places.root = self.tree.root

    def client(self, layout: Layout) -> Client | None:
        if not layout.client and "client.yaml" in self.tree.links():
            return None
        if not layout.client:
            text = f"this folder has no client.yaml, so “{self.tree.root}” is not a client"
            hint = "Add one with `name:` and `engagement:`; `milepost new client` writes it."
            self.found.append(Diagnostic("F201", text, Location(f"{self.tree.root}/client.yaml"), hint))
            return None
        node = self.yaml("client.yaml")
        if node is None:
            self._empty("client.yaml", "Add `name:` and `engagement:`.")
            return None
        return self._decode(Client, node, "client.yaml", owner="")

    def collection(self, name: str, layout: Layout) -> list[Record]:
        records: list[Record] = []
        for file in layout.collections.get(name, ()):
            node, single = self.yaml(file), file != f"{name}.yaml"
            if node is not None:
                records += self._records(COLLECTIONS[name], node, file, single=single)
            elif single:
                self._empty(file, "Write the record, or delete the file.")
                self._broken(COLLECTIONS[name], file.rpartition("/")[2].removesuffix(".yaml"))
            elif self._has_fault(file):
                self._broken(COLLECTIONS[name], "")
        return records

    def _broken(self, model: type[Record], name: str) -> None:
        """Remembers a record that could not be read, and what else can no longer be told to be missing."""
        self.broken_ids.add(name)
        self.unread |= {model.collection} if not name else set()
        self.unread |= {"tasks"} if model is Milestone else set()

    def _has_fault(self, name: str) -> bool:
        return any(item.location.path == self._path(name) for item in self.found)

    def measured(self, kpi: Kpi) -> Kpi:
        """The KPI with the measurements of its CSV file, if it names one."""
        name = kpi.measurements_csv
        if not name or name not in self.tree.names():
            return kpi
        measurements, faults = read_measurements(self._path(name), self.text(name))
        self.found += faults
        return replace(kpi, measurements=(*kpi.measurements, *measurements))

    def reports(self, layout: Layout) -> tuple[Report, ...]:
        reports = []
        for name in layout.reports:
            day = scalars.read_date(re.sub(r"^reports/|\.md$", "", name))
            if isinstance(day, scalars.Fault):
                hint = "Name it after its day: reports/2026-03-31.md."
                self.found.append(Diagnostic("F204", "a report's file name is its date", self._at(name), hint))
                continue
            node, body, faults = front_matter(self._path(name), self.text(name))
            self.found += faults
            head = self._report_head(node, name, f"report-{day.isoformat()}")
            if head is not None and not has_errors(faults):
                reports.append(Report(date=day, head=head, body=body))
        return tuple(reports)

    def _report_head(self, node: Node | None, name: str, owner: str) -> ReportHead | None:
        if node is not None:
            return self._decode(ReportHead, node, name, owner)
        self.places.note(owner, {"id": self._at(name)})
        return ReportHead()

    def signoff(self, name: str) -> list[SignOff]:
        node = self.yaml(name)
        if node is None:
            self._empty(name, "Bring it back from git, or delete the file.")
            return []
        found = self._decode(SignOff, node, name, _id_of(node))
        return [found] if found is not None else []

    def welcome(self) -> str:
        """The text of the free page; its place is noted for messages."""
        self.places.note(references.WELCOME, {"id": self._at("welcome.md")})
        return self.text("welcome.md")

    def text(self, name: str) -> str:
        """The text of a file; empty where it cannot be read as text."""
        fault = too_large(self._path(name), self.tree.size(name))
        if fault:
            self.found.append(fault)
            return ""
        text, faults = decode_text(self._path(name), self.tree.read(name))
        self.found += [item for item in faults if item not in self.found]
        self.places.lines[self._path(name)] = tuple(text.split("\n"))
        return text

    def yaml(self, name: str) -> Node | None:
        """The root node of a file; None where it is empty or unreadable."""
        fault = too_large(self._path(name), self.tree.size(name))
        if fault:
            self.found.append(fault)
            return None
        data = self.tree.read(name)
        node, faults = read_yaml(self._path(name), data)
        self.found += faults
        self.places.lines[self._path(name)] = tuple(decode_text(self._path(name), data)[0].split("\n"))
        return node

    def _empty(self, name: str, hint: str) -> None:
        """Tells that there is nothing in a file, where nothing worse was told of it."""
        if not self._has_fault(name):
            self.found.append(Diagnostic("M102", f"`{name}` is empty", self._at(name), hint))

    def _records(self, model: type[Record], node: Node, file: str, *, single: bool) -> list[Record]:
        if single:
            record = self._record(model, node, file)
            return [record] if record else []
        if not isinstance(node, Sequence):
            text = f"{file} must be a list of records"
            hint = "Start each record with “- id: …” on a line of its own."
            self.found.append(self.places.diagnostic("M106", text, node.location, hint=hint))
            self._broken(model, "")
            return []
        found = [self._record(model, item, file) for item in node.items]
        return [record for record in found if record is not None]

    def _record(self, model: type[Record], node: Node, file: str) -> Record | None:
        record = self._decode(model, node, file, _id_of(node))
        if record is None:
            self._broken(model, _id_of(node))
        elif file.count("/") and record.id != file.rpartition("/")[2].removesuffix(".yaml"):
            text = f"the file is named {file.rpartition('/')[2]}, its record is {record.id}"
            hint = f"Name the file {record.id}.yaml."
            at = self.places.of(record.id)
            self.found.append(self.places.diagnostic("F205", text, at, hint=hint, severity=Severity.WARNING))
        return record

    def _decode(self, model: type[M], node: Node, file: str, owner: str) -> M | None:
        decoder = Decoder(self.places.lines[self._path(file)], self.zone or UTC)
        value = decoder.decode(model, node)
        if "id" not in decoder.places:
            decoder.places["id"] = node.location
        previous = references.repeated(owner, self.places, decoder.places["id"])
        if previous:
            self.found.append(previous)
        else:
            self.places.note(owner, decoder.places)
        told = {item.location for item in self.found}
        # What the reader of the file has already refused needs no second message from the reader of the field.
        self.found += [item for item in decoder.diagnostics if item.location not in told and self._is_certain(item)]
        return value

    def _is_certain(self, found: Diagnostic) -> bool:
        """Whether the fault is told rightly: a naive instant cannot be completed where the zone is not known."""
        return self.zone is not None or found.code != "M109"

    def _path(self, name: str) -> str:
        return f"{self.tree.root}/{name}"

    def _at(self, name: str) -> Location:
        return Location(self._path(name))


def _id_of(node: Node) -> str:
    """The record's id as written; empty where there is none."""
    if not isinstance(node, Mapping):
        return ""
    for entry in node.entries:
        if entry.key.text == "id" and isinstance(entry.value, Scalar):
            return entry.value.text
    return ""
