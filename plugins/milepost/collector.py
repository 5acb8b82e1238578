"""Keeps Python's search for garbage away from values that stay; it frees nothing by itself."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """While many values are made, none of them garbage, which would be searched again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Paused; what there is at the end is not searched any more, until something else settles.

    A history is hundreds of thousands of values; to look through them was a fifth of the time of all that came after.
    """
    # What settled before may be garbage by now: a preview reads the history again after each commit.
    gc.unfreeze()
    with paused():
        yield
        gc.freeze()
