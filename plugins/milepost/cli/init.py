"""`milepost init`: a new workspace; what is in its files is decided by authoring."""

from __future__ import annotations

from pathlib import Path

import click

from milepost.authoring.new_files import write_new
from milepost.authoring.workspace_files import workspace_files
from milepost.cli.options import common_options, print_json


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="Your own name, as the internal overview shows it. Default: the folder's name.")
@common_options
def init(*, folder: Path | None, name: str | None, workspace: Path, as_json: bool) -> None:
    """Make a workspace in DIR (default: this folder).

    It holds the settings, a folder for clients, and schemas for your editor. A file that exists is never
    overwritten. No git repository is made; the last lines say how.
    """
    target = workspace if folder is None else folder
    files = workspace_files(name or target.resolve().name or "Clients")
    write_new(target, files)
    if as_json:
        print_json({"workspace": str(target), "files": sorted(files)})
        return
    for path in sorted(files):
        if not path.startswith(".milepost/"):
            click.echo(f"  {path}")
    click.echo("  .milepost/schemas/ (what editors need to complete and check the files)")
    steps = [] if target == Path() else [f"cd {target}"]
    steps += ["git init", "milepost new client NAME", "mkdocs serve"]
    click.echo("\nThe workspace is ready. Next:\n" + "\n".join(f"  {step}" for step in steps))
