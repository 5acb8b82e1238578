"""SVG elements as markup, with every attribute and text escaped; nothing else makes markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping


def element(name: str, attributes: Mapping[str, str], *children: str) -> Markup:
    """The element with its attributes, in the order given, and its children; text among them is escaped."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    if not children:
        return Markup(f"<{name}{written}/>")  # noqa: S704 (built from escaped parts only)
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704 (built from escaped parts only)


def joined(*parts: Markup) -> Markup:
    """The parts one after another."""
    return Markup("").join(parts)


def at(x: str, *children: Markup, y: str = "0") -> Markup:
    """Shapes in px around the point (`x` in %, `y` in px): they keep their size in a wider drawing."""
    return element("svg", {"x": x, "y": y, "overflow": "visible"}, *children)


HIDDEN = {"aria-hidden": "true", "focusable": "false"}
"""Attributes of a drawing that only repeats what stands beside it as text."""
