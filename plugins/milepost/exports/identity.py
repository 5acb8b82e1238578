"""Ids that stay the same from build to build and give nothing away; what they stand for is decided elsewhere."""

from __future__ import annotations

from uuid import UUID, uuid5

_OURS = UUID("6f6d1c52-9c0e-5d0b-8f0a-3f2b7b1f4c11")
"""The name space of all ids; changing it would make every calendar entry and every feed entry a new one."""


def stable_id(*parts: str) -> UUID:
    """The id of what `parts` name, such as a client's folder and a record: a hash (RFC 9562, version 5)."""
    return uuid5(_OURS, "\n".join(parts))
