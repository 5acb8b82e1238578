"""How long every client's trail takes, beside git's own log of the same history; run it, it is no test.

    python tests/benchmarks/bench_trail.py [COMMITS …]

10,000 commits, 200 clients, five files of 4 KB each (the history of bench_history.py, with records that the format
allows). Times are CPU seconds with those of git's processes, the best of three, in turns with git's. `read`: history,
index and judgement; `edits`: every client's edits, decoded; `trail`: all of it as the agency sees it.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import bench_history
from milepost.revisions import agency_revisions, edits
from milepost.sources import HistorySettings, committed_files

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIRED = {
    "actions": "  party: client\n",
    "budget": "  estimate: 1200\n",
    "decisions": "  date: 2026-03-02\n  decision: So be it.\n",
    "milestones": "",
    "risks": "",
}


class Generator(bench_history.Generator):
    """The same history with records that the format allows."""

    def _record(self, client: int, name: str, number: int) -> str:
        moved = (self._versions.get((client, name), 0) + bench_history.RECORDS - number) // bench_history.RECORDS
        words = random.Random(f"{client}{name}{number}").randbytes(20).hex()  # noqa: S311 (a history to measure)
        return (
            f"- id: {name[0].upper()}-{number}\n  title: Record {number} of {name}, client {client}\n{REQUIRED[name]}"
            f"  x-day: 2027-{number % 12 + 1:02}-{moved % 28 + 1:02}\n  x-words: {words} and then some more words\n"
        )


def trails(folder: Path) -> int:
    """How many changes all clients' trails have."""
    found = 0
    with committed_files(folder / "clients", HistorySettings(datetime.now(UTC))) as committed:
        if committed is None:
            raise RuntimeError
        for slug in committed.slugs():
            past = committed.past(slug)
            if past is None:
                raise RuntimeError
            made = edits(past.index, past.folder, past.read_blobs, UTC)
            revisions = agency_revisions(made, past.history, past.judgement.verdicts)
            found += sum(len(revision.changes) for revision in revisions)
    return found


def read(folder: Path) -> None:
    """History, index and judgement only."""
    with committed_files(folder / "clients", HistorySettings(datetime.now(UTC))) as committed:
        if committed is None:
            raise RuntimeError
        len(committed.past_of_all.index.touched)


def compare(commits: int) -> str:
    """One line for a history of that many commits."""
    original: Any = bench_history.Generator
    bench_history.Generator = Generator  # type: ignore[misc]  # the history is the same but for its records
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clients.git")
        bench_history.generate(path, commits)
        bench_history.Generator = original  # type: ignore[misc]  # as it was
        works: list[Callable[[], object]] = [
            lambda: bench_history.log(path),
            lambda: read(path),
            lambda: trails(path),
        ]
        rounds = [[bench_history.seconds(work) for work in works] for _ in range(bench_history.ROUNDS)]
        changes = trails(path)
    git, history, whole = (min(times) for times in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{commits:7,} commits, {changes:,} changes: git log --raw -c {git[0]:.2f} s; read {history[0]:.2f} s, "
        f"ratio {history[0] / git[0]:.2f}; trail of all {whole[0]:.2f} s, ratio {whole[0] / git[0]:.2f}; "
        f"memory {memory} MB"
    )


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [10_000]:
        sys.stdout.write(compare(size) + "\n")
        sys.stdout.flush()
