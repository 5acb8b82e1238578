"""The commit and the key at which the chain of trust begins; they come from outside the repository."""

from __future__ import annotations

import re
from dataclasses import dataclass

from milepost.errors import UsageError

ENVIRONMENT = "MILEPOST_TRUST_ROOT"
"""The variable that names a trust root; FORMAT.md, Trust."""

_ROOT = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}):(SHA256:[A-Za-z0-9+/]{43}|[0-9A-Fa-f]{40})")


@dataclass(frozen=True, slots=True)
class TrustRoot:
    """`commit` is a full id, `key` the fingerprint of the key that signed it (`SHA256:…`, or OpenPGP's in capitals)."""

    commit: str
    key: str


def parse_trust_root(text: str) -> TrustRoot:
    """The root written as `<commit>:<fingerprint>`; raises UsageError."""
    found = _ROOT.fullmatch(text.strip())
    if not found:
        raise UsageError(
            f"“{text}” is no trust root. Write the commit's full id, a colon, and the fingerprint of the key that "
            "signed it, such as 4b825dc…:SHA256:… (`ssh-keygen -l -f KEY.pub` prints it)."
        )
    return TrustRoot(found[1], found[2] if found[2].startswith("SHA256:") else found[2].upper())
