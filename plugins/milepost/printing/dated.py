"""A PDF's own dates set to the day that it shows, so that the same state gives the same bytes; nothing else in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[+-]\d{2}'\d{2}'(?=\))")


def dated(pdf: bytes, day: date) -> bytes:
    """The PDF as if made at the start of `day`, UTC; of equal length, so that its table of positions still holds."""
    return _DATES.sub(rb"\g<1>" + f"{day:%Y%m%d}000000+00'00'".encode(), pdf)
