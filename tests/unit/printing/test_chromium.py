"""The browser that prints is found as the tests' own is, and its absence is said plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.errors import EnvironmentFault
from milepost.printing.chromium import find_chromium, printed_page

if TYPE_CHECKING:
    from pathlib import Path


def a_program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def a_spy(folder: Path) -> tuple[Path, Path]:
    """A program that prints an empty PDF, and the file in which it notes its arguments and environment."""
    told = folder / "told"
    prints = 'for a; do case $a in --print-to-pdf=*) printf %%PDF- > "${a#*=}";; esac; done'
    return a_program(folder / "spy", f'printf "%s\\n" "$@" > {told}; env >> {told}; {prints}'), told


def test_the_variable_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = a_program(tmp_path / "mine", "")
    monkeypatch.setenv("PATH", str(a_program(tmp_path / "bin/chromium", "").parent))
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(named))
    assert find_chromium() == str(named)

    monkeypatch.delenv("MILEPOST_CHROMIUM")
    assert find_chromium() == str(tmp_path / "bin/chromium")


def test_other_names_on_path_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILEPOST_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(a_program(tmp_path / "google-chrome", "").parent))

    assert find_chromium() == str(tmp_path / "google-chrome")


def test_without_a_browser_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILEPOST_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EnvironmentFault, match=r"needs Chromium, and none was found\. Install it"):
        find_chromium()


def test_a_variable_that_names_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(tmp_path / "gone"))

    with pytest.raises(EnvironmentFault, match="which is no program"):
        find_chromium()


def test_a_browser_that_prints_nothing_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = a_program(tmp_path / "broken", "echo one >&2; echo 'No usable sandbox' >&2; exit 1")
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(browser))

    with pytest.raises(EnvironmentFault, match=r"printed nothing\. It said:\none\nNo usable sandbox"):
        printed_page(tmp_path / "page.html")


def test_a_browser_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(a_program(tmp_path / "slow", "exec sleep 20")))
    monkeypatch.setattr("milepost.printing.chromium.LONGEST_RUN", 0.2)

    with pytest.raises(EnvironmentFault, match="did not end within"):
        printed_page(tmp_path / "page.html")


def test_the_browser_gets_a_profile_of_its_own_no_network_and_none_of_our_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy, told = a_spy(tmp_path)
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(spy))
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")

    assert printed_page(tmp_path / "page.html") == b"%PDF-"

    said = told.read_text()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in said
    assert "--proxy-server=http://127.0.0.1:9" in said
    assert "--user-data-dir=" in said
    assert "hunter2" not in said


def test_an_unprivileged_user_keeps_the_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    script = (
        f'printf "%s\\n" "$@" > {told}; for a; do case $a in --print-to-pdf=*) printf %%PDF- > "${{a#*=}}";; esac; done'
    )
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(a_program(tmp_path / "spy", script)))

    monkeypatch.setattr("os.geteuid", lambda: 1000)
    printed_page(tmp_path / "page.html")
    assert "--no-sandbox" not in told.read_text()

    monkeypatch.setattr("os.geteuid", lambda: 0)
    printed_page(tmp_path / "page.html")
    assert "--no-sandbox" in told.read_text()
