"""A repository is found wherever it keeps its parts, and a revision is the commit that git would mean."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from milepost.errors import EnvironmentFault
from milepost.history import git
from milepost.history.faults import (
    CorruptHistory,
    NoCommits,
    NoGit,
    NotARepository,
    UnknownRevision,
    UnsupportedRepository,
)
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from support.repositories import FIRST_SECOND, NORA, Written, link

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "clients/harbour/milestones.yaml"
DAY = 86400
HOUR = 3600


def resolved(folder: Path, revision: str = "HEAD") -> str:
    with open_repository(folder) as repository:
        return repository.resolve(revision)


def test_a_work_tree_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    made = Written(tmp_path / "work")
    tip = made.commit({PLAN: "0"})
    made.save(check_out=True)

    with open_repository(tmp_path / "work" / "clients" / "harbour") as repository:
        assert repository.root == (tmp_path / "work").resolve()
        assert repository.resolve("HEAD") == tip


def test_a_linked_work_tree_has_a_head_of_its_own(tmp_path: Path) -> None:
    made = Written(tmp_path / "work")
    first = made.commit({PLAN: "0"})
    second = made.commit({PLAN: "1"})
    made.save().git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"), first)

    with open_repository(tmp_path / "linked") as repository:
        assert (repository.resolve("HEAD"), repository.resolve("side")) == (first, first)
        assert repository.resolve("main") == second
        assert repository.root == (tmp_path / "linked").resolve()
        assert len(read_history(repository, second).commits) == 2


def test_a_bare_repository_has_no_work_tree(tmp_path: Path) -> None:
    made = Written(tmp_path / "work")
    tip = made.commit({PLAN: "0"})
    made.save()
    git.run(["clone", "--quiet", "--bare", "--no-local", "work", "bare"], tmp_path)

    with open_repository(tmp_path / "bare") as repository:
        assert (repository.root, repository.resolve("main"), repository.uncommitted()) == (None, tip, ())


def test_a_submodule_is_a_repository_of_its_own(tmp_path: Path) -> None:
    own = Written(tmp_path / "harbour")
    tip = own.commit({"client.yaml": "name: Harbour\n"})
    own.save()
    outer = Written(tmp_path / "work")
    outer.commit({"README.md": "All"})
    outer.save(check_out=True)
    allowed = ["-c", "protocol.file.allow=always"]
    outer.git(*allowed, "submodule", "--quiet", "add", str(tmp_path / "harbour"), "clients/harbour")

    with open_repository(tmp_path / "work" / "clients" / "harbour") as repository:
        assert repository.resolve("HEAD") == tip
        assert repository.root == (tmp_path / "work" / "clients" / "harbour").resolve()


def test_objects_that_are_borrowed_from_another_repository_are_read(tmp_path: Path) -> None:
    made = Written(tmp_path / "work")
    made.commit({PLAN: "0"})
    made.save()
    git.run(["clone", "--quiet", "--shared", "--no-checkout", "work", "borrower"], tmp_path)

    with open_repository(tmp_path / "borrower") as repository:
        assert len(read_history(repository, repository.resolve("HEAD")).commits) == 1


def test_names_stand_for_what_they_stand_for_in_git(tmp_path: Path) -> None:
    made = Written(tmp_path)
    first = made.commit({PLAN: "0"})
    second = made.commit({PLAN: "1"})
    made.save().save(branch="feature/late", tip=first)
    made.git("-c", "user.name=N", "-c", "user.email=n@x.example", "tag", "-a", "-m", "Signed off", "agreed", first)
    made.git("tag", "light", first)
    made.git("update-ref", "refs/remotes/origin/main", first)

    names = ["HEAD", "main", "refs/heads/main", second, second[:8]]
    assert {resolved(tmp_path, name) for name in names} == {second}
    others = ["feature/late", "agreed", "light", "origin/main", "refs/tags/agreed", first, first[:7]]
    assert {resolved(tmp_path, name) for name in others} == {first}
    made.git("pack-refs", "--all")
    assert {resolved(tmp_path, name) for name in others} == {first}


def test_a_head_that_is_on_no_branch_is_a_commit(tmp_path: Path) -> None:
    made = Written(tmp_path)
    first = made.commit({PLAN: "0"})
    made.commit({PLAN: "1"})
    made.save(check_out=True).git("checkout", "--quiet", "--detach", first)

    assert resolved(tmp_path) == first


def test_a_day_is_the_last_commit_of_it_on_the_main_line(tmp_path: Path) -> None:
    made = Written(tmp_path)
    monday = made.commit({PLAN: "0"}, at=FIRST_SECOND)
    side = made.commit({PLAN: "side"}, at=FIRST_SECOND + HOUR, parents=[monday])
    late = made.commit({PLAN: "1"}, at=FIRST_SECOND + 14 * HOUR, zone="+0000", parents=[monday])
    wednesday = made.commit({PLAN: "side"}, at=FIRST_SECOND + 2 * DAY, parents=[late, side])
    made.save()

    assert resolved(tmp_path, "2026-01-05") == late
    assert resolved(tmp_path, "2026-01-06") == late
    assert resolved(tmp_path, "2026-01-07") == wednesday
    assert resolved(tmp_path, "2030-01-01") == wednesday


def test_a_day_ends_where_the_committer_was(tmp_path: Path) -> None:
    made = Written(tmp_path)
    first = made.commit({PLAN: "0"}, at=FIRST_SECOND)
    tuesday_there = made.commit({PLAN: "1"}, at=FIRST_SECOND + 8 * HOUR, zone="+0900")
    made.save()

    assert resolved(tmp_path, "2026-01-05") == first
    assert resolved(tmp_path, "2026-01-06") == tuesday_there


@pytest.mark.parametrize(
    ("revision", "reason"),
    [
        ("no-such-branch", "no such branch, tag, commit or day"),
        ("../../etc/passwd", "no such"),
        ("--all", "no such"),
        ("HEAD~1", "no such"),
        ("deadbeef", "no such"),
        ("2026-02-30", "no such day"),
        ("2025-12-31", "nothing had been committed by then"),
    ],
)
def test_what_is_no_revision_is_said(tmp_path: Path, revision: str, reason: str) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save()

    with pytest.raises(UnknownRevision, match=reason):
        resolved(tmp_path, revision)


def test_a_file_is_no_revision(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save().git("tag", "words", made.files(made.tip)[PLAN][1])

    with pytest.raises(UnknownRevision, match="it is a blob, not a commit"):
        resolved(tmp_path, "words")


@pytest.mark.parametrize("content", ["ref: ../../elsewhere\n", "ref: refs/heads/../../x\n", "words\n", "ref: HEAD\n"])
def test_a_branch_that_leads_elsewhere_is_refused(tmp_path: Path, content: str) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save()
    (made.git_dir / "refs" / "heads" / "main").write_text(content)

    with pytest.raises(CorruptHistory, match="the ref refs/heads/main"):
        resolved(tmp_path)


def test_branches_in_a_circle_are_refused(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save()
    (made.git_dir / "refs" / "heads" / "main").write_text("ref: refs/heads/main\n")

    with pytest.raises(CorruptHistory, match="in a circle"):
        resolved(tmp_path)


def test_a_folder_without_a_repository_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotARepository, match="git init"):
        open_repository(tmp_path)


def test_a_repository_without_commits_is_said(tmp_path: Path) -> None:
    Written(tmp_path)

    with open_repository(tmp_path) as repository, pytest.raises(NoCommits, match="git commit"):
        repository.resolve("HEAD")


def test_a_machine_without_git_is_told_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))

    with pytest.raises(NoGit, match="Install it") as fault:
        open_repository(tmp_path)
    assert isinstance(fault.value, EnvironmentFault)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[core]\nrepositoryformatversion = 7\n", "format version 7"),
        ("[core]\nrepositoryformatversion = 1\n[extensions]\nunheardof = 1\n", "extension unheardof"),
        ("[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable\n", "reftable"),
        ("[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = md5\n", "objects by md5"),
    ],
)
def test_a_format_that_is_not_known_is_refused_with_a_remedy(tmp_path: Path, settings: str, said: str) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save()
    (made.git_dir / "config").write_text(settings)

    with pytest.raises(UnsupportedRepository, match=said):
        open_repository(tmp_path)


def test_a_repository_that_denies_its_object_format_is_refused(tmp_path: Path) -> None:
    made = Written(tmp_path, "sha256")
    made.commit({PLAN: "0"})
    made.save()
    (made.git_dir / "config").write_text("[core]\nrepositoryformatversion = 0\n")

    with pytest.raises(UnsupportedRepository, match="one object format and uses another"):
        resolved(tmp_path)


def test_a_pointer_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: ../nowhere\n")

    with pytest.raises(UnsupportedRepository, match="leads to no git directory"):
        open_repository(tmp_path)


def test_nothing_is_left_behind_or_written_into_the_repository(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    made.save(check_out=True)
    before = sorted(path for path in tmp_path.rglob("*"))

    with open_repository(tmp_path) as repository:
        scratch = repository.scratch.path
        read_history(repository, repository.resolve("HEAD"))
        repository.uncommitted()
        assert scratch.is_dir()

    assert not scratch.exists()
    assert sorted(path for path in tmp_path.rglob("*")) == before


def work_tree(folder: Path) -> Written:
    made = Written(folder)
    made.commit({PLAN: "0\n", "clients/harbour/risks.yaml": "0\n", "README.md": "0\n", ".gitignore": "*.tmp\n"})
    return made.save(check_out=True)


def uncommitted(folder: Path, *paths: str) -> tuple[str, ...]:
    with open_repository(folder) as repository:
        return repository.uncommitted(paths)


def test_a_clean_work_tree_has_nothing_uncommitted(tmp_path: Path) -> None:
    work_tree(tmp_path)

    assert uncommitted(tmp_path) == uncommitted(tmp_path, "clients/") == ()


def test_changed_gone_and_new_files_are_uncommitted_and_ignored_ones_are_not(tmp_path: Path) -> None:
    made = work_tree(tmp_path)
    harbour = tmp_path / "clients" / "harbour"
    (harbour / "milestones.yaml").write_text("1\n")
    (harbour / "risks.yaml").unlink()
    (harbour / "new.yaml").write_text("0\n")
    (harbour / "draft.tmp").write_text("0\n")
    (harbour / "secret.txt").write_text("0\n")
    (made.git_dir / "info").mkdir(exist_ok=True)
    (made.git_dir / "info" / "exclude").write_text("secret.txt\n")
    (tmp_path / "README.md").write_text("1\n")

    below = ("clients/harbour/milestones.yaml", "clients/harbour/new.yaml", "clients/harbour/risks.yaml")
    assert uncommitted(tmp_path, "clients/") == below
    assert uncommitted(tmp_path) == ("README.md", *below)


def test_staging_is_not_committing(tmp_path: Path) -> None:
    made = work_tree(tmp_path)
    (tmp_path / "clients" / "harbour" / "milestones.yaml").write_text("1\n")
    made.git("add", "--all")

    assert uncommitted(tmp_path, "clients/") == (PLAN,)


def test_a_link_in_place_of_a_file_or_a_folder_is_uncommitted(tmp_path: Path) -> None:
    work_tree(tmp_path / "work")
    harbour = tmp_path / "work" / "clients" / "harbour"
    harbour.rename(tmp_path / "moved")
    harbour.symlink_to(tmp_path / "moved")

    assert uncommitted(tmp_path / "work", "clients/") == (
        "clients/harbour",
        "clients/harbour/milestones.yaml",
        "clients/harbour/risks.yaml",
    )


def test_a_link_is_compared_by_what_it_says_and_not_followed(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({"clients/same": link("./harbour//x"), "clients/other": link("a"), "clients/gone": link("a")})
    made.save(check_out=True)
    (tmp_path / "clients" / "other").unlink()
    (tmp_path / "clients" / "other").symlink_to("b")
    (tmp_path / "clients" / "gone").unlink()

    assert uncommitted(tmp_path, "clients/") == ("clients/gone", "clients/other")


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    work_tree(tmp_path)
    (tmp_path / PLAN).unlink()
    os.mkfifo(tmp_path / PLAN)

    assert uncommitted(tmp_path, "clients/") == (PLAN,)


def test_a_folder_in_place_of_a_file_is_uncommitted(tmp_path: Path) -> None:
    work_tree(tmp_path)
    (tmp_path / PLAN).unlink()
    (tmp_path / PLAN).mkdir()
    (tmp_path / PLAN / "M-1.yaml").write_text("0\n")

    assert uncommitted(tmp_path, "clients/") == (PLAN, f"{PLAN}/M-1.yaml")


def test_a_repository_inside_is_not_looked_into(tmp_path: Path) -> None:
    work_tree(tmp_path)
    inside = Written(tmp_path / "clients" / "olivar")
    inside.commit({"client.yaml": "0\n"}, author=NORA)
    inside.save(check_out=True)
    (tmp_path / "clients" / "olivar" / "client.yaml").write_text("1\n")

    assert uncommitted(tmp_path, "clients/") == ()
    assert uncommitted(tmp_path / "clients" / "olivar") == ("client.yaml",)
