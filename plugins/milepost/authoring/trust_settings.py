"""Whom a workspace's mkdocs.yml pins as root of trust, and the platforms that it names; it verifies nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault, UsageError
from milepost.history.platforms import PlatformKey
from milepost.history.trust_root import TrustRoot, parse_trust_root
from milepost.loading.nodes import Mapping, Node, Scalar, Sequence
from milepost.loading.source import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class TrustSettings:
    """The plugin's `trust_root` and `platform_keys`; None and none where they are not given."""

    root: TrustRoot | None = None
    platform_keys: tuple[PlatformKey, ...] = ()


def read_trust_settings(workspace: Path) -> TrustSettings:
    """The settings in the workspace's mkdocs.yml; empty where there is no such file or it does not use the plugin.

    Raises EnvironmentFault, naming the setting, for one that is there and cannot be used: a root that is written
    wrongly must not become no root.
    """
    path = workspace / CONFIGURATION
    if not path.is_file():
        return TrustSettings()
    node, _ = read_yaml(CONFIGURATION, path.read_bytes())
    plugin = _plugin(_of(node, "plugins"))
    return TrustSettings(_root(_of(plugin, "trust_root")), _platform_keys(_of(plugin, "platform_keys")))


def _plugin(plugins: Node | None) -> Node | None:
    listed = plugins.items if isinstance(plugins, Sequence) else [plugins]
    return next((found for item in listed if (found := _of(item, "milepost")) is not None), None)


def _root(node: Node | None) -> TrustRoot | None:
    if node is None:
        return None
    try:
        return parse_trust_root(f"{_text(node, 'commit')}:{_text(node, 'key')}")
    except UsageError as fault:
        raise EnvironmentFault(f"{CONFIGURATION}:{node.location.line}: trust_root is not usable. {fault}") from fault


def _platform_keys(node: Node | None) -> tuple[PlatformKey, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        raise EnvironmentFault(f"{CONFIGURATION}:{node.location.line}: platform_keys must be a list of name and key.")
    return tuple(PlatformKey(_text(item, "name"), _text(item, "key")) for item in node.items)


def _of(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((entry.value for entry in node.entries if entry.key.text == key), None)


def _text(node: Node, key: str) -> str:
    value = _of(node, key)
    if not isinstance(value, Scalar) or value.is_null or not value.text.strip():
        raise EnvironmentFault(f"{CONFIGURATION}:{node.location.line}: `{key}` is missing or is no plain text.")
    return value.text
