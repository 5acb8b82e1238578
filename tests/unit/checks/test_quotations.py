from __future__ import annotations

import pytest

from milepost.checks.quotations import check_quotations
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("kind: testimonial, consent: true, audience: public", []),
        ("kind: testimonial, consent: false, audience: public", ["C315"]),
        ("kind: review, consent: true, audience: public", ["C315"]),
        ("kind: review", []),
    ],
)
def test_what_a_client_said_is_for_everybody_only_as_a_quotation_they_agreed_to(
    fields: str, expected: list[str]
) -> None:
    feedback = f"- {{id: F-1, title: Good, given_on: 2026-10-01, {fields}}}\n"
    loaded = load(MemoryTree({"client.yaml": CLIENT, "feedback.yaml": feedback}), "harbour")
    assert loaded.engagement is not None

    assert [item.code for item in check_quotations(loaded.engagement, loaded.places)] == expected
