"""`milepost pdf`: what it refuses, and a real PDF with tags, outline and page numbers."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from support.browser import chromium_path
from support.command import run
from support.examples import CLIENTS, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    shutil.copytree(CLIENTS, folder / "clients")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that pretends to be one: these tests end before it would print."""
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    monkeypatch.setenv("MILEPOST_CHROMIUM", str(path))


def test_without_chromium_it_says_so_and_ends_with_3(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MILEPOST_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    ended = run("pdf", "harbour", workspace=place)

    assert ended.code == 3
    assert "A PDF needs Chromium, and none was found." in ended.err


@pytest.mark.usefixtures("a_browser")
def test_a_page_a_share_or_a_client_that_is_not_there_is_a_wrong_call(place: Path, tmp_path: Path) -> None:
    def refused(*arguments: str) -> str:
        ended = run("pdf", *arguments, "--as-of", DAY, "--out", tmp_path / "a.pdf", workspace=place)
        assert ended.code == 2
        return ended.err

    assert "Did you mean “roadmap”?" in refused("harbour", "raodmap")
    assert "has no share “bord”. Did you mean “board”?" in refused("harbour", "--share", "bord")
    assert "There is no client “harbor”." in refused("harbor")


@pytest.mark.usefixtures("a_browser")
def test_a_file_that_is_no_pdf_is_never_overwritten(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Mine.")

    ended = run("pdf", "harbour", "--as-of", DAY, "--out", path, workspace=place)

    assert ended.code == 4
    assert path.read_text() == "Mine."


@pytest.mark.usefixtures("a_browser")
def test_a_browser_that_fails_leaves_no_file(place: Path, tmp_path: Path) -> None:
    ended = run("pdf", "harbour", "--as-of", DAY, "--out", tmp_path / "a.pdf", workspace=place)

    assert ended.code == 3
    assert "printed nothing" in ended.err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("a_browser")
def test_files_with_errors_print_nothing(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place, tmp_path / "broken")
    (tmp_path / "broken/clients/brasov/milestones.yaml").write_text("- id: M1\n")

    ended = run("pdf", "brasov", "--as-of", DAY, workspace=tmp_path / "broken")

    assert ended.code == 1
    assert "[M102]" in ended.err


@pytest.fixture(scope="module")
def board(place: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The board pack of the board's share, printed by a real Chromium."""
    chromium_path()
    out = tmp_path_factory.mktemp("out") / "board.pdf"
    ended = run("pdf", "harbour", "--share", "board", "--as-of", DAY, "--out", out, workspace=place)
    assert ended.code == 0, ended.err
    return out.read_bytes()


def titles(outline: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for item in outline:
        found += titles(item, depth + 1) if isinstance(item, list) else [(depth, item.title)]
    return found


@pytest.mark.browser
def test_the_board_pack_is_tagged_has_an_outline_and_numbers_its_pages(board: bytes) -> None:
    reader = PdfReader(BytesIO(board))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en"
    chapters = [title for depth, title in titles(reader.outline) if depth == 1]
    assert chapters == ["Overview", "Roadmap", "Budget", "Change requests", "Results", "Signatures"]
    assert 5 <= len(reader.pages) <= 12
    texts = [page.extract_text() for page in reader.pages]
    assert [text.split("\n")[0] for text in texts] == [f"{n} / {len(texts)}" for n in range(1, len(texts) + 1)]
    assert "Lena Ortiz" in texts[-1]


@pytest.mark.browser
def test_the_pdf_names_nothing_of_the_machine_that_made_it(board: bytes, place: Path) -> None:
    reader = PdfReader(BytesIO(board))
    streams = b"".join(page.get_contents().get_data() for page in reader.pages)  # type: ignore[union-attr]
    links = [
        note.get_object().get("/A", {}).get("/URI", "") for page in reader.pages for note in page.get("/Annots", ())
    ]

    assert b"file:" not in board
    assert b"milepost-pdf" not in board + streams
    assert not [link for link in links if not str(link).startswith(("https://", "mailto:", "tel:"))]
    assert str(place).encode() not in board


@pytest.mark.browser
def test_the_same_state_gives_the_same_bytes_and_replaces_its_own_pdf(
    board: bytes, place: Path, tmp_path: Path
) -> None:
    out = tmp_path / "board.pdf"
    for _ in range(2):
        ended = run("pdf", "harbour", "--share", "board", "--as-of", DAY, "--out", out, workspace=place)
        assert ended.code == 0, ended.err

    assert out.read_bytes() == board
    made = PdfReader(out).metadata
    assert made is not None
    assert made.creation_date_raw == "D:20261122000000+00'00'"


@pytest.mark.browser
def test_any_page_can_be_printed_in_its_own_language(place: Path, tmp_path: Path) -> None:
    chromium_path()
    out = tmp_path / "page.pdf"

    ended = run("pdf", "olivar", "overview", "--as-of", DAY, "--out", out, "--json", workspace=place)

    assert ended.code == 0, ended.err
    assert '"page": ""' in ended.out
    reader = PdfReader(out)
    assert reader.trailer["/Root"]["/Lang"] == "es"  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Resumen · Cooperativa Oleícola Peñalgar"
