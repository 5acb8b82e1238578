"""Every commit in topological order, with its own changes and the merge that brought it to the main line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from milepost.history import log
from milepost.history.faults import CorruptHistory
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from support.repositories import FIRST_SECOND, NORA, OTIS, Written, executable, link, object_id, submodule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from milepost.history.log import History, LoggedCommit

PLAN = "clients/harbour/milestones.yaml"
RISKS = "clients/harbour/risks.yaml"
DAY = 86400


def history_of(made: Written, *prefixes: str) -> History:
    made.save()
    with open_repository(made.folder) as repository:
        return read_history(repository, repository.resolve("HEAD"), prefixes)


def edits(logged: LoggedCommit) -> list[tuple[str, str | None, str | None]]:
    return [(change.path, change.before, change.after) for change in logged.changes]


def blob(text: str, object_format: Literal["sha1", "sha256"] = "sha1") -> str:
    return object_id("blob", text.encode(), object_format)


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_each_commit_has_the_files_it_added_changed_and_removed(
    tmp_path: Path, object_format: Literal["sha1", "sha256"]
) -> None:
    made = Written(tmp_path, object_format)
    first = made.commit({PLAN: "one", RISKS: "none"})
    second = made.commit({PLAN: "two", RISKS: None})

    history = history_of(made)

    assert [logged.commit.oid for logged in history.commits] == [second, first]
    one, two, none = (blob(text, object_format) for text in ("one", "two", "none"))
    assert edits(history.by_oid[first]) == [(PLAN, None, one), (RISKS, None, none)]
    assert edits(history.by_oid[second]) == [(PLAN, one, two), (RISKS, none, None)]
    assert history.object_format == object_format
    assert (history.complete, history.incomplete_since) == (True, None)


def test_changes_are_of_the_folders_asked_for_and_commits_are_all(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "one", "notes.md": "n"})
    elsewhere = made.commit({"notes.md": "m", "clients-old/x.yaml": "x"})
    keys = made.commit({"trust/allowed_signers": "key"})

    history = history_of(made, "clients/", "trust/")

    assert len(history.commits) == 3
    assert history.by_oid[elsewhere].changes == ()
    assert edits(history.by_oid[keys]) == [("trust/allowed_signers", None, blob("key"))]


def test_what_a_merge_brought_is_the_work_of_the_commits_inside(tmp_path: Path) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "one", RISKS: "none"})
    inside = made.commit({PLAN: "two"}, parents=[start], author=OTIS)
    main = made.commit({RISKS: "some"}, parents=[start])
    merge = made.commit({PLAN: "two"}, parents=[main, inside])

    history = history_of(made)

    assert [logged.commit.oid for logged in history.main_line] == [merge, main, start]
    assert (history.by_oid[inside].main, history.by_oid[inside].landed_in) == (False, merge)
    assert history.by_oid[main].landed_in == main
    assert edits(history.by_oid[inside]) == edits(history.by_oid[merge]) == [(PLAN, blob("one"), blob("two"))]
    assert not history.by_oid[merge].changes[0].by_merge


def test_a_commit_landed_with_the_first_merge_from_which_it_can_be_reached(tmp_path: Path) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "0"})
    deep = made.commit({PLAN: "1"}, parents=[start])
    outer = made.commit({RISKS: "1"}, parents=[start])
    nested = made.commit({PLAN: "1"}, parents=[outer, deep])
    first = made.commit({PLAN: "1", RISKS: "1"}, parents=[start, nested])
    later = made.commit({PLAN: "2"}, parents=[deep])
    second = made.commit({PLAN: "2"}, parents=[first, later])

    landed = {logged.commit.oid: logged.landed_in for logged in history_of(made).commits}

    assert landed == {
        start: start, deep: first, outer: first, nested: first, first: first, later: second, second: second
    }  # fmt: skip


@pytest.mark.parametrize("resolution", ["ours+theirs", None])
def test_what_only_the_merge_itself_changed_is_marked(tmp_path: Path, resolution: str | None) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "base", RISKS: "base"})
    theirs = made.commit({PLAN: "theirs", RISKS: "theirs"}, parents=[start])
    ours = made.commit({PLAN: "ours"}, parents=[start])
    merge = made.commit({PLAN: resolution, RISKS: "theirs"}, parents=[ours, theirs])

    changes = history_of(made).by_oid[merge].changes

    assert {change.path: change.by_merge for change in changes} == {PLAN: True, RISKS: False}


def test_a_merge_of_three_is_read_like_one_of_two(tmp_path: Path) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "0"})
    sides = [made.commit({f"clients/harbour/{name}.yaml": name}, parents=[start]) for name in ("a", "b", "c")]
    both = {"clients/harbour/b.yaml": "b", "clients/harbour/c.yaml": "c", PLAN: "by nobody"}
    merge = made.commit(both, parents=sides)

    history = history_of(made)

    assert history.by_oid[sides[2]].landed_in == merge
    assert {change.path for change in history.by_oid[merge].changes if change.by_merge} == {PLAN}


def test_histories_that_began_apart_are_both_read(tmp_path: Path) -> None:
    made = Written(tmp_path)
    ours = made.commit({PLAN: "0"}, parents=[])
    theirs = made.commit({RISKS: "0"}, parents=[])
    merge = made.commit({RISKS: "0"}, parents=[ours, theirs])

    history = history_of(made)

    assert edits(history.by_oid[theirs]) == [(RISKS, None, blob("0"))]
    assert history.by_oid[theirs].landed_in == merge


def test_links_and_submodules_are_told_apart_by_mode(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({"clients/a": link("/etc"), "clients/b": submodule("b" * 40), "clients/run": executable("x")})

    changes = history_of(made).commits[0].changes

    assert {change.path: change.after_mode for change in changes} == {
        "clients/a": "120000",
        "clients/b": "160000",
        "clients/run": "100755",
    }


def test_a_file_that_became_a_folder_is_one_file_gone_and_another_there(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({"clients/harbour/risks": "one"})
    made.commit({"clients/harbour/risks": None, "clients/harbour/risks/R-1.yaml": "one"})

    changed = edits(history_of(made).commits[0])

    assert sorted(changed) == [
        ("clients/harbour/risks", blob("one"), None),
        ("clients/harbour/risks/R-1.yaml", None, blob("one")),
    ]


def test_a_path_may_hold_what_git_would_quote(tmp_path: Path) -> None:
    names = ["clients/a/línea\nnueva.yaml", 'clients/a/:100644 "tab"\t.yaml', "clients/a/ä.yaml"]
    made = Written(tmp_path)
    made.commit(dict.fromkeys(names, "x"))

    assert {change.path for change in history_of(made).commits[0].changes} == set(names)


def test_an_empty_commit_is_a_commit(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({PLAN: "0"})
    empty = made.commit({})

    assert history_of(made).by_oid[empty].changes == ()


def test_the_order_is_that_of_the_graph_and_dates_are_only_said(tmp_path: Path) -> None:
    made = Written(tmp_path)
    first = made.commit({PLAN: "0"}, at=FIRST_SECOND)
    past = made.commit({PLAN: "1"}, at=FIRST_SECOND - 9000 * DAY)
    future = made.commit({PLAN: "2"}, at=FIRST_SECOND + 9000 * DAY)
    last = made.commit({PLAN: "3"}, at=FIRST_SECOND + DAY)

    assert [logged.commit.oid for logged in history_of(made).commits] == [last, future, past, first]


def graph(made: Written, shift: Sequence[int]) -> list[str]:
    """Commits by message in the order of a history with nested merges, whose dates are shifted."""
    dates = iter(FIRST_SECOND + DAY * days for days in shift)
    start = made.commit({PLAN: "s"}, "start", at=next(dates))
    left = made.commit({PLAN: "l"}, "left", parents=[start], at=next(dates))
    right = made.commit({RISKS: "r"}, "right", parents=[start], at=next(dates))
    right = made.commit({RISKS: "q"}, "right again", parents=[right], at=next(dates))
    merge = made.commit({RISKS: "q"}, "merge", parents=[left, right], at=next(dates))
    made.commit({PLAN: "e"}, "end", parents=[merge], at=next(dates))
    return [logged.commit.message.strip() for logged in history_of(made).commits]


def test_no_date_changes_the_order(tmp_path: Path) -> None:
    steady = graph(Written(tmp_path / "steady"), [0, 1, 2, 3, 4, 5])

    assert graph(Written(tmp_path / "shaken"), [900, -5, 80, -70, 3, -900]) == steady


def test_the_order_is_what_git_lists(tmp_path: Path) -> None:
    made = Written(tmp_path)
    graph(made, [5, 4, 3, 2, 1, 0])

    history = history_of(made)

    listed = made.git("rev-list", "--topo-order", "HEAD").split()
    assert [logged.commit.oid for logged in history.commits] == listed


def test_a_list_with_a_parent_before_its_child_is_refused(tmp_path: Path) -> None:
    made = Written(tmp_path)
    start = made.commit({PLAN: "0"})
    side = made.commit({RISKS: "0"}, parents=[start])
    made.commit({PLAN: "1"}, parents=[start, side])
    commits = {oid: logged.commit for oid, logged in history_of(made).by_oid.items()}
    wrong = {oid: commits[oid] for oid in (made.tip, start, side)}

    with pytest.raises(CorruptHistory, match=f"a parent of commit {side} before it"):
        log._refuse_gaps(wrong, set(wrong), frozenset())


def test_a_thousand_commits_are_read_as_git_reads_them(tmp_path: Path) -> None:
    made = Written(tmp_path)
    made.commit({f"clients/client-{number}/{PLAN[-15:]}": "0" for number in range(20)})
    for number in range(999):
        made.commit({f"clients/client-{number % 20}/{PLAN[-15:]}": str(number)}, author=NORA if number % 3 else OTIS)

    history = history_of(made, "clients/")

    said = made.git("log", "--format=%H %an", "--raw", "--no-abbrev", "--no-renames", "HEAD").split()
    assert [word for word in said if len(word) == 40 and word in history.by_oid] == list(history.by_oid)
    assert sum(len(logged.changes) for logged in history.commits) == said.count("M") + said.count("A")
    assert all(logged.main for logged in history.commits)
