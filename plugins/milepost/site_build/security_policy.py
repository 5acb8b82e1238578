"""The content security policy of a page; it computes the policy and does not decide what is on the page."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import escape

# Scripts with a type are data here; those with a source are allowed as files of the site.
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

_REST_OF_THE_POLICY = (
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
)


def policy_tags(chrome: str, *, preview: bool = False) -> str:
    """The `<meta>` tags that guard a page: its policy, no referrer, no search engine.

    `chrome` is the theme's part of the page, without what an engagement says: a script that came in with
    content must not be allowed by its own hash. `preview` allows the script that `mkdocs serve` writes in.
    """
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(chrome, preview))}">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex,nofollow">'
    )


def _policy(chrome: str, preview: bool) -> str:  # noqa: FBT001 (the one thing it depends on)
    inline = ["'unsafe-inline'"] if preview else _hashes(chrome)
    return "; ".join(["default-src 'none'", " ".join(["script-src 'self'", *inline]), *_REST_OF_THE_POLICY])


def _hashes(chrome: str) -> list[str]:
    return list(dict.fromkeys(_hash_source(script) for script in _INLINE_SCRIPT.findall(chrome)))


@lru_cache(maxsize=256)
def _hash_source(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
