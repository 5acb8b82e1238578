"""Wording of the parser's syntax errors in terms of what was written; parses nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.loading.page import Fault, quoted
from milepost.loading.plain import EMPTY_KEY, KEY_WITHOUT_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.diagnostics import Diagnostic, Location
    from milepost.loading.page import Page


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """What the parser said: `problem` at `at`, while it read the `context` that began at `since`.

    `opened` is the place of the innermost list or mapping without an end yet, `quote` that of the last quoted
    text before the problem, `quote_end` the index after it.
    """

    problem: str
    context: str
    at: Location
    since: Location
    opened: Location | None = None
    quote: Location | None = None
    quote_end: int = 0


_PAIR_BEFORE = re.compile(r":[ \t]")
_COMMENT_START = re.compile(r"[ \t]#\S")
_QUOTE_HINT = "Put the whole text in quotes; inside single quotes an apostrophe is written twice."
_SPACE_HINT = "Write a space after the colon."
_RESERVED = frozenset("@`%*&>|?")


def explain(page: Page, fault: SyntaxFault) -> Diagnostic:
    """The diagnostic of a syntax error, in words for the mistake that most likely led to it."""
    for explanation in _EXPLANATIONS:
        diagnostic = explanation(page, fault)
        if diagnostic is not None:
            return diagnostic
    said = " ".join(part for part in (fault.problem, fault.context) if part)
    return page.report(
        Fault("Y010", f"this is not valid YAML: {said}", "Compare it with the lines around it."), fault.at
    )


def _tab(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    line = page.line(fault.at.line)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" not in indent or fault.at.column > len(indent) + 1 or "quoted" in fault.context:
        return None
    return page.report(
        Fault("Y011", "the line is indented with a tab", "Indent with spaces, two for each level."),
        page.spot(fault.at.line, indent.index("\t") + 1),
    )


def _directive(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    said = fault.problem + fault.context
    first = next((number for number, line in enumerate(page.lines, 1) if line.strip() and line[0] != "#"), 0)
    if not re.search("directive|incompatible|document start", said):
        return None
    candidates = (first, fault.at.line, _line_above(page, fault.at.line))
    number = next((line for line in candidates if page.line(line).startswith("%")), 0)
    return page.report(directive_fault(), page.spot(number, 1, len(page.line(number)))) if number else None


def directive_fault() -> Fault:
    """The fault of a `%` line."""
    return Fault("Y026", "a line that begins with “%” is an instruction to YAML readers", "Delete the line.")


def _colon_in_text(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    line, column = page.line(fault.at.line), fault.at.column
    if line[column - 1 : column] != ":" or not _PAIR_BEFORE.search(line, 0, column - 1):
        return None
    hint = 'Put the whole text in quotes, as in title: "Phase 2: pilot".'
    return page.report(
        Fault("Y012", "a colon with a space after it stands inside a text without quotes", hint), fault.at
    )


def _no_space_after_colon(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if "could not find expected ':'" in fault.problem:
        number = fault.since.line
    elif re.search("mapping values|document start", fault.problem):
        number = _line_above(page, fault.at.line)
    else:
        return None
    match = KEY_WITHOUT_SPACE.match(page.line(number))
    if match is None:
        return None
    message = f"there is no space after the colon in {quoted(page.line(number).strip())}"
    return page.report(Fault("Y013", message, _SPACE_HINT), page.spot(number, match.start("colon") + 1))


def _no_colon(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if "could not find expected ':'" not in fault.problem:
        return None
    text = page.line(fault.since.line)[fault.since.column - 1 :].rstrip()
    hint = "Write `key: value`; a text over several lines is indented more than its key, or begins with `|`."
    if text.startswith("-"):
        hint = "Write a space after the dash if this is an item of a list."
    hint = _comment_hint(page, fault.since.line) or hint
    return page.report(
        Fault("Y014", f"there is no `key:` in {quoted(text)}", hint),
        page.spot(fault.since.line, fault.since.column, len(text)),
    )


def _open_quote(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    hint = "Write the same quote at the end of the text; an apostrophe inside single quotes is written twice."
    unclosed = Fault("Y015", "the quote that begins here is not closed", hint)
    if "quoted scalar" in fault.context and re.search("end of stream|document indicator", fault.problem):
        return page.report(unclosed, fault.since)
    if fault.quote is None or not fault.problem.startswith("did not find expected") or "node" in fault.problem:
        return None
    problem_index = sum(len(line) + 1 for line in page.lines[: fault.at.line - 1]) + fault.at.column - 1
    between = page.text[fault.quote_end : problem_index]
    if between.strip(" \t") or problem_index == len(page.text):
        return None
    if fault.quote.line < fault.at.line:
        return page.report(unclosed, fault.quote)
    return page.report(Fault("Y016", "the text goes on after its closing quote", _QUOTE_HINT), fault.at)


def _open_bracket(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    since = fault.since if re.search(r"expected ',' or", fault.problem) else None
    if "flow node" in fault.context and page.line(fault.at.line)[fault.at.column - 1 :] == "":
        since = fault.opened
    if since is not None:
        bracket = page.line(since.line)[since.column - 1 : since.column]
        hint = f"Write “{'}' if bracket == '{' else ']'}” where it ends, or put a text with brackets in quotes."
        hint = _comment_hint(page, since.line + 1) or hint
        return page.report(Fault("Y017", f"the bracket “{bracket}” is not closed", hint), since)
    line, column = page.line(fault.at.line), fault.at.column
    if (
        "expected key" in fault.problem
        and line[: column - 1].rstrip().endswith(("]", "}"))
        and line[column - 1] not in "]}"
    ):
        closed = Fault("Y016", "the text goes on after its closing bracket", "Put the whole text in quotes.")
        return page.report(closed, fault.at)
    character = line[column - 1 : column]
    if character not in {"]", "}"}:
        return None
    return page.report(
        Fault("Y017", f"the bracket “{character}” closes nothing", "Delete it, or put it in quotes."),
        fault.at,
    )


def _reserved_sign(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    place = fault.since if re.search("an alias|an anchor|block scalar", fault.context) else fault.at
    sign = page.line(place.line)[place.column - 1 : place.column]
    if sign not in _RESERVED:
        return None
    hint = "Put the text in quotes."
    if sign in {">", "|"}:
        hint = f"Put the text in quotes, or on the lines below “{sign}”, indented."
    return page.report(Fault("Y018", f"a text without quotes cannot begin with “{sign}”", hint), place)


def _tag(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    return page.report(tag_fault("!"), fault.since) if re.search(r"\btag\b", fault.problem + fault.context) else None


def tag_fault(tag: str) -> Fault:
    """The fault of a tag such as `!ENV`."""
    return Fault("Y024", f"{quoted(tag)} is a YAML tag; tags are not allowed", "Delete it, or put the text in quotes.")


def _escape(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if not re.search("escape|hexdecimal", fault.problem):
        return None
    hint = "Write “\\\\” for a backslash, or put the text in single quotes."
    return page.report(Fault("Y019", "this backslash sequence has no meaning inside double quotes", hint), fault.at)


def _indentation(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    line = page.line(fault.at.line)
    if "expected key" in fault.problem and line[fault.at.column - 1 :].startswith(":"):
        return page.report(EMPTY_KEY, fault.at)
    message = _indentation_message(page, fault, line)
    if not message:
        return None
    hint = _comment_hint(page, fault.at.line) or "Begin the line where the lines of the same level begin."
    return page.report(Fault("Y020", message, hint), page.spot(fault.at.line, _indent(line) + 1))


def _indentation_message(page: Page, fault: SyntaxFault, line: str) -> str:
    if "mapping values" in fault.problem:
        above = page.line(_line_above(page, fault.at.line))
        deeper = _indent(line) > _indent(above)
        return "the line is indented more than the one above, which already has its value" if deeper else ""
    if fault.at.column != _indent(line) + 1:
        return ""
    if "'-' indicator" in fault.problem:
        return f"an item of the list that begins in line {fault.since.line} is expected here, with “-”"
    if "expected key" not in fault.problem:
        return ""
    if line.lstrip().startswith("- "):
        return f"an item of a list stands among the keys of the mapping that begins in line {fault.since.line}"
    return "the indentation fits none of the lines above"


def _long_key(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if "mapping values" not in fault.problem:
        return None
    fault_of_key = Fault("Y010", "the key before this colon is too long, or goes over several lines", "Shorten it.")
    return page.report(fault_of_key, fault.at)


def _list_beside_key(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if "block sequence entries" not in fault.problem:
        return None
    hint = "Begin the list on the next line, or put a text that begins with a dash in quotes."
    return page.report(Fault("Y010", "a list cannot begin beside its key", hint), fault.at)


def _missing_value(page: Page, fault: SyntaxFault) -> Diagnostic | None:
    if "node content" not in fault.problem:
        return None
    return page.report(Fault("Y010", "a value is missing here", "Write it, or delete the sign before it."), fault.at)


_EXPLANATIONS: tuple[Callable[[Page, SyntaxFault], Diagnostic | None], ...] = (
    _tab,
    _directive,
    _escape,
    _colon_in_text,
    _no_space_after_colon,
    _no_colon,
    _open_quote,
    _open_bracket,
    _tag,
    _reserved_sign,
    _indentation,
    _long_key,
    _list_beside_key,
    _missing_value,
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line_above(page: Page, number: int) -> int:
    """The number of the nearest line above that says something; 0 where there is none."""
    above = range(number - 1, 0, -1)
    return next((line for line in above if page.line(line).strip() and page.line(line).lstrip()[0] != "#"), 0)


def _comment_hint(page: Page, number: int) -> str:
    """A hint that the text above may have ended too early, at a comment."""
    above = _line_above(page, number)
    if not _COMMENT_START.search(page.line(above)):
        return ""
    return f"In line {above} everything from “ #” is a comment; put the text in quotes if it belongs to it."
