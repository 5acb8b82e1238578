"""`milepost report`: the draft of a client's next report, or a detailed one on any period; words neither itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from milepost import reporting
from milepost.authoring.new_files import write_new
from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.history_settings import settings_of
from milepost.cli.options import as_of_option, common_options, given_day, plural, print_json
from milepost.errors import SafetyRefusal, UsageError
from milepost.sources import committed_files
from milepost.working_files import WorkingFiles

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from milepost.authoring.workspace import Workspace
    from milepost.reporting import Written


@click.command()
@click.argument("slug")
@click.option("--print", "only_print", is_flag=True, help="Print the draft instead of writing its file.")
@click.option("--from", "first", callback=given_day, metavar="DATE", help="A detailed report instead: its first day.")
@click.option("--to", "last", callback=given_day, metavar="DATE", help="Its last day. Default: the day of --as-of.")
@click.option("--share", metavar="NAME", help="What this share discloses; with --from. Default: the client's share.")
@as_of_option
@common_options
def report(*, slug: str, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Draft the next report of SLUG into its `reports/` folder, from the record since the last one.

    It is written in the client's language from what the client may read, and proposes a state with its reason.
    Edit it, then commit it: from then on it is frozen. A file that exists is never overwritten.

    With --from, print a detailed report on a period as Markdown: the state of its last day.
    """
    place = find_workspace(options["workspace"])
    if options["first"] is None and (options["last"] or options["share"]):
        raise UsageError("--to and --share belong to --from; the draft is always written for the client.")
    if options["first"]:
        _detailed(place, slug, options)
    else:
        _draft(place, slug, options)


def _draft(place: Workspace, slug: str, options: dict[str, Any]) -> None:
    with committed_files(place.clients, settings_of(place)) as behind:
        source = WorkingFiles(place.clients, behind)
        chosen_slugs(source, [slug])
        written = reporting.next_report(source, slug, options["as_of"])
    name = f"reports/{written.period.last.isoformat()}.md"
    path = place.clients / slug / name
    if options["as_json"]:
        _print_data(slug, written, str(path))
    elif options["only_print"]:
        click.echo(written.text, nl=False)
    else:
        _write(path, name, written)


def _write(path: Path, name: str, written: Written) -> None:
    if path.exists() or path.is_symlink():
        raise SafetyRefusal(
            f"{path} exists already; nothing was written. Edit that file, or pass --as-of DATE for another day."
        )
    write_new(path.parents[1], {name: written.text})
    since = written.period.first.isoformat()
    click.echo(f"  {path}\n\nIt tells what is on record since {since}. Proposed state: {written.health or 'none'}.")
    if written.uncommitted:
        click.echo(f"{plural(written.uncommitted, 'record')} in it: not committed yet.")
    click.echo("Edit it, then commit it: from then on it is frozen.")


def _detailed(place: Workspace, slug: str, options: dict[str, Any]) -> None:
    last: date | None = options["last"] or options["as_of"]
    # A past period is told from what was committed by its last day: today's files know of it only what came of it.
    with committed_files(place.clients, settings_of(place), last.isoformat() if last else "HEAD") as committed:
        source = committed or WorkingFiles(place.clients)
        chosen_slugs(source, [slug])
        written = reporting.detailed_report(source, slug, options["share"], options["first"], last)
    if options["as_json"]:
        _print_data(slug, written, None)
    else:
        click.echo(written.text, nl=False)


def _print_data(slug: str, written: Written, path: str | None) -> None:
    print_json(
        {
            "client": slug,
            "from": written.period.first.isoformat(),
            "to": written.period.last.isoformat(),
            "health": written.health,
            **({"path": path} if path else {}),
            "markdown": written.text,
        }
    )
