"""A made repository judged as Milepost does it, in one step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.trust import Judgement, judge, judge_by
from milepost.history.trust_files import REVOKED, SIGNERS, read_trust_files
from milepost.history.trust_root import TrustRoot
from support.repositories import Written
from support.signing import Key, PgpSigner, ed25519, signers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from milepost.history.platforms import PlatformKey
    from milepost.history.verdict import Verdict
    from support.repositories import Signer

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NORA_KEY = ed25519("nora")
OTIS_KEY = ed25519("otis")
MALLORY_KEY = ed25519("mallory")
NORA_LINE = ("nora@agency.example", NORA_KEY)
OTIS_LINE = ("otis@agency.example", OTIS_KEY)


def judged(
    repository: Written, root: str | None, platforms: Sequence[PlatformKey] = (), key: Key | PgpSigner = NORA_KEY
) -> Judgement:
    """The judgement on the tip's history with the trust root at the commit `root`, signed by `key`."""
    repository.save()
    with open_repository(repository.folder) as opened:
        history = read_history(opened, opened.resolve("HEAD"), ("trust/",))
        pinned = TrustRoot(root, key.fingerprint) if root else None
        return judge(history, opened.objects.blob, pinned, platforms, NOW)


def judged_by(repository: Written, listed: str, revoked: bytes | None = None) -> Judgement:
    """The judgement on the tip's history by one list of signers, and by revoked keys."""
    repository.save()
    files = {SIGNERS: listed.encode()} | ({} if revoked is None else {REVOKED: revoked})
    with open_repository(repository.folder) as opened:
        history = read_history(opened, opened.resolve("HEAD"), ("trust/",))
        return judge_by(history, read_trust_files(files), (), NOW, "the list of the test")


def verdict_on(signer: Signer | None, folder: Path, listed: str, *, revoked: bytes | None = None) -> Verdict:
    """The verdict on a commit of 5 January 2026 by nora@agency.example that `signer` signs."""
    repository = Written(folder / "repository")
    oid = repository.commit({"file": "words"}, signer=signer)
    return judged_by(repository, listed, revoked).verdicts[oid]


def trusting(folder: Path, *lines: tuple[str, Key] | tuple[str, str, Key]) -> tuple[Written, str]:
    """A repository whose first commit, by Nora's key, lists these signers, and that commit: the root of trust."""
    repository = Written(folder / "repository")
    return repository, repository.commit({SIGNERS: signers(*lines)}, "Whom we trust", signer=NORA_KEY)
