"""`exports/<collection>.csv`: tables as RFC 4180 text that opens rightly in spreadsheets and cannot run in them.

UTF-8 with a byte order mark: without it Excel reads the letters of another alphabet. Commas, as the RFC says; days as
2026-12-04, times with their offset, decimals with a point. Every cell is quoted, and no text starts a formula.
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


def csv_files(tables: Iterable[ExportTable]) -> tuple[SiteFile, ...]:
    """A file for each table."""
    return tuple(SiteFile(csv_path(table.name), csv_text(table)) for table in tables)


def csv_text(table: ExportTable) -> bytes:
    """The table as CSV, its first line the names of the columns."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in table.heads])
    writer.writerows(_lines(table))
    return (_BYTE_ORDER_MARK + written.getvalue()).encode()


def harmless(text: str) -> str:
    """The text, with an apostrophe before each sign that a spreadsheet would take for the start of a formula."""
    return _FORMULA.sub(r"\1\2'", text)


def _lines(table: ExportTable) -> Iterator[list[str]]:
    for row in table.rows:
        yield [_written(value) for value in row]


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
        case _:
            return harmless(str(value))
