"""`milepost due`: what is owed, by whom and by when, across clients; what is due is decided by analysis."""

from __future__ import annotations

from datetime import UTC
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from milepost import clock
from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.history_settings import settings_of
from milepost.cli.options import as_of_option, common_options, plural, print_json
from milepost.errors import SafetyRefusal
from milepost.exports.due_calendar import due_calendar, is_ours, sentence
from milepost.owed import ClientDue, client_due
from milepost.sources import committed_files
from milepost.working_files import WorkingFiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from milepost.analysis.due import DueItem

_COLOURS = {"over": "red", "today": "yellow"}
_MOST_NAMED = 4


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as a calendar too; replaces an earlier one.",
)
@as_of_option
@common_options
@click.pass_context
def due(ctx: click.Context, /, *, slugs: tuple[str, ...], ics: Path | None, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Say what is owed, by whom and by when: reports, answers, actions, reviews, approvals, renewals, maintenance.

    It is your own view, from the files as they are: internal records too. Overdue things come first. Exit code 1
    where a client's files have errors, since something may then be missing.
    """
    place = find_workspace(options["workspace"])
    _refuse_other_files(ics)
    with committed_files(place.clients, settings_of(place)) as committed:
        source = WorkingFiles(place.clients, committed)
        fallback = clock.today(UTC)
        found = [client_due(source, slug, options["as_of"], fallback) for slug in chosen_slugs(source, slugs)]
    if ics is not None:
        _write(ics, found)
    if options["as_json"]:
        print_json(_as_data(found))
    else:
        _print(found)
    if not all(one.complete for one in found):
        ctx.exit(1)


def _refuse_other_files(path: Path | None) -> None:
    if path is not None and path.exists() and not is_ours(path.read_bytes()):
        raise SafetyRefusal(f"{path} is there and is no calendar of Milepost's. Name another file, or move it away.")


def _write(path: Path, found: Sequence[ClientDue]) -> None:
    made = due_calendar(found)
    if made is None:
        path.unlink(missing_ok=True)
        click.echo(f"Nothing has a date, so there is no {path}.", err=True)
    else:
        path.write_bytes(made)


Pair = tuple[ClientDue, "DueItem"]


def _print(found: Sequence[ClientDue]) -> None:
    pairs = [(one, item) for one in found for item in one.items]
    over = [pair for pair in pairs if pair[1].days_over(pair[0].as_of)]
    dated = [pair for pair in pairs if pair[1].due and pair not in over]
    open_ended = [pair for pair in pairs if pair[1].due is None]
    if over:
        click.echo(click.style("Overdue", fg=_COLOURS["over"], bold=True) + "\n")
        _print_days(over)
    if dated:
        click.echo(click.style("Coming up", bold=True) + "\n")
        _print_days(dated)
    if open_ended:
        click.echo(click.style("No day set", bold=True) + "\n")
        _print_clients(open_ended)
    _print_end(found, len(pairs), len(over))


def _print_days(pairs: list[Pair]) -> None:
    ordered = sorted(pairs, key=lambda pair: (str(pair[1].due), pair[0].slug))
    for day, group in groupby(ordered, key=lambda pair: pair[1].due):
        same = list(group)
        client, item = same[0]
        if item.due is not None:
            click.echo(f"{day:%A}, {item.due.day} {item.due:%B %Y}{_distance(client, item, item.due)}")
        _print_clients(same)


def _distance(client: ClientDue, item: DueItem, day: date) -> str:
    """How far the day is, in words, with colour as an extra."""
    if over := item.days_over(client.as_of):
        return " · " + click.style(f"{plural(over, 'day')} overdue", fg=_COLOURS["over"])
    left = (day - client.as_of).days
    return " · " + (click.style("today", fg=_COLOURS["today"]) if left == 0 else f"in {plural(left, 'day')}")


def _print_clients(pairs: list[Pair]) -> None:
    for slug, group in groupby(sorted(pairs, key=lambda pair: pair[0].slug), key=lambda pair: pair[0].slug):
        click.echo(f"  {slug}")
        for client, item in group:
            ids = ", ".join(item.records[:_MOST_NAMED]) + (", …" if len(item.records) > _MOST_NAMED else "")
            named = f" [{ids}]" if ids else ""
            click.echo(f"    {_who(client, item)}: {sentence(item)}{named}")
    click.echo()


def _who(client: ClientDue, item: DueItem) -> str:
    name = dict(client.names).get(item.person or "", "")
    party = "client" if item.party == "client" else "we"
    return f"{party} ({name})" if name else party


def _print_end(found: Sequence[ClientDue], total: int, over: int) -> None:
    for one in found:
        if not one.complete:
            click.echo(
                f"{one.slug}: its files have errors, so something may be missing. Run `milepost check`.", err=True
            )
        elif not one.signatures_dated:
            click.echo(f"{one.slug}: without history nobody knows whether signed words have changed since.", err=True)
    if not total:
        click.echo(f"Nothing is due in {plural(len(found), 'engagement')}.")
    else:
        click.echo(f"{plural(total, 'thing')} in {plural(len(found), 'engagement')}, {over} overdue.")


def _as_data(found: Sequence[ClientDue]) -> dict[str, object]:
    return {
        "clients": [
            {"slug": one.slug, "name": one.name, "as_of": one.as_of.isoformat(), "complete": one.complete}
            for one in found
        ],
        "items": [_item_as_data(one, item) for one in found for item in one.items],
    }


def _item_as_data(one: ClientDue, item: DueItem) -> dict[str, object]:
    return {
        "client": one.slug,
        "kind": item.kind.value,
        "what": sentence(item),
        "records": list(item.records),
        "party": item.party,
        "person": item.person,
        "due": item.due.isoformat() if item.due else None,
        "days_overdue": item.days_over(one.as_of),
    }
