"""A client's trail from a repository written in a test, as the agency or as a share sees it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from milepost.history.trust_root import TrustRoot
from milepost.shares import client_trail
from milepost.sources import CommittedFiles, HistorySettings, committed_files
from support.repositories import Written
from support.signing import ed25519, signers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from milepost.analysis.trail import Trail
    from milepost.history.platforms import PlatformKey
    from milepost.kept import Kept
    from support.signing import Key

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NORA = ed25519("nora")
TRUST = signers(("nora@agency.example", NORA))
CLIENT = """\
name: Harbour Museum
engagement: Collections portal
people:
  - id: nora
    name: Nora Quill
    party: agency
    email: nora@agency.example
"""


def workspace(folder: Path, client: str = CLIENT, *, key: Key = NORA) -> Written:
    """A repository whose first commit names the trust and one client, signed by Nora; nothing is saved yet."""
    repository = Written(folder)
    repository.commit(
        {"trust/allowed_signers": TRUST, "clients/harbour/client.yaml": client, "mkdocs.yml": MKDOCS},
        "The engagement begins",
        signer=key,
    )
    return repository


MKDOCS = "site_name: Agency\ndocs_dir: clients/_portfolio\nplugins:\n  - milepost\n"


@contextmanager
def committed_folder(folder: Path, now: datetime = NOW, kept: Kept | None = None) -> Iterator[CommittedFiles]:
    """The committed clients of a workspace on disk, without a root of trust."""
    with committed_files(folder / "clients", HistorySettings(now, kept=kept)) as found:
        assert found is not None
        yield found


@contextmanager
def committed(
    repository: Written, *, root: str = "", revision: str = "HEAD", platforms: tuple[PlatformKey, ...] = ()
) -> Iterator[CommittedFiles]:
    """The committed clients of a repository, whose root of trust is the commit `root`, signed by Nora."""
    repository.save()
    settings = HistorySettings(NOW, TrustRoot(root, NORA.fingerprint) if root else None, platforms)
    with committed_files(repository.folder / "clients", settings, revision) as found:
        assert found is not None
        yield found


def trail_of(repository: Written, share: str | None = None, *, slug: str = "harbour", root: str = "") -> Trail:
    """The client's trail."""
    with committed(repository, root=root) as found:
        return client_trail(found, slug, share)


def told(trail: Trail) -> list[tuple[str, str, str | None]]:
    """Every change as (record, kind, field), oldest first."""
    return [
        (change.record, change.kind.value, change.field)
        for revision in reversed(trail.revisions)
        for change in revision.changes
    ]
