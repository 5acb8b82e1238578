"""The MkDocs configuration of one share, made in memory; no file or environment of a user is part of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir

from milepost.errors import EnvironmentFault
from milepost.render.template_files import templates_folder
from milepost.site_build.theme_environment import theme_environment

if TYPE_CHECKING:
    from milepost.render.site import RenderedSite
    from milepost.site_build.assets import Assets

SEARCH_LANGUAGES = frozenset({"en", "es", "ro"})
"""Languages whose stems and stop words the search knows; others are searched as English."""

_PALETTE_NAMES = {
    "en": ("Switch to dark colours", "Switch to light colours"),
    "es": ("Cambiar a colores oscuros", "Cambiar a colores claros"),
    "ro": ("Treci la culori închise", "Treci la culori deschise"),
}


def share_config(site: RenderedSite, assets: Assets, *, docs: Path, out: Path) -> MkDocsConfig:
    """The validated configuration of the build of `site` from the empty folder `docs` into `out`."""
    config = MkDocsConfig()
    config.load_dict(_settings(site, assets, docs, out))
    errors, _ = config.validate()
    if errors:
        raise EnvironmentFault("; ".join(f"{name}: {error}" for name, error in errors))
    config.theme.static_templates = set()  # no sitemap of a private site, no page that needs to know its address
    shared = theme_environment(templates_folder() / "theme")
    config.theme.get_env = lambda: shared  # type: ignore[method-assign]
    return config


def search_language(site: RenderedSite) -> str:
    """The language whose word stems the search of `site` uses."""
    language = site.language.partition("-")[0]
    return language if language in SEARCH_LANGUAGES else "en"


def has_search(site: RenderedSite) -> bool:
    """Whether there is something to search: a single page has nothing that its reader does not see."""
    return len(site.pages) > 1


def _settings(site: RenderedSite, assets: Assets, docs: Path, out: Path) -> dict[str, Any]:
    return {
        "site_name": site.name,
        "docs_dir": str(docs),
        "site_dir": str(out),
        "use_directory_urls": False,  # links name files, so that they work from disk
        "copyright": site.notice,
        "theme": _theme(site),
        "plugins": [{"search": {"lang": [search_language(site)]}}] if has_search(site) else [],
        "extra_css": [assets.style.path],
        "extra_javascript": [script.path for script in assets.scripts],
        "extra": {
            "generator": False,
            "homepage": "index.html",
            "early_script": assets.early_script.path,
            "icon": site.logo or assets.icon.path,
        },
    }


def _theme(site: RenderedSite) -> dict[str, Any]:
    language = _theme_language(site.language)
    dark, light = _PALETTE_NAMES.get(language.partition("-")[0], _PALETTE_NAMES["en"])
    return {
        "name": "material",
        "custom_dir": str(templates_folder() / "theme"),
        "font": False,  # the theme would fetch it from another host
        "language": language,
        "features": ["navigation.sections", "navigation.footer"],
        "icon": {"logo": "material/chart-timeline-variant"},
        "palette": [
            _palette("light", "default", "material/weather-night", dark),
            _palette("dark", "slate", "material/weather-sunny", light),
        ],
        **({"logo": site.logo} if site.logo else {}),
    }


def _palette(preference: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    media = f"(prefers-color-scheme: {preference})"
    return {
        "media": media,
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": _toggle(icon, name),
    }


def _toggle(icon: str, name: str) -> dict[str, str]:
    return {"icon": icon, "name": name}


@lru_cache(maxsize=32)
def _theme_language(tag: str) -> str:
    """The theme's name for a language: the tag where it has words for it, else its first part, else `en`."""
    words = Path(get_theme_dir("material")) / "partials" / "languages"
    known = {path.stem for path in words.glob("*.html")}
    return next((name for name in (tag, tag.partition("-")[0]) if name in known), "en")
