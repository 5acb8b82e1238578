from __future__ import annotations

from milepost.analysis.promises import PromiseCount, promise_count, promise_standings
from support.engagements import AS_OF, an_engagement

TEXT = """
- {id: P-kept, title: A, made_on: 2026-09-01, due: 2026-10-01, kept_on: 2026-10-01, made_by: ana}
- {id: P-late, title: B, made_on: 2026-09-01, due: 2026-10-01, kept_on: 2026-10-04}
- {id: P-broken, title: C, made_on: 2026-09-01, due: 2026-10-01, broken_on: 2026-10-02}
- {id: P-overdue, title: D, made_on: 2026-09-01, due: 2026-11-20}
- {id: P-open, title: E, made_on: 2026-09-01, due: 2026-12-01}
- {id: P-undated, title: F, made_on: 2026-09-01}
- {id: P-theirs, title: G, made_on: 2026-09-01, due: 2026-12-01, made_by: lena}
- {id: P-kept-undated, title: H, made_on: 2026-09-02, kept_on: 2026-10-04}
"""


def test_a_promise_is_kept_late_broken_overdue_or_open_and_what_presses_comes_first() -> None:
    found = promise_standings(an_engagement({"promises.yaml": TEXT}), AS_OF)

    assert [(item.promise.id, item.state.value, item.days_late) for item in found] == [
        ("P-overdue", "overdue", 0),
        ("P-undated", "open", 0),
        ("P-open", "open", 0),
        ("P-theirs", "open", 0),
        ("P-broken", "broken", 0),
        ("P-late", "kept-late", 3),
        ("P-kept", "kept", 0),
        ("P-kept-undated", "kept", 0),
    ]


def test_a_promise_is_ours_unless_someone_of_the_client_made_it() -> None:
    found = promise_standings(an_engagement({"promises.yaml": TEXT}), AS_OF)

    assert [item.promise.id for item in found if item.party == "client"] == ["P-theirs"]


def test_kept_of_total_counts_every_promise_whose_day_has_come() -> None:
    found = promise_standings(an_engagement({"promises.yaml": TEXT}), AS_OF)

    assert promise_count(found) == PromiseCount(kept=3, late=1, of=5, open=3)
