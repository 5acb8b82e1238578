"""Links between pages of a share, made to work from disk; other links and text are left alone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# Quoted values are taken as wholes, so that an href spelled inside a title or in text is left alone.
_LINK = re.compile(r"""(<a\b(?:[^"'>]|"[^"]*"|'[^']*')*?\shref=)("[^"]*"|'[^']*')""", re.IGNORECASE)


def with_file_links(html: str) -> str:
    """`html` whose links to folders (`../roadmap/#M1`) name the page in it (`../roadmap/index.html#M1`).

    A browser that reads from disk shows a listing for a folder instead of the page.
    """
    return _LINK.sub(lambda found: found[1] + found[2][0] + file_link(found[2][1:-1]) + found[2][0], html)


def file_link(href: str) -> str:
    """`href` itself, or the page it means where it is a relative link to a folder."""
    scheme, host, path, query, fragment = urlsplit(href)
    if scheme or host or path.startswith("/"):
        return href
    if path in {".", ".."}:
        path += "/"
    if not path.endswith("/"):
        return href
    return urlunsplit(("", "", f"{path}index.html", query, fragment))
