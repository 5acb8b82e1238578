from __future__ import annotations

from datetime import date

import pytest

from milepost.analysis.overall import Overall, overall
from milepost.analysis.standing import key_milestone, standings
from support.engagements import AS_OF, CLIENT, an_engagement

LATE = "agreed: 2026-12-01, expected: 2026-12-18, reason: Rights"
HOLDS = "agreed: 2026-12-18, start: 2026-11-01"
OVERDUE = "agreed: 2026-11-01"


def state(milestone: str = "", *, client: str = "", **reports: str) -> Overall:
    """The state with a milestone M1 of these fields, and reports by their day as `d20261106`."""
    files = {
        f"reports/{day[1:5]}-{day[5:7]}-{day[7:]}.md": f"---\n{head}\n---\nText.\n" for day, head in reports.items()
    }
    if milestone:
        files["milestones.yaml"] = f"- {{id: M1, title: Launch, {milestone}}}\n"
    engagement = an_engagement(files | {"client.yaml": f"{CLIENT}{client}"})
    found = standings(engagement, AS_OF)
    return overall(engagement, found.values(), key_milestone(engagement, found), AS_OF)


def test_without_reports_and_dates_nothing_is_said() -> None:
    assert state() == Overall(None)


@pytest.mark.parametrize(
    ("milestone", "health"),
    [
        (OVERDUE, "off-track"),
        (LATE, "at-risk"),
        (f"{HOLDS}, confidence: low", "at-risk"),
        (HOLDS, "on-track"),
        ("agreed: 2026-12-18", None),
        ("done_on: 2026-11-01", None),
    ],
)
def test_without_reports_the_date_that_everyone_asks_for_tells(milestone: str, health: str | None) -> None:
    found = state(milestone)

    assert (found.health, found.computed, found.reported) == (health, health, None)
    assert not found.is_contradicted


def test_a_date_that_has_passed_keeps_the_whole_from_being_on_track() -> None:
    late = "- {id: M0, title: Design, agreed: 2026-11-01}\n"
    launch = "- {id: M1, title: Launch, agreed: 2026-12-18, start: 2026-11-01}\n"
    engagement = an_engagement({"milestones.yaml": late + launch})
    found = standings(engagement, AS_OF)

    assert overall(engagement, found.values(), found["M1"], AS_OF).health == "at-risk"


@pytest.mark.parametrize(
    ("milestone", "reported", "health", "contradicted"),
    [
        (HOLDS, "on-track", "on-track", False),
        (LATE, "on-track", "at-risk", True),
        (OVERDUE, "at-risk", "off-track", True),
        (HOLDS, "off-track", "off-track", False),
        (LATE, "on-hold", "on-hold", False),
        (OVERDUE, "on-hold", "off-track", True),
        ("agreed: 2026-12-18", "at-risk", "at-risk", False),
    ],
)
def test_the_worse_of_report_and_dates_is_the_state(
    milestone: str, reported: str, health: str, *, contradicted: bool
) -> None:
    found = state(milestone, d20261106=f"health: {reported}")

    assert (found.health, found.reported, found.is_contradicted) == (health, reported, contradicted)


def test_the_state_is_told_since_the_first_report_in_a_row_and_what_it_was_before() -> None:
    found = state(
        d20261002="health: off-track",
        d20261009="health: at-risk",
        d20261016="title: Without a word on the state",
        d20261023="health: at-risk",
    )

    assert (found.health, found.since, found.before) == ("at-risk", date(2026, 10, 9), "off-track")
    assert found.last_report is not None
    assert found.last_report.date == date(2026, 10, 23)


def test_the_first_state_ever_told_has_none_before() -> None:
    found = state(d20261002="health: at-risk", d20261009="health: at-risk")

    assert (found.since, found.before) == (date(2026, 10, 2), None)


def test_a_report_of_a_day_to_come_says_nothing_yet() -> None:
    assert state(d20261123="health: off-track") == Overall(None)


@pytest.mark.parametrize(("status", "health"), [("paused", "on-hold"), ("closed", None), ("proposed", None)])
def test_what_has_not_begun_rests_or_is_over_has_no_state_of_its_dates(status: str, health: str | None) -> None:
    found = state(OVERDUE, client=f"status: {status}\n", d20261106="health: off-track")

    assert (found.health, found.reported, found.computed) == (health, None, None)
    assert found.last_report is not None
