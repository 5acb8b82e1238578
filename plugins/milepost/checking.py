"""An engagement with everything that is wrong with it, rules across records included; builds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost import clock
from milepost.checks.attachments import check_attachments
from milepost.checks.backwards import check_backwards
from milepost.checks.circles import check_circles
from milepost.checks.dates import check_dates
from milepost.checks.hidden_names import check_hidden_names
from milepost.checks.metadata import check_metadata
from milepost.checks.quotations import check_quotations
from milepost.checks.schedule import check_schedule, inside_of
from milepost.checks.settings import check_settings
from milepost.checks.targets import check_targets
from milepost.checks.tone import check_tone
from milepost.diagnostics import Diagnostic, Location, in_order
from milepost.disclosure.audience import INTERNAL
from milepost.disclosure.gate import disclose
from milepost.loading.engagement import load
from milepost.loading.layout import is_slug
from milepost.loading.scalars import zone_of
from milepost.model.delivery import Milestone
from milepost.working_files import as_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from milepost.loading.engagement import Loaded
    from milepost.loading.tree import Tree
    from milepost.model.engagement import Engagement
    from milepost.working_files import Source


@dataclass(frozen=True)
class Checked:
    """An engagement with its diagnostics; None where the files cannot be read at all."""

    engagement: Engagement | None
    diagnostics: tuple[Diagnostic, ...]


def check_client(clients: Path | Source, slug: str, as_of: date | None) -> Checked:
    """The client's engagement and its diagnostics; `as_of` None is today in the client's time zone."""
    return check_tree(as_source(clients).tree(slug), slug, as_of)


def check_tree(tree: Tree, slug: str, as_of: date | None) -> Checked:
    """The engagement in a tree of files and its diagnostics."""
    if not is_slug(slug):
        hint = (
            "Use lower-case letters, digits and single hyphens, at most 63. Folders that start with _ are no clients."
        )
        fault = Diagnostic("F207", f"“{slug}” cannot name a client's folder", Location(tree.root), hint)
        return Checked(None, (fault,))
    if "." in tree.links():
        hint = "Put the folder itself in its place: a link could lead to another client's files."
        return Checked(
            None, (Diagnostic("F207", f"“{slug}” is a link, and no link is followed", Location(tree.root), hint),)
        )
    loaded = load(tree, slug)
    if loaded.engagement is None:
        return Checked(None, loaded.diagnostics)
    return Checked(loaded.engagement, in_order((*loaded.diagnostics, *_checks(loaded, loaded.engagement, tree, as_of))))


def _checks(loaded: Loaded, engagement: Engagement, tree: Tree, as_of: date | None) -> Iterable[Diagnostic]:
    internal = disclose(engagement, INTERNAL)
    day = as_of or clock.today(zone_of(engagement.client.timezone))
    yield from check_dates(internal, loaded.places, day)
    yield from check_backwards(engagement, loaded.places, day)
    yield from check_circles(engagement, loaded.places)
    yield from check_targets(engagement, loaded.places)
    yield from check_schedule(internal, inside_of(engagement.of(Milestone)), loaded.places, day)
    yield from check_settings(engagement.client, loaded.places)
    yield from check_quotations(engagement, loaded.places)
    yield from check_hidden_names(engagement, loaded.places)
    yield from check_tone(engagement, internal, loaded.places)
    files = {name: tree.read(name) for name in internal.files}
    yield from check_attachments(files, tree.root)
    published = {name for share in engagement.client.shares for name in disclose(engagement, share).files}
    known = (engagement.client.name, *(person.name for person in engagement.client.people))
    yield from check_metadata({name: data for name, data in files.items() if name in published}, known, tree.root)
