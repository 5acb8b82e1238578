"""The plan as whole numbers, for the reader's browser to work out what a change or a delay would do; writes no words.

It holds nothing but what the share shows: dates, dependencies, the working calendar, and what proposed changes say that
they cost and move. `templates/assets/schedule.js` does the same sums with it as `analysis.impact`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.analysis.impact import extra_time, proposed
from milepost.analysis.money import cost_of
from milepost.disclosure.records import DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from milepost.analysis.schedule.plan import Plan
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.records import DisclosedChange


def browser_plan(plan: Plan, engagement: DisclosedEngagement) -> dict[str, Any]:
    """The plan for JSON: activities as (start, duration, links), links as (number of the activity, lag); minutes.

    `milestones` are the open ones in the order written, with their day since the calendar's first; `key` is the number
    of the key milestone among them; `cost` is in 10 to the power of minus `places` of the currency.
    """
    numbers = {item.id: number for number, item in enumerate(plan.activities)}
    changes = proposed(engagement).changes
    names = open_in_order(plan, engagement)
    places = _places(map(cost_of, changes))
    return {
        "calendar": {
            "begins": plan.calendar.first.weekday(),
            "week": list(plan.calendar.week),
            "off": list(plan.calendar.off),
            "minutes": plan.calendar.minutes,
        },
        "activities": [
            [item.start, item.duration, [[numbers[link.before], link.lag] for link in item.after]]
            for item in plan.activities
        ],
        "milestones": [
            {"index": numbers[name], "day": (plan.days[name] - plan.calendar.first).days, "precision": precision}
            for name, precision in names.items()
        ],
        "key": list(names).index(plan.key) if plan.key else None,
        "places": places,
        "changes": [_change(plan, change, places, numbers) for change in changes],
    }


def open_in_order(plan: Plan, engagement: DisclosedEngagement) -> dict[str, str]:
    """The open milestones with a date, in the order written, each with how exact its date is meant."""
    return {item.id: item.precision for item in engagement.of(DisclosedMilestone) if item.id in plan.open_ones}


def _change(plan: Plan, change: DisclosedChange, places: int, numbers: dict[str, int]) -> dict[str, Any]:
    extra = [[numbers[name], minutes] for name, minutes in extra_time(plan, change).items() if minutes]
    return {"cost": str(int(cost_of(change).scaleb(places))), "extra": extra}


def _places(amounts: Iterable[Decimal]) -> int:
    return max((max(0, -int(amount.normalize().as_tuple().exponent)) for amount in amounts), default=0)
