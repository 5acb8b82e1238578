"""SSH signatures (OpenSSH's PROTOCOL.sshsig) over a commit: good, bad or not to be checked; trust is decided above.

Stricter than ssh-keygen on purpose: nothing may stand before, between or after what is signed for, hashes are SHA-2,
RSA keys have 2,048 bits, and a security key was touched.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import dataclass, replace

from milepost.errors import EnvironmentFault
from milepost.history.signatures import ssh_keygen
from milepost.history.signatures.certificates import is_certificate, read_certificate
from milepost.history.signatures.finding import Finding, Malformed
from milepost.history.signatures.ssh_keys import (
    PRESENCE,
    SshKey,
    Unsupported,
    fingerprint,
    read_key,
    security_key_message,
)
from milepost.history.signatures.wire import Wire, string
from milepost.history.verdict import Status

NAMESPACE = b"git"
"""What git signs commits for; a signature for anything else is none for a commit."""
BEGIN = b"-----BEGIN SSH SIGNATURE-----"

_ARMOR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n((?:[A-Za-z0-9+/=]+\n)+)-----END SSH SIGNATURE-----\n?")
_MAGIC = b"SSHSIG"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_WEBAUTHN = b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
_WEBAUTHN_KEY = b"sk-ecdsa-sha2-nistp256@openssh.com"


@dataclass(frozen=True, slots=True)
class SshSignature:
    """The parts of one signature; `detail` is what follows the signature itself (a security key's flags)."""

    key: bytes
    namespace: bytes
    hash_name: bytes
    algorithm: bytes
    signature: bytes
    detail: bytes


def read_signature(armored: bytes) -> SshSignature:
    """The signature in its armor; raises Malformed."""
    found = _ARMOR.fullmatch(armored)
    if not found:
        raise Malformed("its armor is not as OpenSSH writes it")
    try:
        data = binascii.a2b_base64(found[1].replace(b"\n", b""), strict_mode=True)
    except binascii.Error as fault:
        raise Malformed("its armor is not base64") from fault
    wire = Wire(data)
    if wire.raw(len(_MAGIC)) != _MAGIC or wire.number() != 1:
        raise Malformed("it is not an SSH signature of version 1")
    key, namespace, reserved, hash_name, inner = (wire.string() for _ in range(5))
    wire.end()
    if reserved:
        raise Malformed("it has a part that nobody signed for")
    parts = Wire(inner)
    return SshSignature(key, namespace, hash_name, parts.string(), parts.string(), parts.rest())


def check_ssh(armored: bytes, payload: bytes) -> Finding:
    """What the SSH signature says about the bytes `payload`."""
    try:
        found = read_signature(armored)
    except Malformed as fault:
        return _cannot(f"The signature cannot be read: {fault}.")
    about = Finding("ssh", fingerprint=fingerprint(found.key), key=found.key)
    try:
        if is_certificate(found.key):
            certificate = read_certificate(found.key, armored)
            name = fingerprint(certificate.subject)
            about = replace(about, fingerprint=name, key=certificate.subject, certificate=certificate)
        return _check(found, payload, about, armored)
    except Malformed as fault:
        return replace(about, fault=Status.UNVERIFIABLE, reason=f"The signature cannot be read: {fault}.")
    except Unsupported as fault:
        return replace(about, fault=Status.UNVERIFIABLE, reason=f"The signature is not relied on: {fault}.")


def _check(found: SshSignature, payload: bytes, about: Finding, armored: bytes) -> Finding:
    if found.hash_name not in _HASHES:
        raise Unsupported(f"{found.hash_name.decode('ascii', 'replace')} is not one of sha256 and sha512")
    if found.namespace != NAMESPACE:
        return replace(about, fault=Status.BAD, reason=f"The signature is for {_shown(found.namespace)}, not for git.")
    key = read_key(about.key or found.key)
    if found.algorithm == _WEBAUTHN and key.kind == _WEBAUTHN_KEY:
        return _check_webauthn(found, payload, about, armored)
    if found.algorithm not in key.algorithms:
        raise Unsupported(f"{_shown(found.algorithm)} is not an algorithm for this key")
    digest = _HASHES[found.hash_name](payload).digest()
    signed = _MAGIC + b"".join(map(string, (found.namespace, b"", found.hash_name, digest)))
    return _with_key(key, found, signed, about)


def _with_key(key: SshKey, found: SshSignature, signed: bytes, about: Finding) -> Finding:
    if key.application is None:
        if found.detail:
            raise Malformed("something follows after its end")
        good = key.check(found.algorithm, found.signature, signed)
        return about if good else _bad(about)
    if len(found.detail) != 5:  # noqa: PLR2004 (one byte of flags, four of the counter)
        raise Malformed("the security key's flags and counter are missing")
    message = security_key_message(key.application, found.detail, signed)
    if not key.check(found.algorithm, found.signature, message):
        return _bad(about)
    return _if_touched(found.detail[0], about)


def _check_webauthn(found: SshSignature, payload: bytes, about: Finding, armored: bytes) -> Finding:
    try:
        good = ssh_keygen.good_signature(armored, payload)
    except EnvironmentFault as fault:
        return replace(about, fault=Status.UNVERIFIABLE, reason=f"Passkey signatures need ssh-keygen. {fault}")
    return _if_touched(Wire(found.detail).number(1), about) if good else _bad(about)


def _if_touched(flags: int, about: Finding) -> Finding:
    if flags & PRESENCE:
        return about
    return replace(about, fault=Status.UNTRUSTED, reason="The security key signed without being touched.")


def _bad(about: Finding) -> Finding:
    return replace(about, fault=Status.BAD, reason="The signature is not of this commit: one of them was changed.")


def _cannot(reason: str) -> Finding:
    return Finding("ssh", Status.UNVERIFIABLE, reason)


def _shown(name: bytes) -> str:
    return f"“{name.decode('ascii', 'backslashreplace')}”"
