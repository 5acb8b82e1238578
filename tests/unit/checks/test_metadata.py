"""What files carry beside what they show is found and named; hostile files neither crash the check nor hold it up."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfWriter

from milepost.checks.metadata import check_metadata, findings

if TYPE_CHECKING:
    from collections.abc import Mapping

NORA = b"Nora Quill"
PNG = b"\x89PNG\r\n\x1a\n"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="51,30N"><dc:creator><rdf:Seq>'
    b'<rdf:li xml:lang="x">Nora &amp; Sons</rdf:li></rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>'
)


def directory(order: str, at: int, *entries: tuple[int, int, bytes]) -> bytes:
    """A TIFF directory that stands at `at`, its long values behind it; entries are (tag, kind, value)."""
    size = {2: 1, 1: 1, 4: 4, 5: 8}
    listed, behind = b"", b""
    end = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in entries:
        held = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(f"{order}I", end + len(behind))
        behind += value if len(value) > 4 else b""
        listed += struct.pack(f"{order}HHI", tag, kind, len(value) // size[kind]) + held
    return struct.pack(f"{order}H", len(entries)) + listed + b"\0\0\0\0" + behind


def exif(order: str = "<") -> bytes:
    """EXIF data with an author, an owner, a serial number and a place."""
    author = (0x013B, 2, NORA + b"\0")
    wide = (0x9C9D, 1, "Ána".encode("utf-16-le"))
    inner = directory(order, 200, (0xA430, 2, b"Zed Owner\0"), (0xA431, 2, b"SN-1234\0"))
    place = directory(order, 400, (2, 5, b"\0" * 24), (4, 5, b"\0" * 24))
    parts = [(0x8769, 4, struct.pack(f"{order}I", 200)), (0x8825, 4, struct.pack(f"{order}I", 400))]
    first = directory(order, 8, author, *parts, wide)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return ((head + first).ljust(200, b"\0") + inner).ljust(400, b"\0") + place


def part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0"


def pdf(author: str) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    writer.add_metadata({"/Author": author, "/Title": "(Author)"})
    writer.write(out)
    return out.getvalue()


def object_stream(words: bytes) -> bytes:
    packed = zlib.compress(words)
    return b"%PDF-1.7\n1 0 obj<</Type/ObjStm/Length 9>>stream\r\n" + packed + b"\nendstream endobj"


def office(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return out.getvalue()


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.properties.creator, book.properties.lastModifiedBy = "Nora Quill", "Zed & Co"
    book.create_sheet("Ours").sheet_state = "hidden"
    assert book.active is not None
    book.active["A1"].comment = Comment("Too dear?", "Nora")
    book.save(out)
    return out.getvalue()


def told(data: bytes) -> set[tuple[str, str]]:
    return {(item.what, item.value) for item in findings(data)}


PHOTO = {
    ("its author", "Nora Quill"),
    ("its author", "Ána"),
    ("the camera's owner", "Zed Owner"),
    ("the camera's serial number", ""),
    ("the place where it was taken", ""),
}


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe1\x00\x99Exif\0\0" + exif(),
        b"\xff\xd8\xff\xe1\x00\x99Exif\0\0" + exif(">"),
        exif(),
        PNG + part(b"IHDR", b"x" * 13) + part(b"eXIf", exif()),
        b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0EXIF\0\0\0\0" + exif(),
    ],
)
def test_a_photograph_tells_where_it_was_taken_by_whom_and_with_what(data: bytes) -> None:
    assert told(data) == PHOTO


def test_texts_of_a_png_name_its_author() -> None:
    texts = (
        part(b"tEXt", b"Author\0One"),
        part(b"zTXt", b"author\0\0" + zlib.compress(b"Two")),
        part(b"iTXt", b"Author\0\1\0en\0Autor\0" + zlib.compress("Tréi".encode())),
        part(b"iTXt", b"Author\0\0\0\0\0Vier"),
        part(b"tEXt", b"Software\0Painter"),
        part(b"zTXt", b"Author\0\0no zlib"),
        part(b"tEXt", b"Author\0--"),
    )

    assert told(PNG + b"".join(texts)) == {("its author", name) for name in ("One", "Two", "Tréi", "Vier")}


@pytest.mark.parametrize("start", [b"\xff\xd8", PNG, b"%PDF-1.7\n", b"<svg>"])
def test_xmp_is_read_in_every_file(start: bytes) -> None:
    expected = {("its author", "Nora & Sons"), ("the place where it was taken", "")}

    assert told(start + XMP) == expected
    assert told(start + XMP.replace(b"</x:xmpmeta>", b"")) == expected
    assert told(start + b"<x:xmpmeta><dc:creator>x</x:xmpmeta>") == set()


@pytest.mark.parametrize("name", ["Nora Quill", "Nora (Q) Quill", "Ștefan \\ Șuț", "N\nQ"])
def test_the_author_of_a_pdf_is_found_however_it_is_written(name: str) -> None:
    assert told(pdf(name)) == {("its author", " ".join(name.split()))}


@pytest.mark.parametrize(
    ("data", "author"),
    [
        (object_stream(b"<</Author(Nora\\040Quill)>>"), "Nora Quill"),
        (b"%PDF-1.4 /Author <4E6F7 261>", "Nora"),
        (b"%PDF-1.4 /Author <FEFF004E>", "N"),
        (b"%PDF-1.4 /Author (\\116\\157ra\\\n \\(Q\\))", "Nora (Q)"),
        (b"%PDF-1.4 /Author (\xef\xbb\xbf\xc8\x98)", "Ș"),
        (b"%PDF-1.4 /Author 12 0 R 12 0 obj (Nora) endobj", "Nora"),
        (b"%PDF-1.4 /Author 12 0 R", "in another part of the file"),
    ],
)
def test_the_author_of_a_pdf_is_found_in_all_its_forms(data: bytes, author: str) -> None:
    assert told(data) == {("its author", author)}


def test_an_office_document_tells_who_wrote_it_and_what_no_page_shows() -> None:
    assert told(workbook()) == {
        ("its author", "Nora Quill"),
        ("who changed it last", "Zed & Co"),
        ("hidden sheets", ""),
        ("remarks", ""),
    }


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"word/document.xml": '<w:p><w:del w:id="1"/></w:p>'}, {("tracked changes", "")}),
        ({"word/document.xml": "<w:p><w:delText/></w:p>", "word/comments.xml": ""}, {("remarks", "")}),
        (
            {"ppt/notesSlides/notesSlide1.xml": "", "ppt/comments/comment1.xml": ""},
            {("speaker's notes", ""), ("remarks", "")},
        ),
        (
            {"docProps/app.xml": "<Company>Acme</Company><Manager>Zed</Manager>"},
            {("a company", "Acme"), ("a manager", "Zed")},
        ),
        ({"meta.xml": "<meta:initial-creator>Nora</meta:initial-creator>"}, {("its author", "Nora")}),
        ({"content.xml": "<office:annotation><text:tracked-changes>"}, {("remarks", ""), ("tracked changes", "")}),
        ({"docProps/core.xml": "<dc:creator></dc:creator>", "other.txt": "words"}, set()),
    ],
)
def test_what_no_page_of_a_document_shows_is_found(parts: dict[str, str], expected: set[tuple[str, str]]) -> None:
    assert told(office(parts)) == expected


def test_a_warning_names_what_readers_do_not_know_already() -> None:
    files = {"files/a.pdf": pdf("Nora Quill"), "files/b.pdf": pdf("ana  POP"), "files/c.txt": b"Author: Nora"}

    (found,) = check_metadata(files, ["Ana Pop"], "clients/harbour")

    assert (found.code, found.severity.value, found.location.path) == ("F208", "warning", "clients/harbour/files/a.pdf")
    assert found.message == "files/a.pdf tells its readers more than it shows: its author (“Nora Quill”)"


def test_signs_that_would_rewrite_a_terminal_are_not_repeated() -> None:
    (found,) = check_metadata({"files/a.pdf": b"%PDF-1.4 /Author (\x1b[2JNora\x07" + b"x" * 300 + b")"}, [], "c")

    assert found.message.isprintable()
    assert len(found.message) < 200


HOSTILE = {
    "authors": b"%PDF-" + b"/Author(" * 500_000,
    "nested": b"%PDF-/Author(" + b"(a)" * 500_000,
    "references": b"%PDF-" + b"/Author 12 0 R " * 10 + b"12 0 obj " * 500_000,
    "object streams": b"%PDF-" + b"/ObjStm stream\n" * 300_000,
    "bomb in a stream": object_stream(b"\0" * 50_000_000),
    "creators": b"<x:xmpmeta" + b"<dc:creator>" * 500_000,
    "packets": b"<x:xmpmeta</x:xmpmeta>" * 200_000,
    "parts": PNG + b"\0\0\0\0tEXt\0\0\0\0" * 300_000,
    "bomb in a text": PNG + part(b"zTXt", b"Author\0\0" + zlib.compress(b"a" * 50_000_000)),
    "directory in itself": b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x69\x87\x04\0\x01\0\0\0\x08\0\0\0" * 9000,
    "huge sizes": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x3b\x01\x02\0\xff\xff\xff\xff\xff\xff\xff\xff",
    "no zip": b"PK\x03\x04" + b"PK\x01\x02" * 500_000,
    "long listing": b"PK\x03\x04" + b"PK\5\6" + b"\xff" * 18,
    "damaged zip": workbook()[:-30] + b"\0" * 8,
    "bomb in a document": office({"word/document.xml": "<w:" * 20_000_000}),
    "damaged part": workbook().replace(b"docProps/core.xml", b"docProps/core.xmk", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_looked_at_in_a_moment(name: str) -> None:
    start = time.process_time()

    list(findings(HOSTILE[name]))

    assert time.process_time() - start < 3


@pytest.mark.parametrize("whole", [exif(), b"Exif\0\0" + exif(">"), PNG + part(b"eXIf", exif()), workbook()])
def test_a_file_that_ends_early_is_no_reason_to_fail(whole: bytes) -> None:
    for length in range(0, len(whole), 7):
        list(findings(whole[:length]))


def test_no_damage_is_a_reason_to_fail() -> None:
    dice = random.Random(7)  # noqa: S311 (the same damage each time)
    wholes = [
        workbook(),
        pdf("Nora"),
        b"Exif\0\0" + exif(),
        PNG + part(b"eXIf", exif()),
        object_stream(b"<</Author(N)>>"),
    ]
    for _ in range(3000):
        damaged = bytearray(dice.choice(wholes))
        for _ in range(dice.choice((1, 8, 40))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        list(findings(bytes(damaged)))


def test_parts_in_a_form_that_office_programs_do_not_write_are_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as written:
        written.writestr("meta.xml", "<dc:creator>Nora</dc:creator>")

    assert told(out.getvalue()) == set()


def test_an_encrypted_pdf_is_left_alone() -> None:
    assert told(b"%PDF-1.7 /Encrypt 5 0 R /Author (\x8a\x9b garbled)") == set()
