"""The plan's arithmetic in the reader's browser against that of Python, on random plans with holidays and requests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from milepost.analysis.impact import WhatIf, added, extra_time, proposed
from milepost.analysis.money import ZERO, cost_of
from milepost.analysis.schedule.plan import written_plan
from milepost.analysis.what_if import browser_plan, open_in_order
from support.browser import open_page
from support.networks import seeded
from support.plans import delay, rough_plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "templates" / "assets" / "schedule.js"
PLANS = 1000
RUN = """cases => cases.map(({plan, chosen, delays}) => ({
  days: milepostSchedule.days(plan, chosen, delays),
  cost: String(milepostSchedule.cost(plan, chosen)),
}))"""


def case(seed: int) -> tuple[dict[str, Any], list[date], Decimal, date, int]:
    """What the browser is given, and what Python makes of it: days, cost, the calendar's first day, decimal places."""
    random = seeded(seed)
    engagement = rough_plan(random)
    plan = written_plan(engagement)
    assert plan is not None
    names = list(open_in_order(plan, engagement))
    changes = proposed(engagement).changes
    chosen = [number for number in range(len(changes)) if random.random() < 0.6]
    delays = [random.choice([0, 0, 0, 1, 2, random.randint(3, 400)]) for _ in names]
    extra = added(
        [
            *(extra_time(plan, changes[number]) for number in chosen),
            *(delay(plan, name, days) for name, days in zip(names, delays, strict=True)),
        ]
    )
    tried = WhatIf(plan, extra)
    given = browser_plan(plan, engagement)
    cost = sum((cost_of(changes[number]) for number in chosen), ZERO)
    days = [tried.day(name) for name in names]
    return {"plan": given, "chosen": chosen, "delays": delays}, days, cost, plan.calendar.first, given["places"]


def test_the_browser_and_python_agree_on_a_thousand_random_plans(chromium: Browser) -> None:
    cases = [case(seed) for seed in range(PLANS)]

    with open_page(chromium, "about:blank") as opened:
        opened.page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        found = opened.page.evaluate(RUN, [given for given, *_ in cases])

    for seed, (told, (_, days, cost, first, places)) in enumerate(zip(found, cases, strict=True)):
        assert [first + timedelta(offset) for offset in told["days"]] == days, seed
        assert Decimal(told["cost"]).scaleb(-places) == cost, seed


def test_the_random_plans_are_worth_comparing() -> None:
    cases = [case(seed) for seed in range(PLANS)]

    moved = sum(any(given["delays"]) or bool(given["chosen"]) for given, *_ in cases)
    off = sum(bool(given["plan"]["calendar"]["off"]) for given, *_ in cases)
    links = sum(len(links) for given, *_ in cases for _, _, links in given["plan"]["activities"])
    assert moved > 0.8 * PLANS
    assert off > 0.7 * PLANS
    assert links > 5 * PLANS
