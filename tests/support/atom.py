"""The rules of RFC 4287 (Atom) as checks on a feed document, written from the RFC's text; no validator is on PyPI."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# Section 4.1.1 and 4.1.2: how often each element may stand in a feed and in an entry (least, most).
_MANY = 10**6
_IN_BOTH = {"author": (0, _MANY), "category": (0, _MANY), "contributor": (0, _MANY), "link": (0, _MANY)}
_IN_BOTH |= {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "rights": (0, 1)}
_IN_FEED = _IN_BOTH | {"generator": (0, 1), "icon": (0, 1), "logo": (0, 1), "subtitle": (0, 1), "entry": (0, _MANY)}
_IN_ENTRY = _IN_BOTH | {"content": (0, 1), "published": (0, 1), "source": (0, 1), "summary": (0, 1)}
_TEXTS = ("title", "subtitle", "rights", "summary")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def faults(data: bytes) -> list[str]:
    """One line for each rule that the document breaks; none where it is a valid Atom feed document."""
    root = ET.fromstring(data)  # noqa: S314 (made by the test)
    if root.tag != f"{ATOM}feed":
        return [f"the document is {root.tag}, not a feed"]
    return [*_container(root, _IN_FEED, "feed"), *_entries(root)]


def _entries(root: ET.Element) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    has_author = root.find(f"{ATOM}author") is not None
    for entry in entries:
        name = _said(entry, "id")
        yield from _container(entry, _IN_ENTRY, f"entry {name}")
        content = entry.find(f"{ATOM}content")
        # 4.1.2: an entry needs an author, its own or the feed's, and a content or a page elsewhere.
        if not has_author and entry.find(f"{ATOM}author") is None:
            yield f"entry {name} has no author"
        if content is None and "alternate" not in _relations(entry):
            yield f"entry {name} has neither content nor an alternate link"
        if content is not None:
            yield from _text_construct(content)
    # 4.1.1: entries with the same id differ in their time.
    same = Counter((_said(entry, "id"), _said(entry, "updated")) for entry in entries)
    yield from (f"{key} twice" for key, times in same.items() if times > 1)


def _container(element: ET.Element, allowed: dict[str, tuple[int, int]], where: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element if child.tag.startswith(ATOM))
    for name, (least, most) in allowed.items():
        if not least <= counts[name] <= most:
            yield f"{where} has {counts[name]} {name}"
    yield from (f"{where} may not have {name}" for name in counts if name not in allowed)
    for child in element:
        yield from _child(child)
    pages = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    yield from (f"{where} has {times} alternate links of one kind" for times in pages.values() if times > 1)


def _child(child: ET.Element) -> Iterator[str]:
    name = child.tag.removeprefix(ATOM)
    if name == "id":
        # 4.2.6: an absolute IRI that never changes.
        if not urlsplit(child.text or "").scheme:
            yield f"the id {child.text} is no absolute IRI"
    elif name in {"updated", "published"}:
        yield from _date(child.text or "")
    elif name in {"author", "contributor"}:
        yield from _person(child)
    elif name == "link":
        yield from _link(child)
    elif name in _TEXTS:
        yield from _text_construct(child)


def _date(text: str) -> Iterator[str]:
    # 3.3: RFC 3339 with an upper-case T, and Z where there is no offset.
    try:
        datetime.fromisoformat(text)
    except ValueError:
        yield f"{text} is no time"
    if not _RFC3339.fullmatch(text):
        yield f"{text} is no time as RFC 3339 writes it"


def _person(element: ET.Element) -> Iterator[str]:
    # 3.2: one name, at most one address.
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    if counts["name"] != 1 or not (element.findtext(f"{ATOM}name") or "").strip():
        yield "a person has no name"
    if counts["uri"] > 1 or counts["email"] > 1:
        yield "a person has two addresses"


def _link(element: ET.Element) -> Iterator[str]:
    href = element.get("href")
    if not href or re.search(r"\s", href):
        yield f"a link to “{href}”"
    if element.get("type") and not re.fullmatch(r".+/.+", element.get("type", "")):
        yield f"a link of type {element.get('type')}"


def _text_construct(element: ET.Element) -> Iterator[str]:
    # 3.1.1: text and html hold no elements.
    kind = element.get("type", "text")
    if kind not in {"text", "html", "xhtml"}:
        yield f"a text of type {kind}"
    if kind != "xhtml" and len(element):
        yield f"a text of type {kind} holds elements"


def _relations(element: ET.Element) -> set[str]:
    return {link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")}


def _said(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""
