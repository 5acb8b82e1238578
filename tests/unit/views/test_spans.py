from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from milepost.localisation.wording import Wording
from milepost.views.spans import lasted, working
from support.engagements import AS_OF

DAY = timedelta(hours=8, minutes=30)


def words(language: str) -> Wording:
    return Wording(language, AS_OF, UTC)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=35), "35 minutes"),
        (timedelta(hours=3), "3 h"),
        (timedelta(hours=30, minutes=5), "30 h 5 min"),
        (timedelta(hours=49), "2 days"),
    ],
)
def test_what_lasted_is_told_as_exactly_as_it_matters(amount: timedelta, expected: str) -> None:
    assert lasted(words("en"), amount) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (timedelta(hours=4, minutes=15), "4 h 15 min"),
        (DAY, "1 working day"),
        (DAY + timedelta(hours=2), "1 working day and 2 h"),
        (3 * DAY + timedelta(hours=5), "3 working days"),
    ],
)
def test_working_time_is_told_in_working_days_of_the_client_s_calendar(amount: timedelta, expected: str) -> None:
    assert working(words("en"), amount, DAY) == expected


def test_other_languages_have_their_own_forms() -> None:
    assert working(words("ro"), 21 * DAY, DAY) == "21 de zile lucrătoare"
    assert lasted(words("es"), timedelta(minutes=1)) == "1 minuto"
