"""Baselines, moves, what stands behind them and who waited: from states of the record that stand in each test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from milepost.analysis.moves import Move, Slip, Slips
from milepost.analysis.slips import slips
from milepost.analysis.trail import Trail
from milepost.analysis.waits import Waited
from milepost.model.client import Share
from support.engagements import CLIENT, PEOPLE
from support.histories import State, a_history, day_of

M1 = "- id: M1\n  title: Launch\n  agreed: {}\n"


def milestone(agreed: str, expected: str = "", **fields: str) -> dict[str, str]:
    """`milestones.yaml` with one milestone."""
    given = {"expected": expected, **fields}
    return {"milestones.yaml": M1.format(agreed) + "".join(f"  {key}: {text}\n" for key, text in given.items() if text)}


def slips_of(*states: State) -> Slips:
    engagement, trail = a_history(*states)
    return slips(engagement, trail, day_of)


def slip_of(*states: State) -> Slip:
    return slips_of(*states).by_id["M1"]


def only_move(*states: State) -> Move:
    (move,) = slip_of(*states).moves
    return move


CHANGE = """\
- id: CR-1
  title: More
  description: More.
  requested_on: 2026-06-10
  status: {status}
  effect: {{milestones: [{{id: M1, days: {days}}}]}}
"""


def change(status: str = "accepted", days: int = 14) -> dict[str, str]:
    return {"changes.yaml": CHANGE.format(status=status, days=days)}


class TestMoves:
    def test_without_history_nothing_is_known(self) -> None:
        engagement, _ = a_history(("2026-06-01", milestone("2026-09-01")))

        assert slips(engagement, None, day_of) == Slips()

    def test_a_date_that_was_only_said_once_has_not_moved(self) -> None:
        slip = slip_of(("2026-06-01", milestone("2026-09-01")))

        assert (slip.moves, slip.rewrites, slip.first, slip.baseline) == ((), (), date(2026, 9, 1), date(2026, 9, 1))

    def test_each_move_has_its_days_its_reason_and_when_it_was_said(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-01", "2026-09-15", reason="Snow")),
            ("2026-08-01", milestone("2026-09-01", "2026-09-08", reason="Thaw")),
        )

        assert [(item.on, item.since, item.days, item.reason) for item in slip.moves] == [
            (date(2026, 7, 1), date(2026, 6, 1), 14, "Snow"),
            (date(2026, 8, 1), date(2026, 7, 1), -7, "Thaw"),
        ]
        assert (slip.later, slip.earlier) == (1, 1)

    def test_a_reason_that_was_written_down_later_is_the_moves_own(self) -> None:
        move = only_move(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-01", "2026-09-15")),
            ("2026-07-02", milestone("2026-09-01", "2026-09-15", reason="Snow")),
        )

        assert (move.on, move.reason) == (date(2026, 7, 1), "Snow")

    def test_saying_the_agreed_date_again_as_the_expected_one_is_no_move(self) -> None:
        slip = slip_of(("2026-06-01", milestone("2026-09-01")), ("2026-07-01", milestone("2026-09-01", "2026-09-01")))

        assert slip.moves == ()

    def test_the_day_it_was_done_is_no_move(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-09-04", milestone("2026-09-01", status="done", done_on="2026-09-04")),
        )

        assert slip.moves == ()
        assert (slip.series.last.standing, slip.series.last.day) == ("done", date(2026, 9, 4))

    def test_a_milestone_that_went_and_came_back_later_moved(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", {"milestones.yaml": "[]\n"}),
            ("2026-08-01", milestone("2026-09-11")),
        )

        assert [move.days for move in slip.moves] == [10]
        assert [said.standing for said in slip.series.said] == ["open", "gone", "open"]

    def test_a_milestone_without_a_date_has_no_statement(self) -> None:
        slip = slip_of(("2026-06-01", {"milestones.yaml": "- {id: M1, title: Some day}\n"}))

        assert (slip.series.stated, slip.first, slip.baseline) == ((), None, None)

    def test_a_dropped_milestone_is_dropped(self) -> None:
        slip = slip_of(("2026-06-01", milestone("2026-09-01", status="dropped")))

        assert slip.series.last.standing == "dropped"

    def test_all_moves_of_all_milestones_come_newest_first(self) -> None:
        both = "- {{id: M1, title: One, agreed: 2026-09-01, expected: {}}}\n- {{id: M2, title: Two, agreed: {}}}\n"
        found = slips_of(
            ("2026-06-01", {"milestones.yaml": both.format("2026-09-01", "2026-10-01")}),
            ("2026-06-02", {"milestones.yaml": both.format("2026-09-05", "2026-10-01")}),
            ("2026-06-03", {"milestones.yaml": both.format("2026-09-05", "2026-10-09")}),
        )

        assert [(move.milestone, move.days) for move in found.moves] == [("M2", 8), ("M1", 4)]

    def test_clocks_that_run_backwards_change_no_order(self) -> None:
        slip = slip_of(
            ("2026-06-10", milestone("2026-09-01")),
            ("2026-06-01", milestone("2026-09-01", "2026-09-15")),
        )

        assert [said.on for said in slip.series.said] == [date(2026, 6, 10), date(2026, 6, 10)]
        assert slip.series.at(date(2026, 6, 10)) == slip.series.last
        assert slip.series.at(date(2026, 6, 9)) is None


class TestWhatStandsBehind:
    def test_a_change_request_that_names_the_milestone_stands_behind_the_next_move_its_way(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-06-05", milestone("2026-09-01", "2026-09-03")),
            ("2026-06-12", change("proposed")),
            ("2026-06-15", milestone("2026-09-01", "2026-09-02")),
            ("2026-06-20", milestone("2026-09-01", "2026-09-17")),
            ("2026-06-21", milestone("2026-09-01", "2026-09-24")),
        )

        assert [move.behind for move in slip.moves] == [(), (), ("CR-1",), ()]

    @pytest.mark.parametrize("status", ["rejected", "withdrawn"])
    def test_a_change_that_was_turned_down_stands_behind_nothing_unless_the_reason_names_it(self, status: str) -> None:
        begin = ("2026-06-01", milestone("2026-09-01") | change(status))

        assert only_move(begin, ("2026-06-20", milestone("2026-09-01", "2026-09-15"))).behind == ()
        named = milestone("2026-09-01", "2026-09-15", reason='"See [CR-1]."')
        assert only_move(begin, ("2026-06-20", named)).behind == ("CR-1",)

    def test_a_decision_that_affects_the_milestone_stands_behind_the_move_after_it(self) -> None:
        decisions = "- {id: D-1, title: Wait, date: 2026-06-10, decision: We wait., affects: [M1]}\n"
        begin = ("2026-06-01", milestone("2026-09-01") | {"decisions.yaml": decisions})

        assert only_move(begin, ("2026-06-09", milestone("2026-09-01", "2026-09-15"))).behind == ()
        assert only_move(begin, ("2026-06-10", milestone("2026-09-01", "2026-09-15"))).behind == ("D-1",)

    def test_a_change_without_an_effect_or_a_day_stands_behind_nothing_by_itself(self) -> None:
        undated = "- {id: CR-1, title: A, description: A., effect: {milestones: [{id: M1, days: 3}]}}\n"
        no_effect = "- {id: CR-2, title: B, description: B., requested_on: 2026-06-01}\n"

        move = only_move(
            ("2026-06-01", milestone("2026-09-01") | {"changes.yaml": undated + no_effect}),
            ("2026-06-20", milestone("2026-09-01", "2026-09-15")),
        )

        assert move.behind == ()

    def test_who_agreed_is_told_from_the_sign_offs_as_they_were_filed(self) -> None:
        filed = (
            "id: SO-{n}\nrecord: CR-1\nverb: {verb}\nby: lena\nat: 2026-06-1{n}T10:00:00+00:00\n"
            "digest: sha256:00\nstatement: |\n  x\n"
        )
        signoffs = {
            f"signoffs/SO-{n}.yaml": filed.format(n=n, verb=verb)
            for n, verb in ((3, "reject"), (5, "accept"), (4, "accept"))
        }

        move = only_move(
            ("2026-06-01", milestone("2026-09-01") | change()),
            ("2026-06-20", milestone("2026-09-01", "2026-09-15") | signoffs),
        )

        assert [item.id for item in move.agreed_by] == ["SO-5"], "the last word of each person"


class TestTheAgreedDate:
    def test_changed_without_a_change_request_it_does_not_count(self) -> None:
        found = slips_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-15")),
        )
        slip = found.by_id["M1"]

        assert [(item.on, item.days, item.accepted) for item in slip.silent] == [(date(2026, 7, 1), 14, False)]
        assert slip.baseline == date(2026, 9, 1)
        assert found.baselines == {"M1": date(2026, 9, 1)}

    def test_changed_by_an_accepted_change_request_it_counts(self) -> None:
        found = slips_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-15") | change()),
        )
        slip = found.by_id["M1"]

        assert slip.silent == ()
        assert (slip.first, slip.baseline) == (date(2026, 9, 1), date(2026, 9, 15))
        assert [item.changes for item in slip.rewrites] == [("CR-1",)]
        assert found.baselines == {}

    def test_a_request_that_is_still_open_allows_nothing(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-15") | change("proposed")),
        )

        assert len(slip.silent) == 1

    def test_a_request_allows_its_days_and_the_weekends_in_them_and_no_more(self) -> None:
        # Ten days may mean ten working days: two weeks.
        begin = ("2026-06-01", milestone("2026-09-01") | change(days=10))

        assert slip_of(begin, ("2026-07-01", milestone("2026-09-15"))).silent == ()
        assert len(slip_of(begin, ("2026-07-01", milestone("2026-09-16"))).silent) == 1

    def test_the_days_of_a_request_are_working_days_of_the_clients_own_calendar(self) -> None:
        short = {"client.yaml": CLIENT + PEOPLE + "calendar: {week: [mon, tue], days_off: [2026-09-08]}\n"}
        begin = ("2026-06-01", milestone("2026-09-01") | change(days=3) | short)

        # Worked are the 1st, the 7th, and the 14th.
        assert slip_of(begin, ("2026-07-01", milestone("2026-09-15"))).silent == ()
        assert len(slip_of(begin, ("2026-07-01", milestone("2026-09-16"))).silent) == 1

    def test_two_requests_together_allow_what_neither_does_alone(self) -> None:
        two = CHANGE.format(status="accepted", days=7) + CHANGE.format(status="done", days=8).replace("CR-1", "CR-2")

        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01") | {"changes.yaml": two}),
            ("2026-07-01", milestone("2026-09-16")),
        )

        assert [item.changes for item in slip.rewrites] == [("CR-1", "CR-2")]

    def test_a_request_answers_for_one_change_only(self) -> None:
        slip = slip_of(
            ("2026-06-01", milestone("2026-09-01") | change()),
            ("2026-07-01", milestone("2026-09-15")),
            ("2026-08-01", milestone("2026-09-29")),
        )

        assert [item.accepted for item in slip.rewrites] == [True, False]
        assert slip.baseline == date(2026, 9, 15)

    def test_changed_and_changed_back_it_is_told_and_counts_as_before(self) -> None:
        found = slips_of(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-07-01", milestone("2026-09-15")),
            ("2026-07-02", milestone("2026-09-01")),
        )

        assert len(found.by_id["M1"].silent) == 2
        assert found.baselines == {}

    def test_a_share_without_change_requests_cannot_tell_and_says_nothing(self) -> None:
        engagement, trail = a_history(("2026-06-01", milestone("2026-09-01")), ("2026-07-01", milestone("2026-09-15")))
        board = Share(name="board", audience="sponsor", sections=("overview", "roadmap"))

        found = slips(replace(engagement, share=board), trail, day_of)

        assert [item.accepted for item in found.by_id["M1"].rewrites] == [None]
        assert found.by_id["M1"].baseline == date(2026, 9, 15)
        assert found.baselines == {}


ASKED = """\
- id: Q-1
  title: Which?
  to: {to}
  links: [M1]
  messages:
    - {{at: "{day}T10:00:00+00:00", by: {by}, text: Which one?}}
"""


class TestWhoWaited:
    ACTION = "- {{id: A-1, title: Send it, party: {party}, due: 2026-06-10, done_on: {done}, links: [{link}]}}\n"
    BEGIN = ("2026-06-01", milestone("2026-09-01"))
    MOVED = ("2026-06-20", milestone("2026-09-01", "2026-09-15"))

    def action(self, party: str = "client", done: str = "2026-06-15", link: str = "M1") -> State:
        return "2026-06-02", {"actions.yaml": self.ACTION.format(party=party, done=done, link=link)}

    @pytest.mark.parametrize(("party", "expected"), [("client", Waited(5, 0, 0)), ("agency", Waited(0, 5, 0))])
    def test_an_action_past_its_day_waits_for_its_party(self, party: str, expected: Waited) -> None:
        move = only_move(self.BEGIN, self.action(party), self.MOVED)

        assert move.waited == expected
        assert [item.record for item in move.waits] == ["A-1"]

    def test_an_action_that_is_still_open_waits_until_the_move(self) -> None:
        assert only_move(self.BEGIN, self.action(done="null"), self.MOVED).waited == Waited(10, 0, 0)

    def test_an_action_done_in_time_did_not_wait(self) -> None:
        move = only_move(self.BEGIN, self.action(done="2026-06-10"), self.MOVED)

        assert (move.waits, move.others, bool(move.waited)) == ((), (), False)

    def test_what_is_not_linked_to_the_milestone_is_told_apart_and_not_counted(self) -> None:
        risk = {"risks.yaml": "- {id: R-9, title: Ice}\n"}

        move = only_move(self.BEGIN, ("2026-06-01", risk), self.action(link="R-9"), self.MOVED)

        assert (move.waits, [item.record for item in move.others], move.waited) == ((), ["A-1"], Waited())

    @pytest.mark.parametrize(
        "files",
        [
            {"risks.yaml": "- {id: R-9, title: Ice, affects: [M1]}\n"},
            {"deliverables.yaml": "- {id: R-9, title: Report, milestone: M1}\n"},
        ],
        ids=["a risk that affects it", "a deliverable for it"],
    )
    def test_what_links_to_something_of_the_milestone_counts(self, files: dict[str, str]) -> None:
        assert only_move(self.BEGIN, ("2026-06-01", files), self.action(link="R-9"), self.MOVED).waited.client == 5

    def test_what_the_milestone_itself_needs_counts(self) -> None:
        needs = {"requirements.yaml": "- {id: REQ-1, title: It works, statement: It works.}\n"}
        begin = ("2026-06-01", milestone("2026-09-01", requirements="[REQ-1]") | needs)
        moved = ("2026-06-20", milestone("2026-09-01", "2026-09-15", requirements="[REQ-1]"))

        assert only_move(begin, self.action(link="REQ-1"), moved).waited.client == 5

    def test_what_the_reason_names_counts(self) -> None:
        risk = {"risks.yaml": "- {id: R-9, title: Ice}\n"}
        moved = ("2026-06-20", milestone("2026-09-01", "2026-09-15", reason='"It came late ([A-1])."'))

        assert only_move(self.BEGIN, ("2026-06-01", risk), self.action(link="R-9"), moved).waited.client == 5

    def test_what_names_the_milestone_in_its_words_counts(self) -> None:
        text = "- {id: A-1, title: Send it, party: client, due: 2026-06-10, why: '[M1] waits for it.'}\n"

        move = only_move(self.BEGIN, ("2026-06-02", {"actions.yaml": text}), self.MOVED)

        assert move.waited.client == 10

    def test_only_days_since_the_date_was_last_said_count(self) -> None:
        slip = slip_of(
            self.BEGIN,
            self.action(done="2026-06-18"),
            ("2026-06-13", milestone("2026-09-01", "2026-09-08")),
            self.MOVED,
        )

        assert [move.waited.client for move in slip.moves] == [3, 5]

    def test_a_link_to_a_page_elsewhere_links_no_milestone(self) -> None:
        text = "- {id: A-1, title: Send it, party: client, due: 2026-06-10, links: [{title: M1, url: 'https://m1.example'}]}\n"

        assert only_move(self.BEGIN, ("2026-06-02", {"actions.yaml": text}), self.MOVED).waits == ()

    def test_a_day_counts_once_for_each_party_however_much_waited(self) -> None:
        three = "\n".join(
            f"- {{id: A-{n}, title: Send, party: {party}, due: 2026-06-{due}, done_on: 2026-06-16, links: [M1]}}"
            for n, party, due in ((1, "client", 10), (2, "client", 12), (3, "agency", 14))
        )

        found = slips_of(self.BEGIN, ("2026-06-02", {"actions.yaml": f"{three}\n"}), self.MOVED)

        assert found.moves[0].waited == found.waited == Waited(client=6, agency=2, both=2)

    def test_a_question_waits_from_the_next_working_day_until_it_is_answered(self) -> None:
        question = """\
- id: Q-1
  title: Which?
  to: client
  links: [M1]
  messages:
    - {at: "2026-06-08T10:00:00+00:00", by: ana, text: Which one?}
    - {at: "2026-06-12T10:00:00+00:00", by: lena, text: The red one.}
"""
        move = only_move(self.BEGIN, ("2026-06-08", {"questions.yaml": question}), self.MOVED)

        assert [(item.kind, item.due, item.ended) for item in move.waits] == [
            ("question", date(2026, 6, 9), date(2026, 6, 12))
        ]
        assert move.waited == Waited(client=3)

    def test_a_question_that_came_before_the_weekend_waits_from_monday(self) -> None:
        question = ASKED.format(to="client", day="2026-06-12", by="ana")

        move = only_move(self.BEGIN, ("2026-06-12", {"questions.yaml": question}), self.MOVED)

        assert [item.due for item in move.waits] == [date(2026, 6, 15)]

    def test_our_answers_are_late_only_after_the_time_that_was_promised(self) -> None:
        question = ASKED.format(to="agency", day="2026-06-08", by="lena")
        client = (
            "name: Harbour Museum\nengagement: Portal\ncommunication: {response: [{kind: question, within: 3d}]}\n"
            "people:\n  - {id: lena, name: Lena, party: client}\n"
        )

        move = only_move(
            (self.BEGIN[0], self.BEGIN[1] | {"client.yaml": client}),
            ("2026-06-08", {"questions.yaml": question}),
            self.MOVED,
        )

        assert [item.due for item in move.waits] == [date(2026, 6, 11)]

    def test_where_nobody_works_for_weeks_a_question_waits_from_the_next_week(self) -> None:
        question = ASKED.format(to="client", day="2026-06-08", by="lena")
        off = ", ".join(f"2026-06-{day:02}" for day in range(1, 31))
        client = (
            f"name: Harbour Museum\nengagement: Portal\ncalendar: {{days_off: [{off}]}}\n"
            "people:\n  - {id: lena, name: Lena, party: client}\n"
        )

        move = only_move(
            (self.BEGIN[0], self.BEGIN[1] | {"client.yaml": client}),
            ("2026-06-08", {"questions.yaml": question}),
            self.MOVED,
        )

        assert [item.due for item in move.waits] == [date(2026, 6, 15)]

    def test_a_question_that_nobody_answered_waits_still(self) -> None:
        question = ASKED.format(to="agency", day="2026-06-08", by="lena")

        move = only_move(self.BEGIN, ("2026-06-08", {"questions.yaml": question}), self.MOVED)

        assert move.waited == Waited(agency=11)

    DELIVERABLE = "- {{id: DL-1, title: Report, milestone: M1, accept_by: 2026-06-10, status: {}}}\n"

    def delivered(self, *states: tuple[str, str]) -> Move:
        files = [(day, {"deliverables.yaml": self.DELIVERABLE.format(status)}) for day, status in states]
        moved = ("2026-06-20", {**self.MOVED[1]})
        return only_move(self.BEGIN, *files, moved)

    def test_a_result_waits_from_the_day_by_which_it_was_to_be_accepted(self) -> None:
        move = self.delivered(("2026-06-05", "planned"), ("2026-06-08", "delivered"), ("2026-06-14", "accepted"))

        assert [(item.kind, item.party) for item in move.waits] == [("approval", "client")]
        assert move.waited == Waited(client=4)

    def test_a_result_that_came_after_that_day_waits_only_from_then(self) -> None:
        move = self.delivered(("2026-06-05", "planned"), ("2026-06-13", "in-review"))

        assert move.waited == Waited(client=7)

    def test_a_result_that_was_never_handed_over_waits_for_nobody(self) -> None:
        assert self.delivered(("2026-06-05", "planned")).waits == ()

    def test_a_result_of_another_milestone_is_told_apart(self) -> None:
        text = "- {id: DL-1, title: Report, accept_by: 2026-06-10, status: delivered}\n"

        move = only_move(self.BEGIN, ("2026-06-02", {"deliverables.yaml": text}), self.MOVED)

        assert (move.waits, [item.record for item in move.others]) == ((), ["DL-1"])

    def test_a_result_without_a_day_to_accept_it_by_waits_for_nobody(self) -> None:
        text = "- {id: DL-1, title: Report, milestone: M1, status: delivered}\n"

        assert only_move(self.BEGIN, ("2026-06-02", {"deliverables.yaml": text}), self.MOVED).waits == ()

    def test_a_sign_off_ends_the_wait_before_the_status_does(self) -> None:
        engagement, trail = a_history(
            self.BEGIN,
            ("2026-06-08", {"deliverables.yaml": self.DELIVERABLE.format("delivered")}),
            ("2026-06-18", {"deliverables.yaml": self.DELIVERABLE.format("accepted")}),
            (
                "2026-06-20",
                self.MOVED[1]
                | {
                    "signoffs/SO-1.yaml": "id: SO-1\nrecord: DL-1\nverb: accept\nby: lena\n"
                    "at: 2026-06-12T10:00:00+00:00\ndigest: sha256:00\nstatement: |\n  x\n"
                },
            ),
        )

        assert slips(engagement, trail, day_of).moves[0].waited == Waited(client=2)


class TestHistoryWithGapsAndBranches:
    def test_a_branchs_try_is_no_move_and_a_merged_one_is_its_authors(self) -> None:
        engagement, trail = a_history(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-06-02", milestone("2026-09-01", "2026-12-24")),
            ("2026-06-03", milestone("2026-09-01", "2026-09-15")),
            ("2026-06-04", milestone("2026-09-01", "2026-09-20")),
        )
        last, merged, tried, first = trail.revisions
        inside = [replace(item, landed_in="merge", parents=()) for item in (merged, tried)]
        # The merge tells, against its first parent, what the branch came to.
        came = replace(last, commit="merge", landed_in="merge", changes=merged.changes)
        branched = Trail((came, *inside, first))

        (move,) = slips(engagement, branched, day_of).by_id["M1"].moves

        assert (move.days, move.commit) == (14, "2026-06-03")

    def test_a_merge_that_settles_it_itself_is_its_own_author(self) -> None:
        engagement, trail = a_history(
            ("2026-06-01", milestone("2026-09-01")),
            ("2026-06-02", milestone("2026-09-01", "2026-12-24")),
            ("2026-06-03", milestone("2026-09-01", "2026-09-15")),
        )
        last, tried, first = trail.revisions
        settled = replace(last, commit="merge", landed_in="merge")

        found = slips(engagement, Trail((settled, replace(tried, landed_in="merge"), first)), day_of)

        assert [(item.days, item.commit) for item in found.moves] == [(14, "merge")]

    def test_incomplete_history_begins_with_what_its_first_change_found(self) -> None:
        engagement, trail = a_history(
            ("2026-06-01", milestone("2026-09-01") | {"risks.yaml": "- {id: R-1, title: Ice}\n"}),
            ("2026-06-02", milestone("2026-09-01", "2026-09-08")),
            (
                "2026-06-03",
                milestone("2026-09-01", "2026-09-15") | {"actions.yaml": "- {id: A, title: B, party: client}\n"},
            ),
        )
        since = datetime(2026, 6, 2, tzinfo=UTC)
        cut = Trail(trail.revisions[:-1], complete=False, since=since)

        found = slips(engagement, cut, day_of)

        assert [move.days for move in found.by_id["M1"].moves] == [7, 7]
        assert not found.complete

    def test_a_milestone_that_never_changed_in_incomplete_history_is_as_today(self) -> None:
        engagement, trail = a_history(
            ("2026-06-01", milestone("2026-09-01")), ("2026-06-02", {"risks.yaml": "- {id: R-1, title: Ice}\n"})
        )
        cut = Trail(trail.revisions[:1], complete=False)

        assert slips(engagement, cut, day_of).by_id["M1"].first == date(2026, 9, 1)

    def test_a_milestone_added_later_does_not_begin_before_incomplete_history(self) -> None:
        engagement, trail = a_history(
            ("2026-06-01", {"risks.yaml": "- {id: R-1, title: Ice}\n"}), ("2026-06-02", milestone("2026-09-01"))
        )

        found = slips(engagement, replace(trail, complete=False), day_of)

        assert [said.on for said in found.by_id["M1"].series.said] == [date(2026, 6, 2)]

    def test_a_milestone_that_is_gone_is_not_where_incomplete_history_begins(self) -> None:
        both = "- {id: M1, title: Launch, agreed: 2026-09-01}\n- {id: M2, title: Late, agreed: 2026-10-01}\n"
        one = {"milestones.yaml": "- {id: M1, title: Launch, agreed: 2026-09-01}\n"}
        engagement, trail = a_history(
            ("2026-06-01", one), ("2026-06-02", {"milestones.yaml": both}), ("2026-06-03", one)
        )
        cut = Trail(trail.revisions[:1], complete=False)

        assert list(slips(engagement, cut, day_of).by_id) == ["M1"]

    def test_what_only_changes_its_tags_says_nothing_new_of_its_date(self) -> None:
        slip = slip_of(("2026-06-01", milestone("2026-09-01")), ("2026-06-02", milestone("2026-09-01", tags="[new]")))

        assert len(slip.series.said) == 1

    def test_a_record_that_was_filed_elsewhere_begins_as_a_milestone_and_ends_as_none(self) -> None:
        elsewhere = {"milestones.yaml": "[]\n", "risks.yaml": "- {id: M1, title: Launch}\n"}
        back = {"risks.yaml": "[]\n"}

        slip = slip_of(
            ("2026-06-01", elsewhere), ("2026-06-02", milestone("2026-09-01") | back), ("2026-06-03", elsewhere)
        )

        assert [(said.standing, said.expected) for said in slip.series.said] == [
            ("open", date(2026, 9, 1)),
            ("gone", date(2026, 9, 1)),
        ]
