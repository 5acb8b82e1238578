"""OpenSSH certificates, read to know their subject, authority and time; whether they hold is for ssh-keygen to say.

Format: OpenSSH's PROTOCOL.certkeys.
"""

from __future__ import annotations

from dataclasses import dataclass

from milepost.history.signatures.ssh_keys import Unsupported, fingerprint, plain_key
from milepost.history.signatures.wire import Wire

SUFFIX = b"-cert-v01@openssh.com"
_FIELDS = {
    b"ssh-ed25519": 1,
    b"ssh-rsa": 2,
    b"ecdsa-sha2-nistp256": 2,
    b"ecdsa-sha2-nistp384": 2,
    b"ecdsa-sha2-nistp521": 2,
    b"sk-ssh-ed25519": 2,
    b"sk-ecdsa-sha2-nistp256": 3,
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """`subject` is the certified key, `authority` the key that vouches; times in seconds since 1970.

    `blob` is the certificate itself and `armored` the signature that carried it, to hand on to ssh-keygen.
    """

    blob: bytes
    subject: bytes
    authority: bytes
    valid_after: int
    valid_before: int
    armored: bytes

    @property
    def authority_fingerprint(self) -> str:
        """The authority's fingerprint, as `ssh-keygen -l` prints it."""
        return fingerprint(self.authority)


def is_certificate(key: bytes) -> bool:
    """True where these bytes are a certificate, not a plain key."""
    return Wire(key).string().endswith(SUFFIX)


def read_certificate(key: bytes, armored: bytes) -> Certificate:
    """The certificate of these bytes; raises Malformed or Unsupported."""
    wire = Wire(key)
    name = wire.string().removesuffix(SUFFIX)
    if name not in _FIELDS:
        raise Unsupported(f"certificates of the kind {name.decode('ascii', 'replace')} are not accepted")
    wire.string()  # the nonce
    kind = name + b"@openssh.com" if name.startswith(b"sk-") else name
    subject = plain_key(kind, [wire.string() for _ in range(_FIELDS[name])])
    wire.number(8)  # serial
    wire.number()  # user or host
    wire.string()  # key id
    wire.string()  # principals
    valid_after, valid_before = wire.number(8), wire.number(8)
    for _ in ("critical options", "extensions", "reserved"):
        wire.string()
    authority = wire.string()
    wire.string()  # the authority's signature
    wire.end()
    return Certificate(key, subject, authority, valid_after, valid_before, armored)
