"""Working days are the same wherever they are counted: in the plan, by clocks, in what is due, in moved dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from milepost.analysis.approvals import approval_waits
from milepost.analysis.clocks import clocks
from milepost.analysis.due import DueKind, due_items
from milepost.analysis.schedule.earliest import too_early
from milepost.analysis.schedule.plan_calendar import PlanCalendar
from milepost.analysis.slips import slips
from milepost.analysis.working_days import WorkingDays
from milepost.analysis.working_time import WorkingTime
from milepost.model.client import Calendar
from milepost.model.kinds import Duration
from support.engagements import CLIENT, PEOPLE, an_engagement
from support.histories import a_history
from support.networks import WEEKS

FIRST: Final = date(2026, 1, 1)
ZONE: Final = ZoneInfo("Europe/London")
CALENDARS: Final = st.builds(
    Calendar,
    week=st.sampled_from([*WEEKS, ()]),
    hours=st.sampled_from(["09:00-17:30", "08:00-12:00", "00:00-00:00"]),
    holidays=st.sampled_from([None, "GB-ENG", "ES", "RO"]),
    days_off=st.lists(st.dates(FIRST, date(2028, 1, 1)), max_size=9).map(tuple),
)
DAYS: Final = st.dates(FIRST, date(2027, 12, 31))
CHRISTMAS: Final = f"""{CLIENT}timezone: Europe/London
communication: {{response: [{{kind: question, within: 3d}}]}}
calendar: {{hours: "09:00-17:30", holidays: GB-ENG, days_off: [2026-12-24]}}
{PEOPLE}"""


@given(CALENDARS, DAYS, st.integers(0, 90))
def test_a_plan_and_a_clock_count_the_same_working_days(calendar: Calendar, day: date, days: int) -> None:
    until = day + timedelta(days)
    plan, clock = PlanCalendar.of(calendar, FIRST, until), WorkingTime.of(calendar, ZONE)
    counted = WorkingDays.of(calendar).between(day, until)

    assert plan.start_of(until) - plan.start_of(day) == counted * plan.minutes
    # The clocks of London may change in between, in the night: only who works around the clock notices.
    worked = clock.between(clock.start_of(day), clock.start_of(until))
    assert abs(worked - counted * clock.days.length) <= timedelta(hours=1)


@given(CALENDARS, st.integers(1, 40), st.sampled_from(["h", "d", "w"]))
def test_an_amount_of_working_time_is_as_long_in_a_plan_as_on_a_clock(calendar: Calendar, n: int, unit: str) -> None:
    amount = Duration(Decimal(n) / 4, unit)  # type: ignore[arg-type]

    in_plan = timedelta(minutes=PlanCalendar.of(calendar, FIRST, FIRST).length(amount))
    on_clock = WorkingTime.of(calendar, ZONE).days.length_of(amount)

    assert timedelta(0) <= in_plan - on_clock < timedelta(minutes=1), "a part of a minute counts whole in a plan"


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_a_promise_is_up_on_the_day_that_a_plan_reaches(calendar: Calendar, day: date, days: int) -> None:
    plan, clock = PlanCalendar.of(calendar, FIRST, day), WorkingTime.of(calendar, ZONE)
    opening = datetime.combine(day, time.fromisoformat(calendar.hours.split("-")[0]), ZONE)

    up = clock.after(opening, days * clock.days.length - timedelta(hours=2))

    assert up is not None
    assert up.date() == plan.day_at(plan.start_of(day) + days * plan.minutes)


def test_three_working_days_over_christmas_are_the_same_for_everything_that_counts_them() -> None:
    # Worked are Wednesday 23, Tuesday 29 and Wednesday 30 December.
    files = {
        "client.yaml": CHRISTMAS,
        "questions.yaml": """
- id: Q-1
  title: When?
  to: agency
  messages:
    - {at: "2026-12-23T09:00:00+00:00", by: lena, text: When?}
""",
        "milestones.yaml": """
- {id: M1, title: Texts, agreed: 2026-12-22}
- {id: M2, title: Launch, agreed: 2026-12-28, depends_on: [{id: M1, lag: 3d}]}
""",
        "changes.yaml": """
- id: CR-1
  title: More
  description: Words.
  requested_on: 2026-12-23
- id: CR-2
  title: Later
  description: Words.
  status: accepted
  effect: {milestones: [{id: M1, days: 3}]}
""",
    }
    moved = {**files, "milestones.yaml": files["milestones.yaml"].replace("12-22", "12-30").replace("12-28", "12-31")}
    last = date(2026, 12, 30)
    as_of = date(2026, 12, 20)
    engagement = an_engagement(files)

    (clock,) = clocks(engagement, as_of)
    assert clock.due == datetime(2026, 12, 30, 17, 30, tzinfo=ZONE)
    (answer,) = [item for item in due_items(engagement, as_of, ZONE) if item.kind is DueKind.ANSWER]
    assert answer.due == last
    (early,) = too_early(engagement, as_of)
    assert early.allowed == last
    (undecided,) = approval_waits(engagement, date(2026, 12, 31))
    assert undecided.waited == 3
    found = slips(*a_history(("2026-11-01", files), ("2026-12-31", moved)), lambda at: at.astimezone(ZONE).date())
    assert [wait.due for wait in found.by_id["M1"].moves[0].others] == [last]
    assert [item.accepted for item in found.by_id["M1"].rewrites] == [True], "eight days, of which three are worked"


def test_a_week_without_days_is_monday_to_friday() -> None:
    assert WorkingDays.of(Calendar(week=())).week == (0, 1, 2, 3, 4)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert WorkingDays.of(Calendar()).between(date(2026, 11, 20), date(2026, 11, 18)) == 0
