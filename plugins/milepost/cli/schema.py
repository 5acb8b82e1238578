"""`milepost schema`: JSON Schemas of the format's files; what is in them is decided by loading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from milepost.cli.options import common_options, print_json
from milepost.diagnostics import did_you_mean
from milepost.errors import UsageError
from milepost.exports import data_schema
from milepost.loading.schema import all_schemas, schema_text


@click.command()
@click.argument("name", metavar="[COLLECTION|client|report|signoff]", required=False)
@click.option("--record", is_flag=True, help="For a collection that is a folder: one record per file.")
@click.option("--data", is_flag=True, help="Of data/engagement.json, which each site publishes.")
@click.option("--all", "every", is_flag=True, help="Write every schema; needs --out.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where --all writes.")
@common_options
def schema(*, name: str | None, record: bool, data: bool, every: bool, out: Path | None, **options: Any) -> None:  # noqa: ANN401 (what Click passes on)
    """Print the JSON Schema (draft-07) of one kind of file, or write all of them for editors.

    With --data, that (2020-12) of the data which a site publishes for programs.
    """
    if data:
        if name is not None or record or every or out is not None:
            raise UsageError("--data stands alone: it prints one schema.")
        click.echo(data_schema.schema_text(data_schema.data_schema()), nl=False)
        return
    if every:
        _write_all(name, out, as_json=options["as_json"])
        return
    if name is None or out is not None:
        raise UsageError("Name one kind of file, such as `milepost schema milestones`, or pass --all --out DIR.")
    click.echo(schema_text(_schema(name, record=record)), nl=False)


def _schema(name: str, *, record: bool) -> dict[str, object]:
    schemas = all_schemas()
    wanted = f"{name}.record" if record else name
    if wanted in schemas and "." not in name:
        return schemas[wanted]
    if name in schemas and "." not in name:
        raise UsageError(f"“{name}” is always one file; leave --record out.")
    kinds = [known for known in schemas if "." not in known]
    hint = did_you_mean(name, kinds) or f"Known: {', '.join(sorted(kinds))}."
    raise UsageError(f"There is no kind of file “{name}”. {hint}".rstrip())


def _write_all(name: str | None, out: Path | None, *, as_json: bool) -> None:
    if name is not None or out is None:
        raise UsageError("--all writes every schema: pass --out DIR with it, and no name.")
    out.mkdir(parents=True, exist_ok=True)
    # Schemas are made, never written by hand: an older version of one is replaced.
    for known, made in all_schemas().items():
        (out / f"{known}.json").write_text(schema_text(made), encoding="utf-8")
    written = [str(out / f"{known}.json") for known in all_schemas()]
    if as_json:
        print_json({"files": written})
    else:
        click.echo(f"{len(written)} schemas written to {out}.")
