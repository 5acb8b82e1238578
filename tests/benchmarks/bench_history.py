"""How long it takes to read the history of many clients, beside git's own log; run it, it is no test.

    python tests/benchmarks/bench_history.py [COMMITS …] [--large]

Without numbers: 1,000 and 10,000 commits; `--large` adds 100,000. 200 clients, five files of 4 KB each, a merge in
twenty commits, now and then a renamed client, packed as `git gc` packs. Times are CPU seconds with those of git's
processes (and, in brackets, of the clock), the best of three, in turns with git's, since a machine is not equally
busy at all times. `history`: read_history; `files`: the contents of every version of every client's files beside it;
memory is the most that was ever resident in this process.
"""

from __future__ import annotations

import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from milepost.history.log import read_history
from milepost.history.repository import open_repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.history.log import History

ROUNDS = 3
CLIENTS = 200
COLLECTIONS = ("actions", "budget", "decisions", "milestones", "risks")
RECORDS = 24
SIZES = (1_000, 10_000)
LARGE = 100_000


class Generator:
    """Writes a stream for `git fast-import`; the same seed gives the same history."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._random = random.Random(20261122)  # noqa: S311 (a history to measure, not a secret)
        self._versions: dict[tuple[int, str], int] = {}
        self._folders = {number: f"clients/client-{number:03}" for number in range(CLIENTS)}
        self._made = 0

    def history(self, commits: int) -> None:
        """As many commits on `main` and beside it."""
        self._commit("main", "".join(self._file(client, name) for client in range(CLIENTS) for name in COLLECTIONS))
        while self._made < commits:
            kind = self._random.random()
            if kind < 0.05 and self._made + 3 <= commits:
                self._branch_and_merge()
            elif kind > 0.9975:
                self._rename()
            else:
                self._commit("main", self._change())

    def _branch_and_merge(self) -> None:
        change = self._change()
        self._commit("side", change, "from refs/heads/main\n")
        self._commit("main", self._change())
        self._commit("main", change, "merge refs/heads/side\n")

    def _rename(self) -> None:
        client = self._random.randrange(CLIENTS)
        old = self._folders[client]
        self._folders[client] = f"clients/client-{client:03}-{self._made}"
        self._commit("main", f"R {old} {self._folders[client]}\n")

    def _change(self) -> str:
        client, name = self._random.randrange(CLIENTS), self._random.choice(COLLECTIONS)
        self._versions[client, name] = self._versions.get((client, name), 0) + 1
        return self._file(client, name)

    def _file(self, client: int, name: str) -> str:
        text = "".join(self._record(client, name, number) for number in range(RECORDS))
        return f"M 644 inline {self._folders[client]}/{name}.yaml\ndata {len(text)}\n{text}\n"

    def _record(self, client: int, name: str, number: int) -> str:
        moved = (self._versions.get((client, name), 0) + RECORDS - number) // RECORDS
        words = random.Random(f"{client}{name}{number}").randbytes(20).hex()  # noqa: S311 (as above)
        return (
            f"- id: {name[0].upper()}-{number}\n  title: Record {number} of {name}, client {client}\n"
            f"  expected: 2027-{number % 12 + 1:02}-{moved % 28 + 1:02}\n"
            f"  notes: >-\n    {words} and then some more words\n"
        )

    def _commit(self, branch: str, changes: str, above: str = "") -> None:
        self._made += 1
        who = f"Nora Quill <nora@agency.example> {1_600_000_000 + 3600 * self._made} +0100"
        message = f"Change {self._made}"
        head = f"commit refs/heads/{branch}\nauthor {who}\ncommitter {who}\ndata {len(message)}\n{message}\n"
        self._stream.write(f"{head}{above}{changes}\n".encode())


def generate(folder: Path, commits: int) -> None:
    """A packed bare repository."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(folder)], check=True)
    importing = subprocess.Popen(["git", "fast-import", "--quiet", "--force"], cwd=folder, stdin=subprocess.PIPE)
    if importing.stdin is None:
        raise RuntimeError
    with importing.stdin as stream:
        Generator(stream).history(commits)
    if importing.wait():
        raise RuntimeError
    subprocess.run(["git", "gc", "--quiet"], cwd=folder, check=True)


def read(folder: Path, *, files: bool) -> History:
    """The history and, with `files`, every version of every file that it names."""
    with open_repository(folder) as repository:
        history = read_history(repository, repository.resolve("HEAD"), ("clients/", "trust/"))
        if files:
            named = (change.after for logged in history.commits for change in logged.changes)
            for stored in repository.objects.read(dict.fromkeys(oid for oid in named if oid is not None)):
                len(stored.data)
    return history


def log(folder: Path) -> None:
    """What git itself needs to walk all commits and to compare their folders."""
    with tempfile.TemporaryFile() as nowhere:
        subprocess.run(["git", "log", "--raw", "-c", "HEAD"], cwd=folder, stdout=nowhere, check=True)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds, those of ended child processes with them, and seconds of the clock."""
    gc.collect()
    before, start = used(), time.perf_counter()
    work()
    return used() - before, time.perf_counter() - start


def used() -> float:
    """CPU seconds of this process and of its ended children."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def compare(commits: int) -> str:
    """One line for a history of that many commits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clients.git")
        generate(path, commits)
        works: list[Callable[[], object]] = [
            lambda: log(path),
            lambda: read(path, files=False),
            lambda: read(path, files=True),
        ]
        rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    git, history, files = (min(times) for times in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{commits:7,} commits: git log --raw -c {git[0]:6.2f} ({git[1]:6.2f}) s; "
        f"history {history[0]:6.2f} ({history[1]:6.2f}) s, ratio {history[0] / git[0]:.2f}; "
        f"and files {files[0]:6.2f} ({files[1]:6.2f}) s, ratio {files[0] / git[0]:.2f}; "
        f"{1e6 * files[0] / commits:.0f} µs a commit; memory {memory} MB"
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word != "--large"] or list(SIZES)
    for size in [*numbers, *([LARGE] if "--large" in sys.argv else [])]:
        sys.stdout.write(compare(size) + "\n")
        sys.stdout.flush()
