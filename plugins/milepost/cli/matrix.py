"""`milepost matrix`: what answers each requirement, and where that chain ends; the analysis is done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from milepost.analysis.traceability import Gap
from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.options import as_of_option, common_options, plural, print_json
from milepost.disclosure.audience import INTERNAL
from milepost.errors import UsageError
from milepost.exports.matrix import matrix_csv, matrix_data
from milepost.shares import share_context
from milepost.working_files import WorkingFiles

if TYPE_CHECKING:
    from milepost.analysis.traceability import Chain, Traceability

_IN_WORDS = {
    Gap.NO_CRITERIA: "nothing says when it counts as met",
    Gap.NO_MILESTONE: "no milestone is linked to it",
    Gap.NO_DELIVERABLE: "no deliverable is linked to it",
    Gap.NO_CHECK: "nothing checks it",
    Gap.CHECK_FAILED: "a check failed",
    Gap.NOT_ACCEPTED: "it is done, and no acceptance is on file",
}


@click.command()
@click.argument("slug")
@click.option("--csv", "as_csv", is_flag=True, help="Print for spreadsheets, as CSV.")
@click.option("--share", metavar="NAME", help="What this share discloses. Default: everything, for the agency.")
@as_of_option
@common_options
def matrix(*, slug: str, as_csv: bool, share: str | None, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Say of each requirement of SLUG which milestones, deliverables, checks and acceptances answer it.

    It reads the files as they are now. A sign-off counts as it was filed; `milepost verify` checks signatures.
    """
    if as_csv and options["as_json"]:
        raise UsageError("Choose one of --json and --csv.")
    source = WorkingFiles(find_workspace(options["workspace"]).clients)
    chosen_slugs(source, [slug])
    context = share_context(source, slug, share or (lambda _: INTERNAL), options["as_of"])
    found = context.chains
    if options["as_json"]:
        print_json(matrix_data(found))
    elif as_csv:
        click.echo(matrix_csv(found), nl=False)
    else:
        _print(found)


def _print(found: Traceability) -> None:
    for chain in found.chains:
        click.echo(_line(chain))
        for gap in chain.gaps:
            click.echo(f"    ! {_IN_WORDS[gap]}")
    for item in found.unasked:
        click.echo(f"{item.id}  {item.title}\n    ! no requirement asks for it")
    n = len(found.chains)
    covered = sum(chain.is_covered for chain in found.chains)
    click.echo(f"\n{plural(n, 'requirement')}, {covered} of them with a check.")


def _line(chain: Chain) -> str:
    checks = chain.checks
    steps = (
        " ".join(item.id for item in chain.milestones),
        " ".join(item.id for item in chain.deliverables),
        f"{checks.passed}/{checks.total} checks" if checks.total else "",
        " ".join(item.id for item in chain.accepted),
    )
    told = " → ".join(step or "–" for step in steps)
    return f"{chain.requirement.id}  {chain.requirement.title} [{chain.requirement.status}]: {told}"
