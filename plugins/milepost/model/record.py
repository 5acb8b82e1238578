"""What every record carries; the fields of each collection stand in their own modules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from milepost.model.kinds import AnyId, Anything, Audience, Id, Language, Line, PersonId, Url


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link to a record of the same client, or to a web page."""

    shorthand: ClassVar[str] = "record"
    record: AnyId | None = None
    title: Line | None = None
    url: Url | None = None


@dataclass(frozen=True)
class Translation:
    """A record's texts in another language, as (field, text) pairs."""

    language: Language
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record of any collection; `audience` is None where the collection's default holds."""

    collection: ClassVar[str] = ""
    default_audience: ClassVar[Audience] = "client"

    id: Id
    title: Line
    audience: Audience | None = None
    internal: Anything = None
    owner: PersonId | None = None
    tags: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()
    translations: tuple[Translation, ...] = ()
    custom: tuple[tuple[str, str], ...] = ()

    @property
    def readers(self) -> Audience:
        """The audience that holds for this record."""
        return self.audience or self.default_audience
