"""An OpenPGP signature's numbers written as the standard asks (RFC 9580, section 3.2); nothing that is signed changes.

GitHub's own signatures often count a number's leading zero bits. GnuPG reads such numbers; Sequoia takes the packet for
an unknown one. The numbers are not part of what is signed, and they have one value either way.
"""

from __future__ import annotations

import binascii
import re

from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.wire import Wire

_BODY = re.compile(rb"\n\n([A-Za-z0-9+/=\n]+?)\n(?:=[A-Za-z0-9+/]{4}\n)?-----END")
_SIGNATURE_TAG = 2
_VERSION = 4
_WITH_NUMBERS = {1, 3, 17, 19, 22}
"""Algorithms whose signatures are such numbers: RSA, DSA, ECDSA and EdDSA."""


def with_plain_numbers(armored: bytes) -> bytes:
    """The signature packet of the armor, unarmored, its numbers without leading zero bits; raises Malformed."""
    found = _BODY.search(armored)
    try:
        data = binascii.a2b_base64(found[1].replace(b"\n", b""), strict_mode=True) if found else b""
    except binascii.Error as fault:
        raise Malformed("its armor is not base64") from fault
    body = _only_packet(Wire(data))
    wire = Wire(body)
    version, _, algorithm, _ = wire.raw(4)
    if version != _VERSION or algorithm not in _WITH_NUMBERS:
        raise Malformed("it is not a signature of version 4")
    hashed = wire.raw(wire.number(2))
    unhashed = wire.raw(wire.number(2))
    start = 4 + 2 + len(hashed) + 2 + len(unhashed) + 2
    plain = body[:start] + _numbers(Wire(body, start))
    return bytes([0xC0 | _SIGNATURE_TAG, 0xFF]) + len(plain).to_bytes(4, "big") + plain


def _only_packet(wire: Wire) -> bytes:
    """The body of the one packet, a signature, that there is (RFC 9580, section 4.2)."""
    first = wire.number(1)
    if first & 0x40:
        tag, length = first & 0x3F, _new_length(wire)
    else:
        tag, length = first >> 2 & 0x0F, _old_length(wire, first & 3)
    if tag != _SIGNATURE_TAG or length < 0 or not first & 0x80:
        raise Malformed("it is not an OpenPGP signature")
    body = wire.raw(length)
    wire.end()
    return body


def _old_length(wire: Wire, kind: int) -> int:
    octets = (1, 2, 4)
    return wire.number(octets[kind]) if kind < len(octets) else -1


def _new_length(wire: Wire) -> int:
    first = wire.number(1)
    if first < 192:  # noqa: PLR2004 (one octet up to here)
        return first
    if first < 224:  # noqa: PLR2004 (two octets up to here)
        return ((first - 192) << 8) + wire.number(1) + 192
    return wire.number() if first == 0xFF else -1  # noqa: PLR2004 (five octets; the rest are partial)


def _numbers(wire: Wire) -> bytes:
    written = b""
    while rest := wire.rest():
        wire = Wire(rest)
        digits = wire.raw((wire.number(2) + 7) // 8).lstrip(b"\0")
        bits = int.from_bytes(digits, "big").bit_length()
        written += bits.to_bytes(2, "big") + digits
    return written
