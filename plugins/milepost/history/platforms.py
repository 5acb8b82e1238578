"""Keys with which hosting platforms sign merges, as the configuration names them; a platform is never a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.errors import UsageError
from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.openpgp import Keyring, read_keyring
from milepost.history.signatures.ssh_keys import fingerprint, key_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}|[0-9A-Fa-f]{40}")


@dataclass(frozen=True)
class PlatformKey:
    """A platform's `name` and its `key`: a public key's line, an OpenPGP certificate, or a fingerprint of either."""

    name: str
    key: str


@dataclass(frozen=True)
class Platforms:
    """Platforms' names by the fingerprints of their keys, and their OpenPGP certificates."""

    names: Mapping[str, str] = field(default_factory=dict)
    keyring: Keyring = field(default_factory=Keyring)


def read_platforms(keys: Iterable[PlatformKey]) -> Platforms:
    """The platforms of the configuration; raises UsageError, with the platform's name, for a key that is none."""
    names: dict[str, str] = {}
    certificates: list[bytes] = []
    for platform in keys:
        text = platform.key.strip()
        try:
            if text.startswith("-----BEGIN PGP"):
                certificates.append(text.encode() + b"\n")
                found = {key.fingerprint for key in read_keyring(certificates[-1:]).by_key.values()}
                names |= dict.fromkeys(found, platform.name)
            else:
                names[_fingerprint(text)] = platform.name
        except Malformed as fault:
            raise UsageError(f"The key of the platform “{platform.name}” is not understood: {fault}.") from fault
    return Platforms(names, read_keyring(certificates))


def _fingerprint(text: str) -> str:
    if _FINGERPRINT.fullmatch(text):
        return text if text.startswith("SHA256:") else text.upper()
    return fingerprint(key_of_text(text))
