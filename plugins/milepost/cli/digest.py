"""`milepost digest`: the e-mail of what changed, for a client's people; what is in it is decided below."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from milepost.authoring.workspace import find_workspace
from milepost.cli.chosen import chosen_slugs
from milepost.cli.history_settings import settings_of
from milepost.cli.options import State, common_options, plural, print_json, state_option
from milepost.digest import Asked, Digest, client_digest
from milepost.errors import EnvironmentFault, SafetyRefusal, UsageError
from milepost.sources import CommittedFiles, committed_files

if TYPE_CHECKING:
    from datetime import date

    from milepost.authoring.workspace import Workspace

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@click.command()
@click.argument("slug")
@click.option("--since", required=True, metavar="REV|DATE", help="After this commit, or after the end of this day.")
@click.option("--share", metavar="NAME", help="As this share may be told. Default: the client's main one.")
@click.option("--site", default="", metavar="URL", help="The address of the site, to link to it at the end.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it to this file.")
@state_option
@common_options
def digest(*, slug: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Write the e-mail of what changed, in the client's language, as text and HTML; without --out it is printed.

    It tells what the share discloses and no more. Milepost does not send it: open the file in your mail program, read
    it, and send it from there.
    """
    site: str = options["site"]
    if site and not _ADDRESS.fullmatch(site):
        raise UsageError(f"“{site}” is no web address. Write it with https:// in front.")
    if out is not None and out.exists():
        raise SafetyRefusal(f"{out} is there already: somebody may have worked on it. Name another file.")
    found = _digest(find_workspace(options["workspace"]), slug, options)
    if out is not None and found.mail is not None:
        out.write_bytes(found.mail)
    if options["as_json"]:
        written = str(out) if out is not None and found.mail is not None else None
        text = found.mail.decode() if found.mail is not None and out is None else None
        print_json({"client": slug, "share": found.share, "records": found.changed, "file": written, "mail": text})
    else:
        _say(slug, found, out, options["since"])


def _digest(place: Workspace, slug: str, options: dict[str, Any]) -> Digest:
    state: State = options["state"]
    with committed_files(place.clients, settings_of(place), state.revision) as committed:
        if committed is None:
            raise EnvironmentFault("There is no git history here yet. Run `git init`, and commit the files.")
        chosen_slugs(committed, [slug])
        asked = Asked(options["share"], options["since"], _day(committed, state), options["site"])
        return client_digest(committed, slug, asked)


def _day(committed: CommittedFiles, state: State) -> date:
    tip = committed.past_of_all.history.by_oid[committed.tip]
    return state.day or tip.commit.committer.at.date()


def _say(slug: str, found: Digest, out: Path | None, since: str) -> None:
    if found.mail is None:
        click.echo(f"Nothing that the share {found.share} of {slug} shows has changed since {since}.", err=True)
    elif out is None:
        click.echo(found.mail.decode(), nl=False)
    else:
        click.echo(f"{out}: {plural(found.changed, 'record')} changed. Read it before you send it.")
