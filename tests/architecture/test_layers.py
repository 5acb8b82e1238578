"""The layers of the house, as pyproject.toml has them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_modules_import_only_from_lower_layers_and_disclosure_is_never_passed_by() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}

    done = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_module_of_the_package_has_a_layer() -> None:
    rows = CONTRACTS[0]["layers"]
    layers = {name.strip(" ()") for row in rows for name in row.split(":")}

    package = ROOT / "plugins" / "milepost"
    modules = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/*.py")}

    assert modules - {"__init__", "milepost"} <= layers
