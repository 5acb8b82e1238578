"""The milestone trend as SVG: what is flat, what rises, and that no name lies on another."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from milepost.render.svg.trend import HEIGHT, SMALL, trend_svg
from milepost.views.charts import Tick
from milepost.views.trend_blocks import LineEnd, TrendChart, TrendLine, TrendPoint

SVG = "{http://www.w3.org/2000/svg}"
START, END = date(2026, 6, 1), date(2026, 12, 18)


def line(*points: tuple[str, str, int], mark: str = "1", name: str = "Launch", end: LineEnd = "open") -> TrendLine:
    told = tuple(TrendPoint(date.fromisoformat(on), date.fromisoformat(day), way) for on, day, way in points)
    return TrendLine(mark, name, "+14 days", told, end)


def chart(*lines: TrendLine, agreed: date | None = None, small: bool = False) -> TrendChart:
    days = [point.day for item in lines for point in item.points]
    dates = (Tick(min(days), "Sept", "2026"), Tick(max(days) + timedelta(days=1), "Oct"))
    return TrendChart(
        "trend", "Dates", "In words", START, END, (Tick(START, "Jun", "2026"),), dates, lines, agreed, "agreed", small
    )


def drawn(found: TrendChart) -> ET.Element:
    text = str(trend_svg(found)).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return ET.fromstring(text)  # noqa: S314 (made by the test's own subject)


def paths(found: TrendChart, kind: str) -> list[str]:
    return [item.get("d", "") for item in drawn(found).iter(f"{SVG}path") if item.get("class", "").startswith(kind)]


def names(found: TrendChart, kind: str) -> list[tuple[str, float]]:
    """The words at the ends of the lines, for wide or narrow screens, with their heights."""
    groups = [item for item in drawn(found).iter(f"{SVG}svg") if item.get("class") == kind]
    return [
        (text.text or "", float(text.get("y", "")))
        for group in groups
        for text in group.iter(f"{SVG}text")
        if text.get("class", "").startswith("mp-name")
    ]


def test_a_date_that_was_kept_is_one_level_line() -> None:
    kept = chart(line(("2026-06-01", "2026-09-01", 0), ("2026-07-01", "2026-09-01", 0)))

    (path,) = paths(kept, "mp-curve")

    assert re.fullmatch(r"M0 [\d.]+H100", path)


def test_a_later_date_is_a_step_up_on_the_day_it_was_said() -> None:
    moved = chart(line(("2026-06-01", "2026-09-01", 0), ("2026-09-09", "2026-09-15", 1)))

    (path,) = paths(moved, "mp-curve")
    begin, at, now, end = re.fullmatch(r"M0 ([\d.]+)H([\d.]+)V([\d.]+)H([\d.]+)", path).groups()  # type: ignore[union-attr]

    assert float(now) < float(begin)
    assert (at, end) == ("50", "100")


def test_an_earlier_date_is_a_step_down_with_an_empty_dot() -> None:
    moved = chart(line(("2026-06-01", "2026-09-15", 0), ("2026-07-01", "2026-09-01", -1)))
    kinds = [item.get("class") for item in drawn(moved).iter(f"{SVG}circle")]

    assert kinds == ["mp-first", "mp-earlier"]


@pytest.mark.parametrize(("end", "last"), [("open", "100"), ("done", "50"), ("dropped", "50")])
def test_a_line_ends_where_nothing_is_left_to_say(end: LineEnd, last: str) -> None:
    found = chart(line(("2026-06-01", "2026-09-01", 0), ("2026-09-09", "2026-09-01", 0), end=end))

    assert paths(found, "mp-curve")[0].endswith(f"H{last}")
    assert len(paths(found, "mp-end")) == (end != "open")


def test_each_report_between_is_a_dot_of_its_own() -> None:
    told = chart(line(*((f"2026-0{month}-01", "2026-09-01", 0) for month in (6, 7, 8, 9))))

    assert paths(told, "mp-again")[0].count("h0") == 2


@pytest.mark.parametrize(("kind", "gap"), [("mp-wide", 31), ("mp-narrow", 15)])
def test_names_keep_their_distance_inside_the_drawing_however_close_the_lines_are(kind: str, gap: int) -> None:
    lines = [line(("2026-06-01", f"2026-09-0{n}", 0), mark=str(n), name=f"Line {n}") for n in range(1, 9)]
    crowded = chart(*lines, line(("2026-06-01", "2027-09-01", 0), mark="9"))
    heights = sorted(y for _, y in names(crowded, kind))

    assert len(heights) == 9
    assert all(below - above >= gap - 0.01 for above, below in pairwise(heights))
    assert heights[-1] < HEIGHT


def test_a_long_name_is_cut_on_the_chart_and_a_number_stands_for_it_on_a_phone() -> None:
    long = chart(line(("2026-06-01", "2026-09-01", 0), name="Pictures of the Calloway bequest are loaded"))

    assert names(long, "mp-wide")[0][0].endswith("…")
    assert len(names(long, "mp-wide")[0][0]) < 30
    assert names(long, "mp-narrow")[0][0] == "1"


def test_a_line_that_ends_long_before_the_others_has_its_number_at_its_end() -> None:
    done = chart(line(("2026-06-01", "2026-06-20", 0), ("2026-06-20", "2026-06-20", 0), mark="7", end="done"))
    texts = [item.text for item in drawn(done).iter(f"{SVG}text") if item.get("class") == "mp-tick"]

    assert "7" in texts


def test_a_lone_line_has_the_agreed_date_across_and_no_name() -> None:
    lone = chart(line(("2026-06-01", "2026-09-01", 0), mark=""), agreed=date(2026, 9, 1), small=True)
    root = drawn(lone)

    assert [item.get("class") for item in root.iter(f"{SVG}line")].count("mp-target") == 1
    assert names(lone, "mp-wide") == []
    assert next(root.iter(f"{SVG}svg")).get("height") == str(SMALL)


def test_words_of_the_record_are_escaped() -> None:
    assert "&lt;b&gt;" in str(trend_svg(chart(line(("2026-06-01", "2026-09-01", 0), name="<b>"))))


def test_dates_with_a_year_get_more_room_than_those_without() -> None:
    short = chart(line(("2026-06-01", "2026-09-01", 0)))
    long = TrendChart(
        "t", "", "", START, END, (), (Tick(START, "28 Sept", "2026"),), (line(("2026-06-01", "2026-09-01", 0)),)
    )

    assert "mp-left-2" in str(trend_svg(short))
    assert "mp-left-3" in str(trend_svg(long))
