"""The workbook, read back by openpyxl, and by LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from milepost.exports.tables import ExportTable, Value, export_tables
from milepost.exports.workbook import LONGEST_CELL, workbook
from support.shares import a_share

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[3]


def table(*rows: tuple[Value, ...], title: str = "Risks", wide: bool = False) -> ExportTable:
    width = len(rows[0])
    return ExportTable("risks", title, ("Id", *(f"C{n}" for n in range(1, width))), (wide,) * width, rows)


def made(*tables: ExportTable) -> bytes:
    return workbook(tables, title="Harbour Museum: Portal", day=DAY)


def sheet(*tables: ExportTable) -> Worksheet:
    found = load_workbook(io.BytesIO(made(*tables)))
    return found[found.sheetnames[0]]


VALUES: tuple[Value, ...] = (
    "R-1",
    "Words",
    40,
    Decimal("1200.50"),
    Decimal(-14),
    date(2026, 12, 4),
    datetime(2026, 12, 4, 9, 30, tzinfo=UTC),
    None,
)


def test_days_and_numbers_are_values_with_a_format() -> None:
    cells = sheet(table(VALUES))[2]

    assert [cell.value for cell in cells] == [
        "R-1",
        "Words",
        40,
        1200.5,
        -14,
        datetime(2026, 12, 4, tzinfo=UTC).replace(tzinfo=None),
        datetime(2026, 12, 4, 9, 30, tzinfo=UTC).replace(tzinfo=None),
        None,
    ]
    assert [cell.data_type for cell in cells[:7]] == ["s", "s", "n", "n", "n", "d", "d"]
    assert [cell.number_format for cell in cells[2:7]] == [
        "#,##0",
        "#,##0.00",
        "#,##0",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
    ]


def test_a_day_that_excel_cannot_count_is_a_text() -> None:
    assert sheet(table(("R-1", date(1899, 12, 31))))["B2"].value == "1899-12-31"


def test_the_head_is_frozen_and_filters_and_columns_are_as_wide_as_needed() -> None:
    found = sheet(table(("R-1", "x" * 30), ("R-2", "y")), table(("K", "words"), title="Wide", wide=True))

    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == "A1:B3"
    assert found["A1"].font.bold
    assert found.column_dimensions["B"].width == 32
    assert found.column_dimensions["A"].width < 12


def test_a_row_is_high_enough_for_its_text_and_no_higher_than_a_screen() -> None:
    found = sheet(table(("R-1", "word " * 20), ("R-2", "one"), ("R-3", "line\n" * 90), wide=True))

    assert [found.row_dimensions[number].height for number in (2, 3, 4)] == [45, 15, 300]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", " =1+1", "\uff1d1", "#N/A", "#REF!", "=", "{=1}"],
)
def test_a_text_is_never_a_formula_or_an_error(text: str) -> None:
    cell = sheet(table(("R-1", text)))["B2"]

    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix is (text.lstrip()[:1] in {"=", "+", "-", "@", "\uff1d"})


def test_nothing_that_users_write_is_a_formula_or_a_link_in_the_file_itself() -> None:
    attack = "=1+1"
    files = {
        "risks.yaml": f"- {{id: R-1, title: '{attack}', x-own: '{attack}', links: [{{title: T, url: 'https://e.org'}}]}}\n",
        "kpis.yaml": "- {id: K-1, title: T, target: 3, measurements_csv: files/k.csv}\n",
        "files/k.csv": 'date,value,note\n2026-11-01,3,"=1+1"\n',
    }

    data = made(*export_tables(a_share(files)))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any("rels" in name or "Link" in name for name in archive.namelist() if "worksheets" in name)
    assert len(sheets) == 3
    assert not any(b"<f" in content or b"hyperlink" in content for content in sheets)


def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    value = sheet(table(("R-1", "x" * 40_000)))["B2"].value

    assert isinstance(value, str)
    assert len(value) == LONGEST_CELL
    assert value.endswith("x …")


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert sheet(table(("R-1", "a\x00b\x0bc")))["B2"].value == "a\ufffdb\ufffdc"


def test_line_ends_and_signs_of_xml_come_back_as_they_were() -> None:
    text = "a & b <c> \"d\" 'e'\nnext line"

    assert sheet(table(("R-1", text)))["B2"].value == text


def test_sheets_have_names_that_excel_accepts() -> None:
    titles = ["Risks", "risks", "A/B: [C]?*", "x" * 40, "x" * 50, "History", "''"]

    names = load_workbook(io.BytesIO(made(*(table(("R",), title=title) for title in titles)))).sheetnames

    assert names == ["Risks", "risks 2", "A B   C", "x" * 31, "x" * 29 + " 2", "History 2", "–"]


def test_a_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a table"):
        made()


# The bytes


def test_the_file_does_not_tell_when_it_was_made() -> None:
    data = made(table(VALUES))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("2026-11-22T00:00:00Z") == 2
    assert f"{datetime.now(UTC).year}" not in properties.replace("2026-11-22", "")
    assert data == made(table(VALUES))


PROGRAM = """
import hashlib
from openpyxl.xml import LXML
from datetime import date, datetime, UTC
from decimal import Decimal
from milepost.exports.tables import ExportTable
from milepost.exports.workbook import workbook
rows = (("Grün & <b>", Decimal("1.5"), date(2026, 12, 4)), ("=1\\n'x'", 7, datetime(2026, 12, 4, 9, 30, tzinfo=UTC)))
table = ExportTable("a", "A", ("Id", "N", "D"), (False, False, False), rows)
data = workbook([table], title="T & ü", day=date(2026, 11, 22))
print(hashlib.sha256(data).hexdigest(), LXML)
"""


def test_the_bytes_do_not_depend_on_the_xml_library_that_is_installed() -> None:
    pytest.importorskip("lxml", reason="lxml is not installed: there is only one XML library to try")
    surroundings = {"PYTHONPATH": str(ROOT / "plugins")}

    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | surroundings | {"OPENPYXL_LXML": wanted},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for wanted in ("True", "False")
    }

    assert {line.split()[1] for line in found} == {"True", "False"}
    assert len({line.split()[0] for line in found}) == 1


# LibreOffice


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("MILEPOST_REQUIRE_OFFICE"):
            pytest.fail("LibreOffice is not installed, and MILEPOST_REQUIRE_OFFICE asks for it.")
        pytest.skip("LibreOffice is not installed: nobody opened the workbook. apt-get install libreoffice-calc")
    return found


def converted(office: str, data: bytes, folder: Path) -> list[str]:
    """The lines of the first sheet as LibreOffice shows it: texts in quotation marks, formulas as their results."""
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(data)
    # Comma, quotation mark, UTF-8, from line 1; texts quoted, cells as shown, no formulas (LibreOffice, CSV filter).
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true,false,false,1"
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--convert-to", form, "--outdir", str(folder / "out"), str(folder / "book.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (file,) = (folder / "out").iterdir()
    return file.read_text("utf-8").splitlines()


def test_libreoffice_opens_the_workbook_with_the_right_types(office: str, tmp_path: Path) -> None:
    texts: tuple[Any, ...] = ("=1+1", "#N/A", "words", "12", "2026-12-04", None, None, None)

    head, values, written = converted(office, made(table(VALUES, texts)), tmp_path / "ours")

    assert head.startswith('"Id","C1"')
    # Numbers and days without quotation marks; the amount has them for its comma, which a text would not have.
    assert values == '"R-1","Words",40,"1,200.50",-14,2026-12-04,2026-12-04 09:30,'
    assert written == '"=1+1","#N/A","words","12","2026-12-04",,,'


def test_libreoffice_would_have_shown_a_formula(office: str, tmp_path: Path) -> None:
    book, data = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "=1+1"
    book.save(data)

    assert converted(office, data.getvalue(), tmp_path / "a formula") == ["2"]
