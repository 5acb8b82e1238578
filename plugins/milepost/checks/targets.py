"""Targets of results that no value could meet, or that contradict their direction; judges no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.model.delivery import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.diagnostics import Diagnostic
    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement


def check_targets(engagement: Engagement, places: Places) -> Iterator[Diagnostic]:
    """A fault for each KPI of which nobody could say whether it is met."""
    for kpi in engagement.of(Kpi):
        fault = _fault(kpi)
        if fault:
            message, hint = fault
            yield places.diagnostic("C319", f"{kpi.id}: {message}", places.of(kpi.id, "target"), hint=hint)


def _fault(kpi: Kpi) -> tuple[str, str] | None:
    """What is wrong, and what to write instead; None where the target can be judged."""
    target = kpi.target
    is_range = target.low is not None or target.high is not None
    if (target.value is None) != is_range:
        return "`target` is neither one number nor a range", "Write `target: 50`, or `target: {low: 40, high: 60}`."
    if target.low is not None and target.high is not None and target.low > target.high:
        return f"the range begins at {target.low}, above its end at {target.high}", "Write the lower number as `low`."
    if is_range and kpi.direction in {"up", "down"}:
        return f"a range is no target in the direction “{kpi.direction}”", "Write `direction: range`, or one number."
    if not is_range and kpi.direction == "range":
        return "the direction is “range”, the target one number", "Write `target: {low: 40, high: 60}`."
    return None
