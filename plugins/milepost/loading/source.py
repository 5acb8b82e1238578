"""Strict YAML to nodes with their places, from the parser's events; what a node means is not decided here."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol, cast

import yaml

from milepost.diagnostics import Diagnostic, Location, Severity
from milepost.loading import structure_faults as structure
from milepost.loading.encoding import FORBIDDEN, REPLACEMENT, character_fault, decode_text, too_large
from milepost.loading.nodes import Node, Scalar
from milepost.loading.page import Fault, Page
from milepost.loading.plain import comment_after, comment_fault, value_fault
from milepost.loading.syntax import SyntaxFault, directive_fault, explain, tag_fault
from milepost.loading.unfinished import Key, Unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_TAG = re.compile(r"!\S*")
_BLANK = frozenset(" \t")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def read_yaml(path: str, data: bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The file's root node, and everything that is wrong with the file, in the order found.

    The node is `None` for an empty file, without a diagnostic, and where reading had to stop: at a syntax
    error or a limit. Other faults do not stop it; a node with errors is only good for finding more of them.
    """
    oversize = too_large(path, len(data))
    if oversize is not None:
        return None, (oversize,)
    text, faults = decode_text(path, data)
    node, more = _read(Page(path, text), text)
    return node, faults + more


def front_matter(path: str, text: str) -> tuple[Node | None, str, tuple[Diagnostic, ...]]:
    """The YAML between the first line `---` and the next one, the Markdown below, and the diagnostics.

    Places are those in the whole text. A text that does not begin with `---` is all Markdown.
    """
    start = _FENCE.match(text)
    if start is None:
        return None, unicodedata.normalize("NFC", text), ()
    page = Page(path, text)
    end = _FENCE.search(text, start.end() + 1)
    if end is None:
        fault = Fault(
            "Y051",
            "the front matter that begins here has no end",
            "Write a line with `---` below its last field.",
        )
        return None, "", (page.report(fault, Location(path, length=3)),)
    # The opening line is read too, as YAML's own start of a document: so the lines keep their numbers.
    node, faults = _read(page, text[: end.start()])
    return node, unicodedata.normalize("NFC", text[end.end() + 1 :]), faults


def _read(page: Page, text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    builder = _Builder(page)
    events = cast("Iterator[_Event]", yaml.parse(text, Loader=yaml.CSafeLoader))
    try:
        for event in events:
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        builder.refuse(error)
    return builder.root, tuple(builder.faults)


class _Mark(Protocol):
    """A place as the parser gives it, all three counted from 0 in characters."""

    index: int
    line: int
    column: int


class _Event(Protocol):
    """An event as the C parser gives it: with its marks always, with the rest according to its type."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    version: tuple[int, int] | None
    tags: dict[str, str] | None


class _Builder:
    """The nodes of one document, without recursion, and the faults found on the way."""

    def __init__(self, page: Page) -> None:
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self.stopped = False
        self._page = page
        self._open: list[Unfinished] = []
        self._nodes = 0
        self._counts = {Severity.ERROR: 0, Severity.WARNING: 0}
        self._documents = 0
        self._anchored: dict[str, Scalar] = {}
        self._last_quote: _Event | None = None

    def take(self, event: _Event) -> None:
        """Adds what the event says."""
        kind: type = event.__class__
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind in _ENDS:
            self._place(self._open.pop().node(), event.end_mark.index)
        elif kind in _STARTS:
            self._take_start(event, is_mapping=kind is yaml.MappingStartEvent)
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._take_document(event)

    def refuse(self, error: yaml.YAMLError) -> None:
        """Ends with the diagnostic of a syntax error."""
        at = getattr(error, "problem_mark", None)
        since = getattr(error, "context_mark", None) or at
        here = self._inside(at) if at else Location(self._page.path)
        fault = SyntaxFault(
            problem=getattr(error, "problem", None) or str(error),
            context=getattr(error, "context", None) or "",
            at=here,
            since=self._inside(since) if since else here,
            opened=self._open[-1].location if self._open else None,
            quote=self._at(self._last_quote.start_mark) if self._last_quote else None,
            quote_end=self._last_quote.end_mark.index if self._last_quote else 0,
        )
        self.root = None
        self.faults.append(explain(self._page, fault))

    def _take_scalar(self, event: _Event) -> None:
        plain = not event.style
        parent = self._open[-1] if self._open else None
        location = self._span(event.start_mark, event.end_mark)
        self._count_node(location)
        if parent is not None and parent.key is not None:
            if plain and not event.value and self._has_no_colon(parent.key, event):
                self._report_found(parent.drop_lonely_key())
                return
            self._report_found(parent.judge_key())
        scalar = Scalar(self._safe_text(event, location), plain, location)
        if event.tag or event.anchor:
            self._refuse_decoration(event, scalar)
        if parent is not None and parent.awaits_key:
            parent.key = self._key(scalar, event)
            return
        if plain:
            self._check_plain(scalar, event)
        elif event.style not in {"|", ">"}:
            self._last_quote = event
        self._place(scalar, event.end_mark.index)

    def _safe_text(self, event: _Event, location: Location) -> str:
        text = event.value
        if event.style == '"':
            # Escapes such as \\u202e write what the decoder of the file could not see.
            match = FORBIDDEN.search(text)
            if match is not None:
                self._report(character_fault(match.group()), location)
                text = FORBIDDEN.sub(REPLACEMENT, text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _has_no_colon(self, key: Key, event: _Event) -> bool:
        return ":" not in self._page.text[key.end : event.start_mark.index]

    def _key(self, scalar: Scalar, event: _Event) -> Key:
        end = event.end_mark.index
        if scalar.plain and scalar.text == "<<":
            self._report(structure.MERGE, scalar.location)
            return Key(None, end, is_merge=True)
        if not unicodedata.is_normalized("NFC", event.value):
            self._report(structure.DECOMPOSED, scalar.location)
        return Key(scalar, end)

    def _check_plain(self, scalar: Scalar, event: _Event) -> None:
        fault = None if event.tag else value_fault(scalar.text)
        if fault is not None:
            self._report(fault, scalar.location)
        end = event.end_mark.index
        if self._page.text[end : end + 1] not in _BLANK or self._counts[Severity.WARNING] >= structure.MOST_FAULTS:
            return
        comment = comment_after(self._page.text, end)
        if comment is not None:
            column = event.end_mark.column + 1 + comment[0] - end
            place = self._page.spot(event.end_mark.line + 1, column, len(comment[1]))
            self._report(comment_fault(scalar.text, comment[1]), place)

    def _refuse_decoration(self, event: _Event, scalar: Scalar | None = None) -> None:
        """Reports a tag and an anchor; an alias of a scalar can still be read for what it says."""
        if event.tag:
            match = _TAG.search(self._page.text, event.start_mark.index)
            tag = match.group() if match else event.tag
            self._report(tag_fault(tag), self._at(event.start_mark, len(tag)))
        if event.anchor:
            length = len(event.anchor) + 1
            self._report(structure.anchor_fault("&" + event.anchor), self._at(event.start_mark, length))
            if scalar is not None:
                self._anchored[event.anchor] = scalar

    def _take_start(self, event: _Event, *, is_mapping: bool) -> None:
        location = self._at(event.start_mark)
        parent = self._open[-1] if self._open else None
        is_key = parent is not None and parent.awaits_key
        self._count_node(location)
        if parent is not None and is_key and not parent.is_key:
            self._report(structure.COLLECTION_KEY, location)
        elif parent is not None:
            self._report_found(parent.judge_key())
        self._refuse_decoration(event)
        self._open.append(Unfinished(location, is_mapping, is_key=is_key))
        if len(self._open) > structure.DEEPEST:
            self._stop(structure.TOO_DEEP, location)

    def _take_alias(self, event: _Event) -> None:
        name = event.anchor or ""
        location = self._at(event.start_mark, len(name) + 1)
        parent = self._open[-1] if self._open else None
        self._count_node(location)
        if parent is None or parent.key is None or not parent.key.is_merge:
            self._report(structure.alias_fault("*" + name), location)
        if parent is not None:
            self._report_found(parent.judge_key())
        # Lists and mappings are not repeated: a few lines of aliases can stand for billions of records.
        self._place(self._anchored.get(name), event.end_mark.index)

    def _take_document(self, event: _Event) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._report(directive_fault(), self._span(event.start_mark, event.end_mark))
        if self._documents > 1:
            self._report(structure.SECOND_DOCUMENT, self._at(event.start_mark, 3))
            self.stopped = True

    def _place(self, node: Node | None, end: int) -> None:
        if self._open:
            self._open[-1].add(node, end)
        elif not (isinstance(node, Scalar) and node.plain and not node.text):
            self.root = node

    def _count_node(self, location: Location) -> None:
        self._nodes += 1
        if self._nodes > structure.MOST_NODES:
            self._stop(structure.TOO_MANY_NODES, location)

    def _stop(self, fault: Fault, location: Location) -> None:
        if not self.stopped:
            self.faults.append(self._page.report(fault, location))
        self.stopped = True

    def _report_found(self, found: tuple[Fault, Location] | None) -> None:
        if found is not None:
            self._report(*found)

    def _report(self, fault: Fault, location: Location) -> None:
        self._counts[fault.severity] += 1
        if self._counts[fault.severity] <= structure.MOST_FAULTS:
            self.faults.append(self._page.report(fault, location))
        elif fault.severity is Severity.ERROR:
            self._stop(structure.TOO_MANY_FAULTS, location)

    def _at(self, mark: _Mark, length: int = 1) -> Location:
        return Location(self._page.path, mark.line + 1, mark.column + 1, length)

    def _inside(self, mark: _Mark) -> Location:
        """The place of a mark; the parser may complain one line below the file's last."""
        count = len(self._page.lines)
        if mark.line < count:
            return self._at(mark)
        return self._page.spot(count, len(self._page.lines[-1]) + 1)

    def _span(self, start: _Mark, end: _Mark) -> Location:
        """The place of a scalar, with its length on its first line."""
        stop = end.index
        if end.line != start.line:
            stop = self._page.text.find("\n", start.index)
        return Location(self._page.path, start.line + 1, start.column + 1, (stop - start.index) or 1)
