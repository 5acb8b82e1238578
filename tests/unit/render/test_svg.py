"""Drawings of charts: as recorded, escaped, steady in size, and with every label inside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup

from milepost.render.svg.bullet import bullet_svg
from milepost.render.svg.icons import icon
from milepost.render.svg.line import line_svg
from milepost.render.svg.plan import axis_svg, milestone_svg, period_svg, swatch
from milepost.render.svg.scale import number
from milepost.render.svg.spark import spark_svg
from milepost.views.charts import (
    Bullet,
    LineChart,
    MilestoneMark,
    PeriodMark,
    PlanAxis,
    Sparkline,
    Tick,
    axis_ticks,
    plan_axis,
    value_ticks,
)
from milepost.views.tone import Tone
from support.snapshot import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]


def month(on: date, months: int) -> str:
    return MONTHS[on.month - 1] if months < 12 else str(on.year)


def plan(first: str, last: str, today: str = "2026-10-16", word: str = "Today") -> PlanAxis:
    return plan_axis([date.fromisoformat(first), date.fromisoformat(last)], date.fromisoformat(today), word, month)


def period(start: str, end: str, tone: Tone) -> PeriodMark:
    return PeriodMark(date.fromisoformat(start), date.fromisoformat(end), None, None, tone)


YEAR = plan("2026-06-01", "2027-02-19")
BUILD = PeriodMark(date(2026, 8, 24), date(2026, 11, 27), date(2026, 8, 17), date(2026, 11, 13), Tone.AT_RISK)
GO_LIVE = MilestoneMark(date(2027, 1, 18), date(2027, 1, 4), Tone.MOVED, key=True)


def bookings(count: int = 24) -> LineChart:
    points = tuple((date(2024, 11, 1) + timedelta(30 * index), Decimal(31 + index)) for index in range(count))
    return LineChart(
        id="kpi-1",
        title="Bookings made online",
        description="From 31% in November 2024 to 54% now.",
        points=points,
        ticks=value_ticks(Decimal(31), Decimal(75), lambda value: f"{value}%"),
        labels=axis_ticks(points[0][0], points[-1][0] + timedelta(1), month) if points else (),
        target=Decimal(60),
        target_label="Target 60%",
        band=(Decimal(60), Decimal(75)),
        last_label="54%",
    )


DRAWINGS: dict[str, Markup] = {
    "plan-axis": axis_svg(YEAR),
    "plan-axis-without-today": axis_svg(replace(YEAR, today=None)),
    "plan-period-at-risk": period_svg(YEAR, BUILD),
    "plan-period-done": period_svg(YEAR, period("2026-06-01", "2026-07-03", Tone.DONE)),
    "plan-milestone-moved": milestone_svg(YEAR, GO_LIVE),
    "plan-milestone-kept": milestone_svg(YEAR, replace(GO_LIVE, agreed=GO_LIVE.expected, key=False)),
    "plan-swatch-now": swatch("now"),
    "plan-swatch-agreed": swatch("agreed"),
    "plan-swatch-period": swatch("period"),
    "plan-swatch-to-come": swatch("to-come"),
    "line": line_svg(bookings()),
    "line-long-label": line_svg(replace(bookings(), last_label="54% of bookings", target=None, band=None)),
    "spark": spark_svg(Sparkline("31% to 52%", tuple(map(Decimal, (31, 34, 33, 40, 52))), Decimal(60))),
    "bullet": bullet_svg(Bullet("61% used", Decimal("0.61"), Decimal("0.52"))),
    "bullet-over": bullet_svg(Bullet("130% used", Decimal("1.3"), Decimal("0.9"))),
    **{f"icon-{tone}": icon(tone) for tone in Tone},
}


def shapes(drawing: Markup, kind: str) -> list[ET.Element]:
    """The elements that carry the class `kind`."""
    return [item for item in ET.fromstring(drawing).iter() if kind in item.get("class", "").split()]  # noqa: S314


def share(item: ET.Element, name: str) -> float:
    return float(item.attrib[name].removesuffix("%"))


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_looks_as_it_was_recorded(name: str, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"svg/{name}.svg", DRAWINGS[name].replace("><", ">\n<") + "\n")


def test_every_recorded_drawing_is_still_drawn() -> None:
    assert {file.stem for file in (FOLDER / "svg").iterdir()} == set(DRAWINGS)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_has_no_style_script_or_colour_of_its_own(name: str) -> None:
    allowed_classes = {"mp", "t"}
    for item in ET.fromstring(DRAWINGS[name]).iter():  # noqa: S314
        assert not {"style", "fill", "stroke"} & set(item.attrib)
        assert {kind.partition("-")[0] for kind in item.get("class", "mp").split()} <= allowed_classes


def test_figures_are_named_for_screen_readers_and_rows_are_hidden_from_them() -> None:
    figure = shapes(line_svg(bookings()), "mp-line")[0]
    assert (figure.get("role"), figure.get("aria-labelledby")) == ("img", "kpi-1-title kpi-1-description")
    assert ET.fromstring(DRAWINGS["spark"]).get("aria-label") == "31% to 52%"  # noqa: S314
    row = ET.fromstring(DRAWINGS["plan-milestone-moved"])  # noqa: S314
    assert (row.get("aria-hidden"), row.get("focusable")) == ("true", "false")


def test_icons_differ_in_shape_except_two_words_for_success() -> None:
    drawn = {icon(tone).replace(f"t-{tone}", "") for tone in Tone}
    assert len(drawn) == len(Tone) - 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a & 'b'"])
def test_words_are_escaped_wherever_they_stand(text: str) -> None:
    axis = replace(YEAR, today_label=text, ticks=(Tick(date(2026, 6, 1), text[:9], text[:4]),))
    chart = replace(
        bookings(),
        id=text,
        title=text,
        description=text,
        target_label=text,
        last_label=text,
        labels=(Tick(date(2025, 6, 1), text, text),),
    )
    drawings = [
        axis_svg(axis),
        line_svg(chart),
        spark_svg(Sparkline(text, (Decimal(1),), None)),
        bullet_svg(Bullet(text, Decimal(1))),
    ]
    for drawing in drawings:
        tags = {item.tag for item in ET.fromstring(drawing).iter()}  # noqa: S314
        assert not {"script", "img"} & tags
    assert shapes(drawings[1], "mp-last")[0].text == text
    assert ET.fromstring(drawings[3]).get("aria-label") == text  # noqa: S314


def test_the_past_part_of_a_phase_ends_today_or_with_the_phase() -> None:
    running = shapes(period_svg(YEAR, BUILD), "mp-past")[0]
    today = shapes(period_svg(YEAR, BUILD), "mp-today")[0]
    assert share(running, "x") + share(running, "width") == pytest.approx(share(today, "x1"), abs=0.02)
    late = period_svg(YEAR, period("2026-08-01", "2026-09-30", Tone.OVERDUE))
    whole, past = shapes(late, "mp-bar")
    assert past.get("width") == whole.get("width")


@pytest.mark.parametrize("tone", [Tone.DONE, Tone.PLANNED, Tone.DROPPED])
def test_a_phase_that_is_not_under_way_has_no_past_part(tone: Tone) -> None:
    assert not shapes(period_svg(YEAR, period("2026-08-01", "2026-11-30", tone)), "mp-past")


def test_without_today_nothing_is_past_and_no_line_is_drawn() -> None:
    row = period_svg(replace(YEAR, today=None), BUILD)
    assert not shapes(row, "mp-past")
    assert not shapes(row, "mp-today")


def test_a_phase_includes_its_last_day() -> None:
    day = shapes(period_svg(YEAR, period("2026-12-01", "2026-12-01", Tone.ON_TRACK)), "mp-bar")[0]
    assert share(day, "width") == pytest.approx(100 / (YEAR.end - YEAR.start).days, abs=0.01)


def test_a_phase_that_ends_before_it_starts_and_dates_outside_draw_nothing_outside() -> None:
    odd = shapes(period_svg(YEAR, period("2027-12-01", "2019-12-01", Tone.PLANNED)), "mp-bar")[0]
    assert (odd.get("x"), odd.get("width")) == ("100%", "0%")


def test_the_agreed_date_shows_only_where_the_date_moved() -> None:
    assert shapes(DRAWINGS["plan-milestone-moved"], "mp-was")
    assert not shapes(DRAWINGS["plan-milestone-kept"], "mp-was")


@pytest.mark.parametrize(
    ("today", "anchor"), [("2026-06-01", "start"), ("2026-10-16", "middle"), ("2027-02-28", "end")]
)
def test_the_word_for_today_turns_inwards_near_an_edge(today: str, anchor: str) -> None:
    word = shapes(axis_svg(plan("2026-06-01", "2027-02-19", today)), "mp-now")[0]
    assert word.get("text-anchor") == anchor


def test_a_year_hidden_by_today_is_named_at_the_next_tick() -> None:
    axis = axis_svg(plan("2026-06-01", "2027-02-19", "2026-06-02"))
    years = [item for item in shapes(axis, "mp-tick") if item.get("y") == "28" and item.text == "2026"]
    assert 10 < share(years[0], "x") < 40


def test_tick_labels_that_would_touch_are_left_out() -> None:
    ticks = tuple(Tick(date(2026, 6, day), "a long label") for day in range(1, 30, 4))
    axis = replace(plan("2026-06-01", "2026-06-30"), ticks=ticks)
    places = [share(item, "x") for item in shapes(axis_svg(axis), "mp-tick") if item.text == "a long label"]
    assert places == [0, 40]


def test_a_narrow_screen_gets_fewer_dates_and_still_each_year() -> None:
    drawing = line_svg(bookings())
    wide = [item.text for item in shapes(drawing, "mp-wide")]
    narrow = [item.text for item in shapes(drawing, "mp-narrow")]
    assert wide == ["Jan 2025", "Apr", "Jul", "Oct", "Jan 2026", "Apr", "Jul"]
    assert narrow == ["Jan 2025", "Oct", "Jul 2026"]


def test_labels_with_room_everywhere_are_drawn_once() -> None:
    drawing = line_svg(replace(bookings(), labels=bookings().labels[1:5:3]))
    assert not shapes(drawing, "mp-wide")
    assert not shapes(drawing, "mp-narrow")


def test_labels_without_any_room_leave_the_first() -> None:
    labels = tuple(Tick(on, "x" * 80) for on, _ in bookings().points)
    assert len(shapes(line_svg(replace(bookings(), labels=labels)), "mp-tick")) == len(bookings().ticks) + 1


def test_a_single_point_is_a_dot_and_no_points_are_none() -> None:
    assert shapes(line_svg(bookings(1)), "mp-dot")[0].get("cx") == "100%"
    empty = line_svg(replace(bookings(), points=(), ticks=()))
    assert not shapes(empty, "mp-dot")
    assert not shapes(empty, "mp-tick")


def test_a_chart_keeps_inside_its_frame_whatever_its_band() -> None:
    chart = replace(bookings(), band=(Decimal(-1000), Decimal(1000)))
    band = shapes(line_svg(chart), "mp-band")[0]
    assert float(band.attrib["y"]) >= 0
    assert float(band.attrib["y"]) + float(band.attrib["height"]) <= 190


@pytest.mark.parametrize(("label", "left"), [("80%", 0), ("€1,000", 1), ("€100,000", 2), ("€100,000,000", 3)])
def test_longer_values_get_more_room_beside_the_chart(label: str, left: int) -> None:
    chart = replace(bookings(), ticks=(replace(bookings().ticks[0], label=label),))
    assert f"mp-left-{left}" in line_svg(chart)


def test_a_sparkline_without_values_is_nothing_and_a_constant_one_lies_in_the_middle() -> None:
    assert spark_svg(Sparkline("none", (), None)) == Markup("")
    constant = spark_svg(Sparkline("always 5", (Decimal(5), Decimal(5)), None))
    assert shapes(constant, "mp-curve")[0].get("points") == "3,15 113,15"


def test_a_sparkline_of_one_value_is_a_dot() -> None:
    single = spark_svg(Sparkline("5", (Decimal(5),), Decimal(4)))
    assert not shapes(single, "mp-curve")
    assert shapes(single, "mp-dot")


def test_a_bullet_shows_what_goes_beyond_the_agreed_amount() -> None:
    over = shapes(DRAWINGS["bullet-over"], "mp-over")[0]
    assert share(over, "x") + share(over, "width") == pytest.approx(100, abs=0.02)
    assert not shapes(DRAWINGS["bullet"], "mp-over")


def test_a_bullet_without_use_or_below_nothing_is_empty() -> None:
    for used in ("0", "-0.5"):
        assert shapes(bullet_svg(Bullet("none", Decimal(used))), "mp-measure")[0].get("width") == "0%"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (100.0, "100"), (33.3333, "33.33"), (-7.0, "-7")],
)
def test_numbers_have_at_most_two_decimals(value: float, text: str) -> None:
    assert number(value) == text
