"""The template environment of the theme, one for all shares; it renders nothing and holds no words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

_PUBLISHED = ("assets/stylesheets/*.css", "assets/javascripts/**/*.js")
_TRANSLATIONS = ("partials/language.html", "partials/languages/")


def theme_environment(own: Path) -> Environment:
    """The environment over Material and the templates in `own`; compiled once, until one in `own` changes.

    It escapes, and lists as files of the site only Material's style sheets and scripts. MkDocs' own would
    walk 14 000 icons, and publish the source maps, for each share.
    """
    return _environment(own, tuple((path, path.stat().st_mtime_ns) for path in sorted(own.rglob("*.html"))))


@lru_cache(maxsize=2)
def _environment(own: Path, _state: tuple[tuple[Path, int], ...]) -> Environment:
    theme = Theme("material", custom_dir=str(own))
    published = _published(theme.dirs)
    environment = theme.get_env()
    # MkDocs renders with autoescape off: a title with markup in it would run (research/security.md, §0).
    environment.autoescape = _escaped
    environment.trim_blocks = environment.lstrip_blocks = True  # else a third of each page is empty lines
    loader: Any = environment.loader
    loader.list_templates = lambda: published
    return environment


def _published(folders: list[str]) -> list[str]:
    """The paths of the theme's files that a site may carry."""
    return sorted(
        {
            path.relative_to(folder).as_posix()
            for folder in folders
            for pattern in _PUBLISHED
            for path in Path(folder).glob(pattern)
        }
    )


def _escaped(template: str | None) -> bool:
    """Whether a template escapes: all but the theme's words, which go into JSON and are escaped in use."""
    return template is None or not template.startswith(_TRANSLATIONS)
