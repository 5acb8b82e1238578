"""`milepost check`: everything wrong, in words, as data and as annotations; and the workspace it looks in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.command import new_workspace, run

if TYPE_CHECKING:
    from pathlib import Path

TYPO = "- id: M1\n  title: Launch\n  expcted: 2026-12-01\n"
LATE = "- id: M1\n  title: Launch\n  agreed: 2026-12-01\n  expected: 2026-12-08\n"


def workspace_with(folder: Path, milestones: str) -> Path:
    new_workspace(folder, "harbour", "olivar")
    (folder / "clients/harbour/milestones.yaml").write_text(milestones)
    return folder


def test_an_error_is_shown_with_its_place_and_remedy_and_ends_with_1(tmp_path: Path) -> None:
    ended = run("check", workspace=workspace_with(tmp_path, TYPO))

    assert ended.code == 1
    assert ended.out == (
        "clients/harbour/milestones.yaml:3:3: `expcted` is not a field here [M101]\n"
        "  3 |   expcted: 2026-12-01\n"
        "    |   ^^^^^^^\n"
        "  = Did you mean “expected”?\n\n"
        "2 clients, 2 records: 1 error.\n"
    )


def test_only_the_clients_named_are_checked(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TYPO)

    assert run("check", "olivar", workspace=workspace).out == "1 client, 2 records: nothing wrong.\n"
    assert run("check", "harbour", "harbour", workspace=workspace).out.endswith("1 client, 0 records: 1 error.\n")


def test_a_warning_counts_only_when_strict(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, LATE)

    ended = run("check", workspace=workspace)

    assert ended.out.startswith("clients/harbour/milestones.yaml:4:13: warning: M1 is later")
    assert ended.out.endswith("2 clients, 3 records: 1 warning.\n")
    assert ended.code == 0
    assert run("check", "--strict", workspace=workspace).code == 1


def test_json_has_every_client_with_its_diagnostics(tmp_path: Path) -> None:
    ended = run("check", "--json", workspace=workspace_with(tmp_path, TYPO))

    assert ended.code == 1
    assert json.loads(ended.out) == {
        "clients": [
            {
                "slug": "harbour",
                "records": 0,
                "diagnostics": [
                    {
                        "code": "M101",
                        "severity": "error",
                        "path": "clients/harbour/milestones.yaml",
                        "line": 3,
                        "column": 3,
                        "message": "`expcted` is not a field here",
                        "hint": "Did you mean “expected”?",
                    }
                ],
            },
            {"slug": "olivar", "records": 2, "diagnostics": []},
        ]
    }


def test_github_shows_the_fault_beside_its_line(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, '- id: M1\n  title: "100%: done"\n  expcted: 2026-12-01\n  status: 100%\n')

    ended = run("check", "--format", "github", workspace=workspace)

    first, second, _ = ended.out.splitlines()
    place = "::error file=clients/harbour/milestones.yaml,line=3,col=3,title=M101::"
    assert first == f"{place}`expcted` is not a field here. Did you mean “expected”?"
    assert second.startswith("::error file=clients/harbour/milestones.yaml,line=4,col=11,title=M105::“100%25” is not")


def test_json_and_github_exclude_each_other(tmp_path: Path) -> None:
    ended = run("check", "--json", "--format", "github", workspace=workspace_with(tmp_path, TYPO))

    assert ended.code == 2
    assert "exclude each other" in ended.err


def test_the_day_decides_what_is_still_to_come(tmp_path: Path) -> None:
    done = "- id: M1\n  title: Launch\n  agreed: 2026-12-01\n  done_on: 2026-12-01\n  status: done\n"
    workspace = workspace_with(tmp_path, done)

    assert run("check", "--as-of", "2026-12-02", workspace=workspace).code == 0
    assert "still to come" in run("check", "--as-of", "2026-11-30", workspace=workspace).out


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01.12.2026", ""])
def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, day: str) -> None:
    ended = run("check", "--as-of", day, workspace=workspace_with(tmp_path, TYPO))

    assert ended.code == 2
    assert "YYYY-MM-DD" in ended.err


def test_the_environments_day_is_used_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = "- id: M1\n  title: Launch\n  agreed: 2026-12-01\n  done_on: 2026-12-01\n  status: done\n"
    workspace = workspace_with(tmp_path, done)

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796126400")  # 1 December 2026, noon
    assert run("check", workspace=workspace).code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    ended = run("check", workspace=workspace)
    assert (ended.code, "SOURCE_DATE_EPOCH must be a number of seconds" in ended.err) == (3, True)


def test_an_unknown_client_is_wrong_usage_with_the_nearest_name(tmp_path: Path) -> None:
    ended = run("check", "harbor", workspace=workspace_with(tmp_path, TYPO))

    assert ended.code == 2
    assert "There is no client “harbor”" in ended.err
    assert "Did you mean “harbour”?" in ended.err


def test_without_a_workspace_the_remedy_is_named(tmp_path: Path) -> None:
    ended = run("check", workspace=tmp_path)

    assert ended.code == 3
    assert ended.err == (
        f"Error: There is no mkdocs.yml in {tmp_path}. Run `milepost init`, or pass --workspace DIR.\n"
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("site_name: X\n", "does not use the plugin milepost. Add `- milepost` under `plugins:`"),
        ("plugins: [search]\n", "does not use the plugin milepost"),
        ("plugins: [milepost\n", "cannot be read"),
        ("", "cannot be read"),
        ("plugins: [milepost: {clients: customers}]\n", "customers does not exist"),
        ("plugins:\n  - milepost:\n      clients: !ENV CLIENTS\n", "mkdocs.yml:3: `clients` must be a plain text"),
        ("plugins: [milepost]\nsite_dir: [a]\n", "mkdocs.yml:2: `site_dir` must be a plain text"),
    ],
)
def test_a_workspace_that_cannot_be_used_says_why(tmp_path: Path, settings: str, said: str) -> None:
    (tmp_path / "clients").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings)

    ended = run("check", workspace=tmp_path)

    assert ended.code == 3
    assert said in ended.err


@pytest.mark.parametrize(
    "settings",
    [
        "plugins: [milepost]\n",
        "plugins: {search: {}, milepost: {portfolio: never}}\n",
        "plugins:\n  - search\n  - milepost:\n",
        "INHERIT: ../base.yml\n",
        "site_url: !ENV [SITE, 'https://x.example']\nextra: &a {b: 1}\nplugins: [milepost]\n",
        "markdown_extensions:\n  - x:\n      slugify: !!python/name:os.getcwd\nplugins: [milepost]\n",
    ],
)
def test_what_mkdocs_allows_in_its_settings_is_no_obstacle(tmp_path: Path, settings: str) -> None:
    (tmp_path / "clients").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings)

    assert run("check", workspace=tmp_path).out == "0 clients, 0 records: nothing wrong.\n"


def test_another_folder_of_clients_is_looked_in(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - milepost:\n      clients: customers\n")
    (tmp_path / "customers/harbour").mkdir(parents=True)

    assert "customers/harbour/client.yaml" in run("check", workspace=tmp_path).out


@pytest.mark.parametrize("arguments", [["chek"], ["check", "--jsn"], ["new", "milestone"], ["schema"]])
def test_wrong_usage_ends_with_2_and_no_traceback(arguments: list[str]) -> None:
    ended = run(*arguments)

    assert ended.code == 2
    assert "Error: " in ended.err


def test_a_fault_of_the_file_system_is_told_in_words() -> None:
    ended = run("init", "/proc/no-such-place")

    assert ended.code == 3
    assert ended.err == "Error: /proc/no-such-place: No such file or directory.\n"


def test_the_version_is_told() -> None:
    assert run("--version").out == "milepost, version 0.1.0\n"
