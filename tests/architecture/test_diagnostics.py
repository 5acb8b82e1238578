"""Every diagnostic that Milepost can give is explained in the manual and shown by a case."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
CODE = re.compile(r'"([YMFRCS][0-9]{3})"|\?P<(Y[0-9]{3})>')

# What is wrong with these is their size; tests/unit/loading/test_source.py makes them.
TOO_LARGE_FOR_A_CASE = {"Y006", "Y008", "Y009"}
# These need a history; tests/integration/test_trail.py makes it.
OF_HISTORY = {"S401", "S402"}


def codes_in_source() -> set[str]:
    modules = (REPOSITORY / "plugins" / "milepost").rglob("*.py")
    return {one or other for path in modules for one, other in CODE.findall(path.read_text("utf-8"))}


def test_there_are_codes_of_every_group() -> None:
    assert {code[0] for code in codes_in_source()} == set("YMFRCS")


def test_every_code_has_a_case_and_every_case_shows_one() -> None:
    shown = {
        path.parent.name: set(re.findall(r"\[([YMFRC][0-9]{3})\]$", path.read_text("utf-8"), re.MULTILINE))
        for path in (REPOSITORY / "tests" / "cases").glob("*/expected.txt")
    }

    assert [name for name, codes in shown.items() if not codes] == []
    assert set().union(*shown.values()) == codes_in_source() - TOO_LARGE_FOR_A_CASE - OF_HISTORY


def test_every_code_has_one_section_in_the_manual_in_their_order() -> None:
    manual = (REPOSITORY / "docs" / "diagnostics.md").read_text("utf-8")

    sections = re.findall(r"^### ([YMFRCS][0-9]{3})\b", manual, re.MULTILINE)

    assert sections == sorted(codes_in_source(), key=lambda code: ("YMFRCS".index(code[0]), code))
