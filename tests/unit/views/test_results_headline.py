"""How many targets are met, in a sentence that is grammatical for each number."""

from __future__ import annotations

import pytest

from milepost.views.results import results_page
from support.shares import a_share

MET = "  - {id: K-%d, title: Calls, target: 10, direction: down, measurements: [{date: 2026-10-01, value: 5}]}\n"
MISSED = "  - {id: K-%d, title: Calls, target: 1, direction: down, measurements: [{date: 2026-10-01, value: 5}]}\n"


@pytest.mark.parametrize(
    ("met", "missed", "headline"),
    [
        (1, 0, "The target is met."),
        (3, 0, "All 3 targets are met."),
        (1, 3, "1 of 4 targets is met."),
        (2, 1, "2 of 3 targets are met."),
        (0, 2, "No target is met yet."),
    ],
)
def test_the_headline_tells_how_many_targets_are_met(met: int, missed: int, headline: str) -> None:
    lines = [(MET if number < met else MISSED).strip() % number for number in range(met + missed)]
    page = results_page(a_share({"kpis.yaml": "".join(f"{line}\n" for line in lines)}))

    assert page is not None
    assert page.headline.startswith(headline)


def test_the_headline_tells_what_was_never_measured() -> None:
    never = "- {id: K-8, title: Visits, target: 10}\n- {id: K-9, title: Sales, target: 10}\n"
    page = results_page(a_share({"kpis.yaml": MET.strip() % 1 + "\n" + never}))

    assert page is not None
    assert page.headline == "1 of 3 targets is met. 2 are not measured yet."
