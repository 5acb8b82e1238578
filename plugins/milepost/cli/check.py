"""`milepost check`: everything wrong with the clients' files, for people, programs and code hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from milepost.authoring.workspace import find_workspace
from milepost.checking import check_client
from milepost.cli.chosen import chosen_slugs
from milepost.cli.diagnostics import as_data, github_annotation, in_colour, summary
from milepost.cli.options import as_of_option, common_options, plural, print_json
from milepost.diagnostics import Severity
from milepost.errors import UsageError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from milepost.checking import Checked


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="text: for people. github: annotations of a workflow run.",
)
@as_of_option
@common_options
@click.pass_context
def check(ctx: click.Context, /, *, slugs: tuple[str, ...], strict: bool, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Say what is wrong in the clients' files; all of it at once, with file, line and column.

    Exit code 1 where there is an error, or with --strict a warning.
    """
    form = _form(options["form"], as_json=options["as_json"])
    checked = _check(options["workspace"], slugs, options["as_of"])
    _print(checked, form)
    faults = [item for one in checked.values() for item in one.diagnostics]
    if any(strict or item.severity is Severity.ERROR for item in faults):
        ctx.exit(1)


def _form(form: str, *, as_json: bool) -> str:
    if as_json and form != "text":
        raise UsageError("--json and --format github exclude each other: take one of them.")
    return "json" if as_json else form


def _check(workspace: Path, wanted: tuple[str, ...], as_of: date | None) -> dict[str, Checked]:
    place = find_workspace(workspace)
    slugs = chosen_slugs(place.clients, wanted)
    return {slug: check_client(place.clients, slug, as_of) for slug in slugs}


def _print(checked: dict[str, Checked], form: str) -> None:
    if form == "json":
        print_json({"clients": [_as_data(slug, one) for slug, one in checked.items()]})
        return
    show = github_annotation if form == "github" else in_colour
    for one in checked.values():
        for item in one.diagnostics:
            click.echo(show(item))
            if form == "text":
                click.echo()
    faults = [item for one in checked.values() for item in one.diagnostics]
    records = sum(_records(one) for one in checked.values())
    click.echo(f"{plural(len(checked), 'client')}, {plural(records, 'record')}: {summary(faults)}.")


def _records(checked: Checked) -> int:
    return len(checked.engagement.records) if checked.engagement else 0


def _as_data(slug: str, checked: Checked) -> dict[str, object]:
    found = [as_data(item) for item in checked.diagnostics]
    return {"slug": slug, "records": _records(checked), "diagnostics": found}
