"""What a person reads who wrote something wrong: tests/cases/<name>/input beside expected.txt, word by word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from milepost.checking import check_tree
from milepost.loading.tree import WorkingTree

CASES = Path(__file__).parents[1] / "cases"
AS_OF = date(2026, 11, 22)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_a_wrong_input_is_explained_as_expected(name: str, pytestconfig: pytest.Config) -> None:
    expected = CASES / name / "expected.txt"
    # One client each; its folder is `demo`, unless the case is about the folder's name.
    (folder,) = (CASES / name / "input" / "clients").iterdir()
    checked = check_tree(WorkingTree(folder, f"clients/{folder.name}"), folder.name, AS_OF)

    told = "\n\n".join(str(item) for item in checked.diagnostics) + "\n"

    if pytestconfig.getoption("--update-snapshots"):
        expected.write_text(told, encoding="utf-8")
    assert told.strip(), "a case without a diagnostic shows nothing"
    assert told == expected.read_text("utf-8")
