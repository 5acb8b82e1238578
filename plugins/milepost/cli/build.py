"""`milepost build`: the clients' sites without MkDocs' own command; what a site says is decided below."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from milepost import pipeline
from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.destination import refuse_sources, refuse_strangers, remove_withdrawn
from milepost.cli.diagnostics import as_data, in_colour, summary
from milepost.cli.history_settings import settings_of
from milepost.cli.options import State, common_options, plural, print_json, state_option
from milepost.diagnostics import has_errors
from milepost.errors import UsageError
from milepost.site_build.build import build_share
from milepost.site_build.root_page import RootPage
from milepost.site_build.scratch import scratch_folder, scratch_prefix
from milepost.site_build.whole_site import build_whole_site, put_in_place
from milepost.sources import CommittedFiles, committed_files
from milepost.working_files import WorkingFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from milepost.authoring.workspace import Workspace
    from milepost.pipeline import ClientOutcome


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the sites go. Default: `site_dir` of mkdocs.yml.",
)
@state_option
@common_options
@click.pass_context
def build(ctx: click.Context, /, *, slugs: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Build each client's sites into DIR/SLUG, from the files as they were committed.

    Without git, or before the first commit, from the files as they are, and the sites say so. With SLUG only these
    clients' folders are replaced; without, all of DIR. Where a client's files have an error nothing is replaced, and
    the exit code is 1.
    """
    began = time.perf_counter()
    place = find_workspace(options["workspace"])
    out = options["out"] or place.site
    refuse_sources(place, out)
    state: State = options["state"]
    with committed_source(place, state) as (source, day):
        outcomes = [pipeline.build_client(source, slug, day) for slug in chosen_slugs(source, slugs)]
        if not options["as_json"]:
            say_what_is_left_out(source)
    faults = [item for outcome in outcomes for item in outcome.diagnostics]
    if not options["as_json"]:
        for item in faults:
            click.echo(in_colour(item) + "\n", err=True)
    refused = has_errors(faults)
    if not refused:
        _write(place, outcomes, out, day, whole=not slugs)
    _report(outcomes, out, time.perf_counter() - began, as_json=options["as_json"], refused=refused)
    if refused:
        ctx.exit(1)


@contextmanager
def committed_source(place: Workspace, state: State) -> Iterator[tuple[CommittedFiles | WorkingFiles, date | None]]:
    """The files to build from, and the day to show them on."""
    with committed_files(place.clients, settings_of(place), state.revision) as committed:
        if committed is not None:
            tip = committed.past_of_all.history.by_oid[committed.tip]
            yield committed, state.day or tip.commit.committer.at.date()
        elif state.day is None:
            raise UsageError(f"There is no history to find “{state.revision}” in. Commit the files first.")
        else:
            yield WorkingFiles(place.clients), state.day


def say_what_is_left_out(source: CommittedFiles | WorkingFiles) -> None:
    """Say what was not committed and so is not shown, or that there is no history at all."""
    if isinstance(source, WorkingFiles):
        click.echo("There is no git history: the sites show files that nobody signed, and say so.\n", err=True)
        return
    for note in source.repository.notes:
        click.echo(f"{note}\n", err=True)
    left_out = source.left_out()
    if left_out:
        files = plural(len(left_out), "file")
        click.echo(f"{files} with changes that are not committed were left out:", err=True)
        click.echo("".join(f"  {name}\n" for name in left_out), err=True)


def _write(place: Workspace, outcomes: Sequence[ClientOutcome], out: Path, as_of: date | None, *, whole: bool) -> None:
    shares = [share for outcome in outcomes for share in outcome.shares]
    if not whole:
        for share in shares:
            build_share(share.site, out / share.folder)
        for outcome in outcomes:
            remove_withdrawn(out, outcome.slug, {share.folder for share in outcome.shares})
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(out.parent, scratch_prefix(out)) as scratch:
        fresh = scratch / "site"
        build_whole_site(_root_page(place).site(outcomes, as_of), shares, fresh)
        refuse_strangers(place, out, {entry.name for entry in fresh.iterdir()})
        put_in_place(fresh, out)


def _root_page(place: Workspace) -> RootPage:
    introduction = place.docs / "index.md"
    return RootPage(
        name=place.name,
        language=place.language,
        introduction=introduction.read_text("utf-8") if introduction.is_file() else "",
        portfolio=place.portfolio == "always",
    )


def _report(outcomes: Sequence[ClientOutcome], out: Path, seconds: float, *, as_json: bool, refused: bool) -> None:
    shares = [(outcome.slug, share) for outcome in outcomes for share in outcome.shares]
    if as_json:
        built = [
            {"client": slug, "folder": str(out / share.folder), "pages": len(share.site.pages)}
            for slug, share in ([] if refused else shares)
        ]
        faults = [as_data(item) for outcome in outcomes for item in outcome.diagnostics]
        print_json({"shares": built, "diagnostics": faults, "seconds": round(seconds, 2)})
    elif refused:
        faults_in_words = summary([item for outcome in outcomes for item in outcome.diagnostics])
        click.echo(f"{faults_in_words}. Nothing was built; the last good sites stay.", err=True)
    else:
        for _, share in shares:
            click.echo(f"  {out / share.folder}/: {plural(len(share.site.pages), 'page')}")
        click.echo(f"{plural(len(shares), 'site')} in {seconds:.1f} s.")
