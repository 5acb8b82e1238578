"""Rules on unquoted scalars and on keys: what other YAML readers would take for something else is refused."""

from __future__ import annotations

import re
from functools import lru_cache

from milepost.diagnostics import Severity
from milepost.loading.page import Fault, quoted

# Possessive throughout: no input, however long, is tried twice.
_AMBIGUOUS = re.compile(
    r"""
      (?P<switch>     (?i:yes|no|on|off) )
    | (?P<base>       [-+]?0(?:[xX][0-9a-fA-F_]++|[bB][01_]++) )
    | (?P<octal>      [-+]?0(?:[oO][0-7_]++|[0-9_]++) )
    | (?P<sixty>      [-+]?[0-9][0-9_]*+(?::[0-9]++)++(?:\.[0-9_]*+)? )
    | (?P<underscore> [-+]?(?:[0-9]++_[0-9_.]*+|[0-9]++\.[0-9]++_[0-9_]*+) )
    | (?P<special>    [-+]?\.(?i:nan|inf) )
    | (?P<long>       [-+]?[0-9]{16,}+(?:\.[0-9]*+)? )
    """,
    re.VERBOSE,
)
_FIRST_CHARACTERS = frozenset("0123456789+-.ynoYNO")

_FAULTS = {
    "switch": (
        "Y041",
        "{} without quotes is a truth value in some YAML readers and a text in others",
        "Write `true` or `false`, or put it in quotes if the word is meant.",
    ),
    "octal": (
        "Y042",
        "{} begins with a zero: some YAML readers take it for an octal number",
        "Leave the zero out, or put it in quotes if it is a text such as a telephone number.",
    ),
    "base": ("Y043", "{} is a hexadecimal or binary number", "Write it as a decimal, or put it in quotes."),
    "sixty": (
        "Y044",
        "{} without quotes is a number to base 60 in some YAML readers",
        "Put it in quotes, as any time of day or ratio.",
    ),
    "underscore": (
        "Y045",
        "{} has an underscore between its digits",
        "Write the digits alone, or put it in quotes.",
    ),
    "special": (
        "Y046",
        "{} is not a number that can be shown",
        "Leave the field out, or put the text in quotes.",
    ),
    "long": (
        "Y047",
        "{} has more than 15 digits: programs would round it",
        "Put it in quotes if it is a text.",
    ),
}

_KEY_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_KEY_TRUTH = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_KEY_NUMBER = re.compile(r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")

_COMMENT = re.compile(r"[ \t]++(?P<comment>#(?![#=*~-]*+(?:\s|\Z))[^\n]{0,80}+)")

KEY_WITHOUT_SPACE = re.compile(r"[ \t]*+(?:-[ \t]++)*+[A-Za-z_][\w.-]*+(?P<colon>:)(?=[^\s:/])")
"""A line or text that begins like `title:Foo`, where YAML wants `title: Foo`."""

EMPTY_KEY = Fault(
    "Y032",
    "the key before this colon is empty",
    "Write a name before the colon, in quotes if it looks like something else.",
)


def value_fault(text: str) -> Fault | None:
    """The fault of an unquoted value that other YAML readers take for something else, if it has one."""
    if text[:1] not in _FIRST_CHARACTERS:
        return None
    match = _AMBIGUOUS.fullmatch(text)
    return _fault(str(match.lastgroup), text) if match else None


@lru_cache(maxsize=1024)
def key_fault(text: str) -> Fault | None:
    """The fault of an unquoted key that is not a text, if it has one."""
    looks_like = _AMBIGUOUS.fullmatch(text)
    if looks_like and looks_like.lastgroup == "switch":
        return _fault("switch", text)
    kind = "a number" if looks_like else _key_kind(text)
    if kind is None:
        return None
    return Fault("Y032", f"the key {quoted(text)} is {kind}, not a text", EMPTY_KEY.hint) if text else EMPTY_KEY


def comment_after(text: str, index: int) -> tuple[int, str] | None:
    """Where a comment that looks like text begins after `index`, and the comment; `# like this` is none."""
    match = _COMMENT.match(text, index)
    return (match.start("comment"), match["comment"].rstrip()) if match else None


def comment_fault(written: str, comment: str) -> Fault:
    """The warning that the comment after an unquoted value may have been meant as text."""
    ended = f"the text ends after {quoted(written)}" if written else "there is no value here"
    return Fault(
        "Y048",
        f"{ended}: {quoted(comment)} is a comment, as anything from “#” after a space",
        "Put the text in quotes; if it is meant as a comment, write a space after “#”.",
        Severity.WARNING,
    )


def comma_fault(field: str, after: str) -> Fault:
    """The fault of an unquoted comma in braces, which ended the text of `field`."""
    if KEY_WITHOUT_SPACE.match(after):
        return lonely_key_fault(after)
    return Fault(
        "Y034",
        f"the comma ended the text of {quoted(field)}: {quoted(after)} is read as another field",
        f"Put the whole text of {quoted(field)} in quotes, or write one field per line.",
    )


def lonely_key_fault(key: str) -> Fault:
    """The fault of a key in braces without a value."""
    if KEY_WITHOUT_SPACE.match(key):
        return Fault("Y013", f"there is no space after the colon in {quoted(key)}", "Write a space after the colon.")
    return Fault("Y035", f"the key {quoted(key)} has no value", "Write `key: value`, or put the text in quotes.")


def _fault(kind: str, text: str) -> Fault:
    code, message, hint = _FAULTS[kind]
    return Fault(code, message.format(quoted(text)), hint)


def _key_kind(text: str) -> str | None:
    if text in _KEY_NULL:
        return "null"
    if text in _KEY_TRUTH:
        return "a truth value"
    return "a number" if _KEY_NUMBER.fullmatch(text) else None
