"""A KPI's measurements from a CSV file with the columns date, value and note; knows no KPI."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Location
from milepost.loading import scalars
from milepost.model.delivery import Measurement

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

_COLUMNS = ("date", "value")


def read_measurements(path: str, text: str) -> tuple[tuple[Measurement, ...], tuple[Diagnostic, ...]]:
    """The measurements in the order written, and what is wrong with the file."""
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text))
    measurements: list[Measurement] = []
    faults: list[Diagnostic] = []
    try:
        if tuple(name.strip() for name in next(reader, []))[:2] != _COLUMNS:
            return (), (_without_columns(path, lines[0]),)
        for row in reader:
            found = _measurement(row) if any(cell.strip() for cell in row) else None
            if isinstance(found, _WrongCell):
                faults.append(found.told(path, reader.line_num, lines[reader.line_num - 1]))
            elif found:
                measurements.append(found)
    except csv.Error:
        hint = "Look for a quotation mark that is opened and never closed."
        at = Location(path, reader.line_num)
        faults.append(Diagnostic("M116", "from here on this is not a table of values", at, hint))
    return tuple(measurements), tuple(faults)


@dataclass(frozen=True)
class _WrongCell:
    """A cell whose text is no value, and why."""

    text: str
    fault: scalars.Fault

    def told(self, path: str, number: int, line: str) -> Diagnostic:
        at = Location(path, number, max(line.find(self.text), 0) + 1, max(len(self.text), 1))
        return Diagnostic(self.fault.code, self.fault.message, at, self.fault.hint, excerpt=line)


def _measurement(row: list[str]) -> Measurement | _WrongCell:
    cells = [cell.strip() for cell in (*row, "", "")]
    day: date | scalars.Fault = scalars.read_date(cells[0])
    value: Decimal | scalars.Fault = scalars.read_number(cells[1])
    if isinstance(day, scalars.Fault):
        return _WrongCell(cells[0], day)
    if isinstance(value, scalars.Fault):
        return _WrongCell(cells[1], value)
    return Measurement(date=day, value=value, note=cells[2] or None)


def _without_columns(path: str, line: str) -> Diagnostic:
    hint = "The first line must be: date,value,note"
    at = Location(path, length=max(len(line), 1))
    return Diagnostic("M116", "this CSV file has no columns `date` and `value`", at, hint, excerpt=line)
