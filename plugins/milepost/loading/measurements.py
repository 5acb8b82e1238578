"""A KPI's measurements from a CSV file with the columns date, value and note; knows no KPI."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Location
from milepost.loading import scalars
from milepost.model.delivery import Measurement

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

_COLUMNS = ("date", "value", "note")


def read_measurements(path: str, text: str) -> tuple[tuple[Measurement, ...], tuple[Diagnostic, ...]]:
    """The measurements in the order written, and what is wrong with the file."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or tuple(name.strip() for name in rows[0])[:2] != _COLUMNS[:2]:
        hint = "The first line must be: date,value,note"
        return (), (Diagnostic("M116", "this CSV file has no columns `date` and `value`", Location(path), hint),)
    measurements: list[Measurement] = []
    faults: list[Diagnostic] = []
    for number, row in enumerate(rows[1:], 2):
        found = _measurement(row) if any(cell.strip() for cell in row) else None
        if isinstance(found, scalars.Fault):
            line = ",".join(row)
            faults.append(Diagnostic(found.code, found.message, Location(path, number), found.hint, excerpt=line))
        elif found:
            measurements.append(found)
    return tuple(measurements), tuple(faults)


def _measurement(row: list[str]) -> Measurement | scalars.Fault:
    cells = [cell.strip() for cell in (*row, "", "")]
    day: date | scalars.Fault = scalars.read_date(cells[0])
    value: Decimal | scalars.Fault = scalars.read_number(cells[1])
    if isinstance(day, scalars.Fault):
        return day
    if isinstance(value, scalars.Fault):
        return value
    return Measurement(date=day, value=value, note=cells[2] or None)
