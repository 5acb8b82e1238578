"""The only way to run git: a clean environment, fixed arguments, faults in words; it knows nothing of engagements."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from milepost.errors import EnvironmentFault
from milepost.history.faults import NoGit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LONGEST_RUN = 120
"""Seconds after which a run of git is given up."""

_PIPE = 1 << 18


class GitFailed(EnvironmentFault):
    """Git reported an error; `said` are its own words."""

    def __init__(self, command: str, complaints: bytes) -> None:
        self.said = "; ".join(complaints.decode("utf-8", "replace").split("\n")).strip("; ")
        super().__init__(f"`git {command}` failed: {self.said}")


class Pipes(NamedTuple):
    """Both ends of a running git: what it reads, what it writes."""

    asks: IO[bytes]
    answers: IO[bytes]


def run(args: Sequence[str], cwd: Path, *, env: Mapping[str, str] | None = None, stdin: bytes | None = None) -> bytes:
    """What git prints, for `git` with `args` in the folder `cwd`; `env` is added to a clean environment.

    Raises EnvironmentFault where git is missing, takes too long or reports an error.
    """
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program with arguments of ours)
            [_program(), *args],
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
        raise GitFailed(args[0], fault.stderr) from fault
    return done.stdout


@contextmanager
def output(
    args: Sequence[str], cwd: Path, *, env: Mapping[str, str], stdin: IO[bytes] | None = None
) -> Iterator[IO[bytes]]:
    """What git prints, as a stream; leaving before its end stops git, reading to its end raises what git reports."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 (a fixed program with arguments of ours)
            [_program(), *args],
            cwd=cwd,
            env={**_clean_environment(), **env},
            stdin=stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            bufsize=_PIPE,
        )
        with _ended(process):
            stream = _present(process.stdout)
            yield stream
            if not stream.peek(1) and process.wait(LONGEST_RUN) != 0:  # type: ignore[attr-defined]
                complaints.seek(0)
                raise GitFailed(args[0], complaints.read())


@contextmanager
def conversation(args: Sequence[str], cwd: Path, *, env: Mapping[str, str]) -> Iterator[Pipes]:
    """A git that answers question by question, until the block is left."""
    process = subprocess.Popen(  # noqa: S603 (a fixed program with arguments of ours)
        [_program(), *args],
        cwd=cwd,
        env={**_clean_environment(), **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with _ended(process):
        yield Pipes(_present(process.stdin), _present(process.stdout))


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        process.wait()


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # What had not been sent yet was of no more use.
        return


def _present(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EnvironmentFault("git could not be spoken to.")
    return pipe


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise NoGit
    return program


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
