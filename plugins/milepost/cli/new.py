"""`milepost new`: scaffolds in a workspace; what is in their files is decided by authoring."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from milepost import clock
from milepost.authoring.client_files import NewClient, client_files
from milepost.authoring.new_files import write_new
from milepost.authoring.workspace import find_workspace
from milepost.checking import check_tree
from milepost.cli.options import common_options, print_json
from milepost.errors import SafetyRefusal, UsageError
from milepost.loading.tree import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SECRET_BYTES = 32
"""Length of a client's secret; FORMAT.md, Other files."""


@click.group()
def new() -> None:
    """Make the files of something new."""


@new.command()
@click.argument("slug")
@click.option("--name", default="", help="The client's name. Default: made from SLUG.")
@click.option("--engagement", default="", help="The engagement's title.")
@click.option("--language", default="en", show_default=True, help="en, es or ro: the language of the site.")
@click.option("--currency", default="EUR", show_default=True, help="Three capitals, such as GBP.")
@click.option("--timezone", default="UTC", show_default=True, help="Such as Europe/London.")
@common_options
def client(*, slug: str, workspace: Path, as_json: bool, **settings: str) -> None:
    """Make a client's folder SLUG: small letters, digits and hyphens; it becomes the site's address.

    It holds client.yaml and milestones.yaml with what you said and comments on what to write next, and
    `.secret`, which is committed and never published. The result can be built at once.
    """
    place = find_workspace(workspace)
    files = client_files(NewClient(slug, **settings), clock.today(), secrets.token_hex(SECRET_BYTES))
    _refuse_what_cannot_be_built(slug, files)
    folder = place.clients / slug
    if folder.exists() or folder.is_symlink():
        raise SafetyRefusal(f"{folder} exists already; nothing was written. Choose another name.")
    written = write_new(folder, files)
    if as_json:
        print_json({"client": slug, "files": [str(path) for path in written]})
        return
    click.echo("\n".join(f"  {path}" for path in written))
    click.echo(f"\nNext: open {folder / 'client.yaml'}, then run `milepost check {slug}` and `mkdocs serve`.")


def _refuse_what_cannot_be_built(slug: str, files: Mapping[str, str]) -> None:
    # The format's own rules judge what was passed, so that there is no second, different set of them here.
    tree = MemoryTree({path: text for path, text in files.items() if path != ".secret"}, root=slug)
    faults = check_tree(tree, slug, as_of=None).diagnostics
    if faults:
        first = faults[0]
        raise UsageError(f"{first.message}. {first.hint}".rstrip())
