"""The command `milepost`, run in this process, with what it printed and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner

from milepost.cli.main import milepost

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it printed for results and for errors."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, workspace: Path | None = None) -> Ended:
    """How `milepost` with these arguments ended; an exception of its own fails the test."""
    words = [str(item) for item in arguments]
    if workspace is not None:
        words += ["--workspace", str(workspace)]
    result = CliRunner().invoke(milepost, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def new_workspace(folder: Path, *slugs: str) -> Path:
    """A workspace in `folder` as `init` makes it, with these clients as `new client` makes them."""
    assert run("init", folder).code == 0
    for slug in slugs:
        assert run("new", "client", slug, workspace=folder).code == 0
    return folder
