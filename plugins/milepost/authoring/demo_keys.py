"""Throwaway SSH keys for the demo, made by ssh-keygen; they vouch for nobody."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def make_keys(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The public keys by name, as `ssh-ed25519 AAAA…`; the private ones are in `folder`, one file per name.

    Raises EnvironmentFault where ssh-keygen is missing or fails.
    """
    program = shutil.which("ssh-keygen")
    if program is None:
        raise EnvironmentFault(
            "ssh-keygen was not found. Install it (Debian and Ubuntu: `apt install openssh-client`)."
        )
    folder.mkdir(mode=0o700, parents=True)
    return {name: _make_key(program, folder / name) for name in names}


def fingerprint(key: str) -> str:
    """The fingerprint of a public key's line, as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def _make_key(program: str, path: Path) -> str:
    command = [program, "-q", "-t", "ed25519", "-N", "", "-C", f"demo {path.name}", "-f", str(path)]
    try:
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=30)  # noqa: S603 (a list, no shell)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise EnvironmentFault(f"ssh-keygen made no key: {fault}") from fault
    kind, key, *_ = path.with_name(f"{path.name}.pub").read_text().split()
    return f"{kind} {key}"
