from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from milepost.loading.measurements import read_measurements
from milepost.model.delivery import Measurement


def test_measurements_come_in_the_order_written_with_their_notes() -> None:
    found, faults = read_measurements(
        "files/a.csv", 'date, value ,note\n2026-10-02, 3.50 ,"first, second"\n\n2026-10-01,4\n , ,\n'
    )

    assert faults == ()
    assert found == (
        Measurement(date=date(2026, 10, 2), value=Decimal("3.50"), note="first, second"),
        Measurement(date=date(2026, 10, 1), value=Decimal(4)),
    )


@pytest.mark.parametrize("text", ["", "day;value\n2026-10-01;3\n", "value,date\n3,2026-10-01\n", "date\n2026-10-01\n"])
def test_the_first_line_names_the_columns(text: str) -> None:
    found, faults = read_measurements("files/a.csv", text)

    assert found == ()
    assert [(item.code, item.location.line) for item in faults] == [("M116", 1)]


def test_each_wrong_cell_is_told_at_its_place_and_the_others_are_read() -> None:
    text = 'date,value,note\n01/10/2026,3,\n2026-10-02,"a\nfew",\n2026-10-03,,\n2026-10-04,5,\n'

    found, faults = read_measurements("files/a.csv", text)

    assert [item.value for item in found] == [5]
    assert [(item.code, item.location.line, item.location.column, item.location.length) for item in faults] == [
        ("M103", 2, 1, 10),
        ("M104", 4, 1, 5),
        ("M104", 5, 1, 1),
    ]


def test_a_quotation_mark_that_is_never_closed_is_a_diagnostic_and_no_crash() -> None:
    text = 'date,value\n2026-10-01,3\n2026-10-02,"4\n' + "2026-10-03,5\n" * 20_000

    found, faults = read_measurements("files/a.csv", text)

    assert [item.value for item in found] == [3]
    assert [item.code for item in faults] == ["M116"]
