"""Comparison of drawn text with the files in tests/snapshots; `--update-snapshots` rewrites them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER: Final = Path(__file__).parent.parent / "snapshots"


@pytest.fixture
def snapshot(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """A function that fails unless the file of that name, below tests/snapshots, says what is given."""
    update = bool(pytestconfig.getoption("--update-snapshots"))

    def compare(name: str, drawn: str) -> None:
        file = FOLDER / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(drawn, encoding="utf-8")
        assert file.is_file(), f"no snapshot {name}; write it with --update-snapshots, then look at it"
        assert drawn == file.read_text(encoding="utf-8")

    return compare
