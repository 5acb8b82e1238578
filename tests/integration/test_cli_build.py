"""`milepost build`: the same sites as MkDocs builds, and nothing of anybody else's touched."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.command import new_workspace, run

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-11-22")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def break_client(workspace: Path, slug: str) -> None:
    (workspace / f"clients/{slug}/milestones.yaml").write_text("- id: M1\n  titel: Launch\n")


def test_every_share_gets_its_folder_and_the_pages_are_counted(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour", "olivar")
    client = workspace / "clients/harbour/client.yaml"
    shares = "shares:\n  - name: client\n    audience: client\n  - name: board\n    audience: sponsor\n"
    client.write_text(client.read_text() + shares)

    ended = run("build", *DAY, workspace=workspace)

    assert ended.code == 0
    assert {path.name for path in (tmp_path / "site").iterdir() if path.is_dir()} == {
        *("assets", "harbour", "harbour--board", "olivar")
    }
    assert f"  {tmp_path}/site/harbour--board/: " in ended.out
    assert "3 sites in " in ended.out


@pytest.mark.parametrize("portfolio", ["serve", "always"])
def test_the_result_is_that_of_mkdocs_byte_by_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portfolio: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    workspace = new_workspace(tmp_path, "harbour", "olivar")
    settings = workspace / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("portfolio: serve", f"portfolio: {portfolio}"))

    assert run("build", "--out", tmp_path / "ours", workspace=workspace).code == 0
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=workspace, check=True, capture_output=True)

    assert files_in(tmp_path / "ours") == files_in(tmp_path / "site")


def test_an_error_in_one_client_builds_nothing_and_keeps_the_last_good_sites(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour", "olivar")
    run("build", *DAY, workspace=workspace)
    before = files_in(tmp_path / "site")
    break_client(workspace, "harbour")

    ended = run("build", *DAY, workspace=workspace)

    assert ended.code == 1
    assert "`titel` is not a field here" in ended.err
    assert "Nothing was built; the last good sites stay." in ended.err
    assert files_in(tmp_path / "site") == before


def test_another_clients_error_does_not_stop_the_one_that_was_named(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour", "olivar")
    break_client(workspace, "harbour")

    assert run("build", "olivar", *DAY, workspace=workspace).code == 0
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["olivar"]


def test_a_named_clients_folders_alone_are_replaced(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour", "olivar")
    run("build", *DAY, workspace=workspace)
    for slug in ("harbour", "olivar"):
        (tmp_path / "site" / slug / "old.html").write_text("old")
    for folder in ("harbour--board", "harbour-two"):
        (tmp_path / "site" / folder).mkdir()

    run("build", "harbour", *DAY, workspace=workspace)

    kept = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("old.html")}
    assert kept == {"olivar/old.html"}
    assert not (tmp_path / "site/harbour--board").exists(), "a share that was withdrawn must not stay published"
    assert (tmp_path / "site/harbour-two").exists()


def test_a_whole_build_removes_a_client_that_is_gone(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour")
    (tmp_path / "site/former").mkdir(parents=True)

    run("build", *DAY, workspace=workspace)

    assert not (tmp_path / "site/former").exists()


def test_a_folder_with_other_things_is_not_cleared(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path / "workspace", "harbour")
    (tmp_path / "home/letters").mkdir(parents=True)

    ended = run("build", *DAY, "--out", tmp_path / "home", workspace=workspace)

    assert ended.code == 4
    assert "holds “letters”, which this build did not make and would delete" in ended.err
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letters"]


def test_its_own_earlier_result_is_replaced_anywhere(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path / "workspace", "harbour")

    ended = [run("build", *DAY, "--out", tmp_path / "out", workspace=workspace).code for _ in range(2)]

    assert ended == [0, 0]


@pytest.mark.parametrize("out", [".", "..", "clients", "clients/harbour", "clients/harbour/site"])
@pytest.mark.parametrize("slugs", [(), ("harbour",)])
def test_the_sources_are_never_a_destination(tmp_path: Path, out: str, slugs: tuple[str, ...]) -> None:
    workspace = new_workspace(tmp_path / "workspace", "harbour")
    before = files_in(workspace)

    ended = run("build", *slugs, *DAY, "--out", workspace / out, workspace=workspace)

    assert ended.code == 4
    assert "holds the sources themselves" in ended.err
    assert files_in(workspace) == before


def test_json_lists_shares_and_diagnostics(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path, "harbour")

    listed = json.loads(run("build", *DAY, "--json", workspace=workspace).out)
    break_client(workspace, "harbour")
    refused = run("build", *DAY, "--json", workspace=workspace)

    assert [share["folder"] for share in listed["shares"]] == [str(tmp_path / "site/harbour")]
    assert listed["diagnostics"] == []
    assert refused.code == 1
    assert json.loads(refused.out)["shares"] == []
    assert [item["code"] for item in json.loads(refused.out)["diagnostics"]] == ["M101"]
