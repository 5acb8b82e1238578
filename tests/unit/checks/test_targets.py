from __future__ import annotations

import pytest

from milepost.checks.targets import check_targets
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ("target: 50", 0),
        ("target: 50, direction: up", 0),
        ("target: 0, direction: down", 0),
        ("target: {low: 40, high: 60}, direction: range", 0),
        ("target: {low: 40, high: 60}", 0),
        ("target: {low: 50, high: 50}, direction: range", 0),
        ("target: {low: 40}, direction: range", 0),
        ("target: {high: 60}, direction: range", 0),
        ("target: {low: 60, high: 40}, direction: range", 1),
        ("target: {low: 40, high: 60}, direction: up", 1),
        ("target: {high: 60}, direction: down", 1),
        ("target: 50, direction: range", 1),
        ("target: {}", 1),
        ("target: {value: 50, low: 40}", 1),
    ],
)
def test_of_each_result_can_be_said_whether_it_is_met(fields: str, faults: int) -> None:
    loaded = load(
        MemoryTree({"client.yaml": CLIENT, "kpis.yaml": f"- {{id: K-1, title: Calls, {fields}}}\n"}), "harbour"
    )
    assert loaded.engagement is not None
    assert not loaded.diagnostics

    found = list(check_targets(loaded.engagement, loaded.places))

    assert [item.code for item in found] == ["C319"] * faults
