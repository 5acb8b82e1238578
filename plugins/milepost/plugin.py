"""Milepost as an MkDocs plugin: events hand over to the site build; what a site says is decided below."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from milepost import clock, pipeline
from milepost.diagnostics import Severity, has_errors
from milepost.errors import EnvironmentFault, MilepostError
from milepost.history.location import locate
from milepost.render.template_files import templates_folder
from milepost.site_build.digests import folder_digest
from milepost.site_build.preview import Previews
from milepost.site_build.root_page import RootPage
from milepost.site_build.scratch import scratch_folder
from milepost.site_build.theme_environment import theme_environment
from milepost.site_build.whole_site import build_whole_site, put_in_place
from milepost.sources import CommittedFiles, HistorySettings, committed_files, history_settings
from milepost.working_files import Source, WorkingFiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from milepost.diagnostics import Diagnostic

log = get_plugin_logger(__name__)

_AFTER_ALL_OTHERS = -100
_NAMED = 5
_Command = Literal["build", "gh-deploy", "serve"]


class Matching(c.Type[str]):
    """A text that has a form; `meaning` says in an error what it should have been."""

    def __init__(self, pattern: str, meaning: str) -> None:
        super().__init__(str)
        self._pattern = re.compile(pattern)
        self._meaning = meaning

    def run_validation(self, value: object) -> str:
        """The text as it is."""
        text = super().run_validation(value)
        if not self._pattern.fullmatch(text):
            raise ValidationError(f"Expected {self._meaning}, got {text!r}.")
        return text


_FINGERPRINT = r"SHA256:[A-Za-z0-9+/]{43}|[0-9A-F]{40}"
_OPENPGP_KEY = r"-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*"
_PUBLIC_KEY = r"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[A-Za-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}(?: .*)?"


class TrustRoot(Config):  # type: ignore[no-untyped-call]
    """The commit and the key at which the chain of trust begins; both or neither are given."""

    commit = c.Optional(Matching(r"[0-9a-f]{40}|[0-9a-f]{64}", "the full id of a commit"))
    key = c.Optional(Matching(_FINGERPRINT, "the fingerprint of a key, such as SHA256:…"))


class PlatformKey(Config):  # type: ignore[no-untyped-call]
    """A key with which a hosting platform signs merges."""

    name = c.Type(str)
    key = Matching(rf"{_PUBLIC_KEY}|-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*", "an SSH or OpenPGP public key")


class MilepostConfig(Config):  # type: ignore[no-untyped-call]
    """What stands under `milepost:` in mkdocs.yml."""

    clients = c.Dir(exists=True, default="clients")
    portfolio = c.Choice(("serve", "always", "never"), default="serve")
    trust_root = c.SubConfig(TrustRoot)
    platform_keys = c.ListOfItems(c.SubConfig(PlatformKey), default=[])
    allow_incomplete_history = c.Type(bool, default=False)


class MilepostPlugin(BasePlugin[MilepostConfig]):  # type: ignore[no-untyped-call]
    """One site for each client: whole with `mkdocs build`, kept up to date with `mkdocs serve`."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._previews: Previews | None = None
        self._scratch: Path | None = None
        self._aside = ExitStack()
        self._committed: CommittedFiles | None = None
        self._judged_by: HistorySettings | None = None
        self._open = ExitStack()

    def on_startup(self, *, command: _Command, dirty: bool) -> None:  # noqa: ARG002 (the host's signature)
        """Remember what is asked for; refuse what would put all clients into one place."""
        if command == "gh-deploy":
            raise PluginError(
                "gh-deploy is refused: it would publish the sites of all clients together, on one branch, "
                "for anyone who can read it. Run `mkdocs build`, and copy one client's folder to where it is read."
            )
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse a configuration that publishes the sources; watch the clients and the templates."""
        clients = Path(self.config.clients)
        if clients.resolve().is_relative_to(Path(config.docs_dir).resolve()):
            raise PluginError(
                f"docs_dir must not hold the clients' folder ({clients}): MkDocs would publish its files. "
                "Use a folder of its own, such as `docs_dir: clients/_portfolio`."
            )
        if (self.config.trust_root.commit is None) != (self.config.trust_root.key is None):
            raise PluginError("trust_root needs both `commit` and `key`, or neither.")
        config.watch.extend([str(clients), str(templates_folder()), *_commits_made(clients)])
        _write_nothing(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build every site aside: MkDocs empties the site's folder next, and no fault may follow."""
        scratch = self._scratch_folder(config)
        try:
            if self._serving:
                self._update_previews(scratch)
            else:
                self._build_aside(scratch / "site", self._root_page(config))
        except MilepostError as fault:
            raise PluginError(str(fault)) from fault

    @event_priority(_AFTER_ALL_OTHERS)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002 (the host's signature)
        """No file at all: the host has nothing of its own to publish."""
        return Files([])

    @event_priority(_AFTER_ALL_OTHERS)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Replace what the host and other plugins wrote, which may name clients, by the finished sites."""
        site_dir = Path(config.site_dir)
        try:
            if self._previews is not None:
                root = self._root_page(config).site(self._previews.outcomes(), clock.day_of_environment())
                self._previews.show(root, site_dir)
            else:
                put_in_place(self._scratch_folder(config) / "site", site_dir)
        except MilepostError as fault:
            raise PluginError(str(fault)) from fault

    def on_shutdown(self) -> None:
        """Remove what was built aside; let go of the repository."""
        self._open.close()
        self._aside.close()
        self._scratch = self._previews = None

    def _scratch_folder(self, config: MkDocsConfig) -> Path:
        """Where sites are built before they are shown: one folder per run, beside mkdocs.yml."""
        if self._scratch is None:
            cache = _beside(config.config_file_path).resolve() / ".cache" / "milepost"
            cache.mkdir(parents=True, exist_ok=True)
            self._scratch = self._aside.enter_context(scratch_folder(cache, "run-"))
        return self._scratch

    def _build_aside(self, out: Path, root: RootPage) -> None:
        clients, as_of = Path(self.config.clients), clock.day_of_environment()
        with committed_files(clients, self._history_settings()) as committed:
            source: Source = committed or WorkingFiles(clients)
            outcomes = [pipeline.build_client(source, slug, as_of) for slug in pipeline.client_slugs(source)]
            _report_state(committed)
        faults = [item for outcome in outcomes for item in outcome.diagnostics]
        if has_errors(faults):
            shown = "\n\n".join(map(str, faults))
            raise PluginError(f"The clients' files have faults; no site was built.\n\n{shown}")
        _report(outcomes)
        shares = [share for outcome in outcomes for share in outcome.shares]
        build_whole_site(root.site(outcomes, as_of), shares, out)

    def _update_previews(self, scratch: Path) -> None:
        self._previews = self._previews or Previews(scratch)
        source = WorkingFiles(Path(self.config.clients), self._last_commit())
        update = self._previews.update(source, self._circumstances(), clock.day_of_environment())
        _report(update.built)
        for slug, fault in update.failed:
            log.error("%s: %s", slug, fault)

    def _history_settings(self) -> HistorySettings:
        root = self.config.trust_root
        return history_settings(
            _beside(self.config.config_file_path),
            f"{root.commit}:{root.key}" if root.commit else "",
            [(item.name, item.key) for item in self.config.platform_keys],
            allow_incomplete=self.config.allow_incomplete_history,
            now=clock.now(),
        )

    def _last_commit(self) -> CommittedFiles | None:
        """What is behind the working files, read again after a commit; a fault in it leaves the preview working."""
        committed, settings = self._committed, self._history_settings()
        # Who is trusted can be changed in mkdocs.yml meanwhile: what was judged before is no answer then.
        is_judged = self._judged_by is not None and settings == replace(self._judged_by, now=settings.now)
        try:
            if committed is not None and is_judged and committed.is_last():
                return committed
            self._open.close()
            found = committed_files(Path(self.config.clients), settings)
            self._committed, self._judged_by = self._open.enter_context(found), settings
        except EnvironmentFault as fault:
            log.error("The history cannot be shown: %s", fault)  # noqa: TRY400 (the fault says it all)
            self._committed = None
        return self._committed

    def _root_page(self, config: MkDocsConfig) -> RootPage:
        introduction = Path(config.docs_dir, "index.md")
        return RootPage(
            name=config.site_name,
            language=str(config.theme.get("language") or "en"),
            introduction=introduction.read_text("utf-8") if introduction.is_file() else "",
            portfolio=self.config.portfolio in ({"always", "serve"} if self._serving else {"always"}),
        )

    def _circumstances(self) -> str:
        """Everything beside a client's files that its site depends on."""
        settings = json.dumps(dict(self.config), default=str, sort_keys=True)
        # Without a given date, a site's turns with the day in its client's time zone: asked again each hour.
        day = str(clock.day_of_environment() or f"{clock.now():%Y-%m-%dT%H}")
        return folder_digest(templates_folder(), settings, day)


def _beside(configuration: str | None) -> Path:
    """The workspace: the folder of mkdocs.yml."""
    return Path(configuration).parent if configuration else Path.cwd()


def _commits_made(clients: Path) -> list[str]:
    """The file that git writes with every commit: what was a draft is none afterwards."""
    try:
        log_of_head = locate(clients).git_dir / "logs" / "HEAD"
    except EnvironmentFault:
        return []
    return [str(log_of_head)] if log_of_head.is_file() else []


def _write_nothing(config: MkDocsConfig) -> None:
    """Spare the host pages that would be thrown away: they would take most of the time of a rebuild."""
    config.nav = None
    config.theme.static_templates = set()
    if config.theme.name == "material":
        shared = theme_environment(templates_folder() / "theme")
        config.theme.get_env = lambda: shared  # type: ignore[method-assign]


def _report_state(committed: CommittedFiles | None) -> None:
    """Say what a build leaves out, and what it could not check."""
    if committed is None:
        log.warning("There is no git history: the sites show files that nobody signed, and say so.")
        return
    for note in committed.repository.notes:
        log.warning("%s", note)
    left_out = committed.left_out()
    if left_out:
        named = ", ".join(left_out[:_NAMED]) + (" …" if len(left_out) > _NAMED else "")
        log.warning("%d files are not committed; the sites show the last commit instead: %s", len(left_out), named)


def _report(outcomes: Iterable[pipeline.ClientOutcome]) -> None:
    for outcome in outcomes:
        for item in outcome.diagnostics:
            _log(item)
        if outcome.shares:
            pages = sum(len(share.site.pages) for share in outcome.shares)
            folders = ", ".join(f"{share.folder}/" for share in outcome.shares)
            log.info("%s: %d pages in %s", outcome.slug, pages, folders)


def _log(item: Diagnostic) -> None:
    (log.error if item.severity is Severity.ERROR else log.warning)("%s", item)
