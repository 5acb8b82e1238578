"""What verification says of one commit: a value with its reason, never a boolean; it verifies nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["ssh", "openpgp", "x509"]


class Status(StrEnum):
    """DESIGN.md, rule 4. Only the first two are green; none of the others may be shown as if it were.

    `unknown-key`: a good signature by a key that nobody is listed with. `untrusted`: good, but the trust that was in
    force says nothing for it, or there is no trust. `expired`: made outside the key's time. `unverifiable`: it could
    not be checked at all, which is no statement about the signer.
    """

    VALID_PERSON = "valid-person"
    VALID_PLATFORM = "valid-platform"
    UNKNOWN_KEY = "unknown-key"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    REVOKED = "revoked"
    BAD = "bad"
    UNSIGNED = "unsigned"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of one commit's signature, and why in an English sentence.

    `principal` is the signer's name in the list of signers, or the platform's; only a valid verdict has one.
    `fingerprint` is as the stock tools print it: `SHA256:…` for SSH, the primary key's hexadecimal one for OpenPGP.
    `signer_differs`: the principal is not the committer's e-mail address, which is only a claim.
    """

    status: Status
    reason: str
    principal: str | None = None
    fingerprint: str | None = None
    kind: Kind | None = None
    signer_differs: bool = False

    @property
    def valid(self) -> bool:
        """True where a listed person, or a platform of the configuration, signed exactly these bytes."""
        return self.status in _GREEN


_GREEN = frozenset({Status.VALID_PERSON, Status.VALID_PLATFORM})
