"""The theme's part of a page, finished: what the theme leaves out is added, and the content put in."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault
from milepost.site_build.links import with_file_links
from milepost.site_build.security_policy import policy_tags

if TYPE_CHECKING:
    from milepost.render.site import RenderedPage, RenderedSite

CONTENT_SLOT = "<!-- milepost: content -->"
"""Where `templates/theme/main.html` leaves room; titles cannot forge it, since the theme escapes them."""

_CHARSET = '<meta charset="utf-8">'
_SEARCH_DIALOG = 'data-md-component="search" role="dialog"'
_DRAWER_TOGGLE = 'id="__drawer" autocomplete="off"'
_HTML_LANGUAGE = re.compile(r'<html lang="[^"]*"')
_SEARCH_LABEL = re.compile(r'name="query" aria-label="([^"]*)"')
_NAVIGATION_LABEL = re.compile(r'<nav class="md-nav md-nav--primary" aria-label="([^"]*)"')


FEED = "feed.xml"
"""Where a share's feed is, if it has one."""


def finished_page(output: str, page: RenderedPage, site: RenderedSite, *, preview: bool = False) -> str:
    """The whole page: `output`, as the theme rendered it, with policy, accessible names, the feed and content."""
    before, slot, after = output.partition(CONTENT_SLOT)
    if not slot:
        raise EnvironmentFault("The theme leaves no room for the page: templates/theme/main.html does not fit.")
    before = _named(_HTML_LANGUAGE.sub(f'<html lang="{escape(site.language)}"', before, count=1))
    before = _replaced(
        before, _CHARSET, _CHARSET + policy_tags(before + after, preview=preview) + _feed_link(page, site)
    )
    return before + with_file_links(page.html) + after


def _feed_link(page: RenderedPage, site: RenderedSite) -> str:
    """What tells a feed reader where the share's feed is; empty where the share has none."""
    if not any(file.path == FEED for file in site.files):
        return ""
    address = "../" * page.url.count("/") + FEED
    # Not `alternate` alone: the theme takes such a link for a translation, and asks for a sitemap that is not there.
    return f'<link rel="feed alternate" type="application/atom+xml" title="{escape(site.name)}" href="{address}">'


def _named(before: str) -> str:
    """The start of a page whose search dialog and menu switch carry a name."""
    if search := _SEARCH_LABEL.search(before):
        before = _replaced(before, _SEARCH_DIALOG, f'{_SEARCH_DIALOG} aria-label="{search[1]}"')
    if menu := _NAVIGATION_LABEL.search(before):
        before = _replaced(before, _DRAWER_TOGGLE, f'{_DRAWER_TOGGLE} aria-label="{menu[1]}"')
    return before


def _replaced(text: str, old: str, new: str) -> str:
    if old not in text:
        raise EnvironmentFault(f"The installed version of Material has changed: “{old}” is not in its pages.")
    return text.replace(old, new, 1)
