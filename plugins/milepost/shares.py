"""A client's shares: which there are, and what one of them discloses on a day, with its history; renders nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost import clock
from milepost.analysis.trail import Trail
from milepost.diagnostics import did_you_mean
from milepost.disclosure.gate import disclose
from milepost.errors import EnvironmentFault, UsageError
from milepost.loading.engagement import load
from milepost.loading.scalars import zone_of
from milepost.localisation.wording import Wording
from milepost.past import Before
from milepost.views.context import Context
from milepost.working_files import as_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from milepost.model.client import Client, Share, TermOverride
    from milepost.model.engagement import Engagement
    from milepost.views.published_files import PublishedFile
    from milepost.working_files import Source


def share_folders(slug: str, shares: Sequence[Share]) -> tuple[str, ...]:
    """The folder of each share: the client's own name for the share `client`, else for the first one."""
    named = [share.name for share in shares]
    main = "client" if "client" in named else next(iter(named), "")
    return tuple(slug if share.name == main else f"{slug}--{share.name}" for share in shares)


def share_named(engagement: Engagement, name: str | None) -> Share:
    """The share of that name, or the main one; raises UsageError, with the nearest name, where there is none."""
    shares = {item.name: item for item in engagement.client.shares}
    if not shares:
        raise UsageError(f"{engagement.slug} has no share: `shares` in its client.yaml is empty.")
    if name is None:
        folders = share_folders(engagement.slug, engagement.client.shares)
        return engagement.client.shares[folders.index(engagement.slug)]
    if name not in shares:
        raise UsageError(f"{engagement.slug} has no share “{name}”. {did_you_mean(name, shares)}".rstrip())
    return shares[name]


def client_trail(source: Source, slug: str, share: str | None) -> Trail:
    """A client's trail as the agency keeps it, or as the share of that name may see it.

    Raises EnvironmentFault where the client's files cannot be read, UsageError where there is no such share.
    """
    engagement = _readable(source, slug)
    before = Before.of(source, slug, engagement)
    if share is None:
        return before.agency_trail or Trail()
    return before.trail(engagement, share_named(engagement, share)) or Trail()


def share_context(
    clients: Path | Source, slug: str, choose: str | Callable[[Client], Share] | None, as_of: date | None
) -> Context:
    """What a share shows of a client, with its history, for documents that are no page of its site.

    `choose` is the share's name, None for the main one, or picks one from the client's settings. Raises as
    `client_trail` does.
    """
    source = as_source(clients)
    engagement = _readable(source, slug)
    client = engagement.client
    share = choose(client) if callable(choose) else share_named(engagement, choose)
    return context_of(
        engagement, share, as_of or clock.today(zone_of(client.timezone)), Before.of(source, slug, engagement)
    )


def context_of(
    engagement: Engagement, share: Share, day: date, before: Before, published: Sequence[PublishedFile] = ()
) -> Context:
    """What everything above disclosure needs of one share on one day; `published` are its files."""
    client, disclosed = engagement.client, disclose(engagement, share)
    words = Wording(client.language, day, zone_of(client.timezone), client.currency, _forms(disclosed.terms))
    return Context(
        disclosed,
        words,
        day,
        tuple((file.path, file.url) for file in published),
        before.trail(engagement, share),
        before.drafts(disclosed, share),
        before.required(engagement),
        tuple(published),
        before.drafts_beside(disclosed, share),
    )


def _readable(source: Source, slug: str) -> Engagement:
    loaded = load(source.tree(slug), slug)
    if loaded.engagement is None:
        raise EnvironmentFault(f"The files of {slug} cannot be read; `milepost check {slug}` says why.")
    return loaded.engagement


def _forms(terms: Iterable[TermOverride]) -> tuple[tuple[str, str, str], ...]:
    """Each form of the client's own words, as (term, form, word)."""
    forms = [(item.term, form, getattr(item, form)) for item in terms for form in ("one", "few", "other")]
    return tuple((term, form, text) for term, form, text in forms if text)
