from __future__ import annotations

import os
import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.diagnostics import has_errors
from milepost.loading.encoding import decode_text
from milepost.loading.nodes import Mapping, Node, Scalar, Sequence
from milepost.loading.source import front_matter, read_yaml

EXAMPLES = int(os.environ.get("MILEPOST_FUZZ", "300"))
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = [
    *"-?:,[]{}#&*!|>'\"%@` \n\t~=<\\\r",
    *[
        "- ",
        ": ",
        "\n  ",
        "\n- ",
        " #",
        "---\n",
        "...\n",
        "a",
        "key: ",
        "yes",
        "012",
        "12:30",
        "<<",
        "&a ",
        "*a",
    ],
    *[
        "!t ",
        "{a: b}",
        "[a, b]",
        '"x"',
        "\\u202e",
        "\u202e",
        "é",
        "e\u0301",
        "\ufeff",
        "\x00",
        "\u2028",
        "%YAML 1.1\n",
    ],
]
MESSY_TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
WORDS = st.text(string.ascii_letters + string.digits + " .,:#-'\"\\éß–{}[]&*!|>%@`\n", max_size=30)
KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=8)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    if isinstance(node, Mapping):
        return [scalar for entry in node.entries for scalar in (entry.key, *scalars(entry.value))]
    return []


def written(value: object) -> str:
    """The value in flow style with every text in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def plain_value(node: Node | None) -> object:
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return {entry.key.text: plain_value(entry.value) for entry in node.entries}
    return node.text if node else None


@fuzzed
@given(st.binary(max_size=200) | MESSY_TEXT.map(str.encode))
def test_whatever_the_bytes_every_fault_has_a_place_in_the_file(data: bytes) -> None:
    text, _ = decode_text("m.yaml", data)
    lines = text.split("\n")
    for fault in read_yaml("m.yaml", data)[1]:
        assert 1 <= fault.location.line <= len(lines)
        assert 1 <= fault.location.column <= len(lines[fault.location.line - 1]) + 1
        assert fault.location.length >= 1
        assert fault.excerpt == lines[fault.location.line - 1]
        assert str(fault)


@fuzzed
@given(MESSY_TEXT)
def test_every_plain_scalar_stands_in_the_file_where_its_place_says(text: str) -> None:
    node, faults = read_yaml("m.yaml", text.encode())
    if has_errors(faults):
        return
    lines = decode_text("m.yaml", text.encode())[0].split("\n")
    for scalar in scalars(node):
        if scalar.plain and scalar.text.isascii() and not set(" \n") & set(scalar.text):
            start = scalar.location.column - 1
            assert lines[scalar.location.line - 1][start : start + len(scalar.text)] == scalar.text


@fuzzed
@given(MESSY_TEXT)
def test_front_matter_splits_any_text_without_losing_its_body(text: str) -> None:
    clean, _ = decode_text("r.md", text.encode())
    _, body, faults = front_matter("r.md", "---\ntitle: x\n---\n" + clean)
    assert faults == ()
    assert len(body) <= len(clean)
    assert front_matter("r.md", clean)[1] is not None


@fuzzed
@given(VALUES)
def test_quoted_text_is_read_back_as_it_was_written(value: object) -> None:
    node, faults = read_yaml("m.yaml", written(value).encode())
    assert faults == ()
    assert plain_value(node) == value
