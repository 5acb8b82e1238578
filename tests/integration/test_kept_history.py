"""What a run keeps for the next changes no byte and no verdict: whatever the kept files hold, the truth is told."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from milepost.file_edits import FileEdits
from milepost.history.faults import CorruptHistory
from milepost.history.trust_root import TrustRoot
from milepost.kept import Kept, open_kept
from milepost.model.conversation import Meeting
from milepost.revisions import agency_revisions, edits
from milepost.shares import client_trail
from milepost.sources import HistorySettings, committed_files
from support.command import run
from support.everything_told import everything_told
from support.examples import CLIENTS
from support.planted_history import planted_history
from support.repositories import Written, swap_loose, unpack
from support.signing import ed25519, signers
from support.trails import CLIENT, NORA, NOW, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from milepost.file_edits import Pair
    from milepost.sources import CommittedFiles

DAN = ed25519("dan")
MEETINGS = "- id: T-1\n  title: Talk\n  held_at: 2026-03-02T10:00:00\n"
OLIVAR = CLIENT.replace("Harbour Museum", "Olivar").replace("portal", "press")
PLAN = "- id: M-1\n  title: Pilot\n  expected: 2027-01-04\n"
LATER = PLAN.replace("01-04", "01-18")
ACTIONS = "- id: A-1\n  title: Sign\n  party: client\n"


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Written, str]:
    """Two clients with all that history can do to a file, and the trust root."""
    written = workspace(tmp_path / "agency")
    root = written.tip
    everyone = signers(("nora@agency.example", NORA), ("dan@agency.example", DAN))
    for files in (
        {"clients/harbour/milestones.yaml": PLAN, "clients/harbour/meetings.yaml": MEETINGS},
        {"clients/olivar/client.yaml": OLIVAR},
        {
            "clients/harbour/milestones.yaml": LATER,
            "clients/olivar/milestones.yaml": PLAN,
            "trust/allowed_signers": everyone,
        },
        {"clients/harbour/milestones.yaml": "- id: M-1\n  title: [\n"},
        {
            "clients/harbour/milestones.yaml": f"{LATER}- id: M-2\n  expected: never\n",
            "clients/harbour/actions.yaml": ACTIONS,
        },
        {"clients/harbour/milestones.yaml": f"# A comment\n{PLAN}- id: M-2\n  title: Launch\n"},
        {"clients/harbour/milestones.yaml": None, "clients/harbour/milestones/M-1.yaml": "id: M-1\ntitle: Pilot\n"},
        {
            "clients/olivar/milestones.yaml": LATER,
            "clients/harbour/reports/2026-03-02.md": "---\nhealth: on-track\n---\nWell.\n",
        },
    ):
        written.commit(files, signer=NORA)
    fork = written.tip
    side = written.commit(
        {"clients/harbour/actions.yaml": f"{ACTIONS}- id: A-2\n  title: Pay\n  party: agency\n"}, signer=DAN
    )
    written.commit(
        {"clients/harbour/milestones/M-1.yaml": "id: M-1\ntitle: First pilot\n"}, parents=[fork], signer=NORA
    )
    written.commit(
        {"clients/harbour/actions.yaml": ACTIONS.replace("Sign", "Sign both")}, parents=[written.tip, side], signer=NORA
    )
    renamed = {"client.yaml": OLIVAR, "milestones.yaml": LATER}
    gone = dict.fromkeys((f"clients/olivar/{name}" for name in renamed), None)
    written.commit({**gone, **{f"clients/prensa/{name}": text for name, text in renamed.items()}}, signer=NORA)
    written.commit({"clients/prensa/milestones.yaml": f"{LATER}- id: [\n"}, signer=NORA)
    # Renamed and mended at once; the new name comes first in the commit's list.
    gone = dict.fromkeys((f"clients/prensa/{name}" for name in renamed), None)
    mended = {"clients/andes/client.yaml": OLIVAR, "clients/andes/milestones.yaml": PLAN}
    written.commit({**gone, **mended}, signer=NORA)
    return written.save(), root


def told(committed: CommittedFiles) -> str:
    """Every revision of every client as the agency and as a share see it, and every verdict."""
    found: dict[str, object] = {}
    for slug in committed.slugs():
        past = committed.past(slug)
        assert past is not None
        made = edits(past.index, FileEdits.of_client(past, ZoneInfo("Europe/London")))
        found[slug] = [
            repr(made),
            repr(agency_revisions(made, past.history, past.judgement.verdicts)),
            repr(client_trail(committed, slug, None)),
            repr(client_trail(committed, slug, "client")),
        ]
    found["verdicts"] = repr(committed.past_of_all.judgement)
    return json.dumps(found)


def read(repository: tuple[Written, str], kept: Kept | None) -> str:
    written, root = repository
    settings = HistorySettings(NOW, TrustRoot(root, NORA.fingerprint), (), kept=kept)
    with committed_files(written.folder / "clients", settings) as committed:
        assert committed is not None
        return told(committed)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    (tmp_path / "workspace").mkdir()
    found = open_kept(tmp_path / "workspace", tmp_path / "state")
    assert found is not None
    return found


def files_of(kept: Kept) -> list[Path]:
    return sorted(path for path in kept.folder.iterdir() if path.name != ".gitignore")


def test_what_is_read_from_kept_files_is_what_was_read_without(repository: tuple[Written, str], kept: Kept) -> None:
    without = read(repository, None)
    assert read(repository, kept) == without
    assert len(files_of(kept)) == 5  # what changed, and the records of two clients, each read in two time zones
    assert read(repository, kept) == without


def test_what_was_read_once_is_not_read_again(
    repository: tuple[Written, str], kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(repository, kept)
    asked: list[str] = []
    whole = FileEdits.look_ahead

    def counting(files: FileEdits, pairs: Iterable[Pair]) -> None:
        blobs = files.read_blobs

        def read_blobs(oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
            listed = list(oids)
            asked.extend(listed)
            return blobs(listed)

        files.read_blobs = read_blobs
        whole(files, pairs)
        files.read_blobs = blobs

    monkeypatch.setattr(FileEdits, "look_ahead", counting)
    written, _ = repository
    read(repository, kept)
    unreadable = {
        written.git("rev-parse", f"{name}:clients/harbour/milestones.yaml").strip() for name in _around(written)
    }
    unreadable.add(written.git("rev-parse", "HEAD~1:clients/prensa/milestones.yaml").strip())
    # Versions that are not whole are read each time, and so are those beside them; nothing else is.
    assert set(asked) == unreadable


def _around(written: Written) -> list[str]:
    """The commits whose milestones are those beside and in the versions that cannot be read whole."""
    lines = written.git("log", "--format=%H", "--reverse", "--", "clients/harbour/milestones.yaml").split()
    return lines[1:5]


def test_after_one_more_commit_only_what_is_new_is_read(repository: tuple[Written, str], kept: Kept) -> None:
    written, root = repository
    read(repository, kept)
    written.commit({"clients/harbour/actions.yaml": ACTIONS}, signer=NORA)
    written.save()
    assert read((written, root), kept) == read((written, root), None)
    assert read((written, root), kept) == read((written, root), None)


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "swap", "remove", "fill", "another key"])
def test_no_harm_to_the_kept_files_changes_what_is_told(
    repository: tuple[Written, str], kept: Kept, tmp_path: Path, harm: str
) -> None:
    without = read(repository, None)
    read(repository, kept)
    files = files_of(kept)
    contents = [path.read_bytes() for path in files]
    for path, content, other in zip(files, contents, [*contents[1:], contents[0]], strict=True):
        middle = len(content) // 2
        path.write_bytes(
            {
                "flip": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
                "cut": content[:middle],
                "empty": b"",
                "swap": other,
                "fill": b"[" * 100_000,
            }.get(harm, content)
        )
        if harm == "remove":
            path.unlink()
    if harm == "another key":
        (tmp_path / "state" / "history.key").unlink()
        reopened = open_kept(tmp_path / "workspace", tmp_path / "state")
        assert reopened is not None
        kept = reopened
    assert read(repository, kept) == without
    assert read(repository, kept) == without


def test_another_workspace_with_the_same_history_has_kept_nothing_for_this_one(
    repository: tuple[Written, str], kept: Kept, tmp_path: Path
) -> None:
    read(repository, kept)
    (tmp_path / "second").mkdir()
    second = open_kept(tmp_path / "second", tmp_path / "state")
    assert second is not None
    shutil.copytree(kept.folder, second.folder, dirs_exist_ok=True)
    question = "changes\nclients/"
    repository_of = str(repository[0].folder)
    assert kept.about(repository_of).read(question)
    assert second.about(repository_of).read(question) is None
    assert read(repository, second) == read(repository, None)


def test_records_kept_for_one_time_zone_are_not_those_of_another(repository: tuple[Written, str], kept: Kept) -> None:
    written, _ = repository
    for zone in (ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Europe/London")):
        with committed_files(written.folder / "clients", HistorySettings(NOW, kept=kept)) as committed:
            assert committed is not None
            past = committed.past("harbour")
            assert past is not None
            items = [
                item for edit in edits(past.index, FileEdits.of_client(past, zone)) for item in edit.after.values()
            ]
        assert {item.held_at.tzinfo for item in items if isinstance(item, Meeting)} == {zone}


class Liar(Kept):
    """Kept files that bear the right seal and are wrong, as only who has the user's key could make them."""

    def read(self, question: str) -> Any:  # noqa: ANN401 (as in Kept)
        found = super().read(question)
        if found and question.startswith("changes"):
            oid = "ab" * 20
            lies = [
                ["trust/allowed_signers", None, oid, "000000", "100644"],
                ["clients/new", None, oid, "000000", "100644"],
            ]
            return {pair: lies[number % 2 :][:1] if number % 3 else [] for number, pair in enumerate(found)}
        return found


def test_no_verdict_comes_from_anything_kept(repository: tuple[Written, str], kept: Kept) -> None:
    written, root = repository
    read(repository, kept)
    verdicts = []
    for one in (None, Liar(kept.folder, kept._about, kept._key)):
        settings = HistorySettings(NOW, TrustRoot(root, NORA.fingerprint), (), kept=one)
        with committed_files(written.folder / "clients", settings) as committed:
            assert committed is not None
            verdicts.append(repr(committed.past_of_all.judgement))
    assert verdicts[0] == verdicts[1]
    assert "dan@agency.example" in verdicts[0]


def test_a_folder_that_was_swapped_after_it_was_proved_cannot_change_what_is_told(
    repository: tuple[Written, str], kept: Kept
) -> None:
    written, _ = repository
    without = read(repository, None)
    read(repository, kept)
    unpack(written)
    tree = written.git("rev-parse", "HEAD:clients").strip()
    swap_loose(written, tree, "tree", b"")
    with pytest.raises(CorruptHistory):
        read(repository, None)
    # The folder of today is read from the repository, so that this is refused too.
    with pytest.raises(CorruptHistory):
        read(repository, kept)
    assert without


def test_what_every_share_is_told_is_the_same_with_and_without(tmp_path: Path, kept: Kept) -> None:
    history = planted_history(tmp_path / "planted", CLIENTS)
    history.repository.save(check_out=True)
    shares = ("harbour", "harbour--board")
    without = everything_told(history.repository.folder, shares, history.first)
    assert everything_told(history.repository.folder, shares, history.first, kept) == without
    assert everything_told(history.repository.folder, shares, history.first, kept) == without


def test_commands_and_builds_keep_what_they_read(
    repository: tuple[Written, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, _ = repository
    written.save(check_out=True)
    asked = ("trail", "harbour", "--json")
    without = run(*asked, workspace=written.folder)
    assert not (written.folder / ".cache").exists()
    monkeypatch.setenv("MILEPOST_STATE", str(tmp_path / "state"))
    first = run(*asked, workspace=written.folder)
    assert len(list((written.folder / ".cache" / "milepost" / "history").iterdir())) == 3  # with its .gitignore
    assert run(*asked, workspace=written.folder) == first == without
    assert without.code == 0
    assert written.git("status", "--porcelain") == ""
