"""What every engagement owes and is owed, from the agency's own view of its files; prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost import clock
from milepost.analysis.due import DueItem, due_items
from milepost.analysis.missing_signatures import outdated_signoffs
from milepost.checking import check_tree
from milepost.diagnostics import has_errors
from milepost.disclosure.audience import INTERNAL
from milepost.disclosure.gate import disclose
from milepost.loading.scalars import zone_of
from milepost.model.engagement import COLLECTIONS
from milepost.model.fields import fields_of
from milepost.past import Before

if TYPE_CHECKING:
    from datetime import date

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.engagement import Engagement
    from milepost.working_files import Source


@dataclass(frozen=True)
class ClientDue:
    """What is due in one engagement on a day.

    `names` are people by their id. `complete` is False where the files have errors, so that something may be missing;
    `signatures_dated` is False where there is no history to say whether signed words have changed since.
    """

    slug: str
    name: str
    as_of: date
    items: tuple[DueItem, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    complete: bool = True
    signatures_dated: bool = True


def client_due(source: Source, slug: str, as_of: date | None, fallback: date) -> ClientDue:
    """What is due in the client's engagement; `as_of` None is today in the client's time zone.

    `fallback` stands for that day where the client's files cannot be read at all.
    """
    checked = check_tree(source.tree(slug), slug, as_of)
    engagement = checked.engagement
    if engagement is None:
        return ClientDue(slug, slug, as_of or fallback, complete=False)
    shown = disclose(engagement, INTERNAL)
    outdated = _outdated(source, engagement, shown)
    client, day = engagement.client, as_of or clock.today(zone_of(engagement.client.timezone))
    return ClientDue(
        slug=slug,
        name=client.name,
        as_of=day,
        items=due_items(shown, day, zone_of(client.timezone), client.policy.quorum, outdated or frozenset()),
        names=tuple((person.id, person.name) for person in shown.people),
        complete=not has_errors(checked.diagnostics),
        signatures_dated=outdated is not None or not client.policy.quorum,
    )


def _outdated(source: Source, engagement: Engagement, shown: DisclosedEngagement) -> frozenset[str] | None:
    """The sign-offs of words that changed later; None where there is no history to ask."""
    if not engagement.client.policy.quorum or not engagement.signoffs:
        return frozenset()
    trail = Before.of(source, engagement.slug, engagement).agency_trail
    normative = {
        name: frozenset(field.key for field in fields_of(model) if field.shape.normative)
        for name, model in COLLECTIONS.items()
    }
    return None if trail is None else outdated_signoffs(shown, trail, normative)
