"""A nested MkDocs build kept apart from the host's; it neither configures nor runs that build."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import log as build_log
from mkdocs.config.defaults import MkDocsConfig

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT_BY_THE_OPTION = ("plugin_cache", "plugins", "_instance_counter", "_config")


@contextmanager
def isolated_plugins() -> Iterator[None]:
    """A stretch in which MkDocs keeps its plugin instances apart from those of the build around it.

    MkDocs holds plugin instances in a cache on the *class* of its configuration. Without this, a nested build
    takes the host's search plugin and one client's words land in the search index of another.
    """
    option: Any = dict(MkDocsConfig._schema)["plugins"]  # noqa: SLF001 (MkDocs keeps it there and offers no other way)
    saved = {name: getattr(option, name) for name in _KEPT_BY_THE_OPTION if hasattr(option, name)}
    option.plugin_cache = {}
    try:
        yield
    finally:
        for name in _KEPT_BY_THE_OPTION:
            vars(option).pop(name, None)
        vars(option).update(saved)


@contextmanager
def quiet_build_log() -> Iterator[None]:
    """A stretch in which MkDocs reports warnings and errors only: its progress is of one build of many."""
    level = build_log.level
    build_log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        build_log.setLevel(level)
