"""Histories of any length with commits of every kind of key and state, and what verification must say of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from milepost.history.verdict import Status
from support.repositories import Person, Written
from support.signing import (
    Key,
    PgpSigner,
    ecdsa,
    ecdsa_security_key,
    ed25519,
    pgp,
    rsa_key,
    security_key,
    signers,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from support.repositories import Signer

PEOPLE = 12


@dataclass(frozen=True)
class Kind:
    """How a commit is signed, what must be said of it, and git's letter for that."""

    signer: Signer | None
    status: Status
    letter: str


@dataclass(frozen=True)
class SignedHistory:
    """A saved repository, the trust to judge it by, and the kind of every commit."""

    repository: Written
    listed: str
    revoked: bytes
    keyring: str
    kinds: dict[str, Kind]


@cache
def _listed() -> list[Key]:
    people = [ed25519(f"person {number}") for number in range(PEOPLE)]
    return [*people, rsa_key(2048), ecdsa(256), ecdsa(384), ecdsa(521), security_key("person"), ecdsa_security_key()]


_RETIRED, _FUTURE, _OTHER = ed25519("retired"), ed25519("future"), ed25519("other namespace")
_REVOKED, _STRANGER, _AUTHORITY = ed25519("revoked"), ed25519("stranger"), ed25519("authority")


def list_of_signers() -> str:
    """The list that all kinds are judged by."""
    lines = [(f"person{number}@agency.example,*@agency.example", key) for number, key in enumerate(_listed())]
    return signers(*lines) + signers(
        ("retired@agency.example", 'valid-before="20251231Z"', _RETIRED),
        ("future@agency.example", 'valid-after="20300101Z"', _FUTURE),
        ("other@agency.example", 'namespaces="file"', _OTHER),
        ("revoked@agency.example", _REVOKED),
        ("*", "cert-authority", _AUTHORITY),
    )


def ssh_kinds() -> list[Kind]:
    """Every state, and for the states that every key can have, every key."""
    good = [Kind(key, Status.VALID_PERSON, "G") for key in _listed()]
    tampered = [Kind(key.but(spoil=True), Status.BAD, "B") for key in _listed()]
    elsewhere = [Kind(key.but(namespace=b"file"), Status.BAD, "B") for key in _listed()]
    return [
        *good,
        *tampered,
        *elsewhere,
        Kind(_RETIRED, Status.EXPIRED, "U"),
        Kind(_FUTURE, Status.EXPIRED, "U"),
        Kind(_OTHER, Status.UNTRUSTED, "B"),
        Kind(_REVOKED, Status.REVOKED, "B"),
        Kind(_STRANGER, Status.UNKNOWN_KEY, "U"),
        Kind(_AUTHORITY, Status.UNKNOWN_KEY, "U"),
        Kind(None, Status.UNSIGNED, "N"),
    ]


def pgp_kinds() -> list[Kind]:
    person, gone = pgp("nora@agency.example", "Nora"), pgp("gone@agency.example")
    return [
        Kind(person, Status.VALID_PERSON, "G"),
        Kind(PgpSigner(person.secret, spoil=True), Status.BAD, "B"),
        Kind(pgp("stranger@agency.example"), Status.UNKNOWN_KEY, "E"),
        Kind(gone, Status.REVOKED, "R"),
    ]


def usual_kinds() -> list[Kind]:
    """The mixture that git was measured with: of 50 commits 35 good, 5 unsigned, 5 unknown, 4 OpenPGP, 1 tampered."""
    good = [Kind(_listed()[number % PEOPLE], Status.VALID_PERSON, "G") for number in range(35)]
    return [
        *good,
        *[Kind(None, Status.UNSIGNED, "N")] * 5,
        *[Kind(_STRANGER, Status.UNKNOWN_KEY, "U")] * 5,
        *[pgp_kinds()[0]] * 4,
        Kind(_listed()[0].but(spoil=True), Status.BAD, "B"),
    ]


def signed_history(folder: Path, count: int, kinds: Sequence[Kind]) -> SignedHistory:
    """A history of `count` commits, its kinds in turn, judged by `list_of_signers`."""
    repository = Written(folder)
    made: dict[str, Kind] = {}
    for number in range(count):
        kind = kinds[number % len(kinds)]
        person = Person("Somebody", f"person{number % (PEOPLE + 2)}@agency.example")
        made[repository.commit({"plan": str(number)}, f"Change {number}", author=person, signer=kind.signer)] = kind
    repository.save()
    keyring = pgp("nora@agency.example", "Nora").public + pgp("gone@agency.example").revoked()
    return SignedHistory(repository, list_of_signers(), f"{_REVOKED.public}\n".encode(), keyring, made)
