"""The search for garbage pauses while values are made, and is on again afterwards, whatever happened."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from milepost.collector import paused, settled

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_the_search_is_off_inside_and_on_afterwards() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_whoever_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with paused():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_a_fault_switches_it_on_again() -> None:
    with pytest.raises(ValueError, match="fault"), settled():
        raise ValueError("fault")
    assert gc.isenabled()


def test_what_settled_is_set_aside_until_something_else_settles() -> None:
    with settled():
        values = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= len(values)
    with settled():
        assert gc.get_freeze_count() == 0
    assert gc.isenabled()
