"""Engagements from YAML texts that stand in the test, read and disclosed as the program does it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.model.client import Share

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.engagement import Engagement
    from milepost.model.kinds import Audience

AS_OF: Final = date(2026, 11, 22)
CLIENT: Final = "name: Harbour Museum\nengagement: Collections portal\n"
PEOPLE: Final = """people:
  - {id: ana, name: Ana Pop, party: agency, email: ana@studio.example}
  - {id: lena, name: Lena Ortiz, party: client, email: lena@museum.example}
"""


def an_engagement_as_written(files: dict[str, str]) -> Engagement:
    """The engagement in these files, nothing hidden; fails where the files have faults.

    A `client.yaml` with two people is added where none is given.
    """
    loaded = load(MemoryTree({"client.yaml": CLIENT + PEOPLE, **files}), "harbour")
    assert not loaded.diagnostics, "\n\n".join(map(str, loaded.diagnostics))
    assert loaded.engagement is not None
    return loaded.engagement


def an_engagement(files: dict[str, str], audience: Audience = "internal") -> DisclosedEngagement:
    """What a share for `audience`, with tasks and all sections, shows of the engagement in these files."""
    return disclose(an_engagement_as_written(files), Share(name="share", audience=audience, detail="tasks"))
