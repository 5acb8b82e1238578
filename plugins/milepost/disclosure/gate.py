"""The one gate: an engagement and a share become what that share may show; nothing above sees the engagement.

An allow-list (the field of a `Disclosed…` type) decides what passes. References to records that the share does not show
are dropped, and a text's `[ID]` of one becomes `[…]`: an id alone can say too much. Comments in Markdown are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from milepost.disclosure import audience
from milepost.disclosure.engagement import (
    DisclosedClient,
    DisclosedCommunication,
    DisclosedEngagement,
    DisclosedPerson,
    DisclosedReport,
    DisclosedSignOff,
)
from milepost.disclosure.records import DisclosedLink, DisclosedRecord
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.loading.references import files_in_text
from milepost.model.client import Person, Share, TermOverride
from milepost.model.delivery import Milestone
from milepost.model.engagement import Engagement, Report, SignOff
from milepost.model.fields import Shape, fields_of, texts_of
from milepost.model.kinds import Duration, Kind, PersonRef, Ref
from milepost.model.record import Record

T = TypeVar("T")
_HIDDEN: Any = object()
_MENTION = re.compile(r"\[([A-Za-z][A-Za-z0-9._-]{0,63})\]")
_LINK_TO_RECORD = re.compile(
    r"""
    ( \]\(\s*<? | ^[ ]{0,3}\[[^\]\n]+\]:\s*<? )         # [words](… and [name]: …
    (?:\.{0,2}/)* (?:records/)?
    ([A-Za-z][A-Za-z0-9._-]{0,63}) /?
    (?=[\s)>\#?]|\Z)
    """,
    re.VERBOSE | re.MULTILINE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def disclose(engagement: Engagement, share: Share) -> DisclosedEngagement:
    """What the share may show of the engagement, and nothing else."""
    gate = gate_of(engagement, share)
    shown = tuple(record for record in engagement.records if record.id in gate.visible)
    records = tuple(gate.record(record) for record in shown)
    reports = tuple(gate.report(report) for report in engagement.reports if _is_shown(share, report))
    welcome = gate.text(engagement.welcome) if audience.shows(share, "client", "welcome") else ""
    client = gate.project(DisclosedClient, engagement.client)
    return DisclosedEngagement(
        slug=engagement.slug,
        share=share,
        client=client,
        people=tuple(gate.person(person) for person in engagement.client.people if person.id in gate.people),
        calendar=engagement.client.calendar,
        brand=engagement.client.brand,
        terms=tuple(gate.project(TermOverride, item) for item in engagement.client.terms),
        communication=gate.communication(engagement),
        records=records,
        reports=reports,
        signoffs=tuple(gate.signoff(item) for item in engagement.signoffs if gate.is_shown_signoff(item)),
        welcome=welcome,
        files=_files((*records, *reports), (welcome, client.summary or ""), engagement),
    )


def gate_of(engagement: Engagement, share: Share) -> Gate:
    """The gate of a share for the engagement as it stands."""
    shown = tuple(
        record for record in engagement.records if audience.shows(share, audience.readers_of(record), record.collection)
    )
    return Gate(
        share=share,
        visible=frozenset(record.id for record in shown),
        hidden=_names(engagement.records, tasks=True) - _names(shown, tasks=has_tasks(share)),
        people=frozenset(person.id for person in engagement.client.people if audience.names(share, person.party)),
        language=engagement.client.language,
    )


@dataclass(frozen=True)
class Gate:
    """Projects model objects for one share; `visible` are the ids it shows, `hidden` the others, folded."""

    share: Share
    visible: frozenset[str]
    hidden: frozenset[str]
    people: frozenset[str]
    language: str

    def record(self, record: Record) -> DisclosedRecord:
        """What the share shows of a record."""
        shown = self.project(DISCLOSED_TYPES[record.collection], record)
        return self._translated(shown, record)

    def project(self, target: type[T], source: object, **given: object) -> T:
        """An object of `target` with the fields it names, taken from `source`."""
        values: dict[str, Any] = dict(given)
        if hasattr(source, "custom") and "custom" in getattr(target, "__dataclass_fields__", {}):
            values["custom"] = tuple((name, self.text(text)) for name, text in source.custom)
        for field in fields_of(target):
            if field.name not in values and hasattr(source, field.name) and self._passes(field.name):
                value = self._value(field.shape, getattr(source, field.name))
                if value is not _HIDDEN:
                    values[field.name] = value
        return target(**values)

    def text(self, text: str) -> str:
        """The text without comments and without the ids of records that the share does not show."""
        # Markdown without HTML would show a comment as words, to readers it was never meant for; one that nobody closed
        # goes on to the end, as in HTML.
        told = _COMMENT.sub("", text)
        told = _MENTION.sub(lambda match: "[…]" if self._hides(match[1]) else match[0], told)
        return _LINK_TO_RECORD.sub(lambda match: f"{match[1]}…" if self._hides(match[2]) else match[0], told)

    def person(self, person: Person) -> DisclosedPerson:
        """What the share shows of a person; a public one shows no address."""
        shown = self.project(DisclosedPerson, person)
        if self.share.audience == "public":
            return DisclosedPerson(id=shown.id, name=shown.name, party=shown.party, role=shown.role)
        return shown

    def communication(self, engagement: Engagement) -> DisclosedCommunication:
        """What the share shows of how to stay in touch."""
        if self.share.audience == "public":
            return DisclosedCommunication()
        return self.project(DisclosedCommunication, engagement.client.communication)

    def report(self, report: Report) -> DisclosedReport:
        """What the share shows of a report."""
        return self.project(DisclosedReport, report.head, id=report.id, date=report.date, body=self.text(report.body))

    def signoff(self, signoff: SignOff) -> DisclosedSignOff:
        """What the share shows of a sign-off."""
        return self.project(DisclosedSignOff, signoff, signed=signoff.signature is not None)

    def is_shown_signoff(self, signoff: SignOff) -> bool:
        """Whether the share shows the sign-off, and the record it is about."""
        return audience.shows_signoffs(self.share) and signoff.record in self.visible

    def _passes(self, name: str) -> bool:
        return name != "tasks" or has_tasks(self.share)

    def _hides(self, name: str) -> bool:
        return name.casefold() in self.hidden

    def _value(self, shape: Shape, value: Any) -> Any:
        if isinstance(value, tuple) and shape.item:
            items = (self._value(shape.item, child) for child in value)
            return tuple(item for item in items if item is not _HIDDEN)
        target: type[Any] = shape.type
        if is_dataclass(target) and target is not Duration and value is not None:
            return self._nested(target, value)
        return self._text_value(shape, value) if isinstance(value, str) else value

    def _text_value(self, shape: Shape, value: str) -> Any:
        if isinstance(shape.ref, Ref):
            return value if value in self.visible else _HIDDEN
        if isinstance(shape.ref, PersonRef):
            return value if value in self.people else _HIDDEN
        return self.text(value) if shape.kind in {Kind.MARKDOWN, Kind.LINE} else value

    def _nested(self, target: type[Any], source: object) -> Any:
        for field in fields_of(target):
            held = getattr(source, field.name, None)
            hidden = isinstance(held, str) and self._text_value(field.shape, held) is _HIDDEN
            # Without its record a link or a dependency would only say that something is hidden.
            if hidden and (field.required or target is DisclosedLink):
                return _HIDDEN
        return self.project(target, source)

    def _translated(self, shown: DisclosedRecord, record: Record) -> DisclosedRecord:
        texts = {
            name: text for item in record.translations if item.language == self.language for name, text in item.texts
        }
        own = texts_of(type(shown))
        plain: dict[str, Any] = {own[name].name: self.text(text) for name, text in texts.items() if name in own}
        return replace(shown, **plain) if plain else shown


def _names(records: tuple[Record, ...], *, tasks: bool) -> frozenset[str]:
    """The ids of records, and of their tasks, without case."""
    inner = (task.id for item in records if tasks and isinstance(item, Milestone) for task in item.tasks)
    return frozenset(name.casefold() for name in (*(record.id for record in records), *inner))


def has_tasks(share: Share) -> bool:
    """Whether the share shows tasks."""
    return share.detail == "tasks" or share.audience == "internal"


def _is_shown(share: Share, report: Report) -> bool:
    return audience.shows(share, report.head.audience, "reports")


def _files(things: tuple[object, ...], texts: tuple[str, ...], engagement: Engagement) -> tuple[str, ...]:
    """The attachments that disclosed fields and texts name."""
    named: set[str] = {path for text in texts for path in files_in_text(text)}
    for thing in things:
        for kind, text in _texts(thing):
            named.update({text} if kind is Kind.FILE else files_in_text(text) if kind is Kind.MARKDOWN else ())
    brand = {path for path in (engagement.client.brand.logo, engagement.client.brand.font) if path}
    return tuple(name for name in engagement.files if name in named | brand)


def _texts(thing: object) -> list[tuple[Kind | None, str]]:
    found: list[tuple[Kind | None, str]] = []
    for field in fields_of(type(thing)):
        found += _shape_texts(field.shape, getattr(thing, field.name))
    return found


def _shape_texts(shape: Shape, value: object) -> list[tuple[Kind | None, str]]:
    if isinstance(value, str):
        return [(shape.kind, value)]
    if isinstance(value, tuple) and shape.item:
        return [text for child in value for text in _shape_texts(shape.item, child)]
    return _texts(value) if is_dataclass(value) and not isinstance(value, (date, datetime)) else []
