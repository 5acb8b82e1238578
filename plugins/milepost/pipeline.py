"""The use case in one place: check, disclose, view, render each share; writes nothing and knows no host program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost import clock
from milepost.checking import check_tree
from milepost.diagnostics import has_errors
from milepost.disclosure.audience import INTERNAL
from milepost.disclosure.gate import disclose
from milepost.exports.data import data_files
from milepost.loading.scalars import zone_of
from milepost.past import Before
from milepost.render import attachments
from milepost.render.pages import PageFrame, render_page
from milepost.render.site import NavGroup, RenderedSite
from milepost.shares import context_of, share_folders
from milepost.views.context import record_url
from milepost.views.foot import foot_of
from milepost.views.portfolio_entry import portfolio_entry
from milepost.views.share import share_view
from milepost.working_files import as_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from milepost.diagnostics import Diagnostic
    from milepost.loading.tree import Tree
    from milepost.model.client import Share
    from milepost.model.engagement import Engagement
    from milepost.views.context import Context
    from milepost.views.portfolio_entry import PortfolioEntry
    from milepost.working_files import Source


@dataclass(frozen=True)
class ShareOutcome:
    """One share's site, and the folder it belongs in: `harbour`, or `harbour--board` for a further share."""

    folder: str
    site: RenderedSite
    name: str = ""


@dataclass(frozen=True)
class ClientOutcome:
    """A client's sites and everything wrong with its files; no sites where a diagnostic is an error."""

    slug: str
    diagnostics: tuple[Diagnostic, ...]
    shares: tuple[ShareOutcome, ...]
    summary: PortfolioEntry | None = None


def client_slugs(clients: Path | Source) -> tuple[str, ...]:
    """The folders that are clients, sorted; those that start with `_` or `.` are not."""
    return as_source(clients).slugs()


def build_client(clients: Path | Source, slug: str, as_of: date | None) -> ClientOutcome:
    """The client's sites from a source, a folder being the working directory without history.

    `as_of` None is today in the client's time zone.
    """
    source = as_source(clients)
    return _build(source.tree(slug), slug, as_of, lambda engagement: Before.of(source, slug, engagement))


def build_tree(tree: Tree, slug: str, as_of: date | None) -> ClientOutcome:
    """The client's sites from a tree of files that has no history."""
    return _build(tree, slug, as_of, lambda _: Before())


def _build(tree: Tree, slug: str, as_of: date | None, before_of: Callable[[Engagement], Before]) -> ClientOutcome:
    checked = check_tree(tree, slug, as_of)
    if checked.engagement is None or has_errors(checked.diagnostics):
        return ClientOutcome(slug, checked.diagnostics, ())
    engagement, day = checked.engagement, as_of or clock.today(zone_of(checked.engagement.client.timezone))
    before = before_of(engagement)
    of_history = (*before.policy_faults(engagement, tree.root), *before.other_names(engagement, tree.root))
    diagnostics = (*checked.diagnostics, *of_history)
    if has_errors(diagnostics):
        return ClientOutcome(slug, diagnostics, ())
    folders = share_folders(slug, engagement.client.shares)
    shares = tuple(
        ShareOutcome(folder, _site(engagement, share, day, tree, before), share.name)
        for share, folder in zip(engagement.client.shares, folders, strict=True)
    )
    internal = context_of(engagement, INTERNAL, day, Before())
    further = tuple((share.name, share.folder) for share in shares if share.folder != slug)
    pages = [page.url for share in shares if share.folder == slug for page in share.site.pages]
    return ClientOutcome(slug, diagnostics, shares, portfolio_entry(internal, further, pages))


def _site(engagement: Engagement, share: Share, day: date, tree: Tree, before: Before) -> RenderedSite:
    disclosed = disclose(engagement, share)
    files = attachments.named_by_content({name: tree.read(name) for name in disclosed.files})
    published = [attachments.as_published(name, file) for name, file in files.items()]
    context = context_of(engagement, share, day, before, published)
    view = share_view(context)
    frame = _frame(context)
    brand = disclosed.brand
    return RenderedSite(
        name=disclosed.client.name,
        language=disclosed.client.language,
        notice=view.notice,
        pages=tuple(render_page(page, frame) for page in view.pages),
        navigation=tuple(NavGroup(group.title, tuple(page.url for page in group.pages)) for group in view.groups),
        files=(*files.values(), *data_files(context)),
        brand_css=attachments.brand_css(brand, context.file_paths),
        logo=context.file_paths.get(brand.logo or "", ""),
    )


def _frame(context: Context) -> PageFrame:
    targets = {record.id: record_url(record.id) for record in context.engagement.records}
    foot = foot_of(context)
    return PageFrame(foot.text, targets | context.file_paths, context.words.text("Table"), link=foot.more)
