"""YAML nodes become model objects by the model's own annotations; faults are collected, none stops the rest."""

from __future__ import annotations

from dataclasses import dataclass, field, is_dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from milepost.diagnostics import Diagnostic, Location, Severity, did_you_mean
from milepost.loading import scalars
from milepost.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from milepost.model.fields import Field, Shape, fields_of, make, once_per_class, takes_custom_keys, texts_of
from milepost.model.kinds import Duration, Kind
from milepost.model.record import Translation

if TYPE_CHECKING:
    from collections.abc import Callable

M = TypeVar("M")
_MISSING: Any = object()
_FIELDS = "fields are"
_FEW = 8
_TRANSLATED = "Write the language, and below it the text of each field: `es:`, then `title: …`."


@dataclass
class Decoder:
    """Decodes the nodes of one file; gathers diagnostics and the place of every value."""

    lines: tuple[str, ...]
    zone: tzinfo = UTC
    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: dict[str, Location] = field(default_factory=dict)

    def decode(self, model: type[M], node: Node, path: str = "") -> M | None:
        """An object of `model`, or None where a diagnostic says why not; `path` prefixes the places."""
        if not isinstance(node, Mapping):
            return self._shorthand(model, node, path)
        return self._object(model, node, path, {})

    def fault(self, location: Location, found: scalars.Fault, severity: Severity = Severity.ERROR) -> None:
        """Notes one fault at a place."""
        excerpt = self.lines[location.line - 1] if location.line <= len(self.lines) else ""
        self.diagnostics.append(Diagnostic(found.code, found.message, location, found.hint, severity, excerpt))

    def _shorthand(self, model: type[M], node: Node, path: str) -> M | None:
        short = getattr(model, "shorthand", None)
        entry = next((item for item in fields_of(model) if item.key == short), None)
        if entry is None or isinstance(node, Sequence) != (entry.shape.type is tuple):
            names = [item.key for item in fields_of(model)]
            listed = f": {', '.join(names)}" if len(names) <= _FEW else ""
            self._wrong_shape(node, _FIELDS, f"Write them below, each as “name: value”{listed}.")
            return None
        value = self._value(entry.shape, node, path)
        return None if value is _MISSING else model(**{entry.name: value})

    def _object(self, model: type[M], node: Mapping, path: str, given: dict[str, Any]) -> M | None:
        known = _known(model)
        if given:
            known = {key: item for key, item in known.items() if item.name not in given}
        values = dict(given)
        intact = True
        for entry in node.entries:
            item = known.get(entry.key.text)
            if item is None:
                intact = self._custom_or_unknown(model, entry, known, values) and intact
                continue
            where = f"{path}.{item.key}" if path else item.key
            is_translated = item.shape.item is not None and item.shape.item.type is Translation
            value = self._translations(model, entry, where) if is_translated else self._field(item, entry, where)
            intact = intact and value is not _MISSING
            if value is not _MISSING and value is not None:
                values[item.name] = value
        intact = self._nothing_missing(model, node, known, values) and intact
        return make(model, values) if intact else None

    def _nothing_missing(self, model: type, node: Mapping, known: dict[str, Field], values: dict[str, Any]) -> bool:
        written = {entry.key.text for entry in node.entries if not _is_null(entry.value)}
        missing: list[tuple[str, ...]] = [(key,) for key in _required(model) if key not in written and key in known]
        one_of: tuple[str, ...] = getattr(model, "one_of", ())
        if one_of and not written.intersection(one_of):
            missing.append(one_of)
        if not missing:
            return True
        keys = {entry.key.text: entry.key.location for entry in node.entries}
        misspelt = {did_you_mean(name, known) for name in keys if name not in known}
        for names in missing:
            if any(f"“{name}”" in hint for name in names for hint in misspelt if hint.startswith("Did")):
                continue
            empty = next((keys[name] for name in names if name in keys), None)
            self.fault(empty or node.location, _missing(names, _of(values), is_empty=empty is not None))
        return False

    def _custom_or_unknown(self, model: type, entry: Entry, known: dict[str, Field], values: dict[str, Any]) -> bool:
        name = entry.key.text
        if name.startswith("x-") and takes_custom_keys(model):
            values["custom"] = (*values.get("custom", ()), (name[2:], _as_text(entry.value)))
            return True
        own = f"Write `x-{name}` for a field of your own."
        near = did_you_mean(name, known)
        hint = near if near.startswith("Did") or not takes_custom_keys(model) else own
        self.fault(entry.key.location, scalars.Fault("M101", f"`{name}` is not a field here", hint))
        return False

    def _field(self, item: Field, entry: Entry, path: str) -> Any:
        self.places[path] = entry.value.location
        if item.shape.kind is Kind.ANYTHING:
            return as_data(entry.value)
        if _is_null(entry.value):
            return None
        return self._value(item.shape, entry.value, path)

    def _value(self, shape: Shape, node: Node, path: str) -> Any:
        if shape.keyed:
            return self._keyed(shape, shape.keyed.key, node, path)
        if shape.type is tuple and shape.item:
            return self._items(shape.item, node, path)
        model: type[Any] = shape.type
        if is_dataclass(model) and model is not Duration:
            return _or_missing(self.decode(model, node, path))
        if not isinstance(node, Scalar):
            return self._wrong_shape(node, "a single value is")
        return self._scalar(shape, node)

    def _items(self, item: Shape, node: Node, path: str) -> Any:
        if not isinstance(node, Sequence):
            return self._wrong_shape(node, "a list is", "Write each item on a line of its own, after “- ”.")
        for index, child in enumerate(node.items):
            self.places[f"{path}[{index}]"] = child.location
        values = [self._value(item, child, f"{path}[{index}]") for index, child in enumerate(node.items)]
        return _MISSING if any(value is _MISSING for value in values) else tuple(values)

    def _keyed(self, shape: Shape, key: str, node: Node, path: str) -> Any:
        if not isinstance(node, Mapping) or shape.item is None:
            return self._wrong_shape(node, _FIELDS, "Write each on a line of its own, as “name: value”.")
        values = [self._keyed_item(shape.item.type, key, entry, path) for entry in node.entries]
        return _MISSING if any(value is None for value in values) else tuple(values)

    def _keyed_item(self, model: type, key: str, entry: Entry, path: str) -> object | None:
        key_field = next(item for item in fields_of(model) if item.name == key)
        name = self._scalar(key_field.shape, entry.key)
        if name is _MISSING:
            return None
        if isinstance(entry.value, Mapping):
            return self._object(model, entry.value, f"{path}.{name}", {key: name})
        short = next(item for item in fields_of(model) if item.key == getattr(model, "shorthand", ""))
        value = self._value(short.shape, entry.value, f"{path}.{name}")
        return None if value is _MISSING else model(**{key: name, short.name: value})

    def _translations(self, model: type, field: Entry, path: str) -> Any:
        if _is_null(field.value):
            return None
        if not isinstance(field.value, Mapping):
            return self._wrong_shape(field.value, "languages are", _TRANSLATED)
        language = next(item.shape for item in fields_of(Translation) if item.name == "language")
        found = []
        for entry in field.value.entries:
            name = self._scalar(language, entry.key)
            texts = self._texts(model, entry.value, f"{path}.{entry.key.text}")
            if name is not _MISSING and texts is not None:
                found.append(Translation(name, texts))
        return tuple(found) if len(found) == len(field.value.entries) else _MISSING

    def _texts(self, model: type, node: Node, path: str) -> tuple[tuple[str, str], ...] | None:
        """The texts in one language: of fields that the record has, each as its field takes it."""
        if not isinstance(node, Mapping):
            self._wrong_shape(node, "the texts in this language are", _TRANSLATED)
            return None
        known = texts_of(model)
        found = []
        for entry in node.entries:
            key = entry.key.text
            if key not in known:
                hint = did_you_mean(key, known)
                self.fault(entry.key.location, scalars.Fault("M117", f"`{key}` is no text to translate here", hint))
            elif _is_null(entry.value):
                hint = "Write its text after the colon, or leave it out: then the original is shown."
                self.fault(entry.key.location, scalars.Fault("M102", f"`{key}` is empty", hint))
            else:
                value = self._field(known[key], entry, f"{path}.{key}")
                found += [] if value is _MISSING else [(key, value)]
        return tuple(found) if len(found) == len(node.entries) else None

    def _scalar(self, shape: Shape, node: Scalar) -> Any:
        value = self._instant(node) if shape.type is datetime else _read(shape, node)
        if isinstance(value, scalars.Fault):
            self.fault(node.location, value)
            return _MISSING
        return value

    def _instant(self, node: Scalar) -> datetime | scalars.Fault:
        read = scalars.read_instant(node.text, self.zone)
        if isinstance(read, scalars.Fault):
            return read
        instant, naive = read
        if naive:
            advice = f"Add the offset: {instant.isoformat()}."
            text = f"“{node.text}” has no offset; it is read in the client's time zone"
            self.fault(node.location, scalars.Fault("M109", text, advice), Severity.WARNING)
        return instant

    def _wrong_shape(self, node: Node, wanted: str, hint: str = "") -> Any:
        found = {Scalar: "this is a single value", Sequence: "this is a list", Mapping: "these are fields"}[type(node)]
        self.fault(node.location, scalars.Fault("M106", f"{wanted} expected here; {found}", hint))
        return _MISSING


@once_per_class
def _known(model: type) -> dict[str, Field]:
    """The fields of a class by their keys."""
    return {item.key: item for item in fields_of(model)}


@once_per_class
def _required(model: type) -> tuple[str, ...]:
    return tuple(item.key for item in fields_of(model) if item.required)


def as_data(node: Node) -> object:
    """Plain text, lists and pairs of a node that may be any YAML."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(as_data(item) for item in node.items)
    return tuple((entry.key.text, as_data(entry.value)) for entry in node.entries)


def _as_text(node: Node) -> str:
    """A custom field's value in words."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ", ".join(_as_text(item) for item in node.items)
    return ", ".join(f"{entry.key.text}: {_as_text(entry.value)}" for entry in node.entries)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _or_missing(value: object | None) -> Any:
    return _MISSING if value is None else value


def _of(values: dict[str, Any]) -> str:
    name, title = values.get("id"), values.get("title")
    if isinstance(name, str):
        return f" in {name}"
    return f" in “{title}”" if isinstance(title, str) else ""


def _missing(names: tuple[str, ...], where: str, *, is_empty: bool) -> scalars.Fault:
    """The fault of a field, or of one of several, that must be there."""
    told = " or ".join(f"`{name}`" for name in names)
    if is_empty:
        return scalars.Fault("M102", f"{told} is empty{where}", "Write its value after the colon.")
    ways = " or ".join(f"`{name}: …`" for name in names)
    return scalars.Fault("M102", f"{told} is missing{where}", f"Add {ways}.")


_BY_TYPE: dict[type, Callable[[Shape, Scalar], Any]] = {
    date: lambda _, node: scalars.read_date(node.text),
    Decimal: lambda _, node: scalars.read_number(node.text),
    int: lambda shape, node: scalars.read_whole(node.text, shape.kind),
    bool: lambda _, node: scalars.read_flag(node.text, plain=node.plain),
    Duration: lambda _, node: scalars.read_duration(node.text),
}


def _read(shape: Shape, node: Scalar) -> Any:
    if shape.choices:
        return scalars.read_choice(node.text, shape.choices)
    if shape.type in _BY_TYPE:
        return _BY_TYPE[shape.type](shape, node)
    return scalars.read_text(node.text, shape.kind)
