"""`milepost trail`: a client's paper trail, as the agency or as one share sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.history_settings import settings_of
from milepost.cli.options import State, common_options, plural, print_json, state_option
from milepost.errors import EnvironmentFault, UsageError
from milepost.exports.trail_json import trail_data
from milepost.shares import client_trail
from milepost.sources import committed_files

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision, Trail

_LONGEST = 60


@click.command()
@click.argument("slug")
@click.option("--record", metavar="ID", help="Only what changed this record.")
@click.option("--share", metavar="NAME", help="What this share discloses. Default: everything, for the agency.")
@state_option
@common_options
def trail(*, slug: str, record: str | None, share: str | None, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Say who changed what in a client's record, when, and whether the signature could be checked; newest first."""
    place = find_workspace(options["workspace"])
    state: State = options["state"]
    with committed_files(place.clients, settings_of(place), state.revision) as committed:
        if committed is None:
            raise EnvironmentFault("There is no git history here yet. Run `git init`, and commit the files.")
        chosen_slugs(committed, [slug])
        for note in committed.repository.notes:
            click.echo(f"{note}\n", err=True)
        found = client_trail(committed, slug, share)
    if record:
        found = found.only(record)
        if not found.revisions:
            raise UsageError(f"Nothing in the history of {slug} changed a record {record}.")
    if options["as_json"]:
        print_json(trail_data(found))
    else:
        _print(found)


def _print(found: Trail) -> None:
    for revision in found.revisions:
        click.echo(_head(revision))
        for change in revision.changes:
            click.echo(f"    {_line(change)}")
        click.echo()
    total = plural(len(found.revisions), "commit")
    click.echo(f"{total}, {found.checked} with a person's checked signature.")
    if not found.complete:
        click.echo("Older history is missing here.")


def _head(revision: Revision) -> str:
    status = revision.verdict.status.value if revision.verdict else "unverifiable"
    who = revision.verdict.principal if revision.verdict and revision.verdict.principal else ""
    signed = f"{status} {who}".strip()
    return f"{revision.commit[:12]}  {revision.committed_at:%Y-%m-%d %H:%M}  {revision.author}  [{signed}]"


def _line(change: RecordChange) -> str:
    if change.field is None:
        return f"{change.record} {change.kind.value}"
    return f"{change.record} {change.field}: {_short(change.before)} → {_short(change.after)}"


def _short(value: object) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
