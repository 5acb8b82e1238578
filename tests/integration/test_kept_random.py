"""Whatever happens to a history between two runs, what was kept of it changes no byte of what is told."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from milepost.exports.trail_json import trail_data
from milepost.history.trust_root import TrustRoot
from milepost.kept import open_kept
from milepost.shares import client_trail
from milepost.sources import HistorySettings, committed_files
from support.repositories import Written, link
from support.signing import ed25519
from support.trails import CLIENT, NORA, NOW, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.kept import Kept

ROUNDS = 12
NAMES = ("harbour", "olivar", "andes")
SIGNERS = (NORA, NORA, ed25519("stranger"), None)
ZONES = ("Europe/London", "America/New_York")
AUDIENCES = ("client", "internal", "sponsor")
WHEN = ("2026-03-02T10:00:00", "2026-03-02T10:00:00Z", "2026-03-02T11:00:00+01:00")


class Engagement:
    """A history that grows by chance: edits, typing errors, moves, renames, merges that take what they like, resets."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.written: Written = workspace(folder)
        self.root = self.written.tip
        self.chance = chance
        self.made = [self.root]
        self.name = "harbour"

    def step(self) -> None:
        deed = self.chance.choice([self.edit, self.edit, self.edit, self.move, self.rename, self.merge, self.reset])
        deed()
        self.made.append(self.written.tip)

    def edit(self) -> None:
        zone = self.chance.choice(ZONES)
        texts = {
            "client.yaml": f"{CLIENT}timezone: {zone}\n",
            "meetings.yaml": f"- {self.record('T', 2)}  held_at: {self.chance.choice(WHEN)}\n",
            "actions.yaml": f"- {self.record('A', 2)}  party: client\n",
            "milestones.yaml": self.chance.choice([f"- {self.record('M', 2)}", "- id: [\n", "", link("elsewhere")]),
        }
        name = self.chance.choice(list(texts))
        gone = {path: None for path in self.own() if path.startswith(f"{self.folder}{name.removesuffix('.yaml')}/")}
        self.commit({**gone, f"{self.folder}{name}": texts[name]})

    def move(self) -> None:
        gone = {path: None for path in self.own() if path == f"{self.folder}milestones.yaml"}
        self.commit({**gone, f"{self.folder}milestones/M-1.yaml": self.record("M", 0)})

    def rename(self) -> None:
        own, self_before = self.own(), self.folder
        self.name = self.chance.choice(NAMES)
        if self.folder == self_before:
            return
        files = dict(self.written.files(self.written.tip))
        for path in own:
            files[f"{self.folder}{path.removeprefix(self_before)}"] = files.pop(path)
        self.take(files, [self.written.tip])

    def merge(self) -> None:
        other = self.chance.choice(self.made)
        if self.folder + "client.yaml" not in self.written.files(other):
            return
        files = self.chance.choice([self.written.files(self.written.tip), self.written.files(other)])
        self.take(dict(files), [self.written.tip, other])

    def reset(self) -> None:
        known = [oid for oid in self.made if f"{self.folder}client.yaml" in self.written.files(oid)]
        self.written.tip = self.chance.choice(known)

    @property
    def folder(self) -> str:
        return f"clients/{self.name}/"

    def own(self) -> list[str]:
        return [path for path in self.written.files(self.written.tip) if path.startswith(self.folder)]

    def record(self, letter: str, indent: int) -> str:
        lines = (
            f"id: {letter}-1",
            f"title: Words {self.chance.randrange(3)}",
            f"audience: {self.chance.choice(AUDIENCES)}",
        )
        return ("\n" + " " * indent).join(lines) + "\n"

    def commit(self, files: dict[str, object]) -> None:
        self.written.commit(files, signer=self.chance.choice(SIGNERS))  # type: ignore[arg-type]  # texts, links, None

    def take(self, files: dict[str, tuple[str, str]], parents: list[str]) -> None:
        """A commit with exactly these files: `Written.commit` begins with those of the first parent."""
        tree = self.written._tree(files)
        above = "".join(f"parent {oid}\n" for oid in parents)
        line = f"Nora Quill <nora@agency.example> {1780000000 + len(self.made)} +0000"
        content = f"tree {tree}\n{above}author {line}\ncommitter {line}\n\nTaken\n"
        self.written.take(content.encode(), files)


def told(engagement: Engagement, revision: str, kept: Kept | None) -> str:
    settings = HistorySettings(NOW, TrustRoot(engagement.root, NORA.fingerprint), kept=kept)
    with committed_files(engagement.written.folder / "clients", settings, revision) as committed:
        assert committed is not None
        return json.dumps(
            [
                trail_data(client_trail(committed, slug, share))
                for slug in committed.slugs()
                for share in (None, "client")
            ]
        )


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_any_history_changes_nothing_that_is_told(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same histories in every run of the tests)
    engagement = Engagement(tmp_path / "agency", chance)
    (tmp_path / "workspace").mkdir()
    earlier: list[tuple[Path, bytes]] = []
    records = 0
    for _ in range(ROUNDS):
        for _ in range(chance.randrange(1, 5)):
            engagement.step()
        engagement.written.save()
        kept = open_kept(tmp_path / "workspace", tmp_path / "state")
        assert kept is not None
        for path, content in chance.sample(earlier, min(len(earlier), 2)):
            path.write_bytes(content)
        revision = chance.choice(["HEAD", "HEAD", chance.choice(engagement.made)])
        with_kept = told(engagement, revision, kept)
        assert with_kept == told(engagement, revision, None)
        earlier += [(path, path.read_bytes()) for path in kept.folder.iterdir() if path.name != ".gitignore"]
        records += with_kept.count('"record"')
    assert records > ROUNDS
