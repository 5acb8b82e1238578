"""Attachments that may not be published because a browser would run them; reads their first bytes and their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ACTIVE = frozenset(
    {"htm", "html", "hta", "js", "mht", "mhtml", "mjs", "shtml", "swf", "wasm", "xht", "xhtml", "xml", "xsl"}
)
_SCRIPT_IN_SVG = re.compile(
    rb"<\s*(script|foreignobject|iframe|embed|object|animate|set|handler)\b|\son[a-z]+\s*=|javascript:|<!entity|<!doctype"
    rb"|(href|src)\s*=\s*[\"']\s*(?!#)|url\(\s*[\"']?\s*(?!#)|@import",
    re.IGNORECASE,
)


def check_attachments(files: Mapping[str, bytes], root: str) -> Iterator[Diagnostic]:
    """A diagnostic for each attachment that would run in the reader's browser beside the client's site.

    An HTML page or a script beside the site has the site's own rights, so it could read the rest of it.
    """
    for name, data in files.items():
        ending = name.rpartition(".")[2].lower()
        looks_like_page = re.match(rb"\s*(<!doctype html|<html|<script)", data[:200], re.IGNORECASE)
        if ending in _ACTIVE or looks_like_page:
            hint = "Publish it as a PDF, or as a zip file."
            yield Diagnostic("F206", f"{name} could run in the reader's browser", Location(f"{root}/{name}"), hint)
        elif ending == "svg" and _SCRIPT_IN_SVG.search(data):
            hint = "Remove scripts, links and outside references, or export a PNG."
            yield Diagnostic("F206", f"{name} could run or load something", Location(f"{root}/{name}"), hint)
