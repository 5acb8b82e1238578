"""The data files of a share, by their fixed names; each export decides its own content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.exports.engagement_json import engagement_json
from milepost.exports.trail_json import share_trail_json
from milepost.render.site import SiteFile

if TYPE_CHECKING:
    from milepost.views.context import Context


def data_files(context: Context) -> tuple[SiteFile, ...]:
    """`data/engagement.json`, and `data/trail.json` where there is history."""
    files = [SiteFile("data/engagement.json", engagement_json(context))]
    if context.trail and context.trail.revisions:
        files.append(SiteFile("data/trail.json", share_trail_json(context.trail, context.engagement)))
    return tuple(files)
