"""A long paper trail: the newest at once, the rest folded by year, and nothing lost."""

from __future__ import annotations

from datetime import UTC, date

from milepost.history.verdict import Status
from milepost.localisation.wording import Wording
from milepost.views.inline import Tag
from milepost.views.tone import Tone
from milepost.views.trail import folded
from milepost.views.trail_blocks import TrailDay, TrailItem, TrailLog

WORDS = Wording("en", date(2026, 11, 22), UTC)


def day(iso: str, n: int) -> TrailDay:
    item = TrailItem("Ana", iso, Tag(Tone.PLANNED, Status.UNSIGNED.value), "c", (), ())
    return TrailDay(iso, iso, (item,) * n)


def test_a_trail_that_can_be_leafed_through_is_shown_at_once() -> None:
    log = TrailLog((day("2026-11-20", 40), day("2025-11-20", 40)), "Filter")

    assert folded(WORDS, log) is log
    assert folded(WORDS, TrailLog((), "Filter")).older == ()


def test_of_a_longer_one_older_days_are_folded_by_year() -> None:
    days = (day("2026-11-20", 30), day("2026-11-19", 20), day("2026-11-18", 1), day("2025-11-20", 40))

    log = folded(WORDS, TrailLog(days, "Filter"))

    assert log.days == days[:2]
    assert [(year.summary, year.days) for year in log.older] == [
        ("Earlier in 2026: 1 change", days[2:3]),
        ("Earlier in 2025: 40 changes", days[3:]),
    ]


def test_a_single_day_is_never_parted() -> None:
    log = folded(WORDS, TrailLog((day("2026-11-20", 100),), "Filter"))

    assert (len(log.days), log.older) == (1, ())
