"""`milepost verify` on repositories of all sorts: what people and programs read, and how it ends."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from milepost.history.trust_root import ENVIRONMENT
from support.command import run
from support.repositories import OTIS, Written
from support.signing import ed25519, signers
from support.verification import MALLORY_KEY, NORA_KEY, NORA_LINE, OTIS_KEY, OTIS_LINE, trusting

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_root_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


@pytest.fixture
def team(tmp_path: Path) -> tuple[Written, str]:
    """A repository where Nora and Otis sign, with a root, and a stranger's commit at its end; and the root."""
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS)
    repository.commit({"plan": "2"}, signer=MALLORY_KEY)
    return repository.save(), f"{root}:{NORA_KEY.fingerprint}"


def test_programs_get_every_commit_newest_first_with_its_signature(team: tuple[Written, str]) -> None:
    repository, root = team

    ended = run("verify", "--repo", repository.folder, "--trust-root", root, "--json")

    data = json.loads(ended.out)
    assert (ended.code, data["complete"]) == (0, True)
    assert [commit["signature"]["status"] for commit in data["commits"]] == [
        "unknown-key",
        "valid-person",
        "valid-person",
    ]
    first, second, third = data["commits"]
    assert first["commit"] == repository.tip
    assert first["parents"] == [second["commit"]]
    assert third["parents"] == []
    assert second["author"] == "Otis Reed <otis@agency.example>"
    assert second["committed_at"] == "2026-01-05T10:00:00+00:00"
    expected = {"key": OTIS_KEY.fingerprint, "principal": "otis@agency.example", "kind": "ssh"}
    assert {name: second["signature"][name] for name in expected} == expected


def test_people_get_a_summary_and_what_is_not_valid(team: tuple[Written, str]) -> None:
    repository, root = team

    ended = run("verify", "--repo", repository.folder, "--trust-root", root)

    assert ended.code == 0
    assert ended.out.startswith("3 commits, history complete. Trust root: ")
    assert "2  valid-person    signed by a listed person" in ended.out
    assert "nora@agency.example  unknown-key: Nobody has its key." in ended.out


def test_without_a_root_the_output_says_that_nobody_is_trusted(team: tuple[Written, str]) -> None:
    repository, _ = team

    ended = run("verify", "--repo", repository.folder)

    assert ended.code == 0
    assert "No trust root is configured, so that nobody is trusted" in ended.out
    assert "3  untrusted" in ended.out
    assert "valid-person" not in ended.out


def test_the_root_may_come_from_the_environment(team: tuple[Written, str], monkeypatch: pytest.MonkeyPatch) -> None:
    repository, root = team
    monkeypatch.setenv(ENVIRONMENT, root)

    assert "2  valid-person" in run("verify", "--repo", repository.folder).out


def write_settings(repository: Written, root: str, more: str = "") -> None:
    commit, _, key = root.partition(":")
    (repository.folder / "clients").mkdir(exist_ok=True)
    (repository.folder / "mkdocs.yml").write_text(
        "site_name: Agency\nplugins:\n  - milepost:\n      trust_root:\n"
        f"        commit: {commit}\n        key: {key}\n{more}"
    )


def test_the_root_and_platforms_may_come_from_the_workspaces_mkdocs_yml(team: tuple[Written, str]) -> None:
    repository, root = team
    write_settings(
        repository, root, f"      platform_keys:\n        - name: The Forge\n          key: {MALLORY_KEY.public}\n"
    )

    ended = run("verify", workspace=repository.folder)

    assert "(from mkdocs.yml)" in ended.out
    assert "2  valid-person" in ended.out
    assert "1  valid-platform" in ended.out


def test_a_strangers_mkdocs_yml_vouches_for_nobody(team: tuple[Written, str], tmp_path: Path) -> None:
    repository, root = team
    write_settings(repository, root)
    (tmp_path / "elsewhere").mkdir()

    ended = run("verify", "--repo", repository.folder, workspace=tmp_path / "elsewhere")

    assert "No trust root is configured" in ended.out


def test_a_root_that_is_written_wrongly_never_becomes_no_root(team: tuple[Written, str]) -> None:
    repository, _ = team
    write_settings(repository, "abc:def")

    ended = run("verify", workspace=repository.folder)

    assert ended.code == 3
    assert "mkdocs.yml:5: trust_root is not usable" in ended.err


def test_a_bad_signature_ends_with_1(team: tuple[Written, str]) -> None:
    repository, root = team
    repository.commit({"plan": "3"}, signer=NORA_KEY.but(spoil=True))
    repository.save()

    ended = run("verify", "--repo", repository.folder, "--trust-root", root)

    assert ended.code == 1
    assert "bad: The signature is not of this commit" in ended.out


def test_a_change_of_trust_by_somebody_who_may_not_ends_with_1(team: tuple[Written, str]) -> None:
    repository, root = team
    repository.commit({"trust/allowed_signers": signers(("mallory@agency.example", MALLORY_KEY))}, signer=MALLORY_KEY)
    repository.save()

    ended = run("verify", "--repo", repository.folder, "--trust-root", root)

    assert ended.code == 1
    assert "Trust was not changed by (1):" in ended.out


def test_a_repository_without_trust_is_judged_by_a_given_list(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository")
    repository.commit({"plan": "1"}, signer=NORA_KEY)
    repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)
    repository.save()
    listed, revoked = tmp_path / "signers", tmp_path / "revoked"
    listed.write_text(signers(NORA_LINE, OTIS_LINE))
    revoked.write_text(OTIS_KEY.public + "\n")
    words: list[str | Path] = ["verify", "--repo", repository.folder, "--allowed-signers", listed]

    by_list = run(*words, "--audit")
    with_revoked = run(*words, "--revoked-keys", revoked, "--audit", "--json")

    assert by_list.code == 0
    assert "not by the repository's own trust" in by_list.out
    assert "0 disagreements; deliberate differences: none." in by_list.out
    assert with_revoked.code == 1
    statuses = [commit["signature"]["status"] for commit in json.loads(with_revoked.out)["commits"]]
    assert statuses == ["revoked", "valid-person"]


def test_the_audit_of_a_chain_of_trust_agrees_with_stock_tools(tmp_path: Path) -> None:
    lena = ed25519("lena")
    repository, root = trusting(tmp_path, NORA_LINE)
    repository.commit({"trust/allowed_signers": signers(NORA_LINE, OTIS_LINE)}, signer=NORA_KEY)
    branch = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS)
    main = repository.commit({"plan": "2"}, signer=lena)
    repository.commit({"plan": "2"}, parents=[main, branch], signer=NORA_KEY)
    repository.commit({"trust/revoked_keys": f"{OTIS_KEY.public}\n"}, signer=NORA_KEY)
    repository.commit({"plan": "3"})
    repository.save()

    ended = run(
        "verify", "--repo", repository.folder, "--trust-root", f"{root}:{NORA_KEY.fingerprint}", "--audit", "--json"
    )

    data = json.loads(ended.out)
    assert ended.code == 1  # a revoked key's commit is in the history
    assert data["audit"] == {"asked": 7, "differences": []}


def test_a_disagreement_with_stock_tools_is_refused(
    team: tuple[Written, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, root = team
    # An ssh-keygen that finds nobody: the disagreement that a fault in one of the two would be.
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "ssh-keygen").write_text("#!/bin/sh\nexit 255\n")
    (broken / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{broken}{os.pathsep}{os.environ['PATH']}")

    ended = run("verify", "--repo", repository.folder, "--trust-root", root, "--audit")

    assert ended.code == 4
    assert "is not what stock tools say" in ended.err


def test_names_in_commits_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository")
    content = "author \x1b[2J <\x1b]0;x\x07@x.example> 1767603600 +0000"
    tree = repository.add("tree", b"")
    committer = "committer Nora <nora@agency.example> 1767603600 +0000"
    repository.take(f"tree {tree}\n{content}\n{committer}\n\nWords\n".encode())
    repository.save()

    ended = run("verify", "--repo", repository.folder)

    assert "\x1b" not in ended.out
    assert "\x07" not in ended.out


def test_both_ways_to_name_whom_to_trust_exclude_each_other(team: tuple[Written, str], tmp_path: Path) -> None:
    repository, root = team
    (tmp_path / "signers").write_text("")
    words: list[str | Path] = ["--allowed-signers", tmp_path / "signers", "--trust-root", root]

    assert run("verify", "--repo", repository.folder, *words).code == 2
    assert run("verify", "--repo", repository.folder, "--revoked-keys", tmp_path / "signers").code == 2


def test_what_makes_a_history_look_other_than_it_is_is_refused_or_read_past_and_said(team: tuple[Written, str]) -> None:
    repository, root = team
    forged = repository.commit({}, "Forged")
    tip = repository.git("rev-parse", "HEAD").strip()
    repository.save(tip=tip)
    repository.git("replace", tip, forged)
    asked = ("verify", "--repo", repository.folder, "--trust-root", root)

    refused = run(*asked)
    assert refused.code == 3
    assert "`git replace -d`" in refused.err
    assert "--allow-incomplete-history" in refused.err

    past = run(*asked, "--json", "--allow-incomplete-history")
    assert json.loads(past.out)["commits"][0]["commit"] == tip
    assert past.err.startswith("Replacement objects (`git replace -l`) are not used")


def test_a_folder_that_is_no_repository_ends_with_3(tmp_path: Path) -> None:
    assert run("verify", "--repo", tmp_path).code == 3
