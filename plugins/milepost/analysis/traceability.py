"""From each requirement to the milestones, deliverables, checks and acceptances that answer it, and where it ends.

Reads disclosed records only: what a share hides is not in its chains, and a share that shows no milestones at all is
told nothing of missing ones. A sign-off counts as it was filed; whether its signature holds is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from milepost.analysis.signoffs import acceptances
from milepost.disclosure import audience
from milepost.disclosure.records import DisclosedDeliverable, DisclosedMilestone, DisclosedRequirement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedSignOff
    from milepost.disclosure.records import DisclosedRecord


class Gap(StrEnum):
    """Where a chain ends too early, the earliest first; the rest of a broken chain is not complained about."""

    NO_CRITERIA = "no-criteria"
    NO_MILESTONE = "no-milestone"
    NO_DELIVERABLE = "no-deliverable"
    NO_CHECK = "no-check"
    CHECK_FAILED = "check-failed"
    NOT_ACCEPTED = "not-accepted"


@dataclass(frozen=True)
class CheckCount:
    """How many checks there are, and what came of them."""

    total: int = 0
    passed: int = 0
    failed: int = 0

    @property
    def open(self) -> int:
        """How many have not been made yet."""
        return self.total - self.passed - self.failed


@dataclass(frozen=True)
class Chain:
    """A requirement with everything that answers it; `agreed` are the sign-offs of its own words."""

    requirement: DisclosedRequirement
    agreed: tuple[DisclosedSignOff, ...]
    milestones: tuple[DisclosedMilestone, ...]
    deliverables: tuple[DisclosedDeliverable, ...]
    checks: CheckCount
    accepted: tuple[DisclosedSignOff, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_covered(self) -> bool:
        """Whether it leads from the requirement to at least one check."""
        return bool(self.deliverables) and self.checks.total > 0


@dataclass(frozen=True)
class Traceability:
    """Every chain of an engagement; requirements that were dropped or put off have none.

    `shows_…`: whether the share shows any at all; of what it hides, nothing may be said to be missing.
    """

    chains: tuple[Chain, ...]
    unasked: tuple[DisclosedDeliverable, ...]
    unchecked: tuple[DisclosedDeliverable, ...]
    shows_milestones: bool
    shows_deliverables: bool
    shows_signoffs: bool

    @cached_property
    def by_id(self) -> dict[str, Chain]:
        """Each chain by its requirement's id."""
        return {chain.requirement.id: chain for chain in self.chains}

    def with_gap(self, gap: Gap) -> tuple[Chain, ...]:
        """The chains that end there."""
        return tuple(chain for chain in self.chains if gap in chain.gaps)

    def of_milestone(self, name: str) -> tuple[Chain, ...]:
        """The chains that go through a milestone."""
        return tuple(chain for chain in self.chains if name in {item.id for item in chain.milestones})

    def of_deliverable(self, name: str) -> tuple[Chain, ...]:
        """The chains that end in a deliverable."""
        return tuple(chain for chain in self.chains if name in {item.id for item in chain.deliverables})


def traceability(engagement: DisclosedEngagement) -> Traceability:
    """Every chain, in the order in which the requirements are written."""
    links = _Links.of(engagement)
    asked = [
        item for item in engagement.of(DisclosedRequirement) if item.status != "dropped" and item.priority != "wont"
    ]
    chains = tuple(links.chain(item) for item in asked)
    answered = {item.id for chain in chains for item in chain.deliverables}
    deliverables = engagement.of(DisclosedDeliverable)
    return Traceability(
        chains=chains,
        unasked=tuple(item for item in deliverables if item.id not in answered) if asked else (),
        unchecked=tuple(item for item in deliverables if not item.checks and item.status != "planned"),
        shows_milestones=links.shows_milestones,
        shows_deliverables=links.shows_deliverables,
        shows_signoffs=links.shows_signoffs,
    )


def count_checks(deliverables: Iterable[DisclosedDeliverable]) -> CheckCount:
    """The checks of these deliverables, counted."""
    results = [check.result for item in deliverables for check in item.checks]
    return CheckCount(len(results), results.count("pass"), results.count("fail"))


@dataclass(frozen=True)
class _Links:
    """The engagement's links in the direction in which chains run, whichever record names the other."""

    engagement: DisclosedEngagement
    milestones: dict[str, dict[str, DisclosedMilestone]]
    deliverables: dict[str, dict[str, DisclosedDeliverable]]
    signoffs: dict[str, list[DisclosedSignOff]]
    shows_milestones: bool
    shows_deliverables: bool
    shows_signoffs: bool

    @classmethod
    def of(cls, engagement: DisclosedEngagement) -> _Links:
        """All links, indexed once: an engagement may have hundreds of requirements."""
        signoffs: dict[str, list[DisclosedSignOff]] = {}
        for item in engagement.signoffs:
            signoffs.setdefault(item.record, []).append(item)
        return cls(
            engagement=engagement,
            milestones=answering_milestones(engagement),
            deliverables=_deliverables(engagement),
            signoffs=signoffs,
            shows_milestones=_has(engagement, DisclosedMilestone),
            shows_deliverables=_has(engagement, DisclosedDeliverable),
            shows_signoffs=audience.shows_signoffs(engagement.share),
        )

    def chain(self, requirement: DisclosedRequirement) -> Chain:
        """The chain of one requirement."""
        milestones = self.milestones.get(requirement.id, {})
        names = (requirement.id, *milestones)
        found = {name: item for key in names for name, item in self.deliverables.get(key, {}).items()}
        deliverables = tuple(found.values())
        checks = count_checks(deliverables)
        accepted = tuple(item for name in found for item in acceptances(self.signoffs.get(name, ()), name))
        return Chain(
            requirement=requirement,
            agreed=acceptances(self.signoffs.get(requirement.id, ()), requirement.id),
            milestones=tuple(milestones.values()),
            deliverables=deliverables,
            checks=checks,
            accepted=accepted,
            gaps=tuple(self._gaps(requirement, tuple(milestones.values()), deliverables, checks)),
        )

    def _gaps(
        self,
        requirement: DisclosedRequirement,
        milestones: tuple[DisclosedMilestone, ...],
        deliverables: tuple[DisclosedDeliverable, ...],
        checks: CheckCount,
    ) -> Iterable[Gap]:
        if not requirement.acceptance:
            yield Gap.NO_CRITERIA
        if self.shows_milestones and not milestones:
            yield Gap.NO_MILESTONE
        elif self.shows_deliverables and not deliverables:
            yield Gap.NO_DELIVERABLE
        elif deliverables and not checks.total:
            yield Gap.NO_CHECK
        if checks.failed:
            yield Gap.CHECK_FAILED
        if deliverables and self._waits(requirement, deliverables):
            yield Gap.NOT_ACCEPTED

    def _waits(self, requirement: DisclosedRequirement, deliverables: tuple[DisclosedDeliverable, ...]) -> bool:
        """Whether the requirement is called done while a deliverable of it has no acceptance on file."""
        if requirement.status != "done" or not self.shows_signoffs:
            return False
        return any(not acceptances(self.signoffs.get(item.id, ()), item.id) for item in deliverables)


def _has(engagement: DisclosedEngagement, kind: type[DisclosedRecord]) -> bool:
    """Whether the share shows any record of the type; of what nobody has recorded yet, no requirement lacks one."""
    shown = audience.shows(engagement.share, engagement.share.audience, kind.collection)
    return shown and bool(engagement.of(kind))


def answering_milestones(engagement: DisclosedEngagement) -> dict[str, dict[str, DisclosedMilestone]]:
    """The milestones that answer each requirement, by their ids: those that it names, then those that name it."""
    named = {item.id: item for item in engagement.of(DisclosedMilestone) if item.status != "dropped"}
    found: dict[str, dict[str, DisclosedMilestone]] = {}
    for requirement in engagement.of(DisclosedRequirement):
        found[requirement.id] = {name: named[name] for name in requirement.milestones if name in named}
    for milestone in named.values():
        for name in milestone.requirements:
            found.setdefault(name, {})[milestone.id] = milestone
    return found


def _deliverables(engagement: DisclosedEngagement) -> dict[str, dict[str, DisclosedDeliverable]]:
    """The deliverables of each milestone, and of each requirement that is linked with one directly."""
    named = {item.id: item for item in engagement.of(DisclosedDeliverable)}
    found: dict[str, dict[str, DisclosedDeliverable]] = {}
    for milestone in engagement.of(DisclosedMilestone):
        found[milestone.id] = {name: named[name] for name in milestone.delivers if name in named}
    for deliverable in named.values():
        for name in (deliverable.milestone, *_linked(deliverable)):
            if name:
                found.setdefault(name, {})[deliverable.id] = deliverable
    for requirement in engagement.of(DisclosedRequirement):
        linked = {name: named[name] for name in _linked(requirement) if name in named}
        found.setdefault(requirement.id, {}).update(linked)
    return found


def _linked(record: DisclosedRecord) -> tuple[str, ...]:
    return tuple(link.record for link in record.links if link.record)
