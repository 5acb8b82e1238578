"""The engagement's overall state: the worse of what was last reported and what the dates say; chooses no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.analysis.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from milepost.analysis.standing import MilestoneStanding
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedReport
    from milepost.model.kinds import Health

_WORST_FIRST: tuple[Health, ...] = ("off-track", "on-hold", "at-risk", "on-track")
_BY_STANDING: dict[Standing, Health] = {
    Standing.OVERDUE: "off-track",
    Standing.AT_RISK: "at-risk",
    Standing.MOVED: "at-risk",
    Standing.ON_TRACK: "on-track",
}


@dataclass(frozen=True)
class Overall:
    """The overall state; None where nothing was reported and no date tells.

    `reported` is the last report's own word, `since` the first report in a row that said so, `before` the word until
    then, `computed` what the key milestone's date says. A green report beside a late date is a contradiction that the
    page states (`is_contradicted`).
    """

    health: Health | None
    reported: Health | None = None
    since: date | None = None
    before: Health | None = None
    computed: Health | None = None
    last_report: DisclosedReport | None = None

    @property
    def is_contradicted(self) -> bool:
        """Whether the report is better than the dates."""
        return self.reported is not None and self.health != self.reported


def overall(
    engagement: DisclosedEngagement,
    found: Iterable[MilestoneStanding],
    key: MilestoneStanding | None,
    as_of: date,
) -> Overall:
    """The engagement's overall state on a day, from its reports and its milestones."""
    reports = [item for item in sorted(engagement.reports, key=lambda item: item.date) if item.date <= as_of]
    told = [report for report in reports if report.health]
    computed = _computed(found, key)
    last = reports[-1] if reports else None
    if engagement.client.status in {"paused", "closed", "proposed"}:
        return Overall("on-hold" if engagement.client.status == "paused" else None, last_report=last)
    if not told:
        return Overall(computed, computed=computed, last_report=last)
    run = _last_run(told)
    before = told[-len(run) - 1].health if len(told) > len(run) else None
    reported = run[0].health
    return Overall(_worse(reported, computed), reported, run[0].date, before, computed, last)


def _computed(found: Iterable[MilestoneStanding], key: MilestoneStanding | None) -> Health | None:
    """What the dates say: the key milestone's standing, but never on track while any other date has passed."""
    told = _BY_STANDING.get(key.standing) if key else None
    passed = any(item.standing is Standing.OVERDUE for item in found)
    return _worse(told, "at-risk") if passed else told


def _last_run(told: list[DisclosedReport]) -> list[DisclosedReport]:
    """The last reports in a row that gave the same word."""
    start = len(told) - 1
    while start > 0 and told[start - 1].health == told[-1].health:
        start -= 1
    return told[start:]


def _worse(reported: Health | None, computed: Health | None) -> Health | None:
    known = [health for health in (reported, computed) if health]
    return min(known, key=_WORST_FIRST.index) if known else None
