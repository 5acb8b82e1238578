"""`milepost demo`: signed history that is the same each time, honest about what is not signed, and alive."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from milepost.authoring.demo import demo_files
from milepost.authoring.demo_steps import Edit, demo_steps, edited
from milepost.checking import check_tree
from milepost.diagnostics import has_errors
from milepost.loading.tree import MemoryTree
from support.command import run

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 22)
CLIENTS = ("alderway", "sendero", "valea-lunga")


def git(folder: Path, *arguments: str) -> str:
    clean = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
    return subprocess.run(["git", *arguments], cwd=folder, env=clean, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    assert run("demo", folder).code == 0
    return folder


def test_the_workspace_has_nothing_wrong_and_three_sites_in_three_languages(demo: Path) -> None:
    checked = run("check", "--strict", "--as-of", str(AS_OF), workspace=demo)
    built = run("build", "--as-of", str(AS_OF), "--out", demo.parent / "site", workspace=demo)

    assert (checked.code, checked.out) == (0, "3 clients, 59 records: nothing wrong.\n")
    assert built.code == 0
    for slug, language in zip(CLIENTS, ("en", "es", "ro"), strict=True):
        assert f'<html lang="{language}"' in (demo.parent / "site" / slug / "index.html").read_text()


def test_every_single_commit_can_be_built() -> None:
    steps = demo_steps()
    for step, files in zip(steps, demo_files(steps), strict=True):
        for slug in CLIENTS:
            root = f"clients/{slug}/"
            own: dict[str, str | bytes] = {
                path.removeprefix(root): text for path, text in files.items() if path.startswith(root)
            }
            if own:
                checked = check_tree(MemoryTree(own, root), slug, step.at.date())
                assert not has_errors(checked.diagnostics), f"{step.subject}: {checked.diagnostics[0]}"


def test_the_history_is_by_three_people_over_six_months_in_order(demo: Path) -> None:
    rows = [line.split("|") for line in git(demo, "log", "--reverse", "--format=%an|%aI|%cI|%ae|%ce").splitlines()]

    assert 30 <= len(rows) <= 60
    assert {row[0] for row in rows} == {"Mara Ellis", "Jon Petrescu", "Ruth Calder"}
    assert all(row[1] == row[2] and row[3] == row[4] for row in rows)
    days = [row[1][:10] for row in rows]
    assert days == sorted(days)
    assert {day[:7] for day in days} == {f"2026-{month:02}" for month in range(6, 12)}


def test_all_signatures_are_good_but_two(demo: Path) -> None:
    verdicts = git(demo, "log", "--format=%G? %s").splitlines()

    assert Counter(line[0] for line in verdicts) == {"G": len(verdicts) - 2, "N": 1, "U": 1}
    assert "N Alderway: live times run on route 4" in verdicts
    assert "U Alderway: tickets two weeks later" in verdicts


def test_trust_stands_in_the_first_commit_and_is_extended_by_somebody_trusted(demo: Path) -> None:
    first = git(demo, "rev-list", "--max-parents=0", "HEAD").strip()
    changes = git(demo, "log", "--format=%G? %ae", "--", "trust").splitlines()

    assert git(demo, "show", f"{first}:trust/allowed_signers").count("ssh-ed25519 ") == 3
    assert changes == ["G mara@quayside.example"] * 2


def test_two_demos_differ_in_their_keys_only(demo: Path, tmp_path: Path) -> None:
    run("demo", tmp_path / "other")
    seen = "--format=%an %ae %aI %cn %ce %cI%n%B"
    all_but_trust = ("clients", "README.md", ".milepost", ".vscode", ".gitignore")
    listing = ("ls-tree", "-r", "HEAD", "--", *all_but_trust)

    assert git(demo, "log", seen) == git(tmp_path / "other", "log", seen)
    assert git(demo, "ls-tree", "--name-only", "HEAD").split() == sorted((*all_but_trust, "mkdocs.yml", "trust"))
    assert git(demo, *listing) == git(tmp_path / "other", *listing)
    assert git(demo, "show", "HEAD:trust/allowed_signers") != git(
        tmp_path / "other", "show", "HEAD:trust/allowed_signers"
    )


def test_dates_move_and_requirements_are_agreed_on_the_way(demo: Path) -> None:
    history = git(demo, "log", "-p", "--format=", "--", "clients/alderway")

    assert "-  agreed: 2027-01-15\n+  agreed: 2027-01-29" in history
    assert history.count("+  expected: ") >= 4
    assert history.count("-  status: proposed\n+  status: agreed") >= 4


def test_the_work_tree_is_clean_and_one_can_go_on_signed(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path / "copy")
    (tmp_path / "copy/clients/sendero/welcome.md").write_text("Bienvenidos.\n")

    assert git(demo, "status", "--porcelain") == ""
    git(tmp_path / "copy", "add", "--all")
    git(tmp_path / "copy", "commit", "--quiet", "--message", "Sendero: bienvenida")
    assert git(tmp_path / "copy", "log", "-1", "--format=%G? %GS") == "G mara@quayside.example\n"


def test_the_users_own_git_settings_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    (tmp_path / ".gitconfig").write_text(f"[core]\n  hooksPath = {hooks}\n[user]\n  name = Somebody\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")

    assert run("demo", tmp_path / "demo", "--as-of", "2026-06-01").code == 0
    monkeypatch.delenv("GIT_DIR")
    assert git(tmp_path / "demo", "log", "--format=%an %G?").splitlines() == ["Mara Ellis G"] * 2


def test_the_history_ends_where_one_wants(tmp_path: Path) -> None:
    made = json.loads(run("demo", tmp_path / "demo", "--as-of", "2026-06-12", "--json").out)

    assert (made["commits"], made["first"], made["last"]) == (5, "2026-06-01", "2026-06-12")
    assert run("demo", tmp_path / "early", "--as-of", "2026-05-31").code == 2
    assert not (tmp_path / "early").exists()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine.")

    ended = run("demo", tmp_path)

    assert ended.code == 4
    assert "is not empty; nothing was written" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(("kept", "missing"), [("ssh-keygen", "git"), ("git", "ssh-keygen")])
def test_a_missing_program_is_named_with_its_remedy_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str, missing: str
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / kept).symlink_to(shutil.which(kept) or "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    ended = run("demo", tmp_path / "demo")

    assert ended.code == 3
    assert f"{missing} was not found. Install it" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_words_that_are_not_there_once_are_a_fault_of_the_demo() -> None:
    files = {"a.yaml": "- id: M1\n  status: done\n- id: M2\n  status: done\n"}

    assert edited(Edit(path="a.yaml", record="M2", old="done", new="open"), files) == (
        "- id: M1\n  status: done\n- id: M2\n  status: open\n"
    )
    with pytest.raises(ValueError, match="2 times"):
        edited(Edit(path="a.yaml", old="done", new="open"), files)
