"""One commit, as its own bytes say; whether they are true is for signatures and trust to judge."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from milepost.history.faults import CorruptHistory

_OID = rb"(?:[0-9a-f]{40}|[0-9a-f]{64})"
_FIXED = re.compile(
    rb"tree (" + _OID + rb")\n((?:parent " + _OID + rb"\n)*)author ([^\n\0]*)\ncommitter ([^\n\0]*)(?:\n|\Z)"
)
_IDENTITY = re.compile(rb"([^<]*)<([^>]*)>.*?[ ](-?[0-9]{1,12}) ([+-][0-9]{4,6})", re.DOTALL)
_SIGNATURE = re.compile(rb"^(gpgsig(?:-sha256)?) ([^\n]*\n(?: [^\n]*\n)*)", re.MULTILINE)
_OTHER_HEADERS = re.compile(rb"(?:(?!(?:tree|parent|author|committer) )[^ \n\0]+(?: [^\n\0]*)?\n(?: [^\n\0]*\n)*)*")
_ENCODING = re.compile(rb"^encoding ([^\n]*)\n", re.MULTILINE)
# Python also knows codecs that are no character sets (`idna`, `unicode_escape`), which a commit must not choose.
_CHARACTER_SETS = re.compile(r"(utf-8|ascii|iso8859-\d+|cp\d+|koi8-[ru]|euc_\w+|shift_jis\w*|gb\w+|big5\w*|mac-\w+)")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a commit claims made it, and when: a claim, not a fact. `at` has the zone written in the commit."""

    name: str
    email: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit object. `payload` are the bytes that its signature signs: the commit without its signature headers.

    `signatures` are the armored values of all `gpgsig` and `gpgsig-sha256` headers, in order, unfolded;
    `signature_header` is the name of the first.
    """

    oid: str
    tree: str
    parents: tuple[str, ...]
    author: Identity
    committer: Identity
    message: str
    signatures: tuple[bytes, ...]
    signature_header: str
    payload: bytes


def parse_commit(oid: str, data: bytes) -> Commit:
    """The commit of the object `oid`, whose content is `data`; raises CorruptHistory where it is malformed."""
    fixed = _FIXED.match(data)
    if fixed is None:
        raise CorruptHistory(f"commit {oid} has no tree, author or committer where they must be")
    tree, parents, author, committer = fixed.groups()
    headers, message = _parted(oid, data, fixed.end())
    charset = _charset(headers) if b"encoding " in headers else "utf-8"
    signatures = _SIGNATURE.findall(headers) if b"gpgsig" in headers else []
    return Commit(
        oid=oid,
        tree=tree.decode(),
        parents=tuple(parents.decode().replace("parent ", "").split()),
        author=_identity(oid, author, charset),
        committer=_identity(oid, committer, charset),
        message=message.decode(charset, "replace"),
        signatures=tuple(value.replace(b"\n ", b"\n") for _, value in signatures),
        signature_header=signatures[0][0].decode() if signatures else "",
        payload=_payload(data, fixed.end(), headers) if signatures else data,
    )


def _parted(oid: str, data: bytes, start: int) -> tuple[bytes, bytes]:
    """The headers after the committer, each ended by a line break, and the message."""
    if data.startswith(b"\n", start) or start == len(data):
        return b"", data[start + 1 :]
    end = data.find(b"\n\n", start)
    headers = data[start : end + 1] if end >= 0 else data[start:]
    if not _OTHER_HEADERS.fullmatch(headers):
        raise CorruptHistory(f"commit {oid} has a malformed or repeated header")
    return headers, data[end + 2 :] if end >= 0 else b""


def _payload(data: bytes, start: int, headers: bytes) -> bytes:
    return data[:start] + _SIGNATURE.sub(b"", headers) + data[start + len(headers) :]


def _charset(headers: bytes) -> str:
    stated = _ENCODING.search(headers)
    try:
        name = codecs.lookup(stated[1].decode("ascii")).name if stated else "utf-8"
    except (LookupError, UnicodeDecodeError):
        return "utf-8"
    return name if _CHARACTER_SETS.fullmatch(name) else "utf-8"


def _identity(oid: str, line: bytes, charset: str) -> Identity:
    parts = _IDENTITY.fullmatch(line)
    if parts is None:
        raise CorruptHistory(f"commit {oid} does not say who made it and when")
    name, email, seconds, zone = parts.groups()
    try:
        at = datetime.fromtimestamp(int(seconds), _zone(zone))
    except (OverflowError, ValueError, OSError) as fault:
        raise CorruptHistory(f"commit {oid} has an impossible date") from fault
    return Identity(name.decode(charset, "replace").strip(), email.decode(charset, "replace").strip(), at)


@cache
def _zone(written: bytes) -> timezone:
    """The offset `+HHMM`; UTC where it is none that exists, as some old tools wrote."""
    minutes = int(written[1:-2]) * 60 + int(written[-2:])
    if minutes >= _DAY:
        return UTC
    return timezone(timedelta(minutes=-minutes if written.startswith(b"-") else minutes))
