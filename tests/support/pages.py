"""A share's context from states that stand in the test, as page builders get it."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

from milepost.localisation.wording import Wording
from milepost.views.context import Context
from support.engagements import AS_OF
from support.histories import State, a_history

if TYPE_CHECKING:
    from milepost.model.kinds import Audience


def a_context(*states: State, audience: Audience = "client", as_of: date = AS_OF, language: str = "en") -> Context:
    """The context after the last state, with a trail of one revision per state."""
    engagement, trail = a_history(*states, audience=audience)
    return Context(engagement, Wording(language, as_of, UTC, "GBP"), as_of, trail=trail)
