"""`exports/engagement.xlsx`: the tables as one workbook for people, by openpyxl; decides nothing about their content.

Every cell is a text, a day, a time or a number, never a formula and never a link. The bytes depend on the tables
alone: no clock, no compression (whose result differs between versions of zlib), and XML in one spelling (which would
differ with the library that openpyxl finds).
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from milepost.exports.tables import ExportTable, Value

Cell: TypeAlias = Any
"""A cell of openpyxl, whose published types do not know that cells have a style that can be repeated."""

LONGEST_CELL = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAY_BE_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_WIDEST, _NARROWEST = 60, 9
_WIDE_TEXT = 48
_LINE = 15.0
"""The height of a line in points, in the usual size of letters."""
_MOST_LINES = 20
_EARLIEST = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before are one off, and none before 1900 exist."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name."""


def workbook(tables: Sequence[ExportTable], *, title: str, day: date) -> bytes:
    """The workbook, a sheet for each table; `day` stands in its properties as the day it was made.

    Raises ValueError where there is no table: a workbook must have a sheet.
    """
    # Slow to import, and needed only here.
    from openpyxl import Workbook  # noqa: PLC0415

    if not tables:
        raise ValueError("a workbook needs a table")
    made = Workbook()
    del made[made.sheetnames[0]]
    taken: set[str] = set()
    for table in tables:
        _fill(made.create_sheet(_sheet_name(table.title, taken)), table)
    made.properties.creator = "Milepost"
    made.properties.title = _NOT_IN_CELLS.sub("\ufffd", title)
    made.properties.created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the format has no zone)
    written = io.BytesIO()
    made.save(written)
    return _settled(written.getvalue(), day)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel accepts and no sheet before it has, compared without case."""
    plain = _NOT_IN_CELLS.sub("", _NOT_IN_NAMES.sub(" ", title)).strip() or "–"
    name, number = plain[:_LONGEST_NAME].strip(), 2
    while name.casefold() in taken or name.casefold() == "history":
        ending = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(ending)].strip() + ending, number + 1
    taken.add(name.casefold())
    return name


def _fill(sheet: Worksheet, table: ExportTable) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (as above)

    looks, widths = _Looks(), [_width(table, column) for column in range(len(table.heads))]
    for column, head in enumerate(table.heads, start=1):
        cell = sheet.cell(1, column)
        _write_text(cell, head)
        looks.give(cell, "head")
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(number, column)
                looks.give(cell, _write(cell, value))
        # LibreOffice leaves rows without a height one line high, and cuts what is below.
        sheet.row_dimensions[number].height = _LINE * _lines_of(widths, row)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"


@dataclass
class _Looks:
    """How the cells of one sheet look, by kind: making a look costs far more than repeating one."""

    made: dict[str, Any] = field(default_factory=dict)

    def give(self, cell: Cell, kind: str) -> None:
        """Gives the cell the look: `head`, `text`, `quoted` (a text that is no formula), or a format for numbers."""
        if kind not in self.made:
            _style(cell, kind)
            self.made[kind] = cell._style  # noqa: SLF001 (openpyxl has no public way to repeat a style)
        else:
            cell._style = copy(self.made[kind])  # noqa: SLF001 (as above)


def _style(cell: Cell, kind: str) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (slow to import)

    is_text = kind in {"head", "text", "quoted"}
    # A day at the right edge would run into the text beside it.
    side = "left" if is_text or kind.startswith("yyyy") else "general"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=is_text)
    if kind == "head":
        cell.font = Font(name="Calibri", size=11, bold=True)
    elif kind == "quoted":
        # Without the mark Excel would make the text a formula as soon as somebody edits the cell.
        cell.quotePrefix = True
    elif not is_text:
        cell.number_format = kind


def _write(cell: Cell, value: Value) -> str:
    """Writes the value; what it returns is the look that the cell needs."""
    match value:
        case datetime():
            # The format has no time zones: the time is the one on the client's clock.
            cell.value = value.replace(tzinfo=None)
            return "yyyy-mm-dd hh:mm"
        case date() if value >= _EARLIEST:
            cell.value = value
            return "yyyy-mm-dd"
        case Decimal() | int():
            cell.value = value
            return _number_format(Decimal(value))
        case _:
            return _write_text(cell, str(value))


def _write_text(cell: Cell, text: str) -> str:
    told = _NOT_IN_CELLS.sub("\ufffd", text)
    if len(told) > LONGEST_CELL:
        told = told[: LONGEST_CELL - 2] + " …"
    cell.value = told
    # openpyxl takes a text that begins with = for a formula and #N/A for an error.
    cell.data_type = "s"
    return "quoted" if _MAY_BE_FORMULA.match(told) else "text"


def _number_format(number: Decimal) -> str:
    digits = max(0, -int(number.as_tuple().exponent))
    return "#,##0" + ("." + "0" * digits if digits else "")


def _width(table: ExportTable, column: int) -> int:
    """The width of a column in characters."""
    if table.wide[column]:
        return _WIDE_TEXT
    longest = max((_longest_line(row[column]) for row in table.rows), default=0)
    # The head has an arrow for the filter beside it.
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(table.heads[column]) + 4))


def _lines_of(widths: Sequence[int], row: Sequence[Value]) -> int:
    """How many lines the row needs, by the width of its columns; at most as many as are seen at one glance."""
    needed = [
        sum(max(1, -(-len(line) // width)) for line in value.splitlines() or [""])
        for width, value in zip(widths, row, strict=True)
        if isinstance(value, str)
    ]
    return min(_MOST_LINES, max(needed, default=1))


def _longest_line(value: Value) -> int:
    if isinstance(value, datetime):
        return len("2026-12-04 09:00")
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0


def _settled(data: bytes, day: date) -> bytes:
    """The same workbook without a trace of when and where it was written."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "docProps/core.xml":
                content = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{day.isoformat()}T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, _respelled(content))
    return settled.getvalue()


def _respelled(content: str) -> str:
    """The same XML, spelled the same whichever library wrote it: every namespace is declared once, at the root."""
    body: list[str] = []
    spaces: dict[str, str] = {}
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True

    def start(name: str, attributes: list[str]) -> None:
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        spaces.update((key, value) for key, value in pairs if key.startswith("xmlns"))
        body.append(f"<{name}{_attributes(pair for pair in pairs if not pair[0].startswith('xmlns'))}>")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: body.append(f"</{name}>")
    parser.CharacterDataHandler = lambda text: body.append(escape(text, {"\r": "&#13;"}))
    parser.Parse(content, True)  # noqa: FBT003 (expat's own signature)
    root = body[0][:-1] + _attributes(sorted(spaces.items())) + ">"
    return "".join(('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', root, *body[1:]))


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in pairs)
