"""Earlier plans and what is new: which rows, which days, and which changes are shown without a script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from milepost.analysis.trail import Trail
from milepost.model.client import Share
from milepost.render.inlined import past_data
from milepost.views.as_of import as_of_section
from milepost.views.blocks import Fold, Note
from milepost.views.overview import overview
from milepost.views.plan_blocks import PastMoment, PastPlans
from milepost.views.roadmap import roadmap
from milepost.views.since import MOST, since_section
from milepost.views.tone import Tone
from milepost.views.trail_blocks import Since
from support.pages import a_context

if TYPE_CHECKING:
    from milepost.views.context import Context


def plan(*items: str) -> dict[str, str]:
    return {"milestones.yaml": "".join(f"- {{{item}}}\n" for item in items) or "[]\n"}


ONE = "id: M1, title: Launch, agreed: 2026-12-01"
REPORT = "---\ntitle: R\n---\n\nWell.\n"


def plans(context: Context) -> PastPlans:
    section = as_of_section(context)
    assert section is not None
    assert isinstance(section.blocks[0], Fold)
    return next(block for block in section.blocks[0].blocks if isinstance(block, PastPlans))


class TestEarlierPlans:
    def test_each_date_has_the_days_on_which_it_held(self) -> None:
        found = plans(
            a_context(
                ("2026-06-01", plan(ONE)),
                ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")),
                ("2026-08-01", plan(f"{ONE}, expected: 2026-12-11, reason: Rain.")),
            )
        )

        assert [(row.since, row.until, row.held, row.expected, row.shift) for row in found.rows] == [
            ("2026-06-01", "2026-07-01", "from 1 Jun until 1 Jul", "1 Dec", ""),
            ("2026-07-01", "", "since 1 Jul", "11 Dec", "+10 days"),
        ]
        assert [(row.today, row.today_shift) for row in found.rows] == [("11 Dec", "+10 days"), ("11 Dec", "")]

    def test_what_another_word_replaced_on_the_same_day_never_held(self) -> None:
        found = plans(
            a_context(
                ("2026-06-01", plan(ONE)),
                ("2026-07-01", plan(f"{ONE}, expected: 2026-12-24")),
                ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")),
            )
        )

        assert [row.expected for row in found.rows] == ["1 Dec", "11 Dec"]

    def test_a_plan_that_was_always_the_same_has_no_earlier_one(self) -> None:
        assert as_of_section(a_context(("2026-06-01", plan(ONE)))) is None
        assert as_of_section(a_context()) is None

    def test_nothing_that_was_said_after_the_pages_day_is_an_earlier_plan(self) -> None:
        context = a_context(
            ("2026-06-01", plan(ONE)), ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")), as_of=date(2026, 5, 1)
        )

        assert as_of_section(context) is None

    def test_what_is_no_longer_in_the_plan_is_told_with_its_title_of_then(self) -> None:
        both = (ONE, "id: M2, title: Old, agreed: 2026-12-24, precision: month")
        found = plans(a_context(("2026-06-01", plan(*both)), ("2026-07-01", plan(ONE))))

        last = found.rows[-1]
        assert (last.title, last.url, last.until, last.today) == ("Old", "", "2026-07-01", "no longer in the plan")
        assert [row.title for row in found.rows] == ["Launch", "Old"]

    def test_what_went_and_came_back_did_not_hold_in_between(self) -> None:
        found = plans(a_context(("2026-06-01", plan(ONE)), ("2026-07-01", plan()), ("2026-08-01", plan(ONE))))

        assert [(row.since, row.until) for row in found.rows] == [("2026-06-01", "2026-07-01"), ("2026-08-01", "")]

    def test_marks_say_what_was_known_then(self) -> None:
        found = plans(
            a_context(
                ("2026-06-01", plan(ONE)),
                ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")),
                ("2026-08-01", plan(f"{ONE}, expected: 2026-12-11, status: dropped")),
                ("2026-09-01", plan(f"{ONE}, status: done, done_on: 2026-09-01")),
                ("2026-09-02", plan("id: M1, title: Launch, expected: 2026-09-05")),
            )
        )

        tones = [row.mark.tone for row in found.rows if row.mark]
        assert tones == [Tone.PLANNED, Tone.MOVED, Tone.DROPPED, Tone.DONE, Tone.PLANNED]

    def test_a_date_of_a_month_is_told_as_one(self) -> None:
        monthly = "id: M1, title: Launch, agreed: 2026-12-31, precision: month"
        found = plans(
            a_context(("2026-06-01", plan(monthly)), ("2026-07-01", plan(f"{monthly}, expected: 2027-01-31")))
        )

        assert [(row.expected, row.iso) for row in found.rows] == [("Dec 2026", ""), ("Jan 2027", "")]

    def test_every_report_is_a_day_to_choose_and_the_last_with_another_plan_comes_first(self) -> None:
        reports = {f"reports/2026-{day}.md": REPORT for day in ("05-01", "06-19", "07-17")}
        found = plans(
            a_context(("2026-06-01", plan(ONE) | reports), ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")))
        )

        assert [(moment.on, moment.label) for moment in found.moments] == [
            ("2026-06-01", "1 June 2026"),
            ("2026-06-19", "19 June 2026 (report)"),
            ("2026-07-01", "1 July 2026"),
            ("2026-07-17", "17 July 2026 (report)"),
        ]
        assert found.chosen == 1
        assert found.moments[1].told == "On 19 June 2026 the plan had 1 date. 1 of them is different today."

    def test_without_a_report_the_last_plan_that_differs_comes_first(self) -> None:
        found = plans(
            a_context(
                ("2026-06-01", plan(ONE)),
                ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")),
                ("2026-08-01", plan(f"{ONE}, expected: 2026-12-18")),
            )
        )

        assert found.chosen == 1

    def test_where_history_is_incomplete_the_page_says_so(self) -> None:
        context = a_context(
            ("2026-06-01", plan(ONE)),
            ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11")),
            ("2026-08-01", plan(f"{ONE}, expected: 2026-12-18")),
        )
        trail = context.trail or Trail()
        cut = replace(context, trail=replace(trail, revisions=trail.revisions[:2], complete=False))

        section = as_of_section(cut)

        assert section is not None
        assert isinstance(section.blocks[0], Fold)
        notes = [block.text for block in section.blocks[0].blocks if isinstance(block, Note)]
        assert "Older history is missing: what was said before it is not known." in notes

    def test_it_stands_on_the_roadmap(self) -> None:
        page = roadmap(a_context(("2026-06-01", plan(ONE)), ("2026-07-01", plan(f"{ONE}, expected: 2026-12-11"))))

        assert page is not None
        assert "as-of" in {section.id for section in page.sections}

    def test_its_data_cannot_end_the_element_that_they_stand_in(self) -> None:
        assert "</script>" not in past_data([PastMoment("2026-06-01", "</script><b>", "&", 0)])


def since(context: Context) -> tuple[str, Since]:
    section = since_section(context)
    assert section is not None
    (block,) = section.blocks
    assert isinstance(block, Since)
    return section.title, block


def shown(context: Context) -> tuple[str, list[tuple[str, str, str]]]:
    title, block = since(context)
    return title, [
        (item.kind, item.lines[0].title, "; ".join(line.label for line in item.lines))
        for item in block.items
        if item.shown
    ]


class TestWhatIsNew:
    def test_without_history_the_overview_tells_dated_facts_as_before(self) -> None:
        assert since_section(a_context()) is None
        assert "since" not in {section.id for section in overview(a_context()).sections}

    def test_everything_after_the_last_report_is_told_newest_first(self) -> None:
        context = a_context(
            ("2026-06-01", plan(ONE)),
            ("2026-06-05", {"reports/2026-06-05.md": REPORT}),
            ("2026-06-08", plan(f"{ONE}, expected: 2026-12-11, progress: 5")),
            ("2026-06-09", {"risks.yaml": "- {id: R-1, title: Ice}\n"}),
        )

        assert shown(context) == (
            "Since the report of 5 June",
            [("Risk", "Ice", "added"), ("Milestone", "Launch", "Expected; Progress")],
        )
        assert "since" in {section.id for section in overview(context).sections}

    def test_where_nothing_came_after_it_the_report_before_counts(self) -> None:
        context = a_context(
            ("2026-06-05", plan(ONE) | {"reports/2026-06-05.md": REPORT}),
            ("2026-06-08", {"risks.yaml": "- {id: R-1, title: Ice}\n"}),
            ("2026-06-19", {"reports/2026-06-19.md": REPORT}),
        )

        title, told = shown(context)

        assert title == "Since the report of 5 June"
        assert told == [("Report", "R", "added"), ("Risk", "Ice", "added")]

    def test_of_many_changes_the_newest_are_shown_with_a_way_to_the_rest(self) -> None:
        risks = "".join(f"- {{id: R-{number}, title: Ice}}\n" for number in range(1, 21))
        context = a_context(
            ("2026-06-05", plan(ONE) | {"reports/2026-06-05.md": REPORT}), ("2026-06-09", {"risks.yaml": risks})
        )

        _, block = since(context)

        assert [item.shown for item in block.items[:20]] == [True] * 15 + [False] * 5
        assert block.more is not None
        assert block.more.url == "trail/"

    def test_of_reports_that_came_together_the_newest_counts(self) -> None:
        reports = {f"reports/2026-06-{day}.md": REPORT for day in ("05", "12")}
        context = a_context(
            ("2026-06-12", plan(ONE) | reports), ("2026-06-15", {"risks.yaml": "- {id: R-1, title: Ice}\n"})
        )

        assert shown(context)[0] == "Since the report of 12 June"

    def test_after_a_first_report_without_news_it_says_so(self) -> None:
        title, block = since(a_context(("2026-06-05", plan(ONE) | {"reports/2026-06-05.md": REPORT})))

        assert title == "Since the report of 5 June"
        assert not any(item.shown for item in block.items)
        assert block.words.nothing == "Nothing has changed since then."

    def test_without_a_report_the_latest_eight_are_told(self) -> None:
        risks = "".join(f"- {{id: R-{number}, title: Ice {number}}}\n" for number in range(10))
        title, told = shown(a_context(("2026-06-01", plan(ONE) | {"risks.yaml": risks})))

        assert title == "What changed lately"
        assert len(told) == 8

    def test_a_report_of_a_later_day_than_the_pages_does_not_count(self) -> None:
        context = a_context(
            ("2026-06-01", plan(ONE) | {"reports/2026-12-05.md": REPORT}), ("2026-06-02", plan(f"{ONE}, progress: 5"))
        )

        assert since(context)[0] == "What changed lately"

    def test_what_only_sorts_or_is_the_agencys_own_is_no_news(self) -> None:
        context = a_context(
            ("2026-06-01", plan(ONE)), ("2026-06-02", plan(f"{ONE}, tags: [new], owner: ana, x-code: '7'"))
        )

        assert [item.iso for item in since(context)[1].items] == ["2026-06-01"]

    def test_longer_texts_are_only_said_to_have_changed(self) -> None:
        text = "- {{id: R-1, title: Ice, description: '{}'}}\n"
        long = "On the roads to the three villages, from November to March, whenever it rains."
        context = a_context(
            ("2026-06-01", {"risks.yaml": text.format("Short.")}), ("2026-06-02", {"risks.yaml": text.format(long)})
        )
        listed = a_context(
            ("2026-06-01", {"requirements.yaml": "- {id: Q, title: Q, statement: Q}\n"}),
            ("2026-06-02", {"requirements.yaml": f'- {{id: Q, title: Q, statement: Q, acceptance: ["{long}"]}}\n'}),
        )

        for found in (context, listed):
            (line,) = since(found)[1].items[0].lines
            assert line.label.endswith(", changed")
            assert (line.before, line.after, line.runs, line.came) == ("", "", (), ())

    def test_a_report_is_linked_to_its_page(self) -> None:
        context = a_context(("2026-06-05", {"reports/2026-06-05.md": REPORT}))

        link = since(context)[1].items[0].lines[0].link

        assert link is not None
        assert link.url == "reports/2026-06-05/"

    def test_more_than_fits_leads_to_the_paper_trail_where_there_is_one(self) -> None:
        risks = "".join(f"- {{id: R-{number}, title: Ice {number}}}\n" for number in range(MOST + 1))
        context = a_context(("2026-06-01", {"risks.yaml": risks}))
        board = Share(name="board", audience="client", sections=("overview", "risks"))
        without = replace(context, engagement=replace(context.engagement, share=board))

        block = since(context)[1]

        assert len(block.items) == MOST
        assert block.more is not None
        assert since(without)[1].more is None
        assert since(a_context(("2026-06-01", plan(ONE))))[1].more is None

    def test_what_a_branch_did_is_told_once_by_its_merge(self) -> None:
        context = a_context(("2026-06-01", plan(ONE)), ("2026-06-02", plan(f"{ONE}, progress: 5")))
        trail = context.trail or Trail()
        inside = replace(trail.revisions[0], landed_in="merge")
        merge = replace(trail.revisions[0], commit="merge", landed_in="merge")
        merged = replace(context, trail=Trail((merge, inside, trail.revisions[1])))

        assert [item.commit for item in since(merged)[1].items] == ["merge", "2026-06-01"]
