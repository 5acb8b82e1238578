"""What makes git's own output lie is refused or seen through, and nothing that a repository configures ever runs."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

import pytest

from milepost.history import git
from milepost.history.faults import (
    CorruptHistory,
    GraftedHistory,
    MissingObject,
    PartialHistory,
    ReplacedHistory,
    ShallowHistory,
)
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.tree import CommitTree
from support.repositories import FIRST_SECOND, OTIS, Written, as_bytes, object_id, swap_loose, tree_content, unpack

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.history.log import History

HARBOUR = "clients/harbour"
PLAN = f"{HARBOUR}/milestones.yaml"
RISKS = f"{HARBOUR}/risks.yaml"
DAY = 86400


def history_of(folder: Path, *, allow_incomplete: bool = False) -> History:
    with open_repository(folder, allow_incomplete=allow_incomplete) as repository:
        return read_history(repository, repository.resolve("HEAD"), ("clients/",))


def messages(history: History) -> list[str]:
    return [logged.commit.message.strip() for logged in history.commits]


def three_commits(folder: Path) -> tuple[Written, list[str]]:
    made = Written(folder)
    oids = [made.commit({PLAN: f"expected: 2027-01-0{number}\n"}, f"Move {number}") for number in (1, 2, 3)]
    return made.save(), oids


def test_a_replaced_commit_is_refused_with_its_remedy_and_never_believed(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    tip = made.tip
    forged = made.commit({}, "The client agreed", parents=[oids[1]], author=OTIS)
    made.save(tip=tip)
    made.git("replace", tip, forged)
    assert made.git("log", "-1", "--format=%s %an").strip() == "The client agreed Otis Reed"

    for _ in ("a file of its own", "packed"):
        with pytest.raises(ReplacedHistory, match=r"git replace -d"):
            open_repository(tmp_path)
        assert messages(history_of(tmp_path, allow_incomplete=True)) == ["Move 3", "Move 2", "Move 1"]
        with open_repository(tmp_path, allow_incomplete=True) as repository:
            assert repository.notes == (
                "Replacement objects (`git replace -l`) are not used: every commit is shown as it was made.",
            )
        made.git("pack-refs", "--all")


def test_grafts_are_refused_with_their_remedy_and_never_believed(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    (made.git_dir / "info").mkdir(exist_ok=True)
    (made.git_dir / "info" / "grafts").write_text(f"{oids[2]} {oids[0]}\n")
    assert made.git("log", "--format=%s").split("\n")[:2] == ["Move 3", "Move 1"]

    with pytest.raises(GraftedHistory, match=r"Remove that file"):
        open_repository(tmp_path)
    assert messages(history_of(tmp_path, allow_incomplete=True)) == ["Move 3", "Move 2", "Move 1"]


def test_a_commit_graph_that_hides_commits_is_not_believed(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    made.git("commit-graph", "write", "--reachable")
    graph = made.git_dir / "objects" / "info" / "commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(with_first_parent(graph.read_bytes(), oids[2], oids[0]))
    assert made.git("log", "--format=%s").split("\n")[:2] == ["Move 3", "Move 1"]

    assert messages(history_of(tmp_path)) == ["Move 3", "Move 2", "Move 1"]


def with_first_parent(graph: bytes, commit: str, parent: str) -> bytes:
    """The commit-graph file with another first parent for a commit (gitformat-commit-graph) and a right checksum."""
    chunks = {graph[at : at + 4]: struct.unpack_from(">Q", graph, at + 4)[0] for at in range(8, 8 + 12 * graph[6], 12)}
    ordered = range(chunks[b"OIDL"], chunks[b"CDAT"], 20)
    positions = {graph[at : at + 20].hex(): number for number, at in enumerate(ordered)}
    changed = bytearray(graph[:-20])
    struct.pack_into(">I", changed, chunks[b"CDAT"] + 36 * positions[commit] + 20, positions[parent])
    return bytes(changed) + hashlib.sha1(changed, usedforsecurity=False).digest()


def test_a_commit_graph_that_is_broken_is_not_read(tmp_path: Path) -> None:
    made, _ = three_commits(tmp_path)
    (made.git_dir / "objects" / "info").mkdir(exist_ok=True)
    (made.git_dir / "objects" / "info" / "commit-graph").write_bytes(b"CGPH" + b"\xff" * 200)

    assert len(history_of(tmp_path).commits) == 3


def test_a_mailmap_renames_nobody(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0", ".mailmap": "Somebody Else <else@x.example> <nora@agency.example>\n"})
    made.save(check_out=True)
    made.git("config", "log.mailmap", "true")
    assert made.git("log", "--format=%aN").strip() == "Somebody Else"

    assert history_of(tmp_path).commits[0].commit.author.name == "Nora Quill"


def test_a_commit_that_was_swapped_on_disk_is_refused(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    forged = made.git("cat-file", "commit", oids[1]).replace("Move 2", "Move 9").encode()
    unpack(made)
    swap_loose(made, oids[1], "commit", forged)
    assert "Move 9" in made.git("log", "--format=%s")

    with pytest.raises(CorruptHistory, match=f"{oids[1]} has another content than its id says.*git fsck"):
        history_of(tmp_path)


def test_a_file_that_was_swapped_on_disk_is_refused(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    unpack(made)
    blob = made.files(oids[2])[PLAN][1]
    swap_loose(made, blob, "blob", b"expected: 2027-12-31\n")
    assert made.git("show", f"HEAD:{PLAN}") == "expected: 2027-12-31\n"

    with open_repository(tmp_path) as repository:
        files = CommitTree(repository, oids[2], HARBOUR)
        with pytest.raises(CorruptHistory, match=blob):
            files.read("milestones.yaml")


def test_a_folder_that_was_swapped_on_disk_is_refused(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    before, after = (made.files(oid)[PLAN][1] for oid in oids[1:])
    inside = tree_content([("milestones.yaml", "100644", after)])
    hidden = tree_content([("milestones.yaml", "100644", before)])
    unpack(made)
    swap_loose(made, object_id("tree", inside), "tree", hidden)
    assert after not in made.git("log", "--raw", "--no-abbrev")

    with pytest.raises(CorruptHistory, match=object_id("tree", inside)):
        history_of(tmp_path)
    with open_repository(tmp_path) as repository, pytest.raises(CorruptHistory, match=object_id("tree", inside)):
        CommitTree(repository, oids[2], HARBOUR)


def test_an_index_that_gives_objects_each_others_names_is_seen_through(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path)
    (index,) = (made.git_dir / "objects" / "pack").glob("*.idx")
    index.chmod(0o644)
    content = index.read_bytes()
    count = struct.unpack_from(">I", content, 8 + 255 * 4)[0]
    names = [content[at : at + 20].hex() for at in range(1032, 1032 + 20 * count, 20)]
    offsets = 1032 + 24 * count
    one, other = (offsets + 4 * names.index(oid) for oid in oids[1:])
    swapped = bytearray(content[:-20])
    swapped[one : one + 4], swapped[other : other + 4] = content[other : other + 4], content[one : one + 4]
    index.write_bytes(bytes(swapped) + hashlib.sha1(swapped, usedforsecurity=False).digest())

    with pytest.raises(CorruptHistory, match="has another content than its id says"):
        history_of(tmp_path)


def test_what_only_a_merge_changed_is_seen(tmp_path: Path) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "0\n", RISKS: "0\n"})
    side = made.commit({RISKS: "1\n"}, parents=[start])
    main = made.commit({"notes.md": "0\n"}, parents=[start])
    merge = made.commit({RISKS: "1\n", PLAN: "slipped in\n"}, "Merge", parents=[main, side])
    made.save()
    assert "slipped in" not in made.git("log", "-p")

    changes = {change.path: change for change in history_of(tmp_path).by_oid[merge].changes}

    assert (changes[PLAN].by_merge, changes[RISKS].by_merge) == (True, False)


def test_commits_dated_in_the_past_hide_nothing(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"}, "first", at=FIRST_SECOND)
    made.commit({PLAN: "1"}, "second", at=FIRST_SECOND + DAY)
    made.commit({PLAN: "2"}, "third", at=946684800)
    made.save()
    assert made.git("log", "--since=2020-01-01", "--format=%s") == ""

    assert messages(history_of(tmp_path)) == ["third", "second", "first"]
    with open_repository(tmp_path) as repository:
        # By the dates that are claimed, walking back from HEAD: the newest commit is the first that is early enough.
        assert repository.resolve("2026-01-05") == made.tip


def test_a_shallow_clone_is_refused_with_its_remedy(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path / "whole")
    git.run(["clone", "--quiet", "--depth=2", f"file://{made.folder}", "shallow"], tmp_path)

    with pytest.raises(ShallowHistory, match=r"git fetch --unshallow.*fetch-depth: 0"):
        open_repository(tmp_path / "shallow")

    history = history_of(tmp_path / "shallow", allow_incomplete=True)
    assert [logged.commit.oid for logged in history.commits] == [oids[2], oids[1]]
    assert not history.complete
    assert history.incomplete_since == history.by_oid[oids[1]].commit.committer.at
    assert history.by_oid[oids[1]].boundary
    assert history.by_oid[oids[1]].changes == ()
    assert len(history.by_oid[oids[2]].changes) == 1


def test_a_partial_clone_is_refused_with_its_remedy_and_fetches_nothing(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path / "whole")
    made.git("config", "uploadpack.allowFilter", "true")
    git.run(["clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{made.folder}", "partial"], tmp_path)

    with pytest.raises(PartialHistory, match=r"Clone it again without `--filter`"):
        open_repository(tmp_path / "partial")

    history = history_of(tmp_path / "partial", allow_incomplete=True)
    assert len(history.commits) == 3
    assert (history.complete, history.incomplete_since) == (False, None)
    with open_repository(tmp_path / "partial", allow_incomplete=True) as repository:
        files = CommitTree(repository, oids[2], HARBOUR)
        with pytest.raises(MissingObject, match=files.oid("milestones.yaml")):
            files.read("milestones.yaml")


@pytest.mark.parametrize("lost", ["commit", "tree", "tip"])
def test_a_lost_object_is_named(tmp_path: Path, lost: str) -> None:
    made, oids = three_commits(tmp_path)
    unpack(made)
    tree = object_id("tree", tree_content([("milestones.yaml", "100644", made.files(oids[1])[PLAN][1])]))
    oid = {"commit": oids[1], "tree": tree, "tip": oids[2]}[lost]
    (made.git_dir / "objects" / oid[:2] / oid[2:]).unlink()

    with pytest.raises(CorruptHistory, match=f"{oid}.*git fsck"):
        history_of(tmp_path)


def test_an_object_folder_that_is_a_link_is_read_and_checked_like_any(tmp_path: Path) -> None:
    made, oids = three_commits(tmp_path / "work")
    unpack(made)
    objects = made.git_dir / "objects"
    objects.rename(tmp_path / "elsewhere")
    objects.symlink_to(tmp_path / "elsewhere")

    assert len(history_of(made.folder).commits) == 3
    swap_loose(made, oids[0], "commit", as_bytes(made.git("cat-file", "commit", oids[0])) + b"and more\n")
    with pytest.raises(CorruptHistory, match=oids[0]):
        history_of(made.folder)


def test_a_list_of_commits_that_lies_is_caught_even_if_git_is_made_to(tmp_path: Path) -> None:
    _, oids = three_commits(tmp_path)

    lies = {f"{oids[2]} {oids[0]}": f"{oids[0]}, which no later commit names", oids[2]: f"{oids[1]} is missing"}
    for graft, said in lies.items():
        with open_repository(tmp_path) as repository:
            (repository.scratch.path / "info").mkdir()
            (repository.scratch.path / "info" / "grafts").write_text(f"{graft}\n")
            with pytest.raises(CorruptHistory, match=said):
                read_history(repository, oids[2])
            (repository.scratch.path / "info" / "grafts").write_text(f"{oids[2]} {oids[0]}\n{oids[1]} {oids[0]}\n")
            with pytest.raises(CorruptHistory):
                list(repository.main_line(oids[2]))
