"""Verdicts beside stock git's own: equal on commits of all kinds, and every deliberate difference on record."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from milepost.history.audit import DOCUMENTED, AuditTrust, audit
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.signatures.openpgp import read_keyring
from milepost.history.stock_git import StockTrust
from milepost.history.trust import judge_by
from milepost.history.trust_files import OPENPGP, REVOKED, SIGNERS, read_trust_files
from support.repositories import Written
from support.signed_history import pgp_kinds, signed_history, ssh_kinds
from support.signing import Text, ed25519, rsa_key, security_key, signers

if TYPE_CHECKING:
    from milepost.history.trust import Judgement
    from support.signed_history import SignedHistory

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FULL = 10_000
SHORT = 600
COUNT = FULL if os.environ.get("MILEPOST_FULL") else SHORT
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="*** gpg is missing: OpenPGP is NOT compared ***")


def judged(made: SignedHistory) -> Judgement:
    files = {SIGNERS: made.listed.encode(), REVOKED: made.revoked, f"{OPENPGP}all.asc": made.keyring.encode()}
    with open_repository(made.repository.folder) as opened:
        history = read_history(opened, opened.resolve("HEAD"), ("trust/",))
        return judge_by(history, read_trust_files(files), (), NOW, "the list")


def letters(made: SignedHistory, folder: Path) -> dict[str, str]:
    """Git's own letters, asked of git in the repository itself, not through Milepost."""
    (folder / "signers").write_text(made.listed)
    (folder / "revoked").write_bytes(made.revoked)
    home = folder / "gnupg"
    home.mkdir(mode=0o700)
    (home / "gpg.conf").write_text("trust-model always\nbatch\nno-autostart\n")
    (home / "pubring.gpg").write_bytes(read_keyring([made.keyring.encode()]).data)
    options = ["-c", f"gpg.ssh.allowedSignersFile={folder}/signers", "-c", f"gpg.ssh.revocationFile={folder}/revoked"]
    environment = {"PATH": os.environ["PATH"], "TZ": "UTC", "GNUPGHOME": str(home), "HOME": str(folder)}
    done = subprocess.run(
        ["git", *options, "log", "--format=%H %G?"],
        cwd=made.repository.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split() for line in done.stdout.splitlines())


def test_verdicts_on_commits_of_all_ssh_kinds_are_git_s(tmp_path: Path) -> None:
    made = signed_history(tmp_path / "repository", COUNT, ssh_kinds())

    verdicts = judged(made).verdicts

    assert {oid: verdict.status for oid, verdict in verdicts.items()} == {
        oid: kind.status for oid, kind in made.kinds.items()
    }
    assert letters(made, tmp_path) == {oid: kind.letter for oid, kind in made.kinds.items()}
    assert len(verdicts) == COUNT


@needs_gpg
def test_verdicts_on_openpgp_commits_are_git_s(tmp_path: Path) -> None:
    made = signed_history(tmp_path / "repository", COUNT // 6, pgp_kinds())

    statuses = {oid: verdict.status for oid, verdict in judged(made).verdicts.items()}

    assert statuses == {oid: kind.status for oid, kind in made.kinds.items()}
    assert letters(made, tmp_path) == {oid: kind.letter for oid, kind in made.kinds.items()}


def audited(repository: Written, listed: str) -> list[str]:
    """The documented difference's name for every commit on which stock git says otherwise."""
    repository.save()
    with open_repository(repository.folder) as opened:
        history = read_history(opened, opened.resolve("HEAD"), ("trust/",))
        judgement = judge_by(history, read_trust_files({SIGNERS: listed.encode()}), (), NOW, "the list")
        found = audit(opened, history, judgement, AuditTrust((), StockTrust(listed.encode())))
    return [one.name for one in found.differences]


def test_deliberate_differences_are_found_and_named(tmp_path: Path) -> None:
    nora, touched, short = ed25519("nora"), security_key("nora"), rsa_key(1024)
    repository = Written(tmp_path / "repository")
    for signer in (nora, touched, touched.but(flags=0), short, Text(b"signed, honestly\n")):
        repository.commit({}, signer=signer)

    found = audited(repository, signers(*[("nora@agency.example", key) for key in (nora, touched, short)]))

    assert Counter(found) == {"untouched": 1, "short-rsa": 1, "git-ends-with-an-error": 1}


def test_a_verdict_that_is_too_kind_is_a_disagreement(tmp_path: Path) -> None:
    nora = ed25519("nora")
    repository = Written(tmp_path / "repository")
    repository.commit({}, signer=nora)
    repository.save()
    with open_repository(repository.folder) as opened:
        history = read_history(opened, opened.resolve("HEAD"), ("trust/",))
        kind_list = read_trust_files({SIGNERS: signers(("nora@agency.example", nora)).encode()})
        judgement = judge_by(history, kind_list, (), NOW, "a list that git is not given")
        found = audit(opened, history, judgement, AuditTrust((), StockTrust(b"")))

    assert [one.letter for one in found.undocumented][:1] == ["U"]


def test_every_documented_difference_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "trust.md").read_text()

    assert [name for name, *_ in DOCUMENTED if f"`{name}`" not in manual] == []
