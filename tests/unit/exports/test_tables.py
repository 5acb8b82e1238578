from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from milepost.checking import check_client
from milepost.exports.tables import export_tables
from milepost.model.client import Share
from milepost.past import Before
from milepost.shares import context_of
from support.engagements import CLIENT, PEOPLE
from support.examples import AS_OF, CLIENTS
from support.shares import a_share

if TYPE_CHECKING:
    from milepost.exports.tables import ExportTable
    from milepost.model.kinds import Audience


def tables(files: dict[str, str], audience: Audience = "client") -> dict[str, ExportTable]:
    return {table.name: table for table in export_tables(a_share(files, audience))}


def rows(table: ExportTable) -> list[dict[str, object]]:
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows]


def test_a_record_is_a_row_with_its_days_and_numbers_as_values() -> None:
    found = tables(
        {
            "milestones.yaml": (
                "- {id: M1, title: Launch, agreed: 2027-01-04, progress: 40, owner: ana, tags: [a, b]}\n"
            ),
        }
    )

    (row,) = rows(found["milestones"])

    assert row == {
        "Id": "M1",
        "Title": "Launch",
        "Status": "Planned",
        "Looked after by": "Ana Pop",
        "Tags": "a; b",
        "Agreed date": date(2027, 1, 4),
        "Expected": date(2027, 1, 4),
        "Exact to the": "day",
        "Progress (%)": 40,
    }


def test_a_column_that_nobody_filled_is_left_out_and_a_missing_value_is_nothing() -> None:
    text = "- {id: M1, title: A, agreed: 2027-01-04, phase: Build}\n- {id: M2, title: B, agreed: 2027-01-05}\n"

    first, second = rows(tables({"milestones.yaml": text})["milestones"])

    assert "Reason" not in first
    assert (first["Phase"], second["Phase"]) == ("Build", None)


def test_amounts_name_the_currency_and_stay_exact() -> None:
    budget = "- {id: B-1, title: Design, estimate: 1200.50, invoices: [{number: '7', date: 2026-11-01, amount: 600}]}\n"

    found = tables({"budget.yaml": budget}, "sponsor")

    assert rows(found["budget"])[0]["Estimate (EUR)"] == Decimal("1200.50")
    assert rows(found["budget.invoices"]) == [
        {"Belongs to": "B-1", "Number": "7", "Date": date(2026, 11, 1), "Amount (EUR)": Decimal(600)}
    ]


def test_a_list_of_values_has_a_table_of_its_own_even_inside_another_object() -> None:
    found = tables(
        {
            "milestones.yaml": "- {id: M1, title: A, agreed: 2027-01-04}\n",
            "kpis.yaml": "- {id: K, title: T, target: {low: 1}, measurements: [{date: 2026-11-01, value: 3}]}\n",
            "changes.yaml": "- {id: C, title: T, description: D, effect: {cost: 5, milestones: [{id: M1, days: 7}]}}\n",
        }
    )

    assert rows(found["kpis"])[0]["Target: At least"] == Decimal(1)
    assert rows(found["kpis.measurements"]) == [
        {"Belongs to": "K", "Date": date(2026, 11, 1), "Value": Decimal(3)},
    ]
    assert rows(found["changes.milestones"]) == [{"Belongs to": "C", "What": "M1", "Days": 7}]
    assert found["changes.milestones"].title == "Change requests: Milestones"


def test_a_list_of_words_is_lines_of_one_cell() -> None:
    found = tables(
        {
            "milestones.yaml": (
                "- {id: M1, title: A, agreed: 2027-01-04}\n"
                "- {id: M2, title: B, agreed: 2027-01-05, depends_on: [M1, {id: M1, lag: 2d}],\n"
                "   links: [M1, {title: Site, url: 'https://example.org/'}]}\n"
            ),
            "requirements.yaml": "- {id: R, title: T, statement: S, acceptance: [One, Two]}\n",
        }
    )

    second = rows(found["milestones"])[1]

    assert second["After"] == "M1\nM1 · 2 working days"
    assert second["See also"] == "M1\nSite · https://example.org/"
    assert rows(found["requirements"])[0]["Accepted when"] == "One\nTwo"


def test_times_are_on_the_clients_clock() -> None:
    client = f"{CLIENT}{PEOPLE}timezone: Europe/Madrid\n"
    meeting = '- {id: MT, title: Call, held_at: "2026-11-20T10:00:00+00:00"}\n'

    (row,) = rows(tables({"client.yaml": client, "meetings.yaml": meeting})["meetings"])

    assert row["Held"] == datetime(2026, 11, 20, 11, tzinfo=ZoneInfo("Europe/Madrid"))


def test_who_acts_is_named_for_readers_of_a_file_that_left_the_site() -> None:
    actions = "- {id: A-1, title: T, party: client}\n- {id: A-2, title: T, party: agency, for: ana}\n"

    theirs, ours = rows(tables({"actions.yaml": actions})["actions"])

    assert theirs["Who acts"] == "Harbour Museum"
    assert (ours["Who acts"], ours["For"]) == ("Agency", "Ana Pop")


def test_a_question_is_answered_when_the_other_side_wrote() -> None:
    question = (
        '- {id: Q, title: T, messages: [{at: "2026-11-20T10:00:00+00:00", by: lena, text: Why},'
        ' {at: "2026-11-20T12:00:00+00:00", by: ana, text: So}]}\n'
    )

    (row,) = rows(tables({"questions.yaml": question})["questions"])

    assert isinstance(row["Answered"], datetime)
    assert row["Answered"].hour == 12


def test_a_sign_off_is_not_said_to_be_checked() -> None:
    signoff = (
        "id: SO-1\nrecord: R\nverb: accept\nby: lena\nat: 2026-03-02T10:00:00+00:00\ndigest: sha256:00\n"
        "statement: words\nsignature: armored\n"
    )
    files = {"requirements.yaml": "- {id: R, title: T, statement: S}\n", "signoffs/SO-1.yaml": signoff}

    (row,) = rows(tables(files)["signoffs"])

    assert (row["Signed"], row["What was said"]) == ("Signature, not checked yet", "accepted")


def test_reports_are_a_table_in_the_order_of_their_days() -> None:
    report = "---\nhealth: at-risk\nauthor: ana\n---\nWords.\n"

    found = rows(tables({"reports/2026-11-20.md": report, "reports/2026-11-06.md": report})["reports"])

    assert [row["Date"] for row in found] == [date(2026, 11, 6), date(2026, 11, 20)]
    assert (found[0]["Health"], found[0]["Author"]) == ("At risk", "Ana Pop")


def test_fields_of_the_agencys_own_are_columns_by_their_own_names() -> None:
    risks = "- {id: R-1, title: T, x-cost-centre: '=1+1'}\n- {id: R-2, title: T}\n"

    first, second = rows(tables({"risks.yaml": risks})["risks"])

    assert (first["x-cost-centre"], second["x-cost-centre"]) == ("=1+1", None)


def test_a_public_share_names_nobody_of_the_client() -> None:
    actions = "- {id: A-1, title: T, party: client, for: lena, audience: public}\n"

    (row,) = rows(tables({"actions.yaml": actions}, "public")["actions"])

    assert "For" not in row


def test_a_share_without_records_has_no_table() -> None:
    assert export_tables(a_share({})) == ()


@pytest.mark.parametrize("slug", ["harbour", "olivar", "brasov"])
def test_every_example_has_tables_whose_rows_fit_their_heads(slug: str) -> None:
    engagement = check_client(CLIENTS, slug, AS_OF).engagement
    assert engagement is not None
    share = Share(name="all", audience="internal", detail="tasks")

    for table in export_tables(context_of(engagement, share, AS_OF, Before())):
        assert len(table.heads) == len(table.wide)
        assert {len(row) for row in table.rows} == {len(table.heads)}
        assert len(set(table.heads)) == len(table.heads), table.heads
