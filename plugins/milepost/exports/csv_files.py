"""`exports/<collection>.csv`: tables as text that opens rightly in the reader's spreadsheet and cannot run in it.

As RFC 4180 says, but that the separator is the one that spreadsheets in the reader's language expect: a semicolon where
decimals have a comma. A line `sep=;` would tell any Excel, which then forgets that the file is UTF-8, and would be data
to every other program. The byte order mark is for Excel too. Days as 2026-12-04 are read alike everywhere, and times
have their offset. Every cell is quoted, and no text starts a formula.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.render.site import SiteFile
from milepost.views.downloads import csv_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.exports.tables import ExportTable, Value

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"(^|[,;|\t\r\n])([\s\"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a formula would begin: at the start of a cell, and where a program with another separator starts one.

OWASP, CSV Injection: = + - @, their full-width forms, after tabs and line ends too.
"""


def csv_files(tables: Iterable[ExportTable], decimal_mark: str) -> tuple[SiteFile, ...]:
    """A file for each table; `decimal_mark` is that of the reader's language."""
    return tuple(SiteFile(csv_path(table.name), csv_text(table, decimal_mark)) for table in tables)


def csv_text(table: ExportTable, decimal_mark: str) -> bytes:
    """The table as CSV, its first line the names of the columns."""
    written = io.StringIO(newline="")
    separator = ";" if decimal_mark == "," else ","
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in table.heads])
    writer.writerows(_lines(table, decimal_mark))
    return (_BYTE_ORDER_MARK + written.getvalue()).encode()


def harmless(text: str) -> str:
    """The text, with an apostrophe before each sign that a spreadsheet would take for the start of a formula."""
    return _FORMULA.sub(r"\1\2'", text)


def _lines(table: ExportTable, decimal_mark: str) -> Iterator[list[str]]:
    for row in table.rows:
        yield [_written(value, decimal_mark) for value in row]


def _written(value: Value, decimal_mark: str) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}".replace(".", decimal_mark)
        case int():
            return str(value)
        case _:
            return harmless(str(value))
