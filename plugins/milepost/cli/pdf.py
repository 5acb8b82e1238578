"""`milepost pdf`: a page of a client's site as a PDF; the page is built as `build` builds it, and printed elsewhere."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from milepost import pipeline
from milepost.authoring.workspace import find_workspace
from milepost.cli.build import committed_source, say_what_is_left_out
from milepost.cli.chosen import chosen_slugs
from milepost.cli.diagnostics import in_colour
from milepost.cli.options import State, common_options, plural, print_json, state_option
from milepost.diagnostics import did_you_mean, has_errors
from milepost.errors import SafetyRefusal, UsageError
from milepost.printing.chromium import find_chromium, printed_page
from milepost.printing.dated import dated
from milepost.printing.paper import without_local_links
from milepost.site_build.build import build_share

if TYPE_CHECKING:
    from datetime import date

    from milepost.pipeline import ClientOutcome, ShareOutcome
    from milepost.render.site import RenderedSite

BOARD_PACK = "board-pack"


@click.command()
@click.argument("slug")
@click.argument("page", default=BOARD_PACK)
@click.option("--share", metavar="NAME", help="The share whose page it is. Default: the client's own.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where the PDF goes.")
@state_option
@common_options
@click.pass_context
def pdf(ctx: click.Context, /, *, slug: str, page: str, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Print a PAGE of SLUG's site to a tagged PDF with an outline and page numbers; without PAGE the board pack.

    PAGE is the page's folder, such as `roadmap` or `records/M5`; `overview` is the first page. It is printed as it was
    committed, by Chromium: MILEPOST_CHROMIUM, else chromium or google-chrome on PATH. Without one the exit code is 3.
    """
    find_chromium()  # before anything is built
    place = find_workspace(options["workspace"])
    state: State = options["state"]
    with committed_source(place, state) as (source, day):
        chosen_slugs(source, [slug])
        outcome = pipeline.build_client(source, slug, day)
        if not options["as_json"]:
            say_what_is_left_out(source)
    if has_errors(outcome.diagnostics):
        click.echo("\n\n".join(in_colour(item) for item in outcome.diagnostics), err=True)
        ctx.exit(1)
    share = _share(outcome, options["share"])
    url = _url(share.site, page)
    out = options["out"] or Path(f"{share.folder}-{url.strip('/').replace('/', '-') or 'overview'}.pdf")
    _refuse_other_files(out)
    data = _printed(share.site, url, day)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    if options["as_json"]:
        print_json({"client": slug, "page": url, "file": str(out), "bytes": len(data)})
    else:
        click.echo(f"  {out}: {plural(max(1, len(data) // 1024), 'kilobyte')}")


def _share(outcome: ClientOutcome, name: str | None) -> ShareOutcome:
    if name is None:
        return next(share for share in outcome.shares if share.folder == outcome.slug)
    named = {share.name: share for share in outcome.shares}
    if name not in named:
        raise UsageError(f"{outcome.slug} has no share “{name}”. {did_you_mean(name, named)}".rstrip())
    return named[name]


def _url(site: RenderedSite, page: str) -> str:
    """The address of the page that was asked for."""
    wanted = page.strip("/").removesuffix("index.html").strip("/")
    known = {item.url.strip("/"): item.url for item in site.pages}
    wanted = "" if wanted == "overview" else wanted
    if wanted not in known:
        lists = [name or "overview" for name in known if "/" not in name]
        raise UsageError(
            f"This share has no page “{page}”. {did_you_mean(wanted, lists) or did_you_mean(wanted, known)}"
        )
    return known[wanted]


def _refuse_other_files(out: Path) -> None:
    if out.is_symlink() or (out.is_file() and out.read_bytes()[:5] != b"%PDF-"):
        raise SafetyRefusal(f"{out} exists and is no PDF; nothing was written. Choose another name with --out.")


def _printed(site: RenderedSite, url: str, day: date | None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="milepost-pdf.") as scratch:
        folder = Path(scratch, "share")
        build_share(site, folder)
        path = folder / url / "index.html"
        path.write_text(without_local_links(path.read_text("utf-8")), "utf-8")
        data = printed_page(path)
    return dated(data, day) if day else data
