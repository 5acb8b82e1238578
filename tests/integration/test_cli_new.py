"""`milepost new client`: a folder that builds without a word of complaint."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from support.command import new_workspace, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["en", "es", "ro"])
def test_a_new_client_has_no_diagnostic_and_builds(tmp_path: Path, language: str) -> None:
    new_workspace(tmp_path)

    made = run("new", "client", "harbour", "--language", language, workspace=tmp_path)

    assert made.code == 0
    assert run("check", "--strict", workspace=tmp_path).out == "1 client, 2 records: nothing wrong.\n"
    assert run("build", workspace=tmp_path).code == 0
    assert f'<html lang="{language}"' in (tmp_path / "site/harbour/index.html").read_text()


def test_what_was_said_stands_in_the_file(tmp_path: Path) -> None:
    new_workspace(tmp_path)

    run(
        *("new", "client", "harbour", "--name", 'Museum "Harbour": Friends # 1', "--engagement", "No"),
        *("--currency", "GBP", "--timezone", "Europe/London"),
        workspace=tmp_path,
    )

    text = (tmp_path / "clients/harbour/client.yaml").read_text()
    assert 'name: "Museum \\"Harbour\\": Friends # 1"\n' in text
    assert 'engagement: "No"\n' in text
    assert "currency: GBP\n" in text
    assert "timezone: Europe/London " in text
    assert run("check", "--strict", workspace=tmp_path).code == 0


def test_editors_are_told_the_schema_twice_and_find_it(tmp_path: Path) -> None:
    new_workspace(tmp_path, "harbour")

    for name in ("client", "milestones"):
        first, second, *_ = (tmp_path / f"clients/harbour/{name}.yaml").read_text().splitlines()
        path = f"../../.milepost/schemas/{name}.json"
        assert (first, second) == (f"# yaml-language-server: $schema={path}", f"# $schema: {path}")
        assert (tmp_path / "clients/harbour" / path).is_file()


def test_each_client_has_a_secret_of_its_own(tmp_path: Path) -> None:
    new_workspace(tmp_path, "harbour", "olivar")

    secrets = {(tmp_path / "clients" / slug / ".secret").read_text() for slug in ("harbour", "olivar")}

    assert len(secrets) == 2
    assert all(re.fullmatch(r"[0-9a-f]{64}\n", secret) for secret in secrets)


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    new_workspace(tmp_path)
    (tmp_path / "clients/harbour").mkdir()

    ended = run("new", "client", "harbour", workspace=tmp_path)

    assert ended.code == 4
    assert "exists already; nothing was written" in ended.err
    assert list((tmp_path / "clients/harbour").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Harbour"], "cannot name a client's folder"),
        (["../escape"], "cannot name a client's folder"),
        (["_hidden"], "cannot name a client's folder"),
        (["harbour", "--language", "fr"], "“fr” is not one of: en, es, ro"),
        (["harbour", "--timezone", "Mars/Olympus"], "is not a time zone"),
        (["harbour", "--currency", "pounds"], "is not a currency code"),
        (["harbour", "--name", "One\nTwo"], "one line"),
        (["harbour", "--name", "\u202egnp"], "U+202E"),
    ],
)
def test_what_could_not_be_built_is_refused_before_anything_is_written(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    new_workspace(tmp_path)

    ended = run("new", "client", *arguments, workspace=tmp_path)

    assert ended.code == 2
    assert said in ended.err
    assert [path.name for path in (tmp_path / "clients").iterdir()] == ["_portfolio"]


def test_json_lists_the_files(tmp_path: Path) -> None:
    new_workspace(tmp_path)

    listed = json.loads(run("new", "client", "harbour", "--json", workspace=tmp_path).out)

    assert listed["client"] == "harbour"
    assert [path.rpartition("/")[2] for path in listed["files"]] == ["client.yaml", "milestones.yaml", ".secret"]
