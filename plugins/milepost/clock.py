"""What time it is: the only place that asks; everything that reckons is given its day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault

if TYPE_CHECKING:
    from datetime import tzinfo


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo | None = None) -> date:
    """Today in a time zone, without one on this machine's own calendar."""
    return now().astimezone(zone).date()


def day_of_environment() -> date | None:
    """The day that SOURCE_DATE_EPOCH gives, in UTC; None where it is not set.

    Raises EnvironmentFault where it is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError) as fault:
        raise EnvironmentFault(
            f"SOURCE_DATE_EPOCH must be a number of seconds, not “{given}”. Correct it, or unset it."
        ) from fault
