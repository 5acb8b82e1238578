"""A command imports what it needs and no more: half of what is installed takes a second to import."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import milepost.cli
from milepost.cli.main import COMMANDS
from support.command import run

REPOSITORY = Path(__file__).parents[2]
LOADED = "import sys; print('\\n'.join(sorted(sys.modules)))"


def loaded_after(*arguments: str) -> set[str]:
    """The modules in memory once the command has ended."""
    call = f"from milepost.cli.main import milepost\ntry: milepost({list(arguments)!r})\nfinally:\n {LOADED}"
    ended = subprocess.run([sys.executable, "-c", call], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.splitlines())


def test_help_imports_no_command() -> None:
    found = loaded_after("--help")

    assert {name for name in found if name.startswith("milepost")} == {
        *("milepost", "milepost.cli", "milepost.cli.main", "milepost.errors"),
    }


def test_check_imports_nothing_that_builds_reads_history_or_draws() -> None:
    found = loaded_after("check", "olivar")

    assert "milepost.checking" in found
    heavy = ("mkdocs", "jinja2", "nh3", "openpyxl", "icalendar", "babel", "cryptography", "pysequoia", "subprocess")
    assert found & {*heavy, "milepost.sources", "milepost.history.git", "milepost.views.context"} == set()


def test_every_command_is_listed() -> None:
    modules = {module.name for module in pkgutil.iter_modules(milepost.cli.__path__)}
    found = {
        name
        for name in modules
        if isinstance(getattr(import_module(f"milepost.cli.{name}"), name, None), click.Command)
    }

    assert found - {"milepost"} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says_first(name: str) -> None:
    command = getattr(import_module(f"milepost.cli.{name}"), name)

    assert command.help.split("\n\n")[0].split() == COMMANDS[name].split()


def test_a_command_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    ended = run("chekc", workspace=tmp_path)

    assert ended.code == 2
    assert "No such command 'chekc'" in ended.err
