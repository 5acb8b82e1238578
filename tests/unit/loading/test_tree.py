from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.checking import check_tree
from milepost.loading.tree import MemoryTree, Tree, WorkingTree

if TYPE_CHECKING:
    from pathlib import Path


def facts(tree: Tree) -> tuple[str, tuple[str, ...], list[tuple[int, bytes]]]:
    return tree.root, tree.names(), [(tree.size(name), tree.read(name)) for name in tree.names()]


def test_a_folder_and_the_same_files_in_memory_are_the_same_tree(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "client.yaml").write_text("name: é\n", "utf-8")
    (tmp_path / "files" / "logo.png").write_bytes(b"\x89PNG")

    in_memory = MemoryTree({"files/logo.png": b"\x89PNG", "client.yaml": "name: é\n"}, "clients/harbour")

    assert facts(WorkingTree(tmp_path, "clients/harbour")) == facts(in_memory)
    assert in_memory.names() == ("client.yaml", "files/logo.png")


def test_links_hidden_folders_and_what_is_no_file_are_left_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "harbour", tmp_path / "acme"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("name: Acme\n")
    (inside / "client.yaml").write_text("name: Harbour\n")
    (inside / "linked.yaml").symlink_to(outside / "secret.yaml")
    (inside / "files").symlink_to(outside)
    (inside / ".git").mkdir()
    (inside / ".git" / "config").write_text("x")
    os.mkfifo(inside / "pipe.yaml")

    tree = WorkingTree(inside, "clients/harbour")

    assert tree.names() == ("client.yaml",)
    assert tree.links() == ("files", "linked.yaml")


def test_of_a_folder_that_is_itself_a_link_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "client.yaml").write_text("name: Acme\n")
    (tmp_path / "harbour").symlink_to("acme")

    tree = WorkingTree(tmp_path / "harbour", "clients/harbour")

    assert tree.names() == ()
    assert tree.links() == (".",)
    assert [item.code for item in check_tree(tree, "harbour", None).diagnostics] == ["F207"]
