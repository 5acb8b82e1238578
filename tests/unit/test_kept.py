"""A kept answer is read back only as this user kept it, in this workspace, for this question and by this program."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from milepost import kept as kept_module
from milepost.kept import Kept, open_kept, state_folder

ANSWER = {"words": ["Go-live", "Übergabe"], "none": None}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


def opened(workspace: Path, state: Path) -> Kept:
    found = open_kept(workspace, state)
    assert found is not None
    return found


def only_file(kept: Kept) -> Path:
    (found,) = (path for path in kept.folder.iterdir() if path.name != ".gitignore")
    return found


def test_what_one_run_kept_the_next_one_reads(workspace: Path, state: Path) -> None:
    opened(workspace, state).write("what?", ANSWER)
    assert opened(workspace, state).read("what?") == ANSWER


def test_nothing_was_kept_for_another_question_or_repository(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    assert kept.read("who?") is None
    assert kept.about("modules/harbour").read("what?") is None


def test_no_file_with_any_byte_changed_is_read(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    place = only_file(kept)
    whole = place.read_bytes()
    for index in range(len(whole)):
        place.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert kept.read("what?") is None, index
    place.write_bytes(whole)
    assert kept.read("what?") == ANSWER


@pytest.mark.parametrize("length", [0, 1, 64, 65, 66, -1])
def test_no_part_of_a_file_is_read(workspace: Path, state: Path, length: int) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    only_file(kept).write_bytes(only_file(kept).read_bytes()[:length])
    assert kept.read("what?") is None


def test_nothing_can_be_added_to_a_file(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    only_file(kept).write_bytes(only_file(kept).read_bytes() + b" ")
    assert kept.read("what?") is None


def test_nothing_outside_is_written_by_way_of_a_link(workspace: Path, state: Path) -> None:
    folder = opened(workspace, state).folder
    (folder / ".gitignore").unlink()
    (folder / ".gitignore").symlink_to(workspace / "elsewhere")

    opened(workspace, state)

    assert not (workspace / "elsewhere").exists()
    assert (folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("place", [".cache", ".cache/milepost", ".cache/milepost/history"])
@pytest.mark.parametrize("target", ["site/harbour", "../elsewhere"])
def test_nothing_is_kept_where_a_link_leads(workspace: Path, state: Path, place: str, target: str) -> None:
    (workspace / target).mkdir(parents=True)
    link = workspace / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to((workspace / target).resolve(), target_is_directory=True)

    assert open_kept(workspace, state) is None
    assert list((workspace / target).iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there a path is text")
def test_a_workspace_whose_path_is_no_utf_8_keeps_its_answers(tmp_path: Path, state: Path) -> None:
    workspace = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve"))
    workspace.mkdir()
    kept = opened(workspace, state).about(str(workspace))
    kept.write("what?", ANSWER)
    assert opened(workspace, state).about(str(workspace)).read("what?") == ANSWER


def test_an_answer_to_one_question_is_none_to_another(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    one = only_file(kept)
    kept.write("who?", "Nora")
    (other,) = (path for path in kept.folder.iterdir() if path not in {one, kept.folder / ".gitignore"})
    shutil.copyfile(one, other)
    assert kept.read("who?") is None
    assert kept.read("what?") == ANSWER


def test_the_files_of_another_workspace_say_nothing_here(workspace: Path, state: Path, tmp_path: Path) -> None:
    theirs = opened(workspace, state)
    theirs.write("what?", ANSWER)
    (tmp_path / "other").mkdir()
    ours = opened(tmp_path / "other", state)
    ours.write("what?", "ours")
    shutil.copyfile(only_file(theirs), only_file(ours))
    assert ours.read("what?") is None


def test_another_key_another_seal(workspace: Path, state: Path, tmp_path: Path) -> None:
    opened(workspace, state).write("what?", ANSWER)
    assert opened(workspace, tmp_path / "another").read("what?") is None
    (state / "history.key").write_bytes(bytes(32))
    assert opened(workspace, state).read("what?") is None


def test_another_version_of_the_program_asks_anew(
    workspace: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace, state).write("what?", ANSWER)
    monkeypatch.setattr(kept_module, "program", lambda: "a later one")
    assert opened(workspace, state).read("what?") is None


def test_the_program_is_told_by_every_file_that_decides_how_a_version_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Path(kept_module.__file__).parent
    copy = shutil.copytree(package, tmp_path / "milepost", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kept_module, "_PACKAGE", copy)
    asked = kept_module.program.__wrapped__
    before = asked()
    assert before == kept_module.program()
    for changed in ("loading/stored.py", "model/record.py", "history/changed_files.py", "file_edits.py"):
        with (copy / changed).open("a") as file:
            file.write("\n")
        assert asked() != before
        before = asked()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_what_is_kept(workspace: Path, state: Path) -> None:
    folder = workspace / ".cache" / "milepost" / "history"
    folder.mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        kept = opened(workspace, state)
        kept.write("what?", ANSWER)
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, only_file(kept), state / "history.key")}
    assert modes == {folder: 0o700, only_file(kept): 0o600, state / "history.key": 0o600}
    assert (folder / ".gitignore").read_text() == "*\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_key_that_others_may_read_is_no_key(workspace: Path, state: Path) -> None:
    opened(workspace, state)
    (state / "history.key").chmod(0o640)
    assert open_kept(workspace, state) is None


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_no_key(workspace: Path, state: Path, content: bytes) -> None:
    opened(workspace, state)
    (state / "history.key").write_bytes(content)
    assert open_kept(workspace, state) is None


def test_nothing_is_kept_by_a_key_in_the_workspace_or_without_one(workspace: Path, state: Path) -> None:
    assert open_kept(workspace, workspace / "state") is None
    assert open_kept(workspace, None) is None
    state.write_text("a file where a folder must be")
    assert open_kept(workspace, state) is None
    assert list(workspace.iterdir()) == []


def test_nothing_is_kept_by_a_key_behind_a_link(workspace: Path, state: Path, tmp_path: Path) -> None:
    opened(workspace, tmp_path / "theirs")
    state.mkdir()
    (state / "history.key").symlink_to(tmp_path / "theirs" / "history.key")
    assert open_kept(workspace, state) is None


@pytest.mark.parametrize("link", [".cache", ".cache/milepost", ".cache/milepost/history"])
def test_nothing_is_kept_outside_the_workspace(workspace: Path, state: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace / link).parent.mkdir(parents=True, exist_ok=True)
    (workspace / link).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert open_kept(workspace, state) is None
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_cannot_be_written_is_not_kept(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    shutil.rmtree(kept.folder)
    kept.write("what?", ANSWER)
    assert kept.read("what?") is None
    kept.folder.mkdir()
    kept.write("what?", ANSWER)
    place = only_file(kept)
    place.unlink()
    place.mkdir()
    kept.write("what?", ANSWER)
    assert kept.read("what?") is None
    assert only_file(kept) == place


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    place = only_file(kept)
    place.unlink()
    os.mkfifo(place)
    assert kept.read("what?") is None


def test_the_oldest_files_go_first(workspace: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = opened(workspace, state)
    kept.write("old", ANSWER)
    os.utime(only_file(kept), (0, 0))
    kept.write("new", ANSWER)
    monkeypatch.setattr(kept_module, "MOST_KEPT", 200)
    left = opened(workspace, state)
    assert left.read("old") is None
    assert left.read("new") == ANSWER


def test_a_file_that_is_too_large_is_not_read(workspace: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = opened(workspace, state)
    kept.write("what?", ANSWER)
    monkeypatch.setattr(kept_module, "MOST_KEPT", 10)
    assert kept.read("what?") is None


def test_the_key_is_in_the_folder_that_is_named_or_in_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_STATE", "/somewhere")
    assert state_folder() == Path("/somewhere")
    monkeypatch.setenv("MILEPOST_STATE", "")
    assert state_folder() is None
    monkeypatch.delenv("MILEPOST_STATE")
    own = state_folder()
    assert own is not None
    assert "milepost" in own.name.casefold()


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILEPOST_STATE")
    monkeypatch.setattr("click.get_app_dir", lambda _: "~/.config/milepost")
    assert state_folder() is None


def test_nothing_is_kept_in_a_folder_of_somebody_else(
    workspace: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "_is_own", lambda found: not stat.S_ISDIR(found.st_mode))
    assert open_kept(workspace, state) is None


def test_the_key_is_in_no_description_of_what_is_kept(workspace: Path, state: Path) -> None:
    kept = opened(workspace, state)
    key = (state / "history.key").read_bytes()
    assert repr(key) not in repr(kept)
