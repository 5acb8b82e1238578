"""Nothing that a repository, a work tree or a user configures runs while history is read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from milepost.errors import EnvironmentFault
from milepost.history import git
from milepost.history.faults import MissingObject
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.tree import CommitTree, folder_names
from support.repositories import Written

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = "clients/harbour"
PLAN = f"{HARBOUR}/milestones.yaml"
ATTRIBUTES = "*.yaml diff=trap filter=trap merge=trap\n"
SIGNATURE = b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
OPENPGP = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n"

# What is configured (TRAP is a program that leaves a mark), and a command of stock git that it makes run TRAP,
# where one can do so without a terminal.
TRAPS = {
    "fsmonitor": (["core.fsmonitor=TRAP"], ["status"]),
    "textconv": (["diff.trap.textconv=TRAP"], ["log", "-p"]),
    "clean filter": (["filter.trap.clean=TRAP"], ["status"]),
    "smudge filter": (["filter.trap.smudge=TRAP"], ["checkout-index", "--force", "--all"]),
    "process filter": (["filter.trap.process=TRAP", "filter.trap.required=true"], ["status"]),
    "ssh signature": (
        ["gpg.format=ssh", "gpg.ssh.program=TRAP", "gpg.ssh.allowedSignersFile=/dev/null", "log.showSignature=true"],
        ["log"],
    ),
    "openpgp signature": (["gpg.program=TRAP", "log.showSignature=true"], ["log"]),
    "promisor": (
        [
            "core.repositoryformatversion=1",
            "extensions.partialClone=origin",
            "remote.origin.promisor=true",
            "remote.origin.url=ssh://trap.invalid/x",
            "core.sshCommand=TRAP",
        ],
        ["cat-file", "-p", "LOST"],
    ),
    "hooks": (["core.hooksPath=HOOKS"], ["checkout", "HEAD"]),
    "alias": (["alias.history=!TRAP", "alias.log=!TRAP", "alias.cat-file=!TRAP"], ["history"]),
    "pager": (["core.pager=TRAP", "pager.log=TRAP", "pager.rev-list=TRAP"], None),
    "editor": (
        ["core.editor=TRAP", "sequence.editor=TRAP"],
        ["-c", "user.name=N", "-c", "user.email=n@x.example", "commit", "--amend"],
    ),
    "external diff": (["diff.external=TRAP"], ["diff", "HEAD^", "HEAD"]),
    "diff driver": (["diff.trap.command=TRAP"], ["diff", "HEAD^", "HEAD"]),
    "credential helper": (["credential.helper=TRAP", "core.askPass=TRAP"], ["credential", "fill"]),
    "included settings": (["include.path=INCLUDED"], ["status"]),
    "settings of a work tree": (
        ["core.repositoryformatversion=1", "extensions.worktreeConfig=true", "WORKTREE"],
        ["status"],
    ),
    "alternate refs": (["core.alternateRefsCommand=TRAP"], None),
}


class Trapped:
    """A repository with one trap in it, in a folder of its own."""

    def __init__(self, folder: Path, settings: list[str]) -> None:
        self.mark = folder / "mark"
        self.trap = folder / "trap"
        self.trap.write_text(f"#!/bin/sh\necho ran >>'{self.mark}'\nexit 1\n")
        self.trap.chmod(0o755)
        self.made = Written(folder / "work")
        self.made.commit({PLAN: "expected: 2027-01-04\n", ".gitattributes": ATTRIBUTES}, headers=SIGNATURE)
        self.made.commit({PLAN: "expected: 2027-01-18\n"}, headers=OPENPGP)
        self.made.save(check_out=True)
        self._arm(settings)
        (self.made.folder / PLAN).write_text("expected: 2027-02-01\n")
        self.lost = "d" * 40

    @property
    def fired(self) -> bool:
        return self.mark.exists()

    def _arm(self, settings: list[str]) -> None:
        hooks = self.made.git_dir / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "post-rewrite"):
            (hooks / name).write_bytes(self.trap.read_bytes())
            (hooks / name).chmod(0o755)
        words = {"TRAP": str(self.trap), "HOOKS": str(hooks), "INCLUDED": str(self.made.git_dir / "more")}
        trapping = f"[core]\n\tfsmonitor = {self.trap}\n"
        (self.made.git_dir / "more").write_text(trapping)
        for setting in settings:
            if setting == "WORKTREE":
                (self.made.git_dir / "config.worktree").write_text(trapping)
                continue
            name, _, value = setting.partition("=")
            for word, meaning in words.items():
                value = value.replace(word, meaning)
            self.made.git("config", "--add", name, value)
        self.mark.unlink(missing_ok=True)


def read_everything(trapped: Trapped) -> None:
    """All that reads: opening, resolving, history, files, what is uncommitted, an object that is not there."""
    folder = trapped.made.folder
    with open_repository(folder, allow_incomplete=True) as repository:
        tip = repository.resolve("HEAD")
        assert repository.resolve("main") == repository.resolve("2030-01-01") == repository.resolve(tip[:10]) == tip
        assert len(read_history(repository, tip, ("clients/", "trust/")).commits) == 2
        assert folder_names(repository, tip, "clients") == ("harbour",)
        files = CommitTree(repository, tip, HARBOUR)
        assert (files.size("milestones.yaml"), files.read("milestones.yaml")) == (21, b"expected: 2027-01-18\n")
        assert repository.uncommitted(("clients/",)) == (PLAN,)
        assert repository.uncommitted() == (PLAN,)
        with pytest.raises(MissingObject):
            repository.objects.blob(trapped.lost)
        with pytest.raises(MissingObject):
            list(repository.objects.read([trapped.lost]))


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_never_runs_when_history_is_read(tmp_path: Path, name: str) -> None:
    trapped = Trapped(tmp_path, TRAPS[name][0])

    read_everything(trapped)

    assert not trapped.fired


@pytest.mark.parametrize("name", [name for name, (_, command) in TRAPS.items() if command])
def test_the_trap_is_one_because_stock_git_runs_it(tmp_path: Path, name: str) -> None:
    settings, command = TRAPS[name]
    trapped = Trapped(tmp_path, settings)

    # What the trap answers is no answer, so git often fails after it.
    with contextlib.suppress(EnvironmentFault):
        args = [trapped.lost if word == "LOST" else word for word in command or []]
        git.run(args, trapped.made.folder, stdin=b"protocol=https\nhost=trap.invalid\n\n")

    assert trapped.fired


def test_the_users_environment_is_not_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trapped = Trapped(tmp_path, [])
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\tfsmonitor = {trapped.trap}\n[diff]\n\texternal = {trapped.trap}\n")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(settings))
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_TRACE2"):
        monkeypatch.setenv(name, str(trapped.trap))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_REPLACE_REF_BASE", "refs/heads/")

    read_everything(trapped)

    assert not trapped.fired


def test_a_repository_inside_a_work_tree_is_as_harmless(tmp_path: Path) -> None:
    trapped = Trapped(tmp_path, [])
    inner = Written(trapped.made.folder / "clients" / "olivar")
    inner.commit({"client.yaml": "name: Olivar\n", ".gitattributes": ATTRIBUTES})
    inner.save(check_out=True)
    for name in ("core.fsmonitor", "filter.trap.clean", "diff.external"):
        inner.git("config", name, str(trapped.trap))
    (inner.folder / "client.yaml").write_text("name: Other\n")
    trapped.mark.unlink(missing_ok=True)

    read_everything(trapped)
    with open_repository(inner.folder) as repository:
        assert repository.uncommitted() == ("client.yaml",)

    assert not trapped.fired
