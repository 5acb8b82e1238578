"""Keys that are revoked, for all dates: public keys as text, or OpenSSH's binary list, which ssh-keygen reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.history.allowed_signers import UnreadableTrust, text_lines
from milepost.history.signatures import ssh_keygen
from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.ssh_keys import key_of_text, key_text

if TYPE_CHECKING:
    from milepost.history.signatures.certificates import Certificate

_BINARY = b"SSHKRL\n\0"


@dataclass(frozen=True)
class Revocations:
    """Revoked keys; `file` is the file as it is, None where there is none, to hand on to ssh-keygen and git."""

    keys: frozenset[bytes] = frozenset()
    file: bytes | None = None
    _known: dict[bytes, bool] = field(default_factory=dict, repr=False, compare=False)

    def revokes(self, key: bytes) -> bool:
        """True where `key` is revoked; raises EnvironmentFault where ssh-keygen is needed and cannot answer."""
        if self.file is None or not self.file.startswith(_BINARY):
            return key in self.keys
        if key not in self._known:
            self._known[key] = ssh_keygen.is_revoked(self.file, key_text(key))
        return self._known[key]

    def revokes_certificate(self, certificate: Certificate) -> bool:
        """True where it, its key or its authority is revoked; a binary list may also name serials. Raises as above."""
        return any(self.revokes(key) for key in (certificate.subject, certificate.authority, certificate.blob))


def parse_revocations(data: bytes, path: str = "trust/revoked_keys") -> Revocations:
    """The revocations in the file's bytes; raises UnreadableTrust, with line, for anything not understood.

    A line that is not understood may be the one key that must never be trusted again.
    """
    if data.startswith(_BINARY):
        return Revocations(file=data)
    keys = set()
    for number, line in enumerate(text_lines(data, path), start=1):
        words = line.strip()
        if words and not words.startswith("#"):
            try:
                keys.add(key_of_text(words))
            except Malformed as fault:
                raise UnreadableTrust(f"{path}:{number}: {fault}") from fault
    return Revocations(frozenset(keys), data)
