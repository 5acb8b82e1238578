"""`milepost schema`: one kind of file, or all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from milepost.loading.schema import all_schemas
from support.command import run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_collection_is_a_list_or_one_record() -> None:
    assert json.loads(run("schema", "milestones").out)["type"] == "array"
    assert json.loads(run("schema", "milestones", "--record").out)["type"] == "object"


@pytest.mark.parametrize("name", ["client", "report", "signoff"])
def test_other_files_have_one_schema(name: str) -> None:
    assert json.loads(run("schema", name).out)["type"] == "object"


def test_all_are_written_and_renewed(tmp_path: Path) -> None:
    (tmp_path / "client.json").write_text("of an older version")

    ended = run("schema", "--all", "--out", tmp_path)

    assert ended.code == 0
    assert {path.stem for path in tmp_path.iterdir()} == set(all_schemas())
    assert json.loads((tmp_path / "client.json").read_text()) == all_schemas()["client"]
    listed = json.loads(run("schema", "--all", "--out", tmp_path, "--json").out)
    assert sorted(listed["files"]) == sorted(str(path) for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["milestons"], "Did you mean “milestones”?"),
        (["milestones.record"], "There is no kind of file"),
        (["client", "--record"], "is always one file"),
        (["--all"], "pass --out DIR"),
        (["milestones", "--all", "--out", "x"], "and no name"),
        (["milestones", "--out", "x"], "pass --all --out DIR"),
        ([], "Name one kind of file"),
    ],
)
def test_wrong_usage_says_what_is_possible(arguments: list[str], said: str) -> None:
    ended = run("schema", *arguments)

    assert ended.code == 2
    assert said in ended.err


def test_the_data_that_a_site_publishes_has_a_schema_too() -> None:
    found = json.loads(run("schema", "--data").out)

    assert found["$schema"].endswith("2020-12/schema")
    assert {"client", "milestones", "reports", "account"} <= found["properties"].keys()


@pytest.mark.parametrize("more", [("milestones",), ("--record",), ("--all",)])
def test_the_schema_of_the_data_is_asked_for_alone(more: tuple[str, ...]) -> None:
    ended = run("schema", "--data", *more)

    assert (ended.code, ended.out) == (2, "")
    assert "--data stands alone" in ended.err


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m milepost schema --data | head -1"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("{\n", "")
