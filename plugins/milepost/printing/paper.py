"""A built page made ready for paper: links that would lead to this machine's disk lose their address; no more."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r'(<a\b[^>]*?) href="(?!https?:|mailto:|tel:)[^"]*"')


def without_local_links(html: str) -> str:
    """The page with the words of its links, but only those addresses that work from a PDF, wherever it is opened.

    A browser writes the others into the PDF as whole addresses of the folder that the page was printed from.
    """
    return _ADDRESS.sub(r"\1", html)
