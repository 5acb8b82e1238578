"""`milepost init`: a workspace that builds, and nothing overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support.command import new_workspace, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_workspace_has_settings_ignores_and_schemas(tmp_path: Path) -> None:
    ended = run("init", tmp_path / "studio", "--name", "Tide & Water: Studio")

    assert ended.code == 0
    settings = (tmp_path / "studio" / "mkdocs.yml").read_text()
    assert 'site_name: "Tide & Water: Studio"' in settings
    assert "/site/\n/.cache/\n" in (tmp_path / "studio" / ".gitignore").read_text()
    assert json.loads((tmp_path / "studio" / ".milepost/schemas/milestones.json").read_text())["type"] == "array"
    assert "git init" in ended.out
    assert not (tmp_path / "studio" / ".git").exists()


def test_the_editors_settings_name_schemas_that_exist(tmp_path: Path) -> None:
    new_workspace(tmp_path)

    places = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]

    assert places["./.milepost/schemas/decisions.record.json"] == "clients/*/decisions/*.yaml"
    assert [name for name in places if not (tmp_path / name).is_file()] == []


def test_a_new_workspace_checks_and_builds(tmp_path: Path) -> None:
    new_workspace(tmp_path)

    assert run("check", workspace=tmp_path).out == "0 clients, 0 records: nothing wrong.\n"
    assert run("build", workspace=tmp_path).code == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_nothing_is_written_where_one_file_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine.")

    ended = run("init", tmp_path)

    assert ended.code == 4
    assert "README.md exists already; nothing was written" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "mkdocs.yml").symlink_to(tmp_path / "elsewhere.yml")

    assert run("init", workspace).code == 4
    assert not (tmp_path / "elsewhere.yml").exists()


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "clients").write_text("A list of clients.")

    ended = run("init", tmp_path)

    assert ended.code == 4
    assert "clients is a file, not a folder" in ended.err


def test_json_lists_the_files(tmp_path: Path) -> None:
    listed = json.loads(run("init", tmp_path, "--json").out)

    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(listed["files"]) == written
