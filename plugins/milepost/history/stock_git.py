"""What stock git says of signatures, by files that it is given: the other side of an audit, no verdict of ours."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.history.git import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from milepost.history.scratch import Scratch

REFUSED = "refused"
"""In place of git's letter: git ended with an error here, as it does for a signature header that it cannot read."""
_BATCH = 400
_FORMAT = "%H %G? %GF"


@dataclass(frozen=True, slots=True)
class StockAnswer:
    """Git's letter for a commit (git-log(1), `%G?`), and the fingerprint of the key, empty where it names none."""

    letter: str
    fingerprint: str = ""


@dataclass(frozen=True)
class StockTrust:
    """What git is given: a list of signers, revoked keys (None: none), and OpenPGP certificates as bytes."""

    signers: bytes = b""
    revoked: bytes | None = None
    keyring: bytes = b""


class StockGit:
    """Asks git about commits by one trust; a context manager, since it writes that trust into a folder."""

    def __init__(self, scratch: Scratch, trust: StockTrust) -> None:
        self._scratch = scratch
        self._folder = tempfile.TemporaryDirectory(prefix="milepost-audit-")
        self._options = self._write(Path(self._folder.name), trust)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def answers(self, oids: Sequence[str]) -> Mapping[str, StockAnswer]:
        """Git's answer for every commit."""
        found: dict[str, StockAnswer] = {}
        for start in range(0, len(oids), _BATCH):
            found.update(self._ask(oids[start : start + _BATCH]))
        return found

    def _ask(self, oids: Sequence[str]) -> Iterator[tuple[str, StockAnswer]]:
        try:
            said = self._scratch.run(
                *self._options,
                "log",
                "--no-walk=unsorted",
                "--stdin",
                f"--format={_FORMAT}",
                stdin="\n".join(oids).encode(),
            )
        except GitFailed:
            # One header that git cannot read ends all of its output: the rest is asked for in halves.
            if len(oids) == 1:
                yield oids[0], StockAnswer(REFUSED)
                return
            middle = len(oids) // 2
            yield from self._ask(oids[:middle])
            yield from self._ask(oids[middle:])
            return
        for line in said.decode("utf-8", "replace").splitlines():
            oid, letter, fingerprint = line.split(" ", 2)
            yield oid, StockAnswer(letter, fingerprint)

    def _write(self, folder: Path, trust: StockTrust) -> list[str]:
        (folder / "signers").write_bytes(trust.signers)
        options = ["-c", f"gpg.ssh.allowedSignersFile={folder / 'signers'}"]
        if trust.revoked is not None:
            (folder / "revoked").write_bytes(trust.revoked)
            options += ["-c", f"gpg.ssh.revocationFile={folder / 'revoked'}"]
        home = folder / "gnupg"
        home.mkdir(mode=0o700)
        (home / "pubring.gpg").write_bytes(trust.keyring)
        program = folder / "gpg"
        # A keyring of its own, and never the machine's; which keys are trusted was decided when they were put into it.
        words = [
            shutil.which("gpg") or "gpg",
            "--no-options",
            "--batch",
            "--homedir",
            str(home),
            "--trust-model",
            "always",
        ]
        program.write_text(f'#!/bin/sh\nexec {shlex.join(words)} --no-auto-key-retrieve "$@"\n')
        program.chmod(0o700)
        return [*options, "-c", f"gpg.program={program}"]
