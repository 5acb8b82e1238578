"""The real history that lies beside the repository, loaded once with git; nothing of it is kept here."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

FOLDER: Final = Path(os.environ.get("MILEPOST_REAL") or Path(__file__).parents[3] / "shared" / "real")


def keps_workspace(folder: Path) -> Path:
    """A checkout of the history of Kubernetes enhancement proposals in `folder`; skips where there is none."""
    stream = FOLDER / "keps.fast-import.gz"
    if not stream.is_file():
        pytest.skip("no keps.fast-import.gz (see MILEPOST_REAL): real engagements were NOT built")
    _git(folder, "init", "--quiet", "--initial-branch", "main")
    _git(folder, "fast-import", "--quiet", stdin=gzip.decompress(stream.read_bytes()))
    _git(folder, "checkout", "--quiet", "--force", "main")
    return folder


def keps_truth(slug: str) -> dict[str, Any]:
    """What the source itself says about one client, computed by a program that knows no Milepost."""
    truth: dict[str, Any] = json.loads((FOLDER / "keps.truth.json").read_bytes())["clients"][slug]
    return truth


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    # The configuration of whoever runs the tests may sign, hook or rename.
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], input=stdin, env=os.environ | nowhere, check=True)
