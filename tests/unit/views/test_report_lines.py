"""What the draft of a report, and the detailed report, say of each thing that can happen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.changes import ChangeKind, RecordChange
from milepost.analysis.period import Period, PeriodFacts, Told, period_facts
from milepost.analysis.trail import Revision, Trail
from milepost.views.report_draft import report_draft
from milepost.views.report_lines import escaped
from milepost.views.report_period import period_report
from support.contexts import a_context

if TYPE_CHECKING:
    from milepost.model.kinds import Audience
    from milepost.views.context import Context

PERIOD = Period(date(2026, 11, 9), date(2026, 11, 22))


def facts(context: Context) -> PeriodFacts:
    told = Told(context.engagement, context.standings, context.trail, context.drafts, context.words.on)
    return period_facts(told, PERIOD)


def turned(record: str, collection: str, before: str, after: str, field: str = "status") -> RecordChange:
    return RecordChange(record, collection, ChangeKind.CHANGED, field, before, after)


def draft(name: str, text: str, *changes: RecordChange, client: str = "", audience: Audience = "client") -> str:
    at = datetime(2026, 11, 12, tzinfo=UTC)
    trail = Trail((Revision("0" * 40, (), "Ana", "ana@studio.example", at, at, at, None, changes),))
    context = a_context({f"{name}.yaml": text}, trail=trail, client=client, audience=audience)
    return report_draft(context, facts(context))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("accepted", "- Accepted: Page ([DL-1])."),
        ("delivered", "- Delivered: Page ([DL-1])."),
        ("in-review", "- Handed over for your review: Page ([DL-1])."),
        ("rejected", "- Rejected: Page ([DL-1])."),
    ],
)
def test_what_became_of_a_deliverable(state: str, told: str) -> None:
    text = f"- id: DL-1\n  title: Page\n  status: {state}\n"

    assert told in draft("deliverables", text, turned("DL-1", "deliverables", "planned", state))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("accepted", "- Change request accepted: More ([CR-1])."),
        ("done", "- Change request carried out: More ([CR-1])."),
        ("rejected", "- Change request rejected: More ([CR-1])."),
        ("withdrawn", "- Change request withdrawn: More ([CR-1])."),
    ],
)
def test_what_became_of_a_change_request(state: str, told: str) -> None:
    text = f"- id: CR-1\n  title: More\n  description: More.\n  status: {state}\n"

    assert told in draft("changes", text, turned("CR-1", "changes", "proposed", state))


def test_a_milestone_that_was_late_says_by_how_much() -> None:
    milestone = "- id: M1\n  title: Launch\n  agreed: 2026-11-03\n  status: done\n  done_on: "

    assert "- Launch ([M1]) was done on 17 November, 2 weeks later than agreed." in draft(
        "milestones", f"{milestone}2026-11-17\n"
    )
    assert "- Launch ([M1]) was done on 10 November." in draft(
        "milestones", f"{milestone}2026-11-10\n".replace("2026-11-03", "2026-11-10")
    )


def test_a_move_says_why_or_that_nothing_says_why() -> None:
    milestone = "- id: M1\n  title: Launch\n  agreed: 2026-12-01\n  expected: "
    later = turned("M1", "milestones", "2026-12-01", "2026-12-15", "expected")
    earlier = turned("M1", "milestones", "2026-12-15", "2026-12-08", "expected")

    assert "moved later, from 1 December to 15 December. No reason has been recorded." in draft(
        "milestones", f"{milestone}2026-12-15\n", later
    )
    assert "moved earlier, from 15 December to 8 December. It rained." in draft(
        "milestones", f"{milestone}2026-12-08\n  reason: It rained.\n", earlier
    )


def test_a_move_that_a_change_request_stands_behind_names_it() -> None:
    move = turned("M1", "milestones", "2026-12-01", "2026-12-15", "agreed")
    at = datetime(2026, 11, 12, tzinfo=UTC)
    files = {
        "milestones.yaml": "- id: M1\n  title: Launch\n  agreed: 2026-12-15\n",
        "changes.yaml": "- id: CR-1\n  title: More\n  description: More.\n  status: accepted\n"
        "  effect:\n    milestones:\n      - id: M1\n        days: 14\n",
    }
    trail = Trail((Revision("0" * 40, (), "Ana", "ana@studio.example", at, at, at, None, (move,)),))
    context = a_context(files, trail=trail)

    assert "to 15 December. Agreed with: More ([CR-1])." in report_draft(context, facts(context))


INCIDENT = """
- id: INC-1
  title: Down
  severity: {severity}
  updates:
    - at: 2026-11-12T09:00:00Z
      status: {status}
      text: So.
"""
QUESTION = """
- id: Q-1
  title: When?
  to: agency
  messages:
    - at: 2026-11-{day}T09:00:00Z
      by: lena
      text: When?
"""


@pytest.mark.parametrize(
    ("severity", "status", "times", "heading", "told"),
    [
        ("minor", "resolved", "", "Done", "- Fault, repaired: Down ([INC-1])."),
        ("maintenance", "resolved", "", "Done", "- Maintenance: Down ([INC-1])."),
        ("major", "identified", "", "In the way", "- Fault, not repaired yet: Down ([INC-1])."),
        ("maintenance", "scheduled", "", "Next", "- Maintenance: Down ([INC-1])."),
        (
            "maintenance",
            "scheduled",
            "starts: 2026-11-23T00:30:00Z",
            "Next",
            "- Maintenance on 23 November: Down ([INC-1]).",
        ),
        (
            "maintenance",
            "scheduled",
            "starts: 2026-11-13T00:30:00Z",
            "In the way",
            "- Maintenance, nobody has said that it is over: Down ([INC-1]).",
        ),
    ],
)
def test_an_incident_is_told_as_done_only_once_it_is_over(
    severity: str, status: str, times: str, heading: str, told: str
) -> None:
    text = draft("incidents", INCIDENT.format(severity=severity, status=status) + f"  {times}\n")
    found = {part.partition("\n\n")[0]: part.splitlines() for part in text.split("## ")[1:]}

    assert [title for title, lines in found.items() if told in lines] == [heading]


def test_a_fault_of_long_ago_is_in_the_way_until_it_is_repaired() -> None:
    fault = INCIDENT.format(severity="major", status="identified").replace("2026-11-12", "2026-03-12")

    assert "- Fault, not repaired yet: Down ([INC-1])." in draft("incidents", fault)


def test_what_stands_in_the_way_is_said_plainly() -> None:
    overdue = "- id: M1\n  title: Launch\n  agreed: 2026-11-10\n"
    doubtful = "- id: M1\n  title: Launch\n  agreed: 2026-12-10\n  confidence: low\n"

    assert "- Launch ([M1]) was expected on 10 November and is not done." in draft("milestones", overdue)
    assert "- Launch ([M1]) is expected on 10 December, but that date is at risk." in draft("milestones", doubtful)
    assert "- Risk: Rain ([R-1])." in draft("risks", "- id: R-1\n  title: Rain\n")
    assert "- Happened: Rain ([R-1])." in draft("risks", "- id: R-1\n  title: Rain\n  status: happened\n")


def test_questions_say_whether_they_were_answered() -> None:
    answered = "  answered_at: 2026-11-13T09:00:00Z\n"

    assert "- Question, open: When? ([Q-1])." in draft("questions", QUESTION.format(day=12))
    assert "- Question, answered: When? ([Q-1])." in draft("questions", QUESTION.format(day=12) + answered)
    assert "- Question of before, answered: When? ([Q-1])." in draft("questions", QUESTION.format(day="02") + answered)


def test_what_is_needed_is_asked_for_once() -> None:
    action = "- id: A-1\n  title: Answer\n  party: client\n"
    files = {
        "actions.yaml": f"{action}  due: 2026-11-20\n  why: About [CR-1].\n  links: [DL-1]\n",
        "changes.yaml": "- id: CR-1\n  title: More\n  description: More.\n"
        "- id: CR-2\n  title: Less\n  description: Less.\n",
        "deliverables.yaml": "- id: DL-1\n  title: Page\n  status: delivered\n"
        "- id: DL-2\n  title: Plan\n  status: in-review\n- id: DL-3\n  title: Book\n  status: in-review\n"
        "  accept_by: 2026-12-01\n",
    }
    context = a_context(files)
    asked = report_draft(context, facts(context)).partition("## What we need from you\n\n")[2]

    assert asked.splitlines() == [
        "- Answer ([A-1]), by 20 November: 2 days overdue.",
        "- Your acceptance of Plan ([DL-2]).",
        "- Your acceptance of Book ([DL-3]), by 1 December.",
        "- Your decision on Less ([CR-2]).",
    ]
    assert "- Answer ([A-1])." in draft("actions", action)


def test_other_dates_that_have_passed_and_a_better_last_report_are_named_beside_the_proposal() -> None:
    files = {
        "milestones.yaml": "- id: M1\n  title: Plan\n  agreed: 2026-11-10\n"
        "- id: M2\n  title: Launch\n  agreed: 2026-12-10\n  status: active\n",
        "reports/2026-11-06.md": "---\nhealth: on-track\n---\n\nFine.\n",
    }
    context = a_context(files)
    text = report_draft(context, facts(context))

    assert "1 other date has passed without the work being done. The last report said: on track." in text
    assert "health: at-risk" in text


def test_a_paused_engagement_proposes_that_it_is_on_hold() -> None:
    text = draft("milestones", "- id: M1\n  title: Launch\n  agreed: 2026-12-10\n", client="status: paused\n")

    assert "health: on-hold" in text


def test_a_draft_for_other_readers_says_for_whom_it_is() -> None:
    assert "\naudience: public\n" in draft("milestones", "- id: M1\n  title: Launch\n", audience="public")


def test_an_empty_record_says_so() -> None:
    text = draft("milestones", "[]\n")

    assert "Since 9 November the record shows nothing finished." in text
    assert "Nothing is waiting for you." in text


def test_titles_are_shown_as_they_stand() -> None:
    assert escaped("[A] *b* <c>\n#d") == "\\[A\\] \\*b\\* \\<c\\> \\#d"


def test_the_detailed_report_tells_signatures_results_scope_and_money() -> None:
    files = {
        "requirements.yaml": "- id: REQ-1\n  title: Search\n  statement: It finds.\n  status: done\n",
        "deliverables.yaml": "- id: DL-1\n  title: Page\n  status: accepted\n",
        "kpis.yaml": "- id: K-1\n  title: Visits\n  target: 9\n  measurements:\n    - {date: 2026-11-15, value: 6}\n",
        "budget.yaml": "- id: B-1\n  title: Design\n  estimate: 900\n",
        "signoffs/SO-1.yaml": "id: SO-1\nrecord: DL-1\nverb: accept\nby: lena\nat: 2026-11-12T10:00:00Z\n"
        "digest: sha256:00\nstatement: |\n  Yes.\n",
    }
    context = a_context(files, audience="sponsor")

    text = period_report(context, facts(context))

    assert "- Page ([DL-1]): accepted, Lena Ortiz, 12 Nov, note, not signed." in text
    assert "- Visits ([K-1]): 6, 15 Nov." in text
    assert "- 1 of 1 requirement is done.\n- 1 of 1 deliverable is accepted." in text
    assert "## Budget\n\n- Agreed: €900" in text
    assert "## The plan\n\nNothing on record." in text
