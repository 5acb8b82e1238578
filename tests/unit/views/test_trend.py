"""Which milestones a trend shows, in which order, and what the words beside it say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from milepost.views.blocks import Fold, Note, Section, Table
from milepost.views.plan_blocks import Moves
from milepost.views.roadmap import roadmap
from milepost.views.slips import moves_section, rewrite_notes
from milepost.views.trend import MOST_LINES, record_trend, trend_section
from milepost.views.trend_blocks import Trend, TrendChart
from support.pages import a_context

if TYPE_CHECKING:
    from milepost.views.context import Context
    from support.histories import State


def plan(**expected: str) -> dict[str, str]:
    """Milestones agreed for 1 September, by id, with the dates expected now; "" for the agreed one."""
    items = [
        f"- id: {name}\n  title: Milestone {name}\n  agreed: 2026-12-01\n" + (f"  expected: {day}\n" if day else "")
        for name, day in expected.items()
    ]
    return {"milestones.yaml": "".join(items)}


def chart_of(context: Context) -> TrendChart:
    section = trend_section(context)
    assert section is not None
    return next(block.chart for block in section.blocks if isinstance(block, Trend))


def table_of(section: Section | None) -> Table:
    assert section is not None
    return next(block for block in section.blocks if isinstance(block, Table))


def texts(section: Section | None) -> list[str]:
    assert section is not None
    return [block.text for block in section.blocks if isinstance(block, Note)]


def test_the_key_milestone_comes_first_then_what_moved_furthest_then_what_is_next() -> None:
    context = a_context(
        ("2026-06-01", plan(A="", B="", C="2026-12-09", D="2026-12-05", K="2026-12-31")),
        ("2026-07-01", plan(A="2026-12-03", B="2026-12-30", C="2026-12-09", D="2026-12-05", K="2026-12-31")),
    )

    assert [(line.mark, line.name, line.key) for line in chart_of(context).lines] == [
        ("1", "Milestone K", True),
        ("2", "Milestone B", False),
        ("3", "Milestone A", False),
        ("4", "Milestone D", False),
        ("5", "Milestone C", False),
    ]


def test_more_than_eight_are_in_the_table_only() -> None:
    names = {f"M{number}": "" for number in range(1, 12)}

    section = trend_section(a_context(("2026-06-01", plan(**names))))

    assert section is not None
    assert len(table_of(section).rows) == MOST_LINES
    (fold,) = (block for block in section.blocks if isinstance(block, Fold))
    assert fold.summary == "3 more milestones"
    assert isinstance(fold.blocks[0], Table)
    assert len(fold.blocks[0].rows) == 3


def test_a_point_stands_at_each_report_and_each_move() -> None:
    report = {f"reports/2026-{day}.md": "---\ntitle: R\n---\n\nAll well.\n" for day in ("05-22", "06-19", "07-17")}
    context = a_context(
        ("2026-06-01", plan(M1="") | report), ("2026-07-01", plan(M1="2026-12-15")), as_of=date(2026, 7, 31)
    )

    (line,) = chart_of(context).lines

    assert [(point.on.isoformat(), point.day.isoformat(), point.change) for point in line.points] == [
        ("2026-06-01", "2026-12-01", 0),
        ("2026-06-19", "2026-12-01", 0),
        ("2026-07-01", "2026-12-15", 1),
        ("2026-07-17", "2026-12-15", 0),
    ]


def test_what_was_done_ends_on_the_day_it_was_done() -> None:
    done = "- {id: M1, title: A, agreed: 2026-09-01, status: done, done_on: 2026-08-28}\n"
    before = "- {id: M1, title: A, agreed: 2026-09-01}\n"
    context = a_context(("2026-06-01", {"milestones.yaml": before}), ("2026-08-28", {"milestones.yaml": done}))

    (line,) = chart_of(context).lines

    assert (line.end, line.points[-1].on, line.points[-1].day) == ("done", date(2026, 8, 28), date(2026, 8, 28))


def test_a_dropped_milestone_is_on_no_chart_but_on_its_own() -> None:
    text = (
        "- {{id: M1, title: A, agreed: 2026-09-01, expected: {}, status: {}}}\n"
        "- {{id: M2, title: B, agreed: 2026-09-09}}\n"
    )
    context = a_context(
        ("2026-06-01", {"milestones.yaml": text.format("2026-09-01", "planned")}),
        ("2026-07-01", {"milestones.yaml": text.format("2026-09-08", "dropped")}),
    )

    assert [line.name for line in chart_of(context).lines] == ["B"]
    (trend,) = record_trend(context, "M1")
    assert isinstance(trend, Trend)
    assert trend.chart.lines[0].end == "dropped"


def test_the_words_count_moves_both_ways() -> None:
    context = a_context(
        ("2026-06-01", plan(M1="", M2="")),
        ("2026-07-01", plan(M1="2026-12-15", M2="")),
        ("2026-08-01", plan(M1="2026-12-08", M2="")),
        ("2026-09-01", plan(M1="2026-12-22", M2="")),
    )

    assert texts(trend_section(context))[0].endswith("1 of 2 dates have moved: 2 times later and 1 time earlier.")
    row = table_of(trend_section(context)).rows[0]
    assert [cell.text for cell in row] == ["1  Milestone M1", "1 Dec", "22 Dec", "2 times later and 1 time earlier"]


def test_what_was_done_later_than_anybody_said_does_not_pass_for_kept() -> None:
    done = "- {id: M1, title: Milestone M1, agreed: 2026-06-20, done_on: 2026-06-30, status: done}\n"
    before = done.replace(", done_on: 2026-06-30, status: done", "")
    context = a_context(("2026-06-01", {"milestones.yaml": before}), ("2026-06-30", {"milestones.yaml": done}))
    section = trend_section(context)

    assert texts(section)[0].endswith("a date that moved later. 1 was done later than last said.")
    assert [cell.text for cell in table_of(section).rows[0]][-1] == "done later than said"
    assert table_of(section).rows[0][-1].sub == "+10 days"


def test_nothing_moved_is_said_in_words() -> None:
    context = a_context(("2026-06-01", plan(M1="")))

    assert texts(trend_section(context))[0].endswith("No date has moved since it was first said.")


def test_where_nothing_was_said_before_today_there_is_no_trend() -> None:
    assert trend_section(a_context(("2026-11-22", plan(M1="")))) is None
    assert trend_section(a_context(("2026-06-01", {"milestones.yaml": "- {id: M1, title: Some day}\n"}))) is None


def test_dates_of_another_year_carry_it() -> None:
    context = a_context(("2026-06-01", plan(M1="")), ("2026-07-01", plan(M1="2027-02-01")))

    assert "2027" in {tick.year for tick in chart_of(context).dates}
    assert {tick.year for tick in chart_of(a_context(("2026-06-01", plan(M1="")))).dates} == {""}


def test_a_year_is_named_at_the_first_date_of_it_however_few_dates_are_left() -> None:
    context = a_context(("2026-06-01", plan(M1="")), ("2026-07-01", plan(M1="2027-01-20")))

    years = [(tick.on.year, tick.year) for tick in chart_of(context).dates]

    assert [year for _, year in years if year] == ["2027"]
    assert years[[on for on, _ in years].index(2027)] == (2027, "2027")


def test_dates_over_many_years_are_years() -> None:
    context = a_context(("2018-06-01", plan(M1="2020-12-01")), ("2019-07-01", plan(M1="2031-01-20")))

    assert {(tick.label, tick.year) for tick in chart_of(context).dates} >= {("2024", ""), ("2026", "")}


CHANGE = (
    "- {id: CR-1, title: More rooms, description: More., requested_on: 2026-06-10, status: %s,"
    " effect: {milestones: [{id: M1, days: 14}]}}\n"
)
SIGNED = (
    "id: SO-1\nrecord: CR-1\nverb: accept\nby: lena\nat: 2026-06-12T10:00:00+00:00\ndigest: sha256:00\n"
    "statement: |\n  x\n"
)


class TestAMilestonesOwnMoves:
    def moves(self, *states: State) -> Moves:
        section = moves_section(a_context(*states), "M1")
        assert section is not None
        return next(block for block in section.blocks if isinstance(block, Moves))

    def test_each_move_is_told_newest_first_with_its_reason(self) -> None:
        told = self.moves(
            ("2026-06-01", plan(M1="")),
            ("2026-07-01", plan(M1="2026-12-15")),
            ("2026-08-01", plan(M1="2026-12-08")),
        )

        assert [(item.title, item.change, item.shift, item.why) for item in told.items] == [
            ("Said on 1 Aug", "15 Dec → 8 Dec", "−7 days", "No reason has been recorded."),
            ("Said on 1 Jul", "1 Dec → 15 Dec", "+14 days", "No reason has been recorded."),
        ]

    def test_who_agreed_is_told_as_it_was_filed(self) -> None:
        begin = ("2026-06-01", plan(M1="") | {"changes.yaml": CHANGE % "accepted", "signoffs/SO-1.yaml": SIGNED})

        (move,) = self.moves(begin, ("2026-07-01", plan(M1="2026-12-15"))).items

        assert (move.why, [link.label for link in move.evidence], move.agreed) == (
            "More rooms",
            ["CR-1"],
            "Agreed by Lena Ortiz, 12 Jun",
        )

    def test_without_a_sign_off_it_says_so(self) -> None:
        told = {
            status: self.moves(
                ("2026-06-01", plan(M1="") | {"changes.yaml": CHANGE % status}),
                ("2026-07-01", plan(M1="2026-12-15")),
            ).items[0]
            for status in ("accepted", "proposed", "rejected")
        }

        assert {status: move.agreed for status, move in told.items()} == {
            "accepted": "Accepted, no sign-off filed",
            "proposed": "Waiting for a decision",
            "rejected": "",
        }

    def test_who_waited_is_told_with_the_days(self) -> None:
        actions = "".join(
            f"- {{id: A-{n}, title: Send, party: {party}, due: 2026-06-{due}, done_on: 2026-06-20, links: [{link}]}}\n"
            for n, party, due, link in ((1, "client", 10, "M1"), (2, "agency", 18, "M1"), (3, "client", 19, "A-1"))
        )

        (move,) = self.moves(
            ("2026-06-01", plan(M1="") | {"actions.yaml": actions}), ("2026-07-01", plan(M1="2026-12-15"))
        ).items

        assert move.waited == "10 days waiting for you and 2 days waiting for us (on 2 of them for both)"
        assert [link.label for link in move.evidence] == ["A-1", "A-2"]

    def test_what_waited_without_a_link_is_only_named(self) -> None:
        action = "- {id: A-1, title: Send it, party: client, due: 2026-06-10}\n"

        (move,) = self.moves(
            ("2026-06-01", plan(M1="") | {"actions.yaml": action}), ("2026-07-01", plan(M1="2026-12-15"))
        ).items

        assert move.waited == "Also waiting then, not linked to this: Send it"

    def test_a_date_that_was_kept_says_since_when(self) -> None:
        section = moves_section(a_context(("2026-06-01", plan(M1=""))), "M1")

        assert texts(section) == ["This date has not moved since it was first said on 1 Jun."]

    def test_a_public_share_names_the_client_in_place_of_you(self) -> None:
        action = "- {id: A-1, title: Send it, party: client, due: 2026-06-10, links: [M1], audience: public}\n"
        files = {name: text.replace("agreed:", "audience: public\n  agreed:") for name, text in plan(M1="").items()}
        moved = {
            name: text.replace("agreed:", "audience: public\n  agreed:") for name, text in plan(M1="2026-12-15").items()
        }
        context = a_context(("2026-06-01", files | {"actions.yaml": action}), ("2026-07-01", moved), audience="public")

        section = moves_section(context, "M1")

        assert section is not None
        told = next(block for block in section.blocks if isinstance(block, Moves))
        assert told.items[0].waited == "21 days waiting for Harbour Museum"

    def test_without_history_nothing_is_said(self) -> None:
        assert moves_section(a_context(), "M1") is None


class TestAnAgreedDateThatWasChanged:
    BEGIN = ("2026-06-01", {"milestones.yaml": "- {id: M1, title: Launch, agreed: 2026-12-01}\n"})
    AFTER = ("2026-07-01", {"milestones.yaml": "- {id: M1, title: Launch, agreed: 2026-12-15}\n"})

    def test_is_told_on_the_roadmap_and_on_its_own_page_and_counts_as_later(self) -> None:
        context = a_context(self.BEGIN, self.AFTER)
        told = "On 1 Jul the agreed date was changed from 1 Dec to 15 Dec without an accepted change request."

        assert [note.text for note in rewrite_notes(context)] == [told]
        assert texts(moves_section(context, "M1"))[0] == told
        page = roadmap(context)
        assert page is not None
        assert context.standings["M1"].days_later == 14
        assert told in texts(next(section for section in page.sections if section.id == "moved"))

    def test_is_nothing_to_remark_with_an_accepted_request(self) -> None:
        context = a_context(self.BEGIN, (self.AFTER[0], self.AFTER[1] | {"changes.yaml": CHANGE % "accepted"}))

        assert rewrite_notes(context) == ()
        assert context.standings["M1"].days_later == 0


def test_the_roadmap_says_whom_all_moves_waited_for() -> None:
    action = "- {id: A-1, title: Send it, party: client, due: 2026-06-10, done_on: 2026-06-15, links: [M1]}\n"
    page = roadmap(
        a_context(("2026-06-01", plan(M1="") | {"actions.yaml": action}), ("2026-07-01", plan(M1="2026-12-15")))
    )

    assert page is not None
    moved = next(section for section in page.sections if section.id == "moved")
    assert texts(moved) == ["Before dates moved, in all: 5 days waiting for you."]
    (listed,) = (block for block in moved.blocks if isinstance(block, Moves))
    assert (listed.items[0].waited, [link.label for link in listed.items[0].evidence]) == (
        "5 days waiting for you",
        ["A-1"],
    )
