"""OpenPGP signatures over a commit, checked by Sequoia against given certificates only, never a machine's keyring."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pysequoia import Cert, Sig, verify
from pysequoia.packet import PacketPile, SignatureType, Tag

from milepost.history.signatures.finding import Finding, Malformed
from milepost.history.signatures.openpgp_packet import with_plain_numbers
from milepost.history.verdict import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

BEGIN = (b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN PGP MESSAGE-----")

_ARMOR = re.compile(
    rb"-----BEGIN PGP SIGNATURE-----\n(?:[A-Za-z]+: [^\n]*\n)*\n"
    rb"[A-Za-z0-9+/]+(?:\n[A-Za-z0-9+/]+)*={0,2}\n(?:=[A-Za-z0-9+/]{4}\n)?-----END PGP SIGNATURE-----\n*"
)
_EMAIL = re.compile(r"<([^<>]*)>\s*\Z")


@dataclass(frozen=True)
class PgpKey:
    """A certificate: its fingerprint in capitals, its e-mail addresses, and when it, or a subkey, ends."""

    certificate: Cert
    fingerprint: str
    emails: tuple[str, ...]
    revoked: bool
    ends: Mapping[str, datetime]


@dataclass(frozen=True)
class Keyring:
    """Certificates by the fingerprints and key ids of all their keys; `data` are the certificates' own bytes."""

    by_key: Mapping[str, PgpKey] = field(default_factory=dict)
    data: bytes = b""


def read_keyring(files: Iterable[bytes]) -> Keyring:
    """The keyring of these files, each armored or not; raises Malformed for one that holds no certificate."""
    by_key: dict[str, PgpKey] = {}
    data = b""
    for content in files:
        for certificate in _certificates(content):
            key = _key(certificate)
            data += bytes(certificate)
            for packet in PacketPile.from_bytes(bytes(certificate)):
                if packet.fingerprint:
                    by_key[packet.fingerprint] = by_key[packet.key_id] = key
    return Keyring(by_key, data)


def _certificates(content: bytes) -> list[Cert]:
    try:
        found = Cert.split_bytes(content)
        secret = any(packet.tag in (Tag.SecretKey, Tag.SecretSubkey) for packet in PacketPile.from_bytes(content))
    except RuntimeError as fault:  # the only thing that Sequoia raises; its texts hold traces of the machine
        raise Malformed("it holds no OpenPGP certificate") from fault
    if not found or secret:
        raise Malformed("it holds a secret key" if secret else "it holds no OpenPGP certificate")
    return found


def _key(certificate: Cert) -> PgpKey:
    emails = [_EMAIL.search(str(one)) for one in certificate.user_ids]
    named = tuple(found[1] if found else str(one) for found, one in zip(emails, certificate.user_ids, strict=True))
    name = certificate.fingerprint.upper()
    return PgpKey(certificate, name, named, certificate.is_revoked, _ends(certificate))


def _ends(certificate: Cert) -> dict[str, datetime]:
    """When each key ends, by its fingerprint; the primary key's end is everyone's."""
    ends: dict[str, datetime] = {}
    name, made = "", None
    for packet in PacketPile.from_bytes(bytes(certificate)):
        if packet.tag in (Tag.PublicKey, Tag.PublicSubkey):
            name, made = packet.fingerprint, packet.key_created
        elif made and packet.signature_type == SignatureType.SubkeyBinding and packet.key_validity_period:
            ends[name] = made + packet.key_validity_period
    if certificate.expiration:
        ends[certificate.fingerprint] = certificate.expiration
    return ends


def check_openpgp(armored: bytes, payload: bytes, *keyrings: Keyring) -> tuple[Finding, PgpKey | None]:
    """What the signature says about the bytes `payload`, and whose it is; no key where no keyring has it."""
    try:
        signature = _signature(armored)
    except Malformed as fault:
        return Finding("openpgp", Status.UNVERIFIABLE, f"The signature cannot be read: {fault}."), None
    issuer = signature.issuer_fingerprint or signature.issuer_key_id or ""
    key = next((ring.by_key[issuer] for ring in keyrings if issuer in ring.by_key), None)
    if key is None:
        reason = "Its OpenPGP key is not among trust/openpgp, so the signature could not be checked."
        return Finding("openpgp", Status.UNKNOWN_KEY, reason, issuer.upper() or None), None
    status, reason = _check(signature, issuer, payload, key)
    return Finding("openpgp", status, reason, key.fingerprint), key


def _signature(armored: bytes) -> Sig:
    if not _ARMOR.fullmatch(armored):
        raise Malformed("its armor is not as OpenPGP asks")
    signature = _only_signature(armored) or _only_signature(with_plain_numbers(armored))
    if signature is None or signature.signature_type != SignatureType.Binary:
        raise Malformed("it is not exactly one signature over bytes")
    return signature


def _only_signature(data: bytes) -> Sig | None:
    try:
        return Sig.from_bytes(data) if len(list(PacketPile.from_bytes(data))) == 1 else None
    except RuntimeError:  # as above
        return None


def _check(signature: Sig, issuer: str, payload: bytes, key: PgpKey) -> tuple[Status | None, str]:
    certificate = _unrevoked(key.certificate) if key.revoked else key.certificate
    good = _good(signature, payload, certificate)
    ends = [key.ends[name] for name in (issuer, key.certificate.fingerprint) if name in key.ends]
    if not good and signature.created and any(end <= signature.created for end in ends):
        return Status.EXPIRED, f"The key had ended, on {min(ends):%Y-%m-%d}, when the signature was made."
    if not good:
        return Status.BAD, "The signature is not of this commit, or its key may not sign."
    return (Status.REVOKED, "The key was revoked by its owner.") if key.revoked else (None, "")


def _good(signature: Sig, payload: bytes, certificate: Cert) -> bool:
    try:
        return bool(verify(bytes=payload, store=lambda _: [certificate], signature=signature).valid_sigs)
    except RuntimeError:  # as above
        return False


def _unrevoked(certificate: Cert) -> Cert:
    """The certificate as it was: to tell a good signature by a revoked key from a bad one."""
    packets = PacketPile.from_bytes(bytes(certificate))
    return Cert.from_packets([one for one in packets if one.signature_type != SignatureType.KeyRevocation])
