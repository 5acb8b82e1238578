"""The search that every leak test stands on finds a word or number however it is written, and nothing else."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib

import pytest

from support.leaks import leaks

NAME = "Zürich & Söhne"


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


WAYS = {
    "as it is": f"of {NAME}.".encode(),
    "in capitals, in a page": "<b>ZÜRICH &amp; SÖHNE</b>".encode(),
    "as character references": b"Z&#252;rich & S&#246;hne",
    "in JSON": b"Z\\u00fcrich & S\\u00f6hne",
    "in an address": b"Z%C3%BCrich%20%26%20S%C3%B6hne",
    "as UTF-16": NAME.encode("utf-16-le"),
    "as hexadecimal": NAME.encode().hex().encode(),
    "as base64": base64.b64encode(b"12" + NAME.encode() + b"3"),
    "in gzip": gzip.compress(NAME.encode()),
    "in zip": zipped("sheet.xml", NAME.encode()),
    "in zip in zip": zipped("inner.zip", zipped("sheet.xml", NAME.encode())),
    "in PDF": b"%PDF-1.7 stream\n" + zlib.compress(NAME.encode()) + b"\nendstream",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_secret_is_found_however_it_is_written_or_packed(way: str) -> None:
    assert [found.endswith(f": a name ({NAME})") for found in leaks({"file": WAYS[way]}, {NAME: "a name"})] == [True]


def test_a_secret_in_a_file_s_name_is_found() -> None:
    assert leaks({"data/Walrus.csv": b""}, {"walrus": "a client"}) == ["data/Walrus.csv: a client (walrus)"]


@pytest.mark.parametrize("written", ["4888256", "4,888,256", "4.888.256 lei", "EUR 4 888 256.", "4\u202f888\u202f256"])
def test_a_secret_number_is_found_with_any_mark_between_its_thousands(written: str) -> None:
    assert leaks({"page": written.encode()}, {"4888256": "a rate"}) == ["page: a rate (4888256)"]


def test_a_longer_number_that_ends_or_begins_alike_is_no_secret() -> None:
    assert leaks({"outline of a letter": b"300 -2304 888 256 d1", "sum": b"4,888,2561"}, {"4888256": "a rate"}) == []
