"""A KPI's pace and a budget's earned value in words."""

from __future__ import annotations

from milepost.analysis.results import result
from milepost.disclosure.records import DisclosedKpi
from milepost.views.blocks import Fact, Facts, Fold, Note
from milepost.views.budget import budget_page
from milepost.views.earned_value import earned_value_section
from milepost.views.pace import pace_fact, pace_notes
from milepost.views.results import kpi_blocks
from support.pages import a_context


def kpi(fields: str, **values: str) -> tuple[Fact | None, list[str]]:
    """The fact and the notes of a KPI with these fields, and values by day, written `d1001` for 1 October 2026."""
    measured = "".join(f"    - {{date: 2026-{day[1:3]}-{day[3:]}, value: {value}}}\n" for day, value in values.items())
    text = "".join(f"  {line.strip()}\n" for line in fields.split(";"))
    measurements = f"  measurements:\n{measured}" if values else ""
    context = a_context(("2026-06-01", {"kpis.yaml": f"- id: K-1\n  title: Searches\n{text}{measurements}"}))
    found = result(context.engagement.of(DisclosedKpi)[0], context.as_of)
    assert kpi_blocks(context, found)
    return pace_fact(context, found), [note.text for note in pace_notes(context, found)]


def test_the_day_is_named_with_the_distance_and_how_late_it_is() -> None:
    fact, notes = kpi("target: 500; unit: visits; target_by: 2027-10-22", d1001="100", d1101="131")

    assert fact == Fact(
        "At this pace",
        "5 Nov 2027",
        "369\u00a0visits to go; from the values since 1 Oct;",
        "2 weeks after the day it is meant for",
    )
    assert notes == []


def test_in_time_there_is_no_alarm_and_shares_differ_by_points() -> None:
    fact, _ = kpi('target: 50; unit: "%"; target_by: 2028-01-01', d1001="10", d1101="20")
    one, _ = kpi('target: 31; unit: "%"', d1120="10", d1122="30")

    assert fact == Fact("At this pace", "2 Feb 2027", "30 percentage points to go; from the values since 1 Oct")
    assert one is not None
    assert one.note == "1 percentage point to go; from the values since 20 Nov"


def test_a_pace_that_leads_nowhere_says_why() -> None:
    alarms = {values: kpi("target: 5000", d1001="100", d1101=values)[0] for values in ("101", "100", "90")}

    assert {values: (fact.value, fact.alarm) for values, fact in alarms.items() if fact} == {
        "101": ("not reached", "not in the next three years"),
        "100": ("not reached", "the values stand still"),
        "90": ("not reached", "the values lead away from it"),
    }


def test_a_day_that_has_passed_without_a_value_is_no_success() -> None:
    fact, _ = kpi("target: 100", d0901="50", d0910="90")

    assert fact == Fact("At this pace", "13 Sept", "10 to go;", "no value says so yet")


def test_what_is_met_or_unknown_has_no_day() -> None:
    assert kpi("target: 5", d1001="5") == (None, [])
    assert kpi("target: 5", d1001="3") == (None, ["One value alone does not tell a pace yet."])
    assert kpi("target: 5") == (None, [])


def test_values_in_the_range_are_counted() -> None:
    _, notes = kpi("target: {low: 10, high: 20}", d1118="9", d1119="10", d1120="20")

    assert notes == ["2 of 3 values are in the range wanted."]


def test_missing_values_are_said_in_words() -> None:
    _, weekly = kpi("target: 9", d0907="1", d0914="2", d0921="3", d1012="3", d1019="4", d1026="4")
    _, monthly = kpi("target: 9", d0601="1", d0701="2", d0801="3", d0901="4")
    days = "0101 0103 0110 0112 0120 0122 0130 0201 0210 0212 0214 0216 0218 1122"
    _, holed = kpi("target: 9", **{f"d{day}": "1" for day in days.split()})

    assert weekly == ["A value usually comes every week. None between 21 Sept and 12 Oct. None since 26 Oct."]
    assert monthly == ["A value usually comes every month. None since 1 Sept."]
    told = "None between 22 Jan and 30 Jan. None between 1 Feb and 10 Feb. None between 18 Feb and 22 Nov."
    assert holed == [f"A value usually comes every 2 days. {told} 2 longer times before that."]


MILESTONES = (
    "- {id: M1, title: One, agreed: 2026-09-01, done_on: 2026-09-01, status: done}\n"
    "- {id: M2, title: Two, agreed: 2027-01-01, status: active, progress: 50}\n"
)
BUDGET = """\
- {{id: B-1, title: Design, milestone: M1, estimate: 1000, actual: {first}}}
- {{id: B-2, title: Build, milestone: M2, estimate: 1000, actual: {second}}}
- {{id: B-3, title: Hosting, estimate: 100}}
"""
CHANGE = "- {id: CR-1, title: More, description: More., status: accepted, billing: extra, effect: {cost: 500}}\n"


def earned(first: str = "900", second: str = "700", changes: str = "[]\n") -> tuple[list[str], list[Fact]]:
    """The sentences and the facts of the section for a sponsor."""
    files = {"milestones.yaml": MILESTONES, "budget.yaml": BUDGET.format(first=first, second=second)}
    context = a_context(("2026-06-01", files | {"changes.yaml": changes}), audience="sponsor")
    page, section = budget_page(context), earned_value_section(context)
    assert page is not None
    assert section is not None
    assert section in page.sections
    assert isinstance(section.blocks[-1], Fold)
    facts = [fact for block in section.blocks if isinstance(block, Facts) for fact in block.items]
    return [block.text for block in section.blocks if isinstance(block, Note)], facts


def test_what_the_money_has_earned_is_a_sentence_and_four_facts() -> None:
    sentences, facts = earned(changes=CHANGE)

    assert sentences == [
        "For £1,600 spent, work worth £1,500 is done. That is £500 more than planned by now.",
        "Not counted, because no dated milestone belongs to it: Hosting.",
        "What accepted changes add (+£500) is not counted here.",
    ]
    assert [(fact.label, fact.value, fact.note, fact.alarm) for fact in facts] == [
        ("Planned by now", "£1,000", "", ""),
        ("Earned", "£1,500", "of what was planned: 1.50", ""),
        ("Spent", "£1,600", "for each £1 spent: 0.94", ""),
        ("Forecast at the end", "£2,133", "of £2,000 planned", "£133 over"),
    ]


def test_spending_that_is_not_recorded_is_named_and_nothing_is_summed() -> None:
    sentences, facts = earned(second="null")

    assert sentences[0] == "What was spent is not recorded for: Build. Without it no sum would be true."
    assert facts == []


def test_behind_and_on_plan_are_said_so() -> None:
    files = {
        "milestones.yaml": MILESTONES.replace("2027-01-01", "2026-11-01"),
        "budget.yaml": BUDGET.format(first=0, second=0),
    }
    behind = earned_value_section(a_context(("2026-06-01", files), audience="sponsor"))
    done = {**files, "milestones.yaml": MILESTONES.replace("progress: 50", "progress: 0")}
    even = earned_value_section(a_context(("2026-06-01", done), audience="sponsor"))

    assert behind is not None
    assert even is not None
    assert isinstance(behind.blocks[0], Note)
    assert isinstance(even.blocks[0], Note)
    assert behind.blocks[0].text.endswith("By the plan it would be £500 more.")
    assert even.blocks[0].text.endswith("That is what was planned by now.")
    assert isinstance(even.blocks[1], Facts)
    assert even.blocks[1].items[3].value == "too early to tell"


def test_who_is_no_sponsor_sees_no_earned_value() -> None:
    shown = BUDGET.format(first=900, second=700).replace("title:", "audience: client, title:")
    context = a_context(("2026-06-01", {"milestones.yaml": MILESTONES, "budget.yaml": shown}))

    assert earned_value_section(context) is None
    page = budget_page(context)
    assert page is not None
    assert "earned" not in {section.id for section in page.sections}
