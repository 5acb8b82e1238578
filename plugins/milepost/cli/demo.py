"""`milepost demo`: a workspace with history to try things on; what is in it is decided by authoring."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from milepost.authoring.demo import make_demo
from milepost.cli.options import common_options, print_json

if TYPE_CHECKING:
    from milepost.authoring.demo import Demo

LAST_DAY = "2026-11-22"
"""The Sunday after the last commit of the demo's history."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--as-of",
    default=LAST_DAY,
    show_default=True,
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day of the history.",
)
@common_options
def demo(*, folder: Path, as_of: datetime, workspace: Path, as_json: bool) -> None:
    """Make a workspace in DIR as a git repository: three engagements with months of signed history.

    The keys are made on the spot and vouch for nobody. All but the keys is the same each time.
    """
    made = make_demo(workspace / folder, as_of.date())
    if as_json:
        print_json(_as_data(made, as_of.date()))
        return
    click.echo(f"{made.folder}: {made.commits} commits from {made.first} to {made.last}, three clients.\n")
    click.echo("Two of the commits are not by a trusted key, on purpose: one is unsigned, one by a new laptop.")
    click.echo("The demo's days are past: SOURCE_DATE_EPOCH sets the day that counts as today. Next:\n")
    click.echo(f"  cd {made.folder}")
    click.echo(f"  SOURCE_DATE_EPOCH={_noon(as_of.date())} mkdocs serve")
    click.echo(f"  milepost check --as-of {as_of.date()}")
    click.echo("  git log --show-signature")


def _as_data(made: Demo, as_of: date) -> dict[str, object]:
    return {
        "workspace": str(made.folder),
        "commits": made.commits,
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "source_date_epoch": _noon(as_of),
    }


def _noon(day: date) -> int:
    return int(datetime.combine(day, time(12), UTC).timestamp())
