from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.analysis.standing import Standing, expected_day, key_milestone, last_day, standings
from milepost.disclosure.records import DisclosedMilestone
from support.engagements import AS_OF, CLIENT, an_engagement

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def standing_of(fields: str, others: str = "", **files: str) -> tuple[str, int | None, str, tuple[str, ...]]:
    """Standing, days later, cause and what causes it, of a milestone M1 with these fields."""
    record = "".join(f"  {line.strip()}\n" for line in fields.split(";") if line.strip())
    texts = {f"{name}.yaml": text for name, text in files.items()}
    engagement = an_engagement({"milestones.yaml": f"- id: M1\n  title: Pilot\n{record}{others}", **texts})
    found = standings(engagement, AS_OF)["M1"]
    return found.standing.value, found.days_later, found.cause, found.because


# Today is 22 November 2026. The first seven rows are the examples of docs/writing/status-rules.md.
@pytest.mark.parametrize(
    ("fields", "standing", "days_later"),
    [
        ("agreed: 2026-06-24; done_on: 2026-06-24", "done", 0),
        ("agreed: 2026-11-18", "overdue", 0),
        ("agreed: 2026-11-20; expected: 2026-12-04; reason: Rights; confidence: low", "at-risk", 14),
        ("agreed: 2026-11-20; expected: 2026-12-04; reason: Rights", "moved", 14),
        ("agreed: 2026-12-18; start: 2026-11-16", "on-track", 0),
        ("agreed: 2026-12-18; start: 2026-12-01", "planned", 0),
        ("agreed: 2026-12-18; expected: 2026-12-11; start: 2026-11-16", "on-track", -7),
        ("", "planned", None),
        ("status: active", "planned", None),
        ("expected: 2026-12-18; status: active", "planned", None),
        ("agreed: 2026-12-18; status: active", "on-track", 0),
        ("agreed: 2026-12-18; start: 2026-11-22", "on-track", 0),
        ("agreed: 2026-12-18; start: 2026-11-23", "planned", 0),
        ("agreed: 2026-11-22", "planned", 0),
        ("agreed: 2026-11-21", "overdue", 0),
        ("agreed: 2026-10-01; expected: 2026-11-21; reason: Rights", "overdue", 51),
        ("agreed: 2026-10-01; status: done", "done", 0),
        ("agreed: 2026-10-01; done_on: 2026-10-05; status: done", "done", 4),
        ("agreed: 2026-10-01; done_on: 2026-09-28", "done", -3),
        ("agreed: 2026-10-01; status: dropped", "dropped", 0),
        ("agreed: 2026-10-01; status: dropped; confidence: low", "dropped", 0),
        ("confidence: low", "at-risk", None),
        ("agreed: 2026-11-21; confidence: low", "overdue", 0),
        ("agreed: 2026-10-01; done_on: 2026-10-01; confidence: low", "done", 0),
    ],
)
def test_the_first_rule_that_fits_decides(fields: str, standing: str, days_later: int | None) -> None:
    assert standing_of(fields)[:2] == (standing, days_later)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ("agreed: 2026-11-01; precision: month", "planned"),
        ("agreed: 2026-10-31; precision: month", "overdue"),
        ("agreed: 2026-10-01; precision: quarter", "planned"),
        ("agreed: 2026-12-31; precision: quarter", "planned"),
        ("agreed: 2026-09-30; precision: quarter", "overdue"),
    ],
)
def test_a_month_or_a_quarter_passes_on_its_last_day(fields: str, standing: str) -> None:
    assert standing_of(fields)[0] == standing


@pytest.mark.parametrize(
    ("day", "precision", "last"),
    [
        (date(2026, 2, 3), "day", date(2026, 2, 3)),
        (date(2026, 2, 3), "month", date(2026, 2, 28)),
        (date(2028, 2, 29), "month", date(2028, 2, 29)),
        (date(2026, 12, 31), "month", date(2026, 12, 31)),
        (date(2026, 1, 1), "quarter", date(2026, 3, 31)),
        (date(2026, 3, 31), "quarter", date(2026, 3, 31)),
        (date(2026, 4, 1), "quarter", date(2026, 6, 30)),
        (date(2026, 11, 5), "quarter", date(2026, 12, 31)),
    ],
)
def test_the_last_day_is_that_of_the_day_the_month_or_the_quarter(day: date, precision: str, last: date) -> None:
    assert last_day(day, precision) == last


@pytest.mark.parametrize(
    ("fields", "days_later"),
    [
        ("agreed: 2026-10-01; done_on: 2026-10-30; precision: month", 0),
        ("agreed: 2026-07-01; done_on: 2026-09-30; precision: quarter", 0),
        ("agreed: 2026-07-01; done_on: 2026-10-02; precision: quarter", 2),
        ("agreed: 2026-10-01; done_on: 2026-09-15; precision: month", 0),
    ],
)
def test_what_was_done_inside_the_agreed_month_or_quarter_is_not_late(fields: str, days_later: int) -> None:
    assert standing_of(fields)[:2] == ("done", days_later)


@pytest.mark.parametrize(
    ("risk", "standing"),
    [
        ("flag: true", "at-risk"),
        ("impact: high", "at-risk"),
        ("impact: high, status: happened", "at-risk"),
        ("impact: medium", "planned"),
        ("flag: true, status: watching", "planned"),
        ("flag: true, status: closed", "planned"),
    ],
)
def test_an_open_danger_puts_the_milestones_at_risk_that_it_affects(risk: str, standing: str) -> None:
    risks = f"- {{id: R-1, title: Rights, affects: [M1], {risk}}}\n"

    found = standing_of("agreed: 2026-12-18", risks=risks)

    assert found == (standing, 0, "risk" if standing == "at-risk" else "", ("R-1",) if standing == "at-risk" else ())


def test_every_danger_is_named_and_the_other_milestones_are_left_alone() -> None:
    risks = "- {id: R-1, title: A, affects: [M1], flag: true}\n- {id: R-2, title: B, affects: [M1], impact: high}\n"
    other = "- {id: M2, title: Launch, agreed: 2026-12-18}\n"
    engagement = an_engagement({"milestones.yaml": f"- {{id: M1, title: Pilot}}\n{other}", "risks.yaml": risks})

    found = standings(engagement, AS_OF)

    assert (found["M1"].because, found["M2"].because) == (("R-1", "R-2"), ())


def test_waiting_for_an_overdue_milestone_is_a_risk_and_waiting_for_another_is_none() -> None:
    late = "- {id: M0, title: Design, agreed: 2026-11-01}\n"
    planned = "- {id: M0, title: Design, agreed: 2026-12-01}\n"
    dropped = "- {id: M0, title: Design, agreed: 2026-11-01, status: dropped}\n"

    assert standing_of("depends_on: [M0]", late) == ("at-risk", None, "dependency", ("M0",))
    assert standing_of("depends_on: [M0]", planned) == ("planned", None, "", ())
    assert standing_of("depends_on: [M0]", dropped) == ("planned", None, "", ())


def test_a_danger_that_readers_may_not_see_does_not_show_in_the_status() -> None:
    files = {
        "milestones.yaml": "- {id: M1, title: Pilot, agreed: 2026-12-18, start: 2026-11-01}\n",
        "risks.yaml": "- {id: R-1, title: Rights, affects: [M1], flag: true, audience: sponsor}\n",
    }

    found = {audience: standings(an_engagement(files, audience), AS_OF)["M1"] for audience in ("sponsor", "client")}

    assert found["sponsor"].standing is Standing.AT_RISK
    assert found["client"].standing is Standing.ON_TRACK


def test_the_key_milestone_is_the_one_named() -> None:
    files = {
        "client.yaml": f"{CLIENT}key_milestone: M1\n",
        "milestones.yaml": "- {id: M1, title: Pilot}\n- {id: M2, title: Launch, agreed: 2026-12-18}\n",
    }
    engagement = an_engagement(files)

    found = key_milestone(engagement, standings(engagement, AS_OF))

    assert found is not None
    assert found.milestone.id == "M1"


@pytest.mark.parametrize(
    ("milestones", "key"),
    [
        ("- {id: M1, title: A, agreed: 2026-12-18}\n- {id: M2, title: B, agreed: 2026-12-01}\n", "M1"),
        ("- {id: M1, title: A, agreed: 2026-12-18, status: dropped}\n- {id: M2, title: B, agreed: 2026-12-01}\n", "M2"),
        ("- {id: M1, title: A}\n", None),
    ],
)
def test_without_a_name_the_last_dated_milestone_of_the_plan_is_the_key(milestones: str, key: str | None) -> None:
    engagement = an_engagement({"milestones.yaml": milestones})

    found = key_milestone(engagement, standings(engagement, AS_OF))

    assert (found.milestone.id if found else None) == key


@pytest.mark.parametrize(
    ("milestone", "is_open"),
    [("status: done", False), ("status: dropped", False), ("status: active", True)],
)
def test_only_what_is_neither_done_nor_dropped_is_open(milestone: str, *, is_open: bool) -> None:
    engagement = an_engagement({"milestones.yaml": f"- {{id: M1, title: A, {milestone}}}\n"})

    assert standings(engagement, AS_OF)["M1"].is_open is is_open


@pytest.mark.parametrize(
    ("milestone", "day"),
    [
        (DisclosedMilestone(id="M1", title="A"), None),
        (DisclosedMilestone(id="M1", title="A", agreed=date(2026, 1, 1)), date(2026, 1, 1)),
        (DisclosedMilestone(id="M1", title="A", agreed=date(2026, 1, 1), expected=date(2026, 1, 9)), date(2026, 1, 9)),
        (DisclosedMilestone(id="M1", title="A", expected=date(2026, 1, 9), status="done"), date(2026, 1, 9)),
        (DisclosedMilestone(id="M1", title="A", expected=date(2026, 1, 9), done_on=date(2026, 1, 2)), date(2026, 1, 2)),
    ],
)
def test_a_milestone_ends_when_it_was_done_or_else_when_it_is_expected(
    milestone: DisclosedMilestone, day: date | None
) -> None:
    assert expected_day(milestone) == day


@given(
    agreed=st.none() | DAYS,
    later=st.none() | st.integers(-400, 400),
    start=st.none() | DAYS,
    status=st.sampled_from(["planned", "active"]),
    precision=st.sampled_from(["day", "month", "quarter"]),
    confidence=st.sampled_from(["", "low", "medium", "high"]),
    as_of=DAYS,
)
def test_nothing_is_on_track_or_planned_beside_a_later_date_or_after_its_day(  # noqa: PLR0913 (a milestone's fields)
    *,
    agreed: date | None,
    later: int | None,
    start: date | None,
    status: str,
    precision: str,
    confidence: str,
    as_of: date,
) -> None:
    expected = agreed + timedelta(days=later) if agreed and later is not None else None
    given_fields = {"agreed": agreed, "expected": expected, "start": start, "status": status, "precision": precision}
    fields = given_fields | {"confidence": confidence, "reason": "Rights" if expected else ""}
    written = "".join(f"  {name}: {value}\n" for name, value in fields.items() if value)
    engagement = an_engagement({"milestones.yaml": f"- id: M1\n  title: Pilot\n{written}"})

    found = standings(engagement, as_of)["M1"]

    if found.standing in {Standing.ON_TRACK, Standing.PLANNED}:
        assert expected is None or agreed is None or expected <= agreed
        assert found.on is None or last_day(found.on, precision) >= as_of
        assert confidence != "low"
    if found.standing is Standing.ON_TRACK:
        assert agreed is not None
        assert status == "active" or (start is not None and start <= as_of)


def test_an_agreed_date_that_was_rewritten_makes_nothing_greener() -> None:
    engagement = an_engagement(
        {"milestones.yaml": "- {id: M1, title: Pilot, agreed: 2026-12-18, status: active}\n- {id: M2, title: End}\n"}
    )

    found = standings(engagement, AS_OF, {"M1": date(2026, 12, 4)})["M1"]

    assert standings(engagement, AS_OF)["M1"].standing is Standing.ON_TRACK
    assert (found.standing, found.agreed, found.on) == (Standing.MOVED, date(2026, 12, 4), date(2026, 12, 18))
    assert found.days_later == 14
