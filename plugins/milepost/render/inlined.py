"""Data for a page's own scripts, as JSON inside it, so that it works from disk; only what the page says anyway."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from milepost.views.plan_blocks import PastMoment


def past_data(moments: Iterable[PastMoment]) -> Markup:
    """The days of the earlier plans for `as-of.js`; nothing in it can end the element that it stands in."""
    return htmlsafe_json_dumps([asdict(moment) for moment in moments])
