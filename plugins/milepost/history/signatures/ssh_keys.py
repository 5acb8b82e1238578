"""SSH public keys: their fingerprints, and whether a signature is theirs; whose they are is not known here.

Formats: RFC 4253 section 6.6, RFC 5656, RFC 8332, RFC 8709, and OpenSSH's PROTOCOL.u2f for security keys.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.wire import Wire, string

SHORTEST_RSA = 2048
"""Bits; shorter keys have been within reach of computing since about 2010 (NIST SP 800-131A)."""
PRESENCE = 0x01
"""The flag by which a security key says that somebody touched it."""

Check = Callable[[bytes, bytes, bytes], bool]
"""Whether (algorithm, signature, signed bytes) belong together."""

_CURVES: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
}
_RSA_HASHES: dict[bytes, hashes.HashAlgorithm] = {b"rsa-sha2-256": hashes.SHA256(), b"rsa-sha2-512": hashes.SHA512()}
_TEXT = re.compile(r"((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[A-Za-z0-9@.-]+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?")


class Unsupported(ValueError):
    """A key or an algorithm that is not relied on here; the text says which and why."""


@dataclass(frozen=True)
class SshKey:
    """A public key: `algorithms` are those a signature by it may name, `application` is a security key's."""

    kind: bytes
    fingerprint: str
    algorithms: frozenset[bytes]
    check: Check
    application: bytes | None = None


def key_of_text(text: str) -> bytes:
    """The key's bytes, from `ssh-ed25519 AAAA… comment`; raises Malformed where it is no such text."""
    found = _TEXT.fullmatch(text.strip())
    if not found:
        raise Malformed("it is not a public key such as “ssh-ed25519 AAAA…”")
    try:
        blob = binascii.a2b_base64(found[2], strict_mode=True)
    except binascii.Error as fault:
        raise Malformed("its public key is not base64") from fault
    if Wire(blob).string() != found[1].encode():
        raise Malformed(f"its public key is not of the kind {found[1]}")
    return blob


@lru_cache(maxsize=4096)
def fingerprint(blob: bytes) -> str:
    """The fingerprint of a key's bytes, as `ssh-keygen -l` prints it."""
    return "SHA256:" + b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


@lru_cache(maxsize=4096)
def read_key(blob: bytes) -> SshKey:
    """The key of these bytes; raises Malformed, or Unsupported for kinds that are not relied on."""
    wire = Wire(blob)
    kind = wire.string()
    reader = _READERS.get(kind)
    if reader is None:
        raise Unsupported(f"keys of the kind {kind.decode('ascii', 'replace')} are not accepted")
    try:
        key = reader(kind, wire, fingerprint(blob))
    except (Malformed, Unsupported):
        raise
    except ValueError as fault:  # a point that is not on its curve, an RSA exponent of 1
        raise Malformed("its public key is not a possible one") from fault
    wire.end()
    return key


def _ed25519(kind: bytes, wire: Wire, name: str) -> SshKey:
    public = Ed25519PublicKey.from_public_bytes(wire.string())

    def check(_: bytes, signature: bytes, signed: bytes) -> bool:
        return _holds(lambda: public.verify(signature, signed))

    return SshKey(kind, name, frozenset({kind}), check)


def _rsa(kind: bytes, wire: Wire, name: str) -> SshKey:
    exponent, modulus = wire.positive(), wire.positive()
    if modulus.bit_length() < SHORTEST_RSA:
        raise Unsupported(f"an RSA key of {modulus.bit_length()} bits is too short; {SHORTEST_RSA} are needed")
    public = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    length = (modulus.bit_length() + 7) // 8

    def check(algorithm: bytes, signature: bytes, signed: bytes) -> bool:
        # OpenSSH leaves out leading zeros (RFC 8332 asks for them; both are met in practice).
        whole = signature.rjust(length, b"\0")
        return _holds(lambda: public.verify(whole, signed, padding.PKCS1v15(), _RSA_HASHES[algorithm]))

    return SshKey(kind, name, frozenset(_RSA_HASHES), check)


def _ecdsa(kind: bytes, wire: Wire, name: str) -> SshKey:
    curve_name = wire.string()
    if not kind.removesuffix(b"@openssh.com").endswith(curve_name) or curve_name not in _CURVES:
        raise Malformed("its public key names another curve than its kind")
    curve, digest = _CURVES[curve_name]
    public = ec.EllipticCurvePublicKey.from_encoded_point(curve, wire.string())

    def check(_: bytes, signature: bytes, signed: bytes) -> bool:
        parts = Wire(signature)
        r, s = parts.positive(), parts.positive()
        parts.end()
        return _holds(lambda: public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(digest)))

    return SshKey(kind, name, frozenset({kind}), check)


def _security_key(inner: Callable[[bytes, Wire, str], SshKey]) -> Callable[[bytes, Wire, str], SshKey]:
    def read(kind: bytes, wire: Wire, name: str) -> SshKey:
        key = inner(kind, wire, name)
        return SshKey(kind, name, key.algorithms, key.check, application=wire.string())

    return read


def security_key_message(application: bytes, flags_and_counter: bytes, signed: bytes) -> bytes:
    """What a security key signs in place of `signed` (OpenSSH's PROTOCOL.u2f)."""
    return hashlib.sha256(application).digest() + flags_and_counter + hashlib.sha256(signed).digest()


def _holds(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except InvalidSignature:
        return False
    return True


_READERS: dict[bytes, Callable[[bytes, Wire, str], SshKey]] = {
    b"ssh-ed25519": _ed25519,
    b"ssh-rsa": _rsa,
    b"ecdsa-sha2-nistp256": _ecdsa,
    b"ecdsa-sha2-nistp384": _ecdsa,
    b"ecdsa-sha2-nistp521": _ecdsa,
    b"sk-ssh-ed25519@openssh.com": _security_key(_ed25519),
    b"sk-ecdsa-sha2-nistp256@openssh.com": _security_key(_ecdsa),
}


def key_text(blob: bytes) -> str:
    """The key as one line of a `.pub` file."""
    return f"{Wire(blob).string().decode('ascii')} {b64encode(blob).decode()}"


def plain_key(kind: bytes, fields: list[bytes]) -> bytes:
    """The bytes of a key of this kind with these fields."""
    return string(kind) + b"".join(map(string, fields))
