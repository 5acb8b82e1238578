from __future__ import annotations

from datetime import date
from decimal import Decimal

from milepost.model.client import Client
from milepost.model.delivery import BudgetLine, Milestone
from milepost.model.engagement import COLLECTIONS, Engagement, Report, ReportHead
from milepost.model.kinds import Duration
from milepost.model.operations import Risk


def test_collections_come_in_the_order_of_the_format() -> None:
    assert list(COLLECTIONS) == [
        *("agreements", "requirements", "milestones", "kpis", "decisions", "deliverables", "changes", "risks"),
        *("budget", "questions", "actions", "promises", "meetings", "feedback", "documents", "incidents"),
        *("glossary", "lessons", "account"),
    ]


def test_records_are_found_by_their_type_in_the_order_written() -> None:
    first, second = Milestone(id="M2", title="Launch"), Milestone(id="M1", title="Pilot")
    engagement = Engagement(
        slug="harbour",
        client=Client(name="Harbour Museum", engagement="Portal"),
        records=(first, Risk(id="R-1", title="Rights"), second),
    )

    assert engagement.of(Milestone) == (first, second)


def test_a_record_without_an_audience_has_that_of_its_collection() -> None:
    assert Milestone(id="M1", title="Pilot").readers == "client"
    assert Milestone(id="M1", title="Pilot", audience="public").readers == "public"
    assert BudgetLine(id="B-1", title="Design", estimate=Decimal(10)).readers == "sponsor"
    assert COLLECTIONS["lessons"].default_audience == COLLECTIONS["account"].default_audience == "internal"


def test_a_report_is_named_by_its_day() -> None:
    assert Report(date=date(2026, 11, 6), head=ReportHead(), body="Text").id == "report-2026-11-06"


def test_a_duration_is_written_as_it_was() -> None:
    assert str(Duration(Decimal("1.5"), "w")) == "1.5w"
