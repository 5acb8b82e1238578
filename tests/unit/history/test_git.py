from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.errors import EnvironmentFault
from milepost.history import git

if TYPE_CHECKING:
    from pathlib import Path


def test_what_git_prints_is_returned_as_bytes(tmp_path: Path) -> None:
    git.run(["init", "--quiet"], tmp_path)

    assert git.run(["hash-object", "--stdin"], tmp_path, stdin=b"hello\n") == (
        b"ce013625030ba8dba906f756967f9e9ca394464a\n"
    )


def test_an_error_of_git_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="`git log` failed: fatal: not a git repository"):
        git.run(["log"], tmp_path)


def test_a_run_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "LONGEST_RUN", 0.2)
    git.run(["init", "--quiet"], tmp_path)

    with pytest.raises(EnvironmentFault, match=r"took more than 0\.2 seconds"):
        git.run(["-c", "alias.wait=!sleep 20", "wait"], tmp_path)


def test_the_users_environment_and_settings_are_not_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".gitconfig").write_text("[user]\n  name = Somebody\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.email")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "somebody@example.org")

    git.run(["init", "--quiet"], tmp_path)

    assert (tmp_path / ".git").is_dir()
    assert b"user." not in git.run(["config", "--list"], tmp_path)
