"""The files under trust/ of one commit, read into what they say; whether they are in force is decided above."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.history.allowed_signers import AllowedSigners, UnreadableTrust, parse_allowed_signers
from milepost.history.revocations import Revocations, parse_revocations
from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.openpgp import Keyring, read_keyring

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDER = "trust/"
SIGNERS = "trust/allowed_signers"
REVOKED = "trust/revoked_keys"
OPENPGP = "trust/openpgp/"
_REGULAR = {"100644", "100755"}


@dataclass(frozen=True)
class TrustFiles:
    """What the files under trust/ say: who may sign, whose keys are revoked, which OpenPGP certificates there are."""

    signers: AllowedSigners = field(default_factory=AllowedSigners)
    revoked: Revocations = field(default_factory=Revocations)
    keyring: Keyring = field(default_factory=Keyring)


Listing = frozenset[tuple[str, str, str]]
"""The files under trust/ as (path, mode, object id)."""


def read_trust(listing: Listing, read_blob: Callable[[str], bytes]) -> TrustFiles:
    """What the files of `listing` say; raises UnreadableTrust where one is missing or cannot be relied on."""
    relevant = {path: (mode, oid) for path, mode, oid in listing if path in {SIGNERS, REVOKED} or _is_openpgp(path)}
    for path, (mode, _) in relevant.items():
        if mode not in _REGULAR:
            raise UnreadableTrust(f"{path} is a link or a repository, not a file")
    if set(relevant) <= {REVOKED}:
        raise UnreadableTrust(f"there is no {SIGNERS}")
    return read_trust_files({path: read_blob(oid) for path, (_, oid) in sorted(relevant.items())})


def read_trust_files(files: Mapping[str, bytes]) -> TrustFiles:
    """What these files say, by their paths; raises UnreadableTrust."""
    signers = parse_allowed_signers(files[SIGNERS]) if SIGNERS in files else AllowedSigners()
    revoked = parse_revocations(files[REVOKED]) if REVOKED in files else Revocations()
    openpgp = {path: content for path, content in files.items() if _is_openpgp(path)}
    return TrustFiles(signers, revoked, _keyring(openpgp))


def _keyring(files: Mapping[str, bytes]) -> Keyring:
    for path, content in files.items():
        try:
            read_keyring([content])
        except Malformed as fault:
            raise UnreadableTrust(f"{path}: {fault}") from fault
    return read_keyring(files.values())


def _is_openpgp(path: str) -> bool:
    return path.startswith(OPENPGP) and path.endswith(".asc")
