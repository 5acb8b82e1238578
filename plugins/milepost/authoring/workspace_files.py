"""The files of a new workspace, as text by path; it writes none of them."""

from __future__ import annotations

import json

from milepost.loading.schema import COLLECTION_SCHEMAS, all_schemas, schema_text

SCHEMA_FOLDER = ".milepost/schemas"
"""Where a workspace keeps the JSON Schemas that its editors read."""

_MKDOCS = """\
# A workspace of client engagements. Each folder under `clients/` becomes a site of its own.
site_name: {name}
# Only your own words live here; a client's files are never a page of this site.
docs_dir: clients/_portfolio
# `mkdocs build` writes one folder per client, and further shares as `<client>--<share>`.
site_dir: site

theme:
  name: material
  # No fonts from other servers: a client's visit stays between the client and you.
  font: false

plugins:
  - milepost:
      # One folder per client; names that start with `_` or `.` are left out.
      clients: clients
      # The internal overview of all clients appears in `mkdocs serve` only, never in a build.
      portfolio: serve
"""

_PORTFOLIO = """\
What you write here stands above the internal overview of all clients. No client ever sees it.
"""

_IGNORED = """\
/site/
/.cache/
/.venv/
"""

_README = """\
# Client engagements

Each folder under `clients/` is one engagement, and becomes one private site.

| to | run |
|---|---|
| add a client | `milepost new client NAME` |
| see what is wrong with the files | `milepost check` |
| see the sites while you write | `mkdocs serve` |
| build the sites into `site/` | `mkdocs build` |
| renew the schemas after an update of Milepost | `milepost schema --all --out .milepost/schemas` |

What is committed is the paper trail: commit when something happened. `site/` is never committed.
"""


def workspace_files(name: str) -> dict[str, str]:
    """Every file of a new workspace of the agency `name`, by path: settings, words, schemas, editor settings."""
    return {
        "mkdocs.yml": _MKDOCS.format(name=json.dumps(name, ensure_ascii=False)),
        "README.md": _README,
        ".gitignore": _IGNORED,
        "clients/_portfolio/index.md": _PORTFOLIO,
        ".vscode/settings.json": _json({"yaml.schemas": schema_places("clients")}),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        **schema_files(SCHEMA_FOLDER),
    }


def schema_files(folder: str) -> dict[str, str]:
    """Every schema by its path below `folder`."""
    return {f"{folder}/{name}.json": schema_text(schema) for name, schema in all_schemas().items()}


def schema_places(clients: str) -> dict[str, str]:
    """Which files each schema is for, as editors that read `yaml.schemas` want it."""
    places = {"client": f"{clients}/*/client.yaml", "signoff": f"{clients}/*/signoffs/*.yaml"}
    for name in COLLECTION_SCHEMAS:
        places[name] = f"{clients}/*/{name}.yaml"
        places[f"{name}.record"] = f"{clients}/*/{name}/*.yaml"
    return {f"./{SCHEMA_FOLDER}/{name}.json": place for name, place in places.items()}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
