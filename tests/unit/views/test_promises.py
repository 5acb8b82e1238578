from __future__ import annotations

from milepost.views.promises import promises_page
from support.contexts import a_context, entries, sections, tags, the_page

TEXT = """
- {id: P-kept, title: A, made_on: 2026-09-01, due: 2026-10-01, kept_on: 2026-10-01, made_by: ana}
- {id: P-late, title: B, made_on: 2026-09-01, due: 2026-10-01, kept_on: 2026-10-08}
- {id: P-broken, title: C, made_on: 2026-09-01, broken_on: 2026-10-02, made_by: ana, explanation: We were wrong.}
- {id: P-overdue, title: D, made_on: 2026-09-01, due: 2026-11-20}
- {id: P-open, title: E, made_on: 2026-09-01, due: 2026-12-01}
- {id: P-undated, title: F, made_on: 2026-09-01}
"""
THEIRS = "- {id: P-theirs, title: G, made_on: 2026-09-01, due: 2026-12-01, made_by: lena}\n"


def test_without_promises_there_is_no_page() -> None:
    assert promises_page(a_context({})) is None


def test_the_headline_counts_kept_of_all_that_can_be_judged() -> None:
    page = promises_page(a_context({"promises.yaml": TEXT + THEIRS}))

    assert the_page(page).headline == "We kept 2 of 4 promises. 1 of these was late. 2 promises are open."
    assert sections(page) == {
        "Open promises": ["P-overdue", "P-undated", "P-open"],
        "Broken promises": ["P-broken"],
        "Kept promises": ["P-late", "P-kept"],
        "What you promised": ["P-theirs"],
    }


def test_where_all_is_open_there_is_nothing_to_count_yet() -> None:
    open_one = "- {id: P-1, title: A, made_on: 2026-09-01, due: 2026-12-01}\n"

    assert the_page(promises_page(a_context({"promises.yaml": open_one}))).headline == "1 promise is open."
    theirs = the_page(promises_page(a_context({"promises.yaml": THEIRS})))
    assert theirs.headline == "What you promised is noted here."


def test_each_promise_says_when_it_was_made_due_and_what_became_of_it() -> None:
    page = promises_page(a_context({"promises.yaml": TEXT + THEIRS}))

    assert {name: entry.meta[1:] for name, entry in entries(page).items()} == {
        "P-kept": ("due 1 Oct", "kept 1 Oct"),
        "P-late": ("due 1 Oct", "kept 8 Oct, 1 week late"),
        "P-broken": ("broken 2 Oct",),
        "P-overdue": ("due 20 Nov", "2 days overdue"),
        "P-open": ("due 1 Dec", "in 9 days"),
        "P-undated": (),
        "P-theirs": ("due 1 Dec", "in 9 days"),
    }
    assert {name: label for name, (_, label) in tags(page).items()} == {
        "P-kept": "Kept",
        "P-late": "Kept late",
        "P-broken": "Broken",
        "P-overdue": "Overdue",
        "P-open": "Open",
        "P-undated": "Open",
        "P-theirs": "Open",
    }


def test_a_broken_promise_is_ours_and_names_nobody() -> None:
    broken = entries(promises_page(a_context({"promises.yaml": TEXT})))["P-broken"]

    assert broken.meta[0] == "promised by us, 1 Sept"
    assert broken.body == "We were wrong."
    assert "Ana" not in str(broken)
