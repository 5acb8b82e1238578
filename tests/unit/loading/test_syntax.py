from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.diagnostics import Diagnostic, in_order
from milepost.loading.source import read_yaml

if TYPE_CHECKING:
    from milepost.loading.nodes import Node


def read(text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    return read_yaml("m.yaml", text.encode())


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault, in the order of the file."""
    return [(item.code, item.location.line, item.location.column) for item in in_order(read(text)[1])]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- id: M1\n\ttitle: x\n", ("Y011", 2, 1)),
        ("a:\n\t- b\n", ("Y011", 2, 1)),
        ("a: |\n\tfoo\n", ("Y011", 2, 1)),
        ("title: Phase 2: pilot\n", ("Y012", 1, 15)),
        ("[x y: z: q]\n", ("Y012", 1, 8)),
        ("{id: M1,\n title: Phase 2: pilot}\n", ("Y012", 2, 16)),
        ("id: M1\ntitle:x\n", ("Y013", 2, 6)),
        ("id:M1\n# comment\ntitle: x\n", ("Y013", 1, 3)),
        ("{id: M1, title:x}", ("Y013", 1, 10)),
        ("a: 1\njust text\nb: 2\n", ("Y014", 2, 1)),
        ("- a\n-b\n", ("Y014", 2, 1)),
        ('a: "foo\nb: c\n', ("Y015", 1, 4)),
        ('a: "foo\nb: "bar"\n', ("Y015", 1, 4)),
        ('a: "x\n---\ny"\n', ("Y015", 1, 4)),
        ("a: 'it's fine'\n", ("Y016", 1, 8)),
        ("a: [Draft] pilot\n", ("Y016", 1, 12)),
        ("a: [x, y\nb: c\n", ("Y017", 1, 4)),
        ("a: {x: [1, 2}\n", ("Y017", 1, 8)),
        ("a: [x,\n", ("Y017", 1, 4)),
        ("a: [a, b]]\n", ("Y017", 1, 10)),
        ("a: @ana\n", ("Y018", 1, 4)),
        ("a: `x`\n", ("Y018", 1, 4)),
        ("a: %x\n", ("Y018", 1, 4)),
        ("a: *Bold* thing\n", ("Y018", 1, 4)),
        ("a: & co\n", ("Y018", 1, 4)),
        ("a: > quoted\n", ("Y018", 1, 4)),
        ('a: "C:\\path"\n', ("Y019", 1, 7)),
        ("a:\n    b: 1\n  c: 2\n", ("Y020", 3, 3)),
        ("a: 1\n  b: 2\n", ("Y020", 2, 3)),
        ("- a: 1\nc: 3\n", ("Y020", 2, 1)),
        ("a: 1\n- b\n", ("Y020", 2, 1)),
        ("a: !x!y z\n", ("Y024", 1, 4)),
        ("%YAML 3.0\n---\na: 1\n", ("Y026", 1, 1)),
        ("# c\n%FOO\n---\na: 1\n", ("Y026", 2, 1)),
        ("---\n%YAML 1.1", ("Y026", 2, 1)),
        ("a: 1\n: x\n", ("Y032", 2, 1)),
        ("a: - b\n", ("Y010", 1, 4)),
        ("a: [,]\n", ("Y010", 1, 5)),
        ('"a\nb": 1\n', ("Y010", 2, 3)),
        ("a: 1\n...\nb\n", ("Y010", 3, 1)),
    ],
)
def test_a_syntax_error_is_told_as_the_mistake_behind_it(text: str, fault: tuple[str, int, int]) -> None:
    assert found(text) == [fault]


def test_a_syntax_error_leaves_no_node() -> None:
    assert read("a: 1\nb: [\n")[0] is None


def test_the_faults_before_a_syntax_error_are_told_too() -> None:
    assert found("a: yes\nb: [x\n") == [("Y041", 1, 4), ("Y017", 2, 4)]


def test_a_text_cut_by_a_comment_explains_the_lost_bracket() -> None:
    bracket = next(item for item in read("a: {t: issue #42}\nb: c\n")[1] if item.code == "Y017")
    assert "from “ #” is a comment" in bracket.hint
