"""The only way to run ssh-keygen for verification: certificates, passkeys and key revocation lists; no decisions."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_RUN = 30
"""Seconds after which a run of ssh-keygen is given up."""
_NAMESPACE = "git"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run ended and what it said, on both outputs together."""

    code: int
    said: str


def good_signature(armored: bytes, payload: bytes) -> bool:
    """True where the signature is of these bytes, by whatever key."""
    words = ("-Y", "check-novalidate", "-n", _NAMESPACE, "-s", "signature")
    return _run(words, {"signature": armored}, payload).code == 0


def principals(armored: bytes, signers: bytes, at: int) -> tuple[str, ...]:
    """Those whom the list `signers` names for the signature's key or certificate, at a time in seconds since 1970."""
    words = ("-Y", "find-principals", "-f", "signers", "-s", "signature", f"-Overify-time={_time(at)}")
    answer = _run(words, {"signature": armored, "signers": signers})
    return tuple(line for line in answer.said.splitlines() if line) if answer.code == 0 else ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A signature over `payload` that is said to be by `principal`, at a time in seconds since 1970."""

    armored: bytes
    payload: bytes
    principal: str
    at: int


def verify(claim: Claim, signers: bytes, revoked: bytes | None) -> Answer:
    """What ssh-keygen says of the claim, by a list of signers and one of revoked keys; code 0 is good."""
    files = {"signature": claim.armored, "signers": signers}
    words = ["-Y", "verify", "-n", _NAMESPACE, "-f", "signers", "-s", "signature"]
    words += ["-I", claim.principal, f"-Overify-time={_time(claim.at)}"]
    if revoked is not None:
        files["revoked"] = revoked
        words += ["-r", "revoked"]
    return _run(tuple(words), files, claim.payload)


def is_revoked(revocation_list: bytes, key: str) -> bool:
    """True where the binary list revokes `key`, a line of a `.pub` file.

    Raises EnvironmentFault where ssh-keygen is missing or cannot read the list.
    """
    answer = _run(("-Q", "-f", "revoked", "key.pub"), {"revoked": revocation_list, "key.pub": key.encode() + b"\n"})
    if answer.code and "REVOKED" not in answer.said:
        raise EnvironmentFault(f"ssh-keygen cannot read the list of revoked keys: {answer.said.strip()}")
    return answer.code != 0


def _run(words: tuple[str, ...], files: Mapping[str, bytes], stdin: bytes = b"") -> Answer:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise EnvironmentFault(
            "ssh-keygen was not found. Install it (Debian and Ubuntu: `apt install openssh-client`)."
        )
    with tempfile.TemporaryDirectory(prefix="milepost-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        try:
            done = subprocess.run(  # noqa: S603 (a fixed program with arguments of ours)
                [program, *words],
                cwd=folder,
                env=_environment(),
                input=stdin,
                capture_output=True,
                check=False,
                timeout=LONGEST_RUN,
            )
        except subprocess.TimeoutExpired as fault:
            raise EnvironmentFault(f"ssh-keygen took more than {LONGEST_RUN} seconds.") from fault
    return Answer(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    # Times without a zone are UTC here, whatever the machine's zone: one commit must have one verdict everywhere.
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": os.devnull, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _time(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%d%H%M%S}"
