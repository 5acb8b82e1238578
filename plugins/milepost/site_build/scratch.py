"""Folders that are in the way once a run has ended: removed by it, or by the next run; what is in them, others decide.

A run holds a lock (flock) on its own folder as long as it lives: nothing takes it from the run, and nothing but the
run's end gives it back. So a folder without the lock is one that a killed run has left. Process numbers would not do:
they are given again, and mean nothing from one container to another.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANDOM = re.compile(r"[a-z0-9_]{8}\Z")
"""What `tempfile` puts behind a prefix."""
_UNLOCKED = "new-"


def scratch_prefix(out: Path) -> str:
    """How scratch folders beside `out` begin: hidden, and nothing that anybody else would call a folder."""
    return f".{out.name}.milepost-"


@contextmanager
def scratch_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A new empty folder in `parent` that is gone when the block ends; those that killed runs left go first."""
    _remove_left(parent, prefix)
    with ExitStack() as stack:
        made = Path(tempfile.mkdtemp(prefix=f"{prefix}{_UNLOCKED}", dir=parent))
        stack.enter_context(_locked(made))
        # Only now, with the lock on it, it gets a name by which another run would look for the lock.
        folder = made.rename(parent / f"{prefix}{made.name[len(prefix) + len(_UNLOCKED) :]}")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def _remove_left(parent: Path, prefix: str) -> None:
    # A link may lead to what is nobody's scratch: behind one nothing is removed.
    if parent.is_symlink() or parent.parent.is_symlink():
        return
    for entry in sorted(parent.iterdir()):
        if entry.name.startswith(prefix) and _RANDOM.match(entry.name, len(prefix)) and not entry.is_symlink():
            with _locked(entry) as is_left:
                if is_left:
                    shutil.rmtree(entry, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Holds the lock on a folder; False where somebody else has it, it is no folder, or its disk knows no locks."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield False
        return
    has_lock = False
    try:
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            has_lock = True
        yield has_lock
    finally:
        os.close(opened)
