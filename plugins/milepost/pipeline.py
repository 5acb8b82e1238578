"""The use case in one place: load, disclose, analyse, check, view, render; writes nothing and knows no host program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.analysis.trail import Trail
from milepost.checks.attachments import check_attachments
from milepost.checks.dates import check_dates
from milepost.checks.hidden_names import check_hidden_names
from milepost.checks.quotations import check_quotations
from milepost.checks.schedule import check_schedule, inside_of
from milepost.checks.settings import check_settings
from milepost.checks.tone import check_tone
from milepost.diagnostics import Diagnostic, Location, did_you_mean, has_errors, in_order
from milepost.disclosure.gate import disclose
from milepost.errors import EnvironmentFault, UsageError
from milepost.exports.data import data_files
from milepost.loading.engagement import Loaded, load
from milepost.loading.layout import is_slug
from milepost.loading.scalars import zone_of
from milepost.localisation.wording import Wording
from milepost.model.client import Client, Share
from milepost.model.delivery import Milestone
from milepost.past import Before
from milepost.render import attachments
from milepost.render.pages import PageFrame, render_page
from milepost.render.site import NavGroup, RenderedPage, RenderedSite
from milepost.sources import Source, WorkingFiles
from milepost.views.blocks import PageView
from milepost.views.context import Context, record_url
from milepost.views.errors import error_view
from milepost.views.foot import foot_of
from milepost.views.portfolio import portfolio_view
from milepost.views.portfolio_entry import PortfolioEntry, portfolio_entry
from milepost.views.share import ShareView, share_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from milepost.loading.tree import Tree
    from milepost.model.engagement import Engagement
    from milepost.views.published_files import PublishedFile

INTERNAL = Share(name="internal", audience="internal", detail="tasks")
"""The agency's own view: what the checks and the portfolio are made from; it is never a site of its own."""


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
    return _source(clients).slugs()


def build_client(clients: Path | Source, slug: str, as_of: date | None) -> ClientOutcome:
    """The client's sites from a source, a folder being the working directory without history.

    `as_of` None is today in the client's time zone.
    """
    source = _source(clients)
    return _build(source.tree(slug), slug, as_of, lambda engagement: Before.of(source, slug, engagement))


def build_tree(tree: Tree, slug: str, as_of: date | None) -> ClientOutcome:
    """The client's sites from a tree of files that has no history."""
    return _build(tree, slug, as_of, lambda _: Before())


def _build(tree: Tree, slug: str, as_of: date | None, before_of: Callable[[Engagement], Before]) -> ClientOutcome:
    checked = check_tree(tree, slug, as_of)
    if checked.engagement is None or has_errors(checked.diagnostics):
        return ClientOutcome(slug, checked.diagnostics, ())
    engagement, day = checked.engagement, as_of or today(checked.engagement.client)
    before = before_of(engagement)
    of_history = (*before.policy_faults(engagement, tree.root), *before.other_names(engagement, tree.root))
    if has_errors(of_history):
        return ClientOutcome(slug, (*checked.diagnostics, *of_history), ())
    folders = share_folders(slug, engagement.client.shares)
    pairs = tuple(zip(engagement.client.shares, folders, strict=True))
    shares = tuple(
        ShareOutcome(folder, _site(engagement, share, day, tree, before), share.name) for share, folder in pairs
    )
    internal = context_of(engagement, INTERNAL, day, Before())
    further = tuple((share.name, folder) for share, folder in pairs if folder != slug)
    pages = [page.url for share in shares if share.folder == slug for page in share.site.pages]
    return ClientOutcome(slug, (*checked.diagnostics, *of_history), shares, portfolio_entry(internal, further, pages))


def _source(clients: Path | Source) -> Source:
    return WorkingFiles(clients) if isinstance(clients, Path) else clients


@dataclass(frozen=True)
class Checked:
    """An engagement with everything wrong with it, rules across records included."""

    engagement: Engagement | None
    diagnostics: tuple[Diagnostic, ...]


def check_client(clients: Path | Source, slug: str, as_of: date | None) -> Checked:
    """The client's engagement and its diagnostics, without building anything."""
    return check_tree(_source(clients).tree(slug), slug, as_of)


def check_tree(tree: Tree, slug: str, as_of: date | None) -> Checked:
    """The engagement in a tree of files and its diagnostics."""
    if not is_slug(slug):
        hint = (
            "Use lower-case letters, digits and single hyphens, at most 63. Folders that start with _ are no clients."
        )
        fault = Diagnostic("F207", f"“{slug}” cannot name a client's folder", Location(tree.root), hint)
        return Checked(None, (fault,))
    loaded = load(tree, slug)
    if loaded.engagement is None:
        return Checked(None, loaded.diagnostics)
    return Checked(loaded.engagement, in_order((*loaded.diagnostics, *_checks(loaded, loaded.engagement, tree, as_of))))


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
    clients: Path | Source, slug: str, choose: str | Callable[[Client], Share], as_of: date | None
) -> Context:
    """What a share shows of a client, with its history, for documents that are no page of its site.

    `choose` is the share's name, or picks one from the client's settings. Raises as `client_trail` does.
    """
    source = _source(clients)
    engagement = _readable(source, slug)
    share = share_named(engagement, choose) if isinstance(choose, str) else choose(engagement.client)
    day = as_of or today(engagement.client)
    return context_of(engagement, share, day, Before.of(source, slug, engagement))


def _readable(source: Source, slug: str) -> Engagement:
    loaded = load(source.tree(slug), slug)
    if loaded.engagement is None:
        raise EnvironmentFault(f"The files of {slug} cannot be read; `milepost check {slug}` says why.")
    return loaded.engagement


def share_named(engagement: Engagement, name: str | None) -> Share:
    """The share of that name, or the main one; raises UsageError, with the nearest name, where there is none."""
    shares = {item.name: item for item in engagement.client.shares}
    main = share_folders(engagement.slug, engagement.client.shares).index(engagement.slug)
    if name is None:
        return engagement.client.shares[main]
    if name not in shares:
        raise UsageError(f"{engagement.slug} has no share “{name}”. {did_you_mean(name, shares)}".rstrip())
    return shares[name]


def share_folders(slug: str, shares: Sequence[Share]) -> tuple[str, ...]:
    """The folder of each share: the client's own name for the share `client`, else for the first one."""
    main = next((share.name for share in shares if share.name == "client"), shares[0].name)
    return tuple(slug if share.name == main else f"{slug}--{share.name}" for share in shares)


def portfolio_page(outcomes: Sequence[ClientOutcome], intro: str, as_of: date | None) -> RenderedPage:
    """The internal portfolio over every client that could be built, with those that could not above it."""
    words = Wording("en", as_of or datetime.now(UTC).date(), UTC)
    entries = [outcome.summary for outcome in outcomes if outcome.summary]
    broken = [outcome.slug for outcome in outcomes if not outcome.summary]
    return render_page(portfolio_view(entries, broken, intro, words), PageFrame("", {}, wide=True))


def neutral_page() -> RenderedPage:
    """The root page of a build: it names no client and links nowhere."""
    words = Wording("en", date(2000, 1, 1), UTC)
    headline = words.text("Nothing to see here.")
    view = PageView(
        "",
        words.text("Private"),
        "",
        headline,
        (),
        foot=words.text("Please use the address that you were given."),
    )
    return render_page(view, PageFrame("", {}))


def error_page(outcome: ClientOutcome) -> RenderedSite:
    """A site of one page that says what is wrong with a client's files; for the preview only."""
    words = Wording("en", date(2000, 1, 1), UTC)
    page = render_page(error_view(outcome.slug, outcome.diagnostics, words), PageFrame("", {}))
    return RenderedSite(name=outcome.slug, language="en", notice="", pages=(page,), navigation=(), internal=True)


def _checks(loaded: Loaded, engagement: Engagement, tree: Tree, as_of: date | None) -> Iterable[Diagnostic]:
    internal = disclose(engagement, INTERNAL)
    day = as_of or today(engagement.client)
    yield from check_dates(internal, loaded.places, day)
    yield from check_schedule(internal, inside_of(engagement.of(Milestone)), loaded.places, day)
    yield from check_settings(engagement.client, loaded.places)
    yield from check_quotations(engagement, loaded.places)
    yield from check_hidden_names(engagement, loaded.places)
    yield from check_tone(engagement, internal, loaded.places)
    yield from check_attachments({name: tree.read(name) for name in internal.files}, tree.root)


def _site(engagement: Engagement, share: Share, day: date, tree: Tree, before: Before) -> RenderedSite:
    disclosed = disclose(engagement, share)
    files = attachments.named_by_content({name: tree.read(name) for name in disclosed.files})
    published = [attachments.as_published(name, file) for name, file in files.items()]
    context = context_of(engagement, share, day, before, published)
    view = share_view(context)
    frame = _frame(context)
    brand = disclosed.brand
    return RenderedSite(
        name=engagement.client.name,
        language=engagement.client.language,
        notice=view.notice,
        pages=tuple(render_page(page, frame) for page in view.pages),
        navigation=_navigation(view),
        files=(*files.values(), *data_files(context)),
        brand_css=attachments.brand_css(brand, context.file_paths),
        logo=context.file_paths.get(brand.logo or "", ""),
    )


def context_of(
    engagement: Engagement, share: Share, day: date, before: Before, published: Sequence[PublishedFile] = ()
) -> Context:
    """What everything above disclosure needs of one share on one day; `published` are its files."""
    client, disclosed = engagement.client, disclose(engagement, share)
    words = Wording(client.language, day, _zone(client), client.currency, _terms(client))
    return Context(
        disclosed,
        words,
        day,
        tuple((file.path, file.url) for file in published),
        before.trail(engagement, share),
        before.drafts(disclosed, share),
        client.policy.require_signed,
        tuple(published),
    )


def _frame(context: Context) -> PageFrame:
    targets = {record.id: record_url(record.id) for record in context.engagement.records}
    foot = foot_of(context)
    return PageFrame(foot.text, targets | context.file_paths, context.words.text("Table"), link=foot.more)


def _navigation(view: ShareView) -> tuple[NavGroup, ...]:
    return tuple(NavGroup(group.title, tuple(page.url for page in group.pages)) for group in view.groups)


def _terms(client: Client) -> tuple[tuple[str, str, str], ...]:
    forms = [(item.term, form, getattr(item, form)) for item in client.terms for form in ("one", "few", "other")]
    return tuple((term, form, text) for term, form, text in forms if text)


def _zone(client: Client) -> tzinfo:
    return zone_of(client.timezone)


def today(client: Client) -> date:
    """Today in the client's time zone."""
    return datetime.now(_zone(client)).date()
