"""The network against two textbooks, and against networkx on random networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.analysis.schedule.network import Activity, Link, changed, forward, in_order, slacks
from support.networks import Piece, early_starts, random_pieces, seeded, total_slacks

if TYPE_CHECKING:
    from collections.abc import Mapping


def activities(pieces: Mapping[str, Piece]) -> tuple[Activity, ...]:
    return in_order(
        Activity(name, piece.start, piece.duration, tuple(Link(*link) for link in piece.after))
        for name, piece in pieces.items()
    )


def textbook(**rows: tuple[int, str]) -> dict[str, Piece]:
    """Activities with their duration and, as one word, what each waits for."""
    return {
        name: Piece(0, duration, tuple((before, 0) for before in after)) for name, (duration, after) in rows.items()
    }


# F. S. Hillier and G. J. Lieberman, "Introduction to Operations Research", 8th edition, chapter 22: Reliable
# Construction Co., weeks.
RELIABLE = textbook(
    A=(2, ""), B=(4, "A"), C=(10, "B"), D=(6, "C"), E=(4, "C"), F=(5, "E"), G=(7, "D"), H=(9, "EG"), I=(7, "C"),
    J=(8, "FI"), K=(4, "J"), L=(5, "J"), M=(2, "H"), N=(6, "KL"),
)  # fmt: skip
RELIABLE_SLACK = dict(zip("ABCDEFGHIJKLMN", (0, 0, 0, 4, 0, 0, 4, 4, 2, 0, 1, 0, 4, 0), strict=True))

# J. Heizer and B. Render, "Operations Management", 10th edition, chapter 3: Milwaukee Paper Manufacturing, weeks.
MILWAUKEE = textbook(
    A=(2, ""), B=(3, ""), C=(2, "A"), D=(4, "AB"), E=(4, "C"), F=(3, "C"), G=(5, "DE"), H=(2, "FG")
)  # fmt: skip
MILWAUKEE_TIMES = {
    "A": (0, 2, 0, 2), "B": (0, 3, 1, 4), "C": (2, 4, 2, 4), "D": (3, 7, 4, 8),
    "E": (4, 8, 4, 8), "F": (4, 7, 10, 13), "G": (8, 13, 8, 13), "H": (13, 15, 13, 15),
}  # fmt: skip


def test_the_construction_of_a_plant_takes_44_weeks_and_the_textbook_s_path_is_critical() -> None:
    ordered = activities(RELIABLE)
    times = forward(ordered)
    slack = slacks(ordered, times)

    assert max(item.finish for item in times.values()) == 44
    assert {name: item.total for name, item in slack.items()} == RELIABLE_SLACK
    assert [item.id for item in ordered if slack[item.id].is_critical] == list("ABCEFJLN")


def test_an_exhaust_filter_takes_15_weeks_with_the_textbook_s_earliest_and_latest_times() -> None:
    ordered = activities(MILWAUKEE)
    times = forward(ordered)
    slack = slacks(ordered, times)

    told = {
        name: (early.start, early.finish, slack[name].latest.start, slack[name].latest.finish)
        for name, early in times.items()
    }

    assert told == MILWAUKEE_TIMES
    assert [item.id for item in ordered if slack[item.id].is_critical] == list("ACEGH")
    # F ends at 7 and H begins at 13; D ends at 7 and G begins at 8; whatever A takes longer, C begins later.
    assert {name: slack[name].free for name in "ADF"} == {"A": 0, "D": 1, "F": 6}


@pytest.mark.parametrize("seed", range(500))
def test_times_slack_and_critical_path_are_those_of_networkx(seed: int) -> None:
    random = seeded(seed)
    pieces = random_pieces(random)
    end = random.choice([None, *pieces])
    ordered = activities(pieces)

    times = forward(ordered)
    slack = slacks(ordered, times, end)

    early = early_starts(pieces)
    assert {name: item.start for name, item in times.items()} == {name: early[name] for name in pieces}
    assert {name: item.finish for name, item in times.items()} == {
        name: early[name] + piece.duration for name, piece in pieces.items()
    }
    expected = total_slacks(pieces, end)
    assert {name: item.total for name, item in slack.items()} == expected
    assert {name for name, item in slack.items() if item.is_critical} == {
        name for name, left in expected.items() if not left
    }


@pytest.mark.parametrize("seed", range(100))
def test_a_delay_within_the_slack_leaves_the_end_and_one_day_more_moves_it(seed: int) -> None:
    random = seeded(seed)
    ordered = activities(random_pieces(random))
    times = forward(ordered)
    last = max(item.finish for item in times.values())

    for name, slack in slacks(ordered, times).items():
        for delay, moves in ((slack.total, 0), (slack.total + 1, 1)):
            later = forward(changed(ordered, {name: delay}))
            assert max(item.finish for item in later.values()) == last + moves
        free = forward(changed(ordered, {name: slack.free}))
        assert {other: item for other, item in free.items() if other != name} == {
            other: item for other, item in times.items() if other != name
        }


def test_activities_stand_behind_what_they_wait_for_and_otherwise_as_they_were_given() -> None:
    given = textbook(C=(1, "A"), B=(1, ""), A=(1, ""), D=(1, "C"))

    assert [item.id for item in activities(given)] == ["B", "A", "C", "D"]


def test_a_link_to_an_unknown_activity_is_left_out() -> None:
    assert activities(textbook(A=(1, "X"))) == (Activity("A", 0, 1),)


def test_activities_in_a_circle_come_last_without_the_links_that_make_it() -> None:
    given = textbook(A=(1, "B"), B=(1, "AD"), C=(1, "B"), D=(1, ""))

    assert activities(given) == (
        Activity("D", 0, 1),
        Activity("A", 0, 1),
        Activity("B", 0, 1, (Link("D"),)),
        Activity("C", 0, 1),
    )


def test_an_activity_that_needs_less_than_no_time_starts_earlier() -> None:
    found = changed((Activity("A", 10, 4), Activity("B", 10, 4)), {"A": -6, "B": -1})

    assert found == (Activity("A", 8, 0), Activity("B", 10, 3))


def test_a_network_of_nothing_has_no_slack() -> None:
    assert slacks((), {}) == {}
