"""What all tests share: the option that rewrites snapshots, their fixture, and steady property tests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

from support.snapshot import snapshot

if TYPE_CHECKING:
    import pytest

__all__ = ["snapshot"]

# The same examples each time, and no clock: a busy machine is no fault of what is tested.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

# No test reads or makes the key of whoever runs it; those of what is kept name a folder of their own.
os.environ["MILEPOST_STATE"] = ""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write snapshots anew")
