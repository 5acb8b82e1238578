"""A workspace as its mkdocs.yml describes it: the settings that the command line needs, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from milepost.errors import EnvironmentFault
from milepost.loading.nodes import Mapping, Node, Scalar, Sequence
from milepost.loading.source import read_yaml

CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True)
class Workspace:
    """A folder with mkdocs.yml; `clients`, `docs` and `site` are paths, the rest are the plugin's settings.

    `trust_root` is written `<commit>:<fingerprint>` and empty where there is none; `platform_keys` are (name, key).
    """

    root: Path
    clients: Path
    docs: Path
    site: Path
    name: str = ""
    language: str = "en"
    portfolio: str = "serve"
    trust_root: str = ""
    platform_keys: tuple[tuple[str, str], ...] = ()
    allow_incomplete: bool = False


def find_workspace(root: Path) -> Workspace:
    """The workspace in the folder `root`.

    MkDocs allows more in mkdocs.yml than the engagement format does (tags such as `!ENV`, anchors, INHERIT). So
    faults in it are MkDocs' to report, and only the few plain values needed here are looked at: a missing one has
    the default that the plugin has, one written with a tag or as a list is refused by name.
    Raises EnvironmentFault, with the remedy, where there is no such workspace.
    """
    path = root / CONFIGURATION
    if not path.is_file():
        raise EnvironmentFault(
            f"There is no {CONFIGURATION} in {_shown(root)}. Run `milepost init`, or pass --workspace DIR."
        )
    settings = _Settings(path)
    plugin = settings.plugin()
    workspace = Workspace(
        root=root,
        clients=root / settings.text(plugin, "clients", "clients"),
        docs=root / settings.text(settings.root, "docs_dir", "docs"),
        site=root / settings.text(settings.root, "site_dir", "site"),
        name=settings.text(settings.root, "site_name", ""),
        language=settings.text(settings.of(settings.root, "theme"), "language", "en"),
        portfolio=settings.text(plugin, "portfolio", "serve"),
        trust_root=settings.trust_root(plugin),
        platform_keys=settings.platform_keys(plugin),
        allow_incomplete=settings.text(plugin, "allow_incomplete_history", "false") == "true",
    )
    if not workspace.clients.is_dir():
        raise EnvironmentFault(
            f"The clients' folder {_shown(workspace.clients)} does not exist. Make it, or correct "
            f"`clients` under `milepost` in {CONFIGURATION}."
        )
    return workspace


class _Settings:
    """The nodes of mkdocs.yml; faults that the strict reader finds are only kept to refuse what they touch."""

    def __init__(self, path: Path) -> None:
        try:
            node, faults = read_yaml(CONFIGURATION, path.read_bytes())
        except OSError as fault:
            raise EnvironmentFault(f"{_shown(path)} cannot be read: {fault.strerror}.") from fault
        if not isinstance(node, Mapping):
            reason = str(faults[0]) if faults else "It is empty."
            raise EnvironmentFault(f"{CONFIGURATION} cannot be read.\n{reason}")
        self.root: Node | None = node
        self._doubtful = {fault.location.line for fault in faults}

    def plugin(self) -> Node | None:
        """The settings under `plugins: milepost`; None where the plugin is named without any."""
        plugins = self.of(self.root, "plugins")
        named = list(plugins.items) if isinstance(plugins, Sequence) else [plugins]
        for item in named:
            if isinstance(item, Scalar) and item.text == "milepost":
                return None
            if isinstance(item, Mapping) and any(entry.key.text == "milepost" for entry in item.entries):
                return self.of(item, "milepost")
        if self.of(self.root, "INHERIT") is not None:
            return None  # the file it inherits from may name the plugin; its defaults hold then
        raise EnvironmentFault(f"{CONFIGURATION} does not use the plugin milepost. Add `- milepost` under `plugins:`.")

    def of(self, node: Node | None, key: str) -> Node | None:
        """The value of `key`; None where `node` has none."""
        if not isinstance(node, Mapping):
            return None
        return next((entry.value for entry in node.entries if entry.key.text == key), None)

    def trust_root(self, plugin: Node | None) -> str:
        """The commit and the key at which trust begins, joined by a colon; empty where none is given."""
        node = self.of(plugin, "trust_root")
        commit, key = self.text(node, "commit", ""), self.text(node, "key", "")
        return f"{commit}:{key}" if commit or key else ""

    def platform_keys(self, plugin: Node | None) -> tuple[tuple[str, str], ...]:
        """The platforms' names and keys."""
        listed = self.of(plugin, "platform_keys")
        items = listed.items if isinstance(listed, Sequence) else ()
        return tuple((self.text(item, "name", ""), self.text(item, "key", "")) for item in items)

    def text(self, node: Node | None, key: str, default: str) -> str:
        """The plain text of `key`."""
        value = self.of(node, key)
        if value is None or (isinstance(value, Scalar) and value.is_null):
            return default
        if not isinstance(value, Scalar) or value.location.line in self._doubtful:
            raise EnvironmentFault(
                f"{CONFIGURATION}:{value.location.line}: `{key}` must be a plain text for the command milepost."
            )
        return value.text


def _shown(path: Path) -> str:
    return "this folder" if path == Path() else str(path)
