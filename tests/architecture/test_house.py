"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "plugins" / "milepost"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in MODULES]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
# Where the time may be asked for: everything below is given it.
CLOCKS = {"clock.py"}
CLOCK_CALLS = {"date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time"}


def of_module(path: Path) -> tuple[str, ast.Module]:
    return path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_is_for_and_is_short(path: Path) -> None:
    name, tree = of_module(path)

    assert ast.get_docstring(tree), f"{name} has no docstring"
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_functions_are_short(path: Path) -> None:
    _, tree = of_module(path)
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]

    too_long = [item.name for item in functions if (item.end_lineno or 0) - item.lineno + 1 > LONGEST_FUNCTION]

    assert too_long == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    name, tree = of_module(path)
    if not name.startswith("cli/"):
        assert not calls(tree) & {"print", "sys.exit", "exit", "click.echo", "sys.stdout.write"}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_time_is_an_argument(path: Path) -> None:
    name, tree = of_module(path)
    if name not in CLOCKS:
        assert not calls(tree) & CLOCK_CALLS


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    inits = [path for path in MODULES if path.name == "__init__.py" and path.parent != PACKAGE]

    assert [path for path in inits if len(ast.parse(path.read_text()).body) != 1] == []


def test_nothing_is_called_a_helper() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

    assert [name for name in NAMES if vague & set(name.removesuffix(".py").split("/"))] == []
