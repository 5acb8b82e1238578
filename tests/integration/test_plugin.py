"""The plugin inside MkDocs: what a build writes, what a preview rebuilds, what is refused."""

from __future__ import annotations

import datetime as dt
import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from milepost import pipeline
from milepost.site_build import preview, root_page
from milepost.site_build.isolation import isolated_plugins
from support.small_workspace import SmallPipeline, small_workspace, write_client
from support.trails import MKDOCS, NORA
from support.trails import workspace as committed_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def shut_down_plugins() -> None:
    """End the program that runs: MkDocs keeps its plugins as long as the process lives."""
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    for plugin in option.plugin_cache.values():
        getattr(plugin, "on_shutdown", lambda: None)()
    option.plugin_cache.clear()


class Host:
    """MkDocs at work in one workspace: each `run` is a build, or a rebuild of the same server."""

    def __init__(self, workspace: Path, command: Literal["build", "gh-deploy", "serve"]) -> None:
        shut_down_plugins()
        self.workspace = workspace
        self.site = workspace / "site"
        self._config: MkDocsConfig | None = self._load()
        self._config.plugins.on_startup(command=command, dirty=False)
        self._address = "http://127.0.0.1:8000/" if command == "serve" else None

    def run(self) -> None:
        config, self._config = self._config or self._load(), None
        build(config, serve_url=self._address)

    def _load(self) -> MkDocsConfig:
        return load_config(str(self.workspace / "mkdocs.yml"), site_dir=str(self.site))

    def page(self, url: str = "") -> str:
        return (self.site / url / "index.html").read_text("utf-8")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.site.iterdir())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallPipeline]:
    """The small pipeline in place of the real one, and a MkDocs that remembers no plugin of another test."""
    fake = SmallPipeline()
    monkeypatch.setattr(pipeline, "build_client", fake.build_client)
    monkeypatch.setattr(preview, "error_page", fake.error_page)
    monkeypatch.setattr(root_page, "portfolio_page", fake.portfolio_page)
    monkeypatch.setattr(root_page, "neutral_page", fake.neutral_page)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with isolated_plugins():
        yield fake
        shut_down_plugins()


def every_byte(folder: Path) -> str:
    return "\n".join(f"{path} {path.read_bytes()!r}" for path in folder.rglob("*") if path.is_file())


def test_a_build_writes_a_folder_for_each_share_as_real_files(tmp_path: Path, small: SmallPipeline) -> None:
    host = Host(small_workspace(tmp_path, harbour="Harbour board", fern="Fern"), "build")

    host.run()

    assert host.names() == ["assets", "fern", "harbour", "harbour--board", "index.html"]
    assert "Harbour board" in host.page("harbour--board/roadmap")
    assert not [path for path in host.site.rglob("*") if path.is_symlink()]
    assert small.built == ["fern", "harbour"]


def test_the_root_of_a_build_names_no_client_and_repeats_no_word_of_the_agency(
    tmp_path: Path, small: SmallPipeline
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour")
    (workspace / "clients/_portfolio/more.md").write_text("# harbour is late")
    (workspace / "clients/_portfolio/notes.txt").write_text("harbour is late")
    host = Host(workspace, "build")

    host.run()

    own = [
        path for path in host.site.rglob("*") if path.is_file() and "harbour" not in path.relative_to(host.site).parts
    ]
    assert small.built == ["harbour"]
    for path in own:
        if path.suffix not in {".css", ".js"}:
            assert b"harbour" not in path.read_bytes().lower(), path
            assert b"Words of the agency" not in path.read_bytes(), path
    assert not list(host.site.rglob("sitemap*"))
    assert not list(host.site.rglob("404*"))
    assert "Private" in host.page()


@pytest.mark.parametrize(
    ("portfolio", "command", "shown"),
    [
        ("serve", "build", "Private"),
        ("serve", "serve", "Words of the agency"),
        ("always", "build", "Words of the agency"),
        ("always", "serve", "Words of the agency"),
        ("never", "build", "Private"),
        ("never", "serve", "Private"),
    ],
)
def test_the_portfolio_is_shown_where_it_was_asked_for(
    portfolio: str, command: Literal["build", "serve"], shown: str, tmp_path: Path, small: SmallPipeline
) -> None:
    host = Host(small_workspace(tmp_path, f"portfolio: {portfolio}", harbour="Harbour"), command)

    host.run()

    assert shown in host.page()
    assert ('href="harbour/index.html"' in host.page()) == (shown != "Private")
    assert small.built == ["harbour"]


def test_a_fault_stops_a_build_names_every_fault_and_leaves_the_last_good_site(
    tmp_path: Path, small: SmallPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour", fern="Fern")
    Host(workspace, "build").run()
    before = every_byte(tmp_path / "site")
    write_client(workspace, "harbour", "fault")
    write_client(workspace, "fern", "fault, odd")
    small.built.clear()

    with pytest.raises(Abort):
        Host(workspace, "build").run()

    for message in (
        "harbour has a fault",
        "fern has a fault",
        "fern has a odd",
        "clients/fern/client.yaml:1:1",
    ):
        assert message in caplog.text
    assert every_byte(tmp_path / "site") == before
    assert small.built == ["fern", "harbour"]


def test_a_share_that_cannot_be_built_leaves_the_last_good_site(
    tmp_path: Path, small: SmallPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour")
    Host(workspace, "build").run()
    before = every_byte(tmp_path / "site")
    monkeypatch.setattr("milepost.site_build.build.write_files", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        Host(workspace, "build").run()

    assert every_byte(tmp_path / "site") == before
    assert small.built == ["harbour", "harbour"]


def test_a_fault_in_a_preview_shows_on_the_pages_of_that_client_alone(
    tmp_path: Path, small: SmallPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour board", fern="Fern")
    host = Host(workspace, "serve")
    host.run()
    write_client(workspace, "harbour", "a fault")

    host.run()

    # A browser may stand on any page when the file is saved; each says what is wrong, and none what was there before.
    for share in ("harbour", "harbour--board"):
        assert all("harbour has a fault" in host.page(page) for page in (share, f"{share}/roadmap"))
        assert "Harbour board" not in every_byte((host.site / share).resolve())
    assert "fern" in host.page()
    assert "Fern" in host.page("fern")
    assert host.names() == ["assets", "fern", "harbour", "harbour--board", "index.html"]
    assert [record.levelname for record in caplog.records if "has a fault" in record.message] == ["ERROR"]

    write_client(workspace, "harbour", "Harbour, mended")
    host.run()

    assert "Harbour, mended" in host.page("harbour/roadmap")
    assert host.names() == ["assets", "fern", "harbour", "index.html"]
    assert small.built == ["fern", "harbour", "harbour", "harbour"]


def test_a_preview_builds_only_the_client_that_changed(tmp_path: Path, small: SmallPipeline) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour", fern="Fern")
    host = Host(workspace, "serve")
    host.run()
    small.built.clear()

    host.run()
    assert small.built == []

    write_client(workspace, "fern", "Fern, changed")
    host.run()
    assert small.built == ["fern"]
    assert "Fern, changed" in host.page("fern")
    assert "Harbour" in host.page("harbour")


def test_a_preview_builds_every_client_when_what_they_share_changed(
    tmp_path: Path, small: SmallPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Host(small_workspace(tmp_path, harbour="Harbour", fern="Fern"), "serve")
    host.run()
    small.built.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    host.run()

    assert small.built == ["fern", "harbour"]
    assert small.dates[-1] == dt.date(2023, 11, 14)


def test_who_is_trusted_is_asked_anew_when_the_configuration_of_a_preview_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MILEPOST_TRUST_ROOT", raising=False)
    repository = committed_workspace(tmp_path)
    root = repository.tip
    repository.commit({"clients/harbour/milestones.yaml": "- id: M-1\n  title: Pilot\n"}, signer=NORA)
    repository.save(check_out=True)
    trusted = f"{MKDOCS.rstrip()}:\n      trust_root: {{commit: {root}, key: '{NORA.fingerprint}'}}\n"
    for folder in ("site", "clients/_portfolio"):
        (tmp_path / folder).mkdir()
    told = []
    with isolated_plugins():
        (tmp_path / "mkdocs.yml").write_text(trusted)
        host = Host(tmp_path, "serve")
        for configuration in (trusted, MKDOCS, trusted):
            (tmp_path / "mkdocs.yml").write_text(configuration)
            host.run()
            told.append("without a checked signature" in host.page("harbour"))
        shut_down_plugins()
    assert told == [False, True, False]


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_client_that_is_removed_disappears(
    command: Literal["build", "serve"], tmp_path: Path, small: SmallPipeline
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour", fern="Fern")
    host = Host(workspace, command)
    host.run()
    (workspace / "clients/fern/client.yaml").unlink()
    (workspace / "clients/fern").rmdir()

    (host if command == "serve" else Host(workspace, command)).run()

    assert host.names() == ["assets", "harbour", "index.html"]
    assert "fern" not in every_byte(host.site)
    assert small.built[:2] == ["fern", "harbour"]


def test_a_client_that_cannot_be_read_keeps_its_last_good_preview(
    tmp_path: Path, small: SmallPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour")
    host = Host(workspace, "serve")
    host.run()
    write_client(workspace, "harbour", "unreadable")

    host.run()

    assert "Harbour" in host.page("harbour")
    assert "harbour cannot be read." in caplog.text
    assert small.built == ["harbour", "harbour"]


def test_a_client_that_cannot_be_read_stops_a_build_with_its_reason(tmp_path: Path, small: SmallPipeline) -> None:
    host = Host(small_workspace(tmp_path, harbour="unreadable"), "build")

    with pytest.raises(Abort):
        host.run()

    assert small.built == ["harbour"]
    assert not host.site.exists()


def test_a_warning_is_a_warning_of_mkdocs(
    tmp_path: Path, small: SmallPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    Host(small_workspace(tmp_path, harbour="odd"), "build").run()

    assert [record.levelno for record in caplog.records if "has a odd" in record.message] == [logging.WARNING]
    assert small.built == ["harbour"]


def test_a_build_says_one_line_for_each_client(
    tmp_path: Path, small: SmallPipeline, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")

    Host(small_workspace(tmp_path, harbour="Harbour board"), "build").run()

    said = [record.message for record in caplog.records if "harbour" in record.message]
    assert said == ["milepost: harbour: 4 pages in harbour/, harbour--board/"]
    assert small.built == ["harbour"]


def test_the_date_of_a_build_is_that_of_the_environment_or_left_to_each_client(
    tmp_path: Path, small: SmallPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = small_workspace(tmp_path, harbour="Harbour")
    Host(workspace, "build").run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    Host(workspace, "build").run()

    assert small.dates == [None, dt.date(2023, 11, 14)]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(Abort):
        Host(workspace, "build").run()


def test_publishing_all_clients_on_one_branch_is_refused(tmp_path: Path, small: SmallPipeline) -> None:
    with pytest.raises(PluginError, match="gh-deploy is refused"):
        Host(small_workspace(tmp_path, harbour="Harbour"), "gh-deploy")

    assert small.built == []


@pytest.mark.parametrize("docs", ["clients", ".", "clients/../clients"])
def test_a_docs_dir_that_holds_the_clients_is_refused(docs: str, tmp_path: Path, small: SmallPipeline) -> None:
    workspace = small_workspace(tmp_path / "w" if docs != "." else tmp_path, harbour="Harbour") if docs == "." else None
    workspace = workspace or small_workspace(tmp_path, harbour="Harbour")
    text = (workspace / "mkdocs.yml").read_text()
    moved = "site_dir: ../site\n" if docs == "." else ""
    (workspace / "mkdocs.yml").write_text(text.replace("clients/_portfolio", docs) + moved)

    with pytest.raises(Abort):
        Host(workspace, "build").run()

    assert small.built == []
    assert not (tmp_path / "site").exists()


def test_a_client_whose_name_is_a_folder_of_the_site_is_refused(tmp_path: Path, small: SmallPipeline) -> None:
    with pytest.raises(Abort):
        Host(small_workspace(tmp_path, assets="Assets"), "build").run()

    assert small.built == ["assets"]


@pytest.mark.parametrize(
    "options",
    [
        "portfolio: sometimes",
        "clients: nowhere",
        "trust_root: {commit: HEAD, key: 'SHA256:x'}",
        "platform_keys: [{name: forge}]",
        "platform_keys: [{name: forge, key: secret}]",
        "allow_incomplete_history: maybe",
        "unknown_option: 1",
    ],
)
def test_an_option_that_makes_no_sense_is_reported(options: str, tmp_path: Path, small: SmallPipeline) -> None:
    workspace = small_workspace(tmp_path, options)
    (workspace / "mkdocs.yml").write_text((workspace / "mkdocs.yml").read_text() + "strict: true\n")

    with pytest.raises((ConfigurationError, Abort)):
        Host(workspace, "build")

    assert small.built == []


def test_half_a_trust_root_is_refused(tmp_path: Path, small: SmallPipeline) -> None:
    host = Host(small_workspace(tmp_path, f"trust_root: {{commit: '{COMMIT}'}}", harbour="Harbour"), "build")

    with pytest.raises(Abort):
        host.run()

    assert small.built == []


def test_every_option_that_makes_sense_is_accepted(tmp_path: Path, small: SmallPipeline) -> None:
    options = (
        f"clients: clients, portfolio: never, trust_root: {{commit: '{COMMIT}', key: 'SHA256:{'a' * 43}'}}, "
        "platform_keys: [{name: forge, key: ssh-ed25519 AAAAC3Nza forge}], allow_incomplete_history: true"
    )

    Host(small_workspace(tmp_path, options, harbour="Harbour"), "build").run()

    assert small.built == ["harbour"]


def test_the_command_mkdocs_builds_a_real_workspace(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path, harbour="name: Harbour Museum\nengagement: Collections portal\n")
    (workspace / "clients/harbour/milestones.yaml").write_text(
        "- {id: M1, title: First rooms, agreed: 2026-09-01}\n- {id: M2, title: Opening, agreed: 2026-12-01}\n"
    )
    (workspace / ".cache/milepost/run-leftover").mkdir(parents=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]

    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Harbour Museum" in (workspace / "site/harbour/index.html").read_text("utf-8")
    assert "Harbour" not in (workspace / "site/index.html").read_text("utf-8")
    assert list((workspace / ".cache/milepost").iterdir()) == []
