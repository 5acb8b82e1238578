"""Finished folders: put in place at once, with fixed permissions, and nothing outside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.errors import SafetyRefusal
from milepost.render.site import SiteFile
from milepost.site_build.folders import clear_folder, replaced_folder, write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_replaces_the_one_before_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "site" / "harbour"
    out.mkdir(parents=True)
    (out / "old.html").write_text("old")

    with replaced_folder(out) as fresh:
        (fresh / "new.html").write_text("new")

    assert [path.name for path in out.iterdir()] == ["new.html"]
    assert [path.name for path in out.parent.iterdir()] == ["harbour"]


def test_the_folder_before_stays_when_the_work_fails(tmp_path: Path) -> None:
    out = tmp_path / "harbour"
    out.mkdir()
    (out / "good.html").write_text("good")

    def fail_half_way() -> None:
        with replaced_folder(out) as fresh:
            (fresh / "half.html").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert [path.name for path in tmp_path.rglob("*")] == ["harbour", "good.html"]


@pytest.mark.parametrize("path", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "", "a//b", "./a", "a\\..\\b"])
def test_a_path_that_could_leave_the_share_is_refused(path: str, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()

    with pytest.raises(SafetyRefusal):
        write_files(share, [SiteFile(path, b"x")])

    assert [found.name for found in tmp_path.rglob("*")] == ["share"]


def test_a_file_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("page")

    with pytest.raises(SafetyRefusal):
        write_files(tmp_path, [SiteFile("index.html", b"other")])

    assert (tmp_path / "index.html").read_text() == "page"


def test_clearing_a_folder_does_not_follow_links(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.html").write_text("kept")
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "link").symlink_to(elsewhere, target_is_directory=True)
    (site / ".git").mkdir()

    clear_folder(site)

    assert [path.name for path in site.iterdir()] == [".git"]
    assert (elsewhere / "kept.html").read_text() == "kept"
