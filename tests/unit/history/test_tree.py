"""A client's files at a commit are the regular files that its trees name, and nothing that could lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.history import tree
from milepost.history.faults import CorruptHistory, UnsupportedRepository
from milepost.history.repository import open_repository
from milepost.history.tree import CommitTree, folder_names, submodule_names
from milepost.loading.tree import WorkingTree
from support.repositories import Written, executable, link, submodule, tree_content

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.loading.tree import Tree

HARBOUR = "clients/harbour"
FILES = {
    f"{HARBOUR}/client.yaml": "name: Harbour\n",
    f"{HARBOUR}/decisions/D-1.yaml": "id: D-1\n",
    f"{HARBOUR}/files/plan.csv": "a,b\n",
    f"{HARBOUR}/.cache/x": "hidden\n",
    "clients/olivar/client.yaml": "name: Olivar\n",
    "clients/README.md": "words\n",
}


def test_the_files_of_a_commit_are_those_of_a_work_tree(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({**FILES, f"{HARBOUR}/run": executable("x")})
    made.save(check_out=True)
    on_disk: Tree = WorkingTree(tmp_path / HARBOUR, HARBOUR)

    with open_repository(tmp_path) as repository:
        committed: Tree = CommitTree(repository, made.tip, HARBOUR)

        assert committed.root == on_disk.root
        assert committed.names() == on_disk.names()
        assert committed.links() == on_disk.links() == ()
        assert [committed.size(name) for name in committed.names()] == [on_disk.size(name) for name in on_disk.names()]
        assert [committed.read(name) for name in committed.names()] == [on_disk.read(name) for name in on_disk.names()]


def test_what_is_shown_is_what_is_committed(tmp_path: Path) -> None:
    made = Written(tmp_path)
    before = made.commit(FILES)
    made.commit({f"{HARBOUR}/client.yaml": "name: Port\n"})
    made.save(check_out=True)
    (tmp_path / HARBOUR / "client.yaml").write_text("name: Draft\n")

    with open_repository(tmp_path) as repository:
        assert CommitTree(repository, made.tip, HARBOUR).read("client.yaml") == b"name: Port\n"
        assert CommitTree(repository, before, HARBOUR).read("client.yaml") == b"name: Harbour\n"


def test_links_and_submodules_are_no_files(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({f"{HARBOUR}/a": link("/etc/passwd"), f"{HARBOUR}/b": submodule("b" * 40), f"{HARBOUR}/c": "x"})
    made.save()

    with open_repository(tmp_path) as repository:
        tree = CommitTree(repository, made.tip, HARBOUR)

        assert tree.names() == ("c",)
        assert tree.links() == ("a",)


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({**FILES, "clients/linked": link("harbour")})
    made.save()

    with open_repository(tmp_path) as repository:
        for folder in ("clients/nobody", "clients/linked", "clients/harbour/client.yaml", "clients/../clients"):
            assert CommitTree(repository, made.tip, folder).names() == ()


def test_the_folders_and_submodules_in_a_folder_are_listed(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({**FILES, "clients/brasov": submodule("b" * 40), "clients/linked": link("harbour")})
    made.save()

    with open_repository(tmp_path) as repository:
        assert folder_names(repository, made.tip, "clients") == ("harbour", "olivar")
        assert submodule_names(repository, made.tip, "clients/") == ("brasov",)
        assert folder_names(repository, made.tip, "nothing") == ()


@pytest.mark.parametrize("name", ["..", ".", "a/b"])
def test_a_name_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    made = Written(tmp_path)
    inside = made.add("tree", tree_content([(name, "100644", made.add("blob", b"x"))]))
    top = made.add("tree", tree_content([("clients", "40000", inside)]))
    made.commit({})
    commit = made.take(b"tree " + top.encode() + b"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\n")
    made.save()

    with open_repository(tmp_path) as repository, pytest.raises(CorruptHistory, match="leads out of its folder"):
        CommitTree(repository, commit, "clients")


def test_a_malformed_folder_is_refused(tmp_path: Path) -> None:
    made = Written(tmp_path)
    top = made.add("tree", b"100644 a\0" + b"x" * 19)
    commit = made.take(b"tree " + top.encode() + b"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\n")
    made.save()

    with open_repository(tmp_path) as repository, pytest.raises(CorruptHistory, match="malformed"):
        CommitTree(repository, commit, "")


def test_a_name_that_is_no_text_is_shown_by_its_bytes(tmp_path: Path) -> None:
    made = Written(tmp_path)
    content = b"100644 caf\xe9.yaml\0" + bytes.fromhex(made.add("blob", b"x"))
    commit = made.take(
        b"tree " + made.add("tree", content).encode() + b"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\n"
    )
    made.save()

    with open_repository(tmp_path) as repository:
        assert CommitTree(repository, commit, "").names() == (r"caf\xe9.yaml",)


def test_trees_that_multiply_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MOST_FILES", 1000)
    made = Written(tmp_path)
    level = made.add("tree", tree_content([(str(number), "100644", made.add("blob", b"x")) for number in range(10)]))
    for _ in range(8):
        level = made.add("tree", tree_content([(str(number), "40000", level) for number in range(10)]))
    commit = made.take(b"tree " + level.encode() + b"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\n")
    made.save()

    with open_repository(tmp_path) as repository, pytest.raises(UnsupportedRepository, match="1,000 files"):
        CommitTree(repository, commit, "")
