"""What a page builder is given, from YAML texts that stand in the test."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

from milepost.disclosure.gate import disclose
from milepost.localisation.wording import Wording
from milepost.model.client import Share
from milepost.views.context import Context
from support.engagements import AS_OF, CLIENT, PEOPLE, an_engagement_as_written

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Trail
    from milepost.model.kinds import Audience


def a_context(  # noqa: PLR0913 (a page depends on that much)
    files: dict[str, str],
    *,
    audience: Audience = "client",
    client: str = "",
    as_of: date = AS_OF,
    trail: Trail | None = None,
    drafts: tuple[RecordChange, ...] = (),
) -> Context:
    """What a share for `audience` shows on a day; `client` is added to `client.yaml`."""
    engagement = an_engagement_as_written({**files, "client.yaml": CLIENT + PEOPLE + client})
    shown = disclose(engagement, Share(name="client", audience=audience))
    return Context(shown, Wording("en", as_of, UTC), as_of, trail=trail, drafts=drafts)
