"""The only way to run git: a clean environment, fixed arguments, faults in words; it knows nothing of engagements."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LONGEST_RUN = 120
"""Seconds after which a run of git is given up."""


def run(args: Sequence[str], cwd: Path, *, env: Mapping[str, str] | None = None, stdin: bytes | None = None) -> bytes:
    """What git prints, for `git` with `args` in the folder `cwd`; `env` is added to a clean environment.

    Raises EnvironmentFault where git is missing, takes too long or reports an error.
    """
    program = shutil.which("git")
    if program is None:
        raise EnvironmentFault("git was not found. Install it (Debian and Ubuntu: `apt install git`).")
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program with arguments of ours)
            [program, *args],
            cwd=cwd,
            env={**_clean_environment(), **(env or {})},
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            check=True,
            timeout=LONGEST_RUN,
        )
    except subprocess.TimeoutExpired as fault:
        raise EnvironmentFault(f"`git {args[0]}` took more than {LONGEST_RUN} seconds.") from fault
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.decode("utf-8", "replace").strip()
        raise EnvironmentFault(f"`git {args[0]}` failed: {said}") from fault
    return done.stdout


def _clean_environment() -> dict[str, str]:
    # A user's or machine's configuration, GIT_DIR, agents and templates must not change what is read or made.
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.devnull,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }
