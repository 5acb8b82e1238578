"""What a run builds aside goes with it or before the next one, and nothing else ever goes."""

from __future__ import annotations

import errno
import fcntl
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from milepost.site_build.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDING = """
import signal, sys
from pathlib import Path
from milepost.site_build.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1]), "run-") as folder:
    (folder / "site").mkdir()
    (folder / "site/page.html").write_text("words")
    print(folder, flush=True)
    signal.pause()
"""
COMMAND = """
import click, sys
from milepost.cli.main import MilepostGroup, milepost
@click.command()
def hold():
    exec(sys.argv[2])
MilepostGroup.get_command = lambda *_: hold
milepost(["hold"])
"""


@contextmanager
def running(parent: Path, *code: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a scratch folder in `parent`; killed at the end, unless it has ended."""
    command = [sys.executable, "-c", code[0], str(parent), *code[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(str(parent))
            yield process
        finally:
            process.kill()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_is_there_as_long_as_the_block(tmp_path: Path) -> None:
    def fail() -> None:
        with scratch_folder(tmp_path, "run-") as folder:
            (folder / "page.html").write_text("words")
            raise RuntimeError

    with scratch_folder(tmp_path, "run-") as folder:
        assert folder.is_dir()
    with pytest.raises(RuntimeError):
        fail()

    assert names(tmp_path) == []


def test_what_a_killed_run_left_goes_when_the_next_one_starts(tmp_path: Path) -> None:
    with running(tmp_path, HOLDING):
        pass
    assert len(names(tmp_path)) == 1

    with scratch_folder(tmp_path, "run-") as folder:
        assert names(tmp_path) == [folder.name]


def test_what_a_living_run_uses_stays(tmp_path: Path) -> None:
    with running(tmp_path, HOLDING), scratch_folder(tmp_path, "run-"), scratch_folder(tmp_path, "run-"):
        assert len(names(tmp_path)) == 3
        assert len(list(tmp_path.glob("*/site/page.html"))) == 1


def test_a_command_that_is_told_to_end_removes_its_folder_itself(tmp_path: Path) -> None:
    with running(tmp_path, COMMAND, HOLDING) as process:
        process.terminate()
        assert process.wait() == 128 + 15

    assert names(tmp_path) == []


def test_a_scratch_folder_may_stand_in_another(tmp_path: Path) -> None:
    with scratch_folder(tmp_path, "run-") as outer, scratch_folder(outer, "new-run-") as inner:
        assert inner.parent == outer
        assert len(inner.name) == len("new-run-") + 8


def test_only_folders_that_were_made_here_go(tmp_path: Path) -> None:
    parent, precious = tmp_path / "milepost", tmp_path / "run-precious"
    precious.mkdir()
    (precious / "letter.txt").write_text("mine")
    for name in ("run-", "run-12", "run-ABCDEFGH", "run-abcdefghi", "other-abcdefgh", ".run-abcdefgh"):
        (parent / name).mkdir(parents=True)
    (parent / "run-afile123").write_text("a file")
    (parent / "run-alink123").symlink_to(precious)
    before = names(parent)

    with scratch_folder(parent, "run-"):
        pass

    assert names(parent) == before
    assert (precious / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("linked", ["milepost", "."])
def test_behind_a_link_nothing_goes(linked: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs" / linked
    (theirs / "milepost/run-abcdefgh").mkdir(parents=True)
    (theirs / "run-abcdefgh").mkdir(exist_ok=True)
    (tmp_path / ".cache").symlink_to(tmp_path / "theirs")

    with scratch_folder(tmp_path / ".cache" / "milepost", "run-"):
        pass
    with scratch_folder(tmp_path / ".cache", "run-"):
        pass

    assert len(list((tmp_path / "theirs").rglob("run-abcdefgh"))) == 2


def test_where_the_disk_knows_no_locks_nothing_goes_but_what_is_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    (tmp_path / "run-abcdefgh").mkdir()

    with scratch_folder(tmp_path, "run-") as folder:
        assert folder.is_dir()

    assert names(tmp_path) == ["run-abcdefgh"]
