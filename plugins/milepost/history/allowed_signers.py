"""The list of signers in OpenSSH's format (ssh-keygen(1), ALLOWED SIGNERS); a file with one bad line is no list at all.

Times without a zone are UTC here. ssh-keygen takes them in the zone of the machine that asks, which would give one
commit two verdicts; the manual says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.ssh_keys import Unsupported, key_of_text, read_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRINCIPALS = re.compile(r'(?:"([^"]*)"|([^\s"]+))[ \t]+')
_OPTION = re.compile(r'([A-Za-z-]+)(?:="((?:[^"\\]|\\.)*)")?(,|[ \t]+)')
_KEY_START = re.compile(r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-")
_TIME = re.compile(r"(\d{8}(?:\d{4}(?:\d{2})?)?)(?:Z|UTC)?", re.IGNORECASE)
_TIME_FORMATS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_VALUED = {"namespaces", "valid-after", "valid-before"}


class UnreadableTrust(ValueError):
    """A file under trust/ that cannot be relied on; the text names the file's line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class AllowedSigner:
    """One line: `patterns` of principals, `namespaces` patterns (none: all), times in seconds since 1970."""

    line: int
    patterns: tuple[str, ...]
    key: bytes
    namespaces: tuple[str, ...] = ()
    valid_after: int | None = None
    valid_before: int | None = None
    authority: bool = False

    def for_namespace(self, namespace: str) -> bool:
        """True where the line lets its key sign in this namespace."""
        return not self.namespaces or matches(self.namespaces, namespace)

    def at(self, time: int) -> bool:
        """True where the line holds at this time; both ends belong to it, as with ssh-keygen."""
        return (self.valid_after or time) <= time <= (time if self.valid_before is None else self.valid_before)

    def principal(self, email: str) -> str:
        """`email` where the line names it, else its first principal without wildcards, else its first pattern."""
        if email and matches(self.patterns, email):
            return email
        concrete = [name for name in self.patterns if not name.startswith("!") and not set(name) & set("*?")]
        return (concrete or self.patterns)[0]


@dataclass(frozen=True)
class AllowedSigners:
    """All lines by their key, in the file's order; `authorities` are those of `cert-authority`; `text` is the file."""

    by_key: Mapping[bytes, tuple[AllowedSigner, ...]] = field(default_factory=dict)
    authorities: Mapping[bytes, tuple[AllowedSigner, ...]] = field(default_factory=dict)
    text: bytes = b""


def parse_allowed_signers(data: bytes, path: str = "trust/allowed_signers") -> AllowedSigners:
    """The list in the file's bytes; raises UnreadableTrust, with `path` and line, for anything not understood."""
    plain: dict[bytes, list[AllowedSigner]] = defaultdict(list)
    authorities: dict[bytes, list[AllowedSigner]] = defaultdict(list)
    for number, line in enumerate(text_lines(data, path), start=1):
        words = line.strip(" \t\r")
        if words and not words.startswith("#"):
            signer = _signer(words, number, path)
            (authorities if signer.authority else plain)[signer.key].append(signer)
    return AllowedSigners(_frozen(plain), _frozen(authorities), data)


def text_lines(data: bytes, path: str) -> list[str]:
    """The lines of a text file under trust/; raises UnreadableTrust where it is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise UnreadableTrust(f"{path} is not text in UTF-8") from fault
    if "\0" in text or text.startswith("\ufeff"):
        raise UnreadableTrust(f"{path} begins with a byte order mark or holds a zero byte")
    return text.split("\n")


def matches(patterns: tuple[str, ...], name: str) -> bool:
    """True where a pattern matches `name` and no negated one does (ssh_config(5), PATTERNS)."""
    if any(pattern.startswith("!") and matches_pattern(pattern[1:], name) for pattern in patterns):
        return False
    return any(not pattern.startswith("!") and matches_pattern(pattern, name) for pattern in patterns)


def matches_pattern(pattern: str, name: str) -> bool:
    """True where `pattern`, with `*` and `?`, matches all of `name`.

    In steps bounded by the product of both lengths: names in commits are anybody's to choose.
    """
    at = star = mark = 0
    position, starred = 0, False
    while position < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, mark, starred = at, position, True
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[position]):
            at, position = at + 1, position + 1
        elif starred:
            mark += 1
            at, position = star + 1, mark
        else:
            return False
    return not pattern[at:].strip("*")


def _signer(words: str, number: int, path: str) -> AllowedSigner:
    found = _PRINCIPALS.match(words)
    patterns = tuple((found[1] or found[2] or "").split(",")) if found else ()
    if found is None or "" in patterns:
        raise UnreadableTrust(f"{path}:{number}: a line must be principals, options and a key")
    try:
        options, rest = _options(words[found.end() :])
        key = key_of_text(rest)
        _refuse_impossible(key)
        return AllowedSigner(
            number,
            patterns,
            key,
            tuple(name for name in options.get("namespaces", "").split(",") if name),
            _time(options, "valid-after"),
            _time(options, "valid-before"),
            "cert-authority" in options,
        )
    except Malformed as fault:
        raise UnreadableTrust(f"{path}:{number}: {fault}") from fault


def _refuse_impossible(key: bytes) -> None:
    try:
        read_key(key)
    except Unsupported:
        return  # such a key may stand in the list; no signature by it is relied on


def _options(words: str) -> tuple[dict[str, str], str]:
    """The options, by their names in small letters, and what follows them."""
    options: dict[str, str] = {}
    at = 0
    while not (at == 0 and _KEY_START.match(words)):
        found = _OPTION.match(words, at)
        name = found[1].lower() if found else ""
        if not found or (name in _VALUED) == (found[2] is None) or name not in {*_VALUED, "cert-authority"}:
            raise Malformed('an option is not understood; write such as namespaces="git",valid-before="20261231Z"')
        if name in options and name in _VALUED:
            raise Malformed(f"the option {name} is given twice")
        options[name] = re.sub(r'\\(")', r"\1", found[2] or "")
        at = found.end()
        if found[3] != ",":
            break
    _refuse_no_time(options)
    return options, words[at:]


def _refuse_no_time(options: Mapping[str, str]) -> None:
    after, before = _time(options, "valid-after"), _time(options, "valid-before")
    if after is not None and before is not None and before <= after:
        raise Malformed("valid-before is not after valid-after")
    if options.get("namespaces") == "":
        raise Malformed("namespaces names none")


def _time(options: Mapping[str, str], name: str) -> int | None:
    text = options.get(name)
    if text is None:
        return None
    found = _TIME.fullmatch(text)
    try:
        moment = datetime.strptime(found[1], _TIME_FORMATS[len(found[1])]) if found else None  # noqa: DTZ007 (made UTC below)
    except ValueError:
        moment = None
    if moment is None:
        raise Malformed(f"{name} must be YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with Z for UTC")
    return int(moment.replace(tzinfo=UTC).timestamp())


def _frozen(lines: Mapping[bytes, list[AllowedSigner]]) -> dict[bytes, tuple[AllowedSigner, ...]]:
    return {key: tuple(found) for key, found in lines.items()}
