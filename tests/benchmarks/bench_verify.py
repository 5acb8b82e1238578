"""How long verification takes beside stock git's, on the same commits in the same run; run it, it is no test.

    python tests/benchmarks/bench_verify.py [COMMITS]

Of 10,000 commits (70 % good SSH, 10 % unsigned, 10 % unknown keys, 8 % OpenPGP, 2 % tampered) all are verified by
Milepost, and a sample of 1,000 by `git log --format=%G?`. Times are CPU time, children included, per commit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.signatures.openpgp import read_keyring
from milepost.history.trust import judge
from milepost.history.trust_root import TrustRoot
from support.repositories import Written
from support.signed_history import list_of_signers, usual_kinds
from support.signing import ed25519, pgp, signers

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = 1000
ROUNDS = 3


def cpu() -> float:
    """Seconds of CPU time of this process and of all that it ran."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def timed(work: Callable[[], object], rounds: int = 1) -> tuple[float, float]:
    """CPU and wall seconds of the quickest of the rounds."""
    best = (float("inf"), float("inf"))
    for _ in range(rounds):
        began, wall = cpu(), time.perf_counter()
        work()
        best = min(best, (cpu() - began, time.perf_counter() - wall))
    return best


def with_root(folder: Path, count: int) -> tuple[Written, TrustRoot]:
    """The history on top of a root of trust that lists its signers."""
    repository = Written(folder / "repository")
    files = {
        "trust/allowed_signers": list_of_signers() + signers(("root@agency.example", ed25519("root"))),
        "trust/openpgp/nora.asc": pgp("nora@agency.example", "Nora").public,
    }
    root = repository.commit(files, signer=ed25519("root"))
    kinds = usual_kinds()
    for number in range(count - 1):
        repository.commit({"plan": str(number)}, signer=kinds[number % len(kinds)].signer)
    repository.save()
    return repository, TrustRoot(root, ed25519("root").fingerprint)


def git_letters(repository: Written, folder: Path) -> None:
    """What git says of the newest commits."""
    (folder / "signers").write_text(list_of_signers())
    home = folder / "gnupg"
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "gpg.conf").write_text("trust-model always\nbatch\nno-autostart\n")
    (home / "pubring.gpg").write_bytes(read_keyring([pgp("nora@agency.example", "Nora").public.encode()]).data)
    words = ["-c", f"gpg.ssh.allowedSignersFile={folder}/signers", "log", "--format=%G?", f"-{SAMPLE}"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GNUPGHOME": str(home)}
    subprocess.run(["git", *words], cwd=repository.folder, env=environment, check=True, capture_output=True)


def compare(count: int) -> str:
    """Milliseconds per commit of Milepost and of git, and their ratios."""
    now = datetime(2027, 12, 31, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        repository, root = with_root(Path(name), count)
        with open_repository(repository.folder) as opened:
            tip = opened.resolve("HEAD")
            reading = timed(lambda: read_history(opened, tip, ("trust/",)), ROUNDS)
            history = read_history(opened, tip, ("trust/",))
            judging = timed(lambda: judge(history, opened.objects.blob, root, (), now), ROUNDS)
            verdicts = judge(history, opened.objects.blob, root, (), now).verdicts.values()
        git = timed(lambda: git_letters(repository, Path(name)))
    valid = sum(verdict.valid for verdict in verdicts)
    ours, theirs = 1000 * judging[0] / count, 1000 * git[0] / SAMPLE
    both = ours + 1000 * reading[0] / count
    return (
        f"{count:,} commits, {valid:,} valid. CPU ms per commit: verdicts {ours:.3f}, with reading {both:.3f}, "
        f"git log --format=%G? {theirs:.2f} (sample of {SAMPLE:,}). Ratio {theirs / ours:.0f}, with reading "
        f"{theirs / both:.0f}. Wall seconds: verdicts {judging[1]:.2f}, reading {reading[1]:.2f}."
    )


if __name__ == "__main__":
    sys.stdout.write(compare(int((sys.argv[1:] or ["10000"])[0])) + "\n")
