"""What a change request does to the plan, as a client reads it: its own page, the page of all changes, the roadmap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from milepost.loading.tree import MemoryTree
from milepost.pipeline import build_client, build_tree
from support.html import rows_of, text_of
from support.sites import shares_of
from support.trails import CLIENT as WITH_NORA
from support.trails import committed, workspace

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 11, 22)
CLIENT = """
name: Harbour Museum
engagement: Portal
currency: GBP
key_milestone: M3
people:
  - {id: lena, name: Lena Ortiz, party: client}
shares:
  - {name: client, audience: client}
  - {name: board, audience: sponsor}
"""
PLAN = """
- {id: M1, title: Pilot, start: 2026-12-07, agreed: 2026-12-11}
- {id: M2, title: Test, agreed: 2026-12-04}
- {id: M3, title: Launch, start: 2026-12-21, agreed: 2026-12-25, depends_on: [{id: M1, lag: 5d}, M2]}
- {id: M4, title: Training, start: 2026-12-28, agreed: 2027-01-08, depends_on: [M3]}
- {id: M6, title: Import, agreed: 2026-11-02, done_on: 2026-11-06}
"""
CHANGES = """
- {id: CR-1, title: Welsh, description: D, requested_by: lena, effect: {cost: 900, milestones: [{id: M1, days: 7}]}}
- {id: CR-2, title: Longer test, description: D, effect: {milestones: [{id: M2, days: 14}]}}
- {id: CR-3, title: Import, description: D, status: done, billing: included,
   effect: {cost: 500, milestones: [{id: M6, days: 4}, {id: M3, days: 0}]}}
- {id: CR-4, title: Models, description: D, status: rejected, effect: {milestones: [{id: M3, days: 30}]}}
- {id: CR-5, title: Cheaper, description: D, effect: {cost: -200}}
- {id: CR-6, title: Unknown, description: D}
- {id: CR-7, title: Extra, description: D, status: accepted, effect: {cost: 1200}}
"""
WITHOUT_KEY = CLIENT.replace("key_milestone: M3\n", "")
BUDGET = "- {id: B-1, title: All, estimate: 10000, audience: sponsor}\n"
FILES = {"client.yaml": CLIENT, "milestones.yaml": PLAN, "changes.yaml": CHANGES, "budget.yaml": BUDGET}


def page(url: str, share: str = "harbour", **files: str) -> str:
    """The page's HTML in a share of the engagement, with these collections instead of its own; none where empty."""
    given = {**FILES, **{f"{name}.yaml": text for name, text in files.items()}}
    tree = MemoryTree({name: text for name, text in given.items() if text}, "clients/harbour")
    (found,) = [item for item in shares_of(build_tree(tree, "harbour", AS_OF))[share].pages if item.url == url]
    return found.html


def table(html: str, head: str) -> list[list[str]]:
    """The rows below the row that begins with this head."""
    rows = [row.cells for row in rows_of(html)]
    start = next(number for number, cells in enumerate(rows) if cells and cells[0] == head)
    width = len(rows[start])
    below = rows[start + 1 :]
    end = next((number for number, cells in enumerate(below) if len(cells) != width), len(below))
    return below[:end]


def test_a_proposed_request_s_page_shows_the_plan_before_and_after_the_cost_and_the_key_date() -> None:
    html = page("records/CR-1/")

    assert "Launch moves from 25 December to 1 January 2027 (+7 days). It adds £900 to the price." in text_of(html)
    assert table(html, "What moves") == [
        ["Pilot", "11 Dec", "18 Dec", "+7 days"],
        ["Launchbecause of what it waits for", "25 Dec", "1 Jan 2027", "+7 days"],
        ["Trainingbecause of what it waits for", "8 Jan 2027", "15 Jan 2027", "+7 days"],
    ]


def test_it_says_what_has_no_room_any_more() -> None:
    told = text_of(page("records/CR-2/"))

    assert "Launch stays on 25 December. It costs nothing more." in told
    assert "Without room from then on, so that a delay moves Launch: Test." in told

    more = CHANGES.replace("days: 14", "days: 16")

    assert "With room from then on: Pilot." in text_of(page("records/CR-2/", changes=more))


def test_a_request_that_saves_money_and_moves_nothing_says_so() -> None:
    assert "Launch stays on 25 December. It takes £200 off the price." in text_of(page("records/CR-5/"))


def test_an_accepted_request_s_page_shows_the_plan_without_it_and_with_it() -> None:
    html = page("records/CR-3/")

    assert "Counted back from today's dates by the days that were agreed." in text_of(html)
    assert table(html, "What moved") == [["Import", "2 Nov", "6 Nov", "+4 days"]]
    assert "the plan" not in text_of(page("records/CR-7/")).lower()


def test_a_request_that_was_turned_down_or_says_nothing_has_no_effect_on_the_plan() -> None:
    for name in ("CR-4", "CR-6"):
        assert "if it is accepted" not in text_of(page(f"records/{name}/"))


def test_the_difference_to_what_was_asked_for_is_told() -> None:
    one_day = "- {id: CR-1, title: Welsh, description: D, effect: {milestones: [{id: M1, days: 1}]}}\n"

    assert table(page("records/CR-1/", changes=one_day), "What moves")[0] == [
        "Pilotasked for: +1 day",
        "11 Dec",
        "14 Dec",
        "+3 days",
    ]


def test_the_page_of_changes_adds_up_what_was_accepted_and_what_waits() -> None:
    html = page("changes/")

    assert "Accepted so far: +£1,200. Launch: unchanged." in text_of(html)
    assert table(html, "Change requests") == [
        ["Accepted so far2 change requests", "1", "1", "+£1,200", "25 Dec"],
        ["Waiting for a decision4 change requests", "2", "2", "+£700", "1 Jan 2027+7 days"],
    ]
    assert "First agreed" not in text_of(html)


def test_only_a_share_that_shows_the_budget_sets_the_changes_against_it() -> None:
    assert "First agreed: £10,000. With everything accepted: £11,200. With what waits as well: £11,900." in text_of(
        page("changes/", "harbour--board")
    )
    done = CHANGES.replace("description: D, requested_by", "description: D, status: rejected, requested_by").replace(
        "{cost: -200}", "{cost: 0}"
    )
    assert "£11,200. With what" not in text_of(page("changes/", "harbour--board", changes=done))


def test_without_a_plan_the_sums_are_of_cost_alone() -> None:
    alone = "- {id: CR-1, title: A, description: D, effect: {cost: 900}}\n"
    html = page("changes/", client=WITHOUT_KEY, milestones="", changes=alone)

    assert table(html, "Change requests") == [
        ["Accepted so far0 change requests", "0", "0", "no extra cost"],
        ["Waiting for a decision1 change request", "0", "1", "+£900"],
    ]
    assert "It adds £900 to the price." in text_of(
        page("records/CR-1/", client=WITHOUT_KEY, milestones="", changes=alone)
    )
    assert "If accepted" not in text_of(html)


def test_where_every_request_was_turned_down_there_is_nothing_to_add_up() -> None:
    refused = "- {id: CR-1, title: A, description: D, status: rejected}\n"

    assert "What the changes come to" not in page("changes/", changes=refused)


def test_the_roadmap_and_each_milestone_say_how_much_room_there_is_before_the_key_date() -> None:
    roadmap, pilot, test, training = (
        text_of(page(url)) for url in ("roadmap/", "records/M1/", "records/M2/", "records/M4/")
    )

    assert "What the date of Launch hangs on" in roadmap
    assert "No room: a delay moves Launch" in roadmap
    assert "10 working days of room" in roadmap
    assert "There is no room behind it: each day that it takes longer moves Launch." in pilot
    assert "Room before Launch moves: 10 working days of room." in test
    assert "The date of Launch does not hang on it." in training
    assert "room" not in text_of(page("records/M3/"))


def test_less_than_a_day_of_room_is_told_as_such() -> None:
    hours = PLAN.replace("depends_on: [{id: M1, lag: 5d}, M2]", "depends_on: [{id: M1, lag: 36h}]")

    assert "less than a working day of room" in text_of(page("records/M1/", milestones=hours))


def test_where_nothing_but_itself_decides_the_key_date_the_roadmap_does_not_speak_of_it() -> None:
    assert "hangs on" not in text_of(
        page("roadmap/", milestones="- {id: M3, title: Launch, agreed: 2026-12-25}\n", changes="")
    )


FOLDER = "clients/harbour/"
SCOPE = {"agreements.yaml": "- {id: AG-1, title: Scope, body: B, in_scope: [Search]}\n"}
SEARCH = "- {id: REQ-1, title: Search, statement: S}\n"
WELSH = "- {id: REQ-2, title: Welsh, statement: S}\n"
PRINT = "- {id: REQ-3, title: Print, statement: S}\n"
ASKED = "- {id: CR-1, title: Welsh, description: D, requested_by: lena, status: accepted, links: [REQ-2]}\n"
SIGNED = f"""\
id: SO-1
record: AG-1
verb: accept
by: nora
at: 2020-01-01T12:00:00+00:00
digest: sha256:{"0" * 64}
statement: Words.
"""


def changes_after(folder: Path, *commits: dict[str, str]) -> str:
    """The page of changes of a client with a history of these commits, given by the files below its folder."""
    repository = workspace(folder, WITH_NORA + "  - {id: lena, name: Lena Ortiz, party: client}\n")
    for files in commits:
        repository.commit({f"{FOLDER}{name}": text for name, text in files.items()})
    with committed(repository) as source:
        pages = shares_of(build_client(source, "harbour", AS_OF))["harbour"].pages
    return next(item.html for item in pages if item.url == "changes/")


def test_the_scope_ledger_says_what_came_since_the_agreement_by_whom_and_with_which_request(tmp_path: Path) -> None:
    html = changes_after(
        tmp_path,
        {**SCOPE, "requirements.yaml": SEARCH},
        {"requirements.yaml": SEARCH + WELSH + PRINT, "changes.yaml": ASKED},
        {"requirements.yaml": SEARCH.replace("S}", "T}") + WELSH + PRINT},
    )

    told = text_of(html)
    assert "No acceptance of it is on file." in told
    assert "3 things have come, gone or changed since, 2 of them without an accepted change request." in told
    assert "1 part is as it was agreed" in told
    rows = table(html, "What")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("SearchREQ-1", "written down by Nora Quill", "without one"),
        ("WelshREQ-2", "asked by Lena Ortiz", "CR-1Accepted"),
        ("PrintREQ-3", "written down by Nora Quill", "without one"),
    ]
    came = ("worded differently", "added", "added")
    assert all(row[1].startswith(word) for row, word in zip(rows, came, strict=True))


def test_where_all_came_by_request_the_ledger_says_so(tmp_path: Path) -> None:
    begun = {**SCOPE, "requirements.yaml": SEARCH, "signoffs/SO-1.yaml": SIGNED}

    told = text_of(changes_after(tmp_path, begun, {"requirements.yaml": SEARCH + WELSH, "changes.yaml": ASKED}))

    assert "when its history begins; the agreement was accepted earlier." in told
    assert "1 thing has come, gone or changed since, all by change request." in told


def test_where_nothing_came_since_the_ledger_says_so(tmp_path: Path) -> None:
    begun = {**SCOPE, "changes.yaml": "- {id: CR-1, title: Welsh, description: D}\n"}

    assert "Nothing has come, gone or changed since." in text_of(changes_after(tmp_path, begun))


def test_without_an_agreement_the_ledger_claims_nothing_and_says_why(tmp_path: Path) -> None:
    asked = {"requirements.yaml": SEARCH, "changes.yaml": "- {id: CR-1, title: Welsh, description: D}\n"}

    assert "No agreement is on record" in text_of(changes_after(tmp_path, asked))
    assert "No complete history was read" in text_of(page("changes/", requirements=SEARCH))


def test_a_share_that_shows_nothing_that_could_be_in_scope_has_no_ledger() -> None:
    assert "What was agreed" not in text_of(page("changes/"))
