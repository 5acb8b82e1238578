"""Moves of dates from real repositories: the real data's own counts, and nothing of what a share may not see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from milepost.analysis.slips import slips
from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.shares import client_trail
from milepost.views.plan_blocks import Moves
from milepost.views.roadmap import roadmap
from support.contexts import the_page
from support.real_data import keps_truth, keps_workspace
from support.repositories import OTIS
from support.shares import a_share_with_history
from support.trails import committed, committed_folder, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.analysis.moves import Slips
    from milepost.views.blocks import PageView
    from milepost.views.plan_blocks import Move
    from support.repositories import Written

FOLDER = "clients/harbour/"
MILESTONES = f"{FOLDER}milestones.yaml"
ACTIONS = f"{FOLDER}actions.yaml"
ONE = "- id: M1\n  title: Launch\n  agreed: 2026-09-01\n"
JUNE, JULY, AUGUST = (int(datetime(2026, month, 1, 12, tzinfo=UTC).timestamp()) for month in (6, 7, 8))


def day_of(at: datetime) -> date:
    return at.date()


@pytest.fixture(scope="module")
def keps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keps_workspace(tmp_path_factory.mktemp("keps"))


@pytest.mark.parametrize("slug", ["sig-network", "sig-node", "sig-storage"])
def test_later_and_earlier_moves_of_the_real_data_are_those_that_its_source_counts(slug: str, keps: Path) -> None:
    truth = keps_truth(slug)
    with committed_folder(keps) as source:
        trail = client_trail(source, slug, "client")
        engagement = load(source.tree(slug), slug).engagement
        assert engagement is not None
        found = slips(disclose(engagement, engagement.client.shares[0]), trail, day_of)

    assert {
        "later": sum(slip.later for slip in found.by_id.values()),
        "earlier": sum(slip.earlier for slip in found.by_id.values()),
    } == truth["moves"]
    assert sum(bool(slip.moves) for slip in found.by_id.values()) == truth["milestones_moved"]
    assert {name: [str(said.day) for said in slip.series.stated] for name, slip in found.by_id.items()} == {
        name: [item["expected"] for item in one["expected"]] for name, one in truth["series"].items()
    }
    assert {name: str(slip.baseline) for name, slip in found.by_id.items()} == {
        name: one["agreed"] for name, one in truth["series"].items()
    }


def slips_of(repository: Written, share: str = "client") -> Slips:
    with committed(repository) as source:
        engagement = load(source.tree("harbour"), "harbour").engagement
        assert engagement is not None
        shown = next(item for item in engagement.client.shares if item.name == share)
        trail = client_trail(source, "harbour", share)
        return slips(disclose(engagement, shown), trail, day_of)


def test_dates_from_when_a_milestone_was_internal_are_no_baseline_and_no_move(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: f"{ONE}  audience: internal\n"}, at=JUNE)
    repository.commit({MILESTONES: f"{ONE}  audience: internal\n  expected: 2026-12-24\n"}, at=JULY)
    repository.commit({MILESTONES: "- id: M1\n  title: Launch\n  agreed: 2026-10-01\n"}, at=AUGUST)

    slip = slips_of(repository).by_id["M1"]

    assert (slip.first, slip.moves, slip.rewrites) == (date(2026, 10, 1), (), ())
    assert [said.on for said in slip.series.said] == [date(2026, 8, 1)]


def test_a_milestone_that_was_hidden_for_a_while_tells_nothing_of_that_while(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE}, at=JUNE)
    repository.commit({MILESTONES: f"{ONE}  audience: internal\n"})
    repository.commit({MILESTONES: f"{ONE}  audience: internal\n  expected: 2026-12-24\n  reason: Secret.\n"})
    repository.commit({MILESTONES: f"{ONE}  expected: 2026-09-11\n  reason: The list came late.\n"}, at=AUGUST)

    (move,) = slips_of(repository).moves

    assert (move.days, move.since, move.on, move.reason) == (
        10,
        date(2026, 6, 1),
        date(2026, 8, 1),
        "The list came late.",
    )


def test_a_milestone_that_is_internal_today_has_no_slip(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: f"{ONE}  expected: 2026-09-11\n"})
    repository.commit({MILESTONES: f"{ONE}  audience: internal\n"})

    assert slips_of(repository).by_id == {}


def test_a_hidden_action_waits_for_nobody_and_a_hidden_request_stands_behind_nothing(tmp_path: Path) -> None:
    action = "- id: A-1\n  title: Pay us\n  party: client\n  due: 2026-06-05\n  links: [M1]\n  audience: internal\n"
    change = (
        "- id: CR-1\n  title: More\n  description: More.\n  requested_on: 2026-06-02\n  status: accepted\n"
        "  effect:\n    milestones:\n      - id: M1\n        days: 10\n  audience: internal\n"
    )
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE, ACTIONS: action, f"{FOLDER}changes.yaml": change}, at=JUNE)
    repository.commit({MILESTONES: f"{ONE}  expected: 2026-09-11\n  reason: See [CR-1], [A-1].\n"}, at=JULY)

    (move,) = slips_of(repository).moves

    assert (move.behind, move.waits, move.others) == ((), (), ())
    assert move.reason == "See […], […]."


def test_a_date_that_a_branch_tried_is_no_move_and_a_merged_one_is_its_authors(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    base = repository.commit({MILESTONES: ONE}, at=JUNE)
    repository.commit({MILESTONES: f"{ONE}  expected: 2026-12-24\n"}, parents=[base], author=OTIS)
    branch = repository.commit({MILESTONES: f"{ONE}  expected: 2026-09-15\n"}, author=OTIS)
    main = repository.commit({f"{FOLDER}risks.yaml": "- id: R-1\n  title: Snow\n"}, parents=[base])
    repository.commit({MILESTONES: f"{ONE}  expected: 2026-09-15\n"}, parents=[main, branch], at=AUGUST)

    (move,) = slips_of(repository).moves

    assert (move.days, move.commit, move.on) == (14, branch, date(2026, 8, 1))


def test_the_roadmap_tells_why_an_agreed_date_is_not_the_first_one(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE}, at=JUNE)
    asked = "- id: CR-1\n  title: Wider doors\n  description: More.\n  status: accepted\n"
    effect = "  effect:\n    milestones:\n      - id: M1\n        days: 14\n"
    moved = ONE.replace("09-01", "09-15")
    repository.commit({MILESTONES: moved, f"{FOLDER}changes.yaml": asked + effect}, at=JULY)

    with a_share_with_history(repository) as context:
        (allowed,) = moves_on(roadmap(context))
    repository.commit({MILESTONES: f"{moved}  expected: 2026-09-22\n  reason: Snow.\n"}, at=AUGUST)
    with a_share_with_history(repository) as context:
        further, before = moves_on(roadmap(context))

    assert (allowed.change, allowed.shift, allowed.agreed) == (
        "1 Sept → 15 Sept",
        "+14 days",
        "Change request accepted",
    )
    assert (allowed.why, [link.label for link in allowed.evidence]) == ("Wider doors", ["CR-1"])
    # Its fourteen days are in the agreed date: they allow nothing of what came after.
    assert (further.change, further.agreed, further.evidence) == ("15 Sept → 22 Sept", "Without a change request", ())
    assert before == allowed


def moves_on(page: PageView | None) -> list[Move]:
    blocks = [block for section in the_page(page).sections for block in section.blocks]
    return [move for block in blocks if isinstance(block, Moves) for move in block.items]
