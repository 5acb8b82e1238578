"""What a share shows of files that stand in the test, or of a repository that a test has written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from milepost.loading.engagement import load
from milepost.model.client import Share
from milepost.past import Before
from milepost.shares import context_of
from support.engagements import AS_OF, an_engagement_as_written
from support.trails import committed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.model.kinds import Audience
    from milepost.views.context import Context
    from support.repositories import Written


def a_share(files: dict[str, str], audience: Audience = "client", sections: tuple[str, ...] = ()) -> Context:
    """What a share for `audience`, with tasks, shows of the engagement in these files, without history."""
    share = Share(name="client", audience=audience, detail="tasks", sections=sections)
    return context_of(an_engagement_as_written(files), share, AS_OF, Before())


@contextmanager
def a_share_with_history(
    repository: Written, audience: Audience = "client", sections: tuple[str, ...] = ()
) -> Iterator[Context]:
    """What a share for `audience`, with tasks, shows of the client `harbour`, with the history behind it."""
    with committed(repository) as source:
        engagement = load(source.tree("harbour"), "harbour").engagement
        assert engagement is not None
        share = Share(name="client", audience=audience, detail="tasks", sections=sections)
        yield context_of(engagement, share, AS_OF, Before.of(source, "harbour", engagement))
