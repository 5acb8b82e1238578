"""What is called done or accepted without the evidence for it; words nothing, and calls nobody a liar.

Evidence is what the record itself holds: a day, a check that was made, an acceptance by the client. A deliverable in
review is being checked: its open checks are that review, and no missing evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.signoffs import acceptances
from milepost.analysis.states import is_done
from milepost.analysis.traceability import traceability
from milepost.disclosure.audience import shows_signoffs
from milepost.disclosure.records import DisclosedDeliverable, DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.disclosure.engagement import DisclosedEngagement


class Missing(StrEnum):
    """What is missing."""

    DAY = "day"
    MILESTONE = "milestone"
    DELIVERY = "delivery"
    FAILED_CHECK = "failed-check"
    OPEN_CHECK = "open-check"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True)
class Doubt:
    """What a record that is called done or accepted lacks, and the records at which it lacks it."""

    missing: Missing
    at: tuple[str, ...]


def doubts(engagement: DisclosedEngagement) -> dict[str, tuple[Doubt, ...]]:
    """By the id of each milestone, deliverable and requirement that is called done or accepted: what it lacks."""
    found = {**_of_milestones(engagement), **_of_deliverables(engagement), **_of_requirements(engagement)}
    return {name: doubts for name, doubts in found.items() if doubts}


def _of_milestones(engagement: DisclosedEngagement) -> dict[str, tuple[Doubt, ...]]:
    named = {item.id: item for item in engagement.of(DisclosedDeliverable)}
    found = {}
    for milestone in engagement.of(DisclosedMilestone):
        if milestone.status == "dropped" or not is_done(milestone):
            continue
        mine = dict.fromkeys(name for name in milestone.delivers if name in named)
        mine |= dict.fromkeys(item.id for item in named.values() if item.milestone == milestone.id)
        no_day = () if milestone.done_on else (Doubt(Missing.DAY, (milestone.id,)),)
        found[milestone.id] = (*no_day, *_of_work(named[name] for name in mine))
    return found


def _of_deliverables(engagement: DisclosedEngagement) -> dict[str, tuple[Doubt, ...]]:
    shown = shows_signoffs(engagement.share)
    return {
        item.id: tuple(_of_accepted(item, engagement, judges_acceptance=shown))
        for item in engagement.of(DisclosedDeliverable)
        if item.status == "accepted"
    }


def _of_accepted(
    item: DisclosedDeliverable, engagement: DisclosedEngagement, *, judges_acceptance: bool
) -> Iterator[Doubt]:
    yield from _of_checks((item,))
    clients = {person.id for person in engagement.people if person.party == "client"}
    checked = any(check.result == "pass" and check.by in clients for check in item.checks)
    # A share that hides sign-offs, or the client's people, cannot tell whether there is one.
    if judges_acceptance and clients and not checked and not acceptances(engagement.signoffs, item.id):
        yield Doubt(Missing.ACCEPTANCE, (item.id,))


def _of_requirements(engagement: DisclosedEngagement) -> dict[str, tuple[Doubt, ...]]:
    found = {}
    for chain in traceability(engagement).chains:
        if chain.requirement.status == "done":
            late = tuple(item.id for item in chain.milestones if not is_done(item))
            # Work that goes on after a first delivery does not undo it: one milestone that is done is enough.
            none_done = bool(late) and len(late) == len(chain.milestones)
            still = (Doubt(Missing.MILESTONE, late),) if none_done else ()
            found[chain.requirement.id] = (*still, *_of_checks(chain.deliverables))
    return found


def _of_work(deliverables: Iterable[DisclosedDeliverable]) -> tuple[Doubt, ...]:
    mine = tuple(deliverables)
    missing = tuple(item.id for item in mine if item.status in {"planned", "rejected"})
    return (*((Doubt(Missing.DELIVERY, missing),) if missing else ()), *_of_checks(mine))


def _of_checks(deliverables: Iterable[DisclosedDeliverable]) -> tuple[Doubt, ...]:
    mine = tuple(deliverables)
    failed = tuple(item.id for item in mine if any(check.result == "fail" for check in item.checks))
    waiting = tuple(
        item.id
        for item in mine
        if item.status in {"delivered", "accepted"} and any(check.result == "open" for check in item.checks)
    )
    pairs = ((Missing.FAILED_CHECK, failed), (Missing.OPEN_CHECK, waiting))
    return tuple(Doubt(missing, at) for missing, at in pairs if at)
