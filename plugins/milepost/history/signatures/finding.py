"""What the check of a signature found, before anybody asks whether its key is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.history.verdict import Status, Verdict

if TYPE_CHECKING:
    from milepost.history.signatures.certificates import Certificate
    from milepost.history.verdict import Kind


class Malformed(ValueError):
    """Bytes that are not what the format asks for; the text says what was found, for people."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A signature as checked: `fault` is None where it is good, made by `key` over exactly the given bytes.

    `key` is an SSH public key as bytes, of a certificate its subject's; None for other formats.
    """

    kind: Kind | None
    fault: Status | None = None
    reason: str = ""
    fingerprint: str | None = None
    key: bytes | None = None
    certificate: Certificate | None = None

    def verdict(self, status: Status, reason: str) -> Verdict:
        """A verdict about this signature that names nobody."""
        return Verdict(status, reason, None, self.fingerprint, self.kind)
