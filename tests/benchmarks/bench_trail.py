"""How long every client's trail takes, beside git's own log of the same history; run it, it is no test.

    python tests/benchmarks/bench_trail.py [COMMITS …]

10,000 commits, 200 clients, five files of 4 KB each (the history of bench_history.py, with records that the format
allows). Times are CPU seconds with those of git's processes, the best of several, in turns with git's. `read`: history,
index and judgement; `trail`: every client's edits, decoded, and all of them as the agency sees it. `cold` keeps what it
reads for the next run, `warm` is such a next run, `none` keeps nothing.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import bench_history
from milepost.file_edits import FileEdits
from milepost.kept import open_kept
from milepost.revisions import agency_revisions, edits
from milepost.sources import HistorySettings, committed_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.kept import Kept

ROUNDS = 5
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


def trails(folder: Path, kept: Kept | None = None) -> int:
    """How many changes all clients' trails have."""
    found = 0
    with committed_files(folder / "clients", HistorySettings(datetime.now(UTC), kept=kept)) as committed:
        if committed is None:
            raise RuntimeError
        for slug in committed.slugs():
            past = committed.past(slug)
            if past is None:
                raise RuntimeError
            made = edits(past.index, FileEdits.of_client(past, UTC))
            revisions = agency_revisions(made, past.history, past.judgement.verdicts)
            found += sum(len(revision.changes) for revision in revisions)
    return found


def read(folder: Path, kept: Kept | None = None) -> None:
    """History, index and judgement only."""
    with committed_files(folder / "clients", HistorySettings(datetime.now(UTC), kept=kept)) as committed:
        if committed is None:
            raise RuntimeError
        len(committed.past_of_all.index.touched)


def compare(commits: int) -> str:
    """Some lines for a history of that many commits."""
    original: Any = bench_history.Generator
    bench_history.Generator = Generator  # type: ignore[misc]  # the history is the same but for its records
    with tempfile.TemporaryDirectory() as scratch:
        path, workspace, state = (Path(scratch, name) for name in ("clients.git", "workspace", "state"))
        bench_history.generate(path, commits)
        bench_history.Generator = original  # type: ignore[misc]  # as it was
        workspace.mkdir()

        def kept() -> Kept | None:
            return open_kept(workspace, state)

        works: dict[str, Callable[[], object]] = {
            "git log --raw -c": lambda: bench_history.log(path),
            "read, none": lambda: read(path),
            "trail, none": lambda: trails(path),
            "trail, cold": lambda: trails(path, kept()),
            "trail, warm": lambda: trails(path, kept()),
            "read, warm": lambda: read(path, kept()),
        }
        times: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(ROUNDS):
            shutil.rmtree(workspace / ".cache", ignore_errors=True)
            for name, work in works.items():
                times[name].append(bench_history.seconds(work)[0])
        changes = trails(path)
        kept_bytes = sum(file.stat().st_size for file in workspace.rglob("*") if file.is_file())
    git = min(times["git log --raw -c"])
    lines = [f"  {name:17}{min(found):6.2f} s, ratio {min(found) / git:5.2f}" for name, found in times.items()]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    head = f"{commits:7,} commits, {changes:,} changes, {kept_bytes / 1e6:.1f} MB kept, memory {memory} MB:"
    return "\n".join([head, *lines])


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [10_000]:
        sys.stdout.write(compare(size) + "\n")
        sys.stdout.flush()
