from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from milepost.exports import csv_files
from milepost.exports.csv_files import harmless
from milepost.exports.data import data_files
from milepost.exports.tables import ExportTable, Value, export_tables
from support.engagements import CLIENT
from support.shares import a_share


def table(*rows: tuple[Value, ...], heads: tuple[str, ...] = ("Id", "Text")) -> ExportTable:
    return ExportTable("risks", "Risks", heads, (False,) * len(heads), rows)


def csv_text(table: ExportTable, decimal_mark: str = ".") -> bytes:
    return csv_files.csv_text(table, decimal_mark)


def read(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True, delimiter=separator))


def test_a_table_is_rfc_4180_text_in_utf_8_with_a_byte_order_mark() -> None:
    data = csv_text(table(("R-1", 'Grün, "blau"\nund mehr')))

    assert data == '\ufeff"Id","Text"\r\n"R-1","Grün, ""blau""\nund mehr"\r\n'.encode()
    assert read(data) == [["Id", "Text"], ["R-1", 'Grün, "blau"\nund mehr']]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (date(2026, 12, 4), "2026-12-04"),
        (datetime(2026, 12, 4, 9, 30, tzinfo=UTC), "2026-12-04T09:30:00+00:00"),
        (Decimal("1200.50"), "1200.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal(-14), "-14"),
        (-3, "-3"),
    ],
)
def test_values_are_written_so_that_programs_read_them(value: Value, written: str) -> None:
    assert read(csv_text(table(("R-1", value))))[1][1] == written


def test_where_decimals_have_a_comma_columns_have_semicolons() -> None:
    data = csv_text(table(("R-1", Decimal("-1200.50")), ("R-2", "a, b; c"), ("R-3", 7)), ",")

    assert data == '\ufeff"Id";"Text"\r\n"R-1";"-1200,50"\r\n"R-2";"a, b; c"\r\n"R-3";"7"\r\n'.encode()
    assert read(data, ";")[1:3] == [["R-1", "-1200,50"], ["R-2", "a, b; c"]]


@pytest.mark.parametrize(("language", "head"), [("en", b'"Id","'), ("es", b'"Id";"'), ("ro", b'"Id";"')])
def test_a_share_has_the_separator_of_its_language(language: str, head: bytes) -> None:
    share = a_share({"client.yaml": f"{CLIENT}language: {language}\n", "risks.yaml": "- {id: R-1, title: T}\n"})

    (file,) = [file for file in data_files(share) if file.path == "exports/risks.csv"]

    assert head in bytes(file.data)


STARTS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


@pytest.mark.parametrize("start", STARTS)
def test_no_text_starts_with_a_sign_that_starts_a_formula(start: str) -> None:
    attack = f"{start}cmd|' /C calc'!A0"

    assert harmless(attack).startswith(f"'{start}")
    assert harmless(f"\t{attack}") == f"\t'{attack}"
    assert harmless(f"  {attack}") == f"  '{attack}"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\r", "\n", "\r\n", "; ", ';"', '; "'])
def test_no_text_starts_a_formula_behind_a_separator_of_another_program(separator: str) -> None:
    found = harmless(f"words{separator}=1+1")

    assert found == f"words{separator}'=1+1"


@pytest.mark.parametrize("text", ["", "words", "a=b", "well-known", "lena@museum.example", "2 + 2", "x, y", "'=1"])
def test_harmless_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_made_harmless_twice_is_made_harmless_once() -> None:
    assert harmless(harmless("=1;=2\n- three")) == harmless("=1;=2\n- three")


def test_names_of_columns_cannot_start_a_formula_either() -> None:
    assert read(csv_text(table(("R-1", "x"), heads=("Id", "=1+1"))))[0][1] == "'=1+1"


RISK = '- {id: R-1, title: "ATTACK", x-own: "ATTACK", tags: ["ATTACK"], description: "ATTACK"}\n'


def test_nothing_that_users_write_reaches_a_share_as_a_formula() -> None:
    attack = '=HYPERLINK("https://evil.example";"x")'
    quoted = attack.replace('"', '\\"')
    files = {
        "risks.yaml": RISK.replace("ATTACK", quoted),
        "kpis.yaml": "- {id: K-1, title: T, target: 3, measurements_csv: files/k.csv}\n",
        "files/k.csv": 'date,value,note\n2026-11-01,3,"=1+1"\n2026-11-02,4,"@SUM(A1)"\n',
    }

    found = csv_files.csv_files(export_tables(a_share(files)), ".")

    cells = [cell for file in found for row in read(file.data) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert "'@SUM(A1)" in cells
    assert [cell for cell in cells if cell[:1] in {*STARTS, "\t", "\r"}] == []


def test_each_table_is_a_file_by_its_name() -> None:
    found = csv_files.csv_files([table(("R-1", "x"))], ".")

    assert [file.path for file in found] == ["exports/risks.csv"]
