"""What the reader of plain items reads is what the parser reads; where the parser has something to say, it gives up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.loading.encoding import decode_text
from milepost.loading.nodes import Entry, Mapping, Node, Scalar, Sequence
from milepost.loading.plain_items import NOWHERE, plain_item
from milepost.loading.source import read_yaml
from unit.loading.test_source_fuzz import MESSY_TEXT, WORDS, fuzzed

KEYS = st.sampled_from(["id", "title", "x-day", "notes", "on", "null", "a", "a1_b", "Title", "k" * 62, "ä"])
NEAR = st.sampled_from(
    [
        *["yes", "No", "012", "1_000", "12:30", "1.10", "null", "~", ".inf", "1" * 16, "-5", "=", "<<", "(a)", "§ 1"],
        *["a: b", "a:b", "a:", "a :b", "a #b", "a#b", "# a", "a ", " a", "a\tb", "a  b", "\N{NO-BREAK SPACE}a"],
        *['"a"', "'a'", '"a\\n"', "'it''s'", '"a" b', '"a" # b', "'a'b", '""', "''", '" a "', '"#: "', "'\"'"],
        *["[a, b]", "[a,b]", "[a, yes]", "[a, 1]", "[]", "[a, b] c", "{a: b}", "[a.b, c-d]", "[a, b, ]", "[a, null]"],
        *["&a b", "*a", "!t a", "|", ">", "@a", "%a", "`a", "? a", "- a", "-a", ":a", ",a", "]", "e\u0301", "ß", "…"],
        *["a\u202eb", "\ufeffa", "a\u2028b", "\x85", "--- a", "...", "a'b\"c", "a]b}c,d", "a&b*c!d", "x" * 200],
    ]
)
VALUES = st.one_of(NEAR, WORDS, st.text(max_size=12))
LINES = st.lists(st.one_of(NEAR, WORDS.map(lambda text: text.replace("\n", " "))), min_size=1, max_size=3)
STYLES = st.sampled_from(["|", "|-", ">", ">-", "|+", ">2", ""])


@st.composite
def items(draw: st.DrawFn) -> str:
    """A record as people write one, and as they nearly write one."""
    in_a_list = draw(st.booleans())
    indent = "  " if in_a_list else ""
    deeper = indent + draw(st.sampled_from(["  ", "  ", "  ", " ", "", "    "]))
    fields = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=5)):
        kind = draw(st.sampled_from(["value", "value", "block", "list"]))
        head = f"{indent}{key}:"
        if kind == "value":
            fields.append(f"{head} {draw(VALUES)}")
        elif kind == "block":
            fields += [f"{head} {draw(STYLES)}", *(f"{deeper}{line}" for line in draw(LINES))]
        else:
            fields += [head, *(f"{deeper}- {line}" for line in draw(LINES))]
    text = "\n".join(fields)
    text = f"- {text[2:]}" if in_a_list else text
    return text + draw(st.sampled_from(["\n", "\n", "\n\n", "", "\n  # a comment\n", "\n \n"]))


def anywhere(node: Node | None) -> Node | None:
    """The node without its places."""
    if isinstance(node, Scalar):
        return Scalar(node.text, node.plain, NOWHERE)
    if isinstance(node, Sequence):
        return Sequence(tuple(anywhere(item) for item in node.items), NOWHERE)  # type: ignore[misc]  # none is None
    if isinstance(node, Mapping):
        entries = ((anywhere(item.key), anywhere(item.value)) for item in node.entries)
        return Mapping(tuple(Entry(*pair) for pair in entries), NOWHERE)  # type: ignore[arg-type]  # as above
    return None


def agrees_with_the_parser(written: str) -> bool:
    """Whether both read the same; True also where only the parser reads it."""
    text, _ = decode_text("x", written.encode())
    found = plain_item(text)
    if found is None:
        return True
    node, faults = read_yaml("x", text.encode())
    if isinstance(node, Sequence):
        (node,) = node.items
    return not faults and anywhere(node) == found


@fuzzed
@given(items())
def test_whatever_it_reads_the_parser_reads_the_same_without_a_word(text: str) -> None:
    assert agrees_with_the_parser(text)


@fuzzed
@given(st.sampled_from(["- ", ""]), MESSY_TEXT)
def test_whatever_it_makes_of_a_mess_is_what_the_parser_makes_of_it(start: str, mess: str) -> None:
    assert agrees_with_the_parser(f"{start}id: A-1\n{'  ' if start else ''}title: {mess}\n")


@fuzzed
@given(KEYS, VALUES)
def test_one_value_is_read_as_the_parser_reads_it(key: str, value: str) -> None:
    assert agrees_with_the_parser(f"- {key}: {value}\n")


PLAINEST = """\
- id: A-1
  title: Sign the lease, at 10:30 or later (see §4)
  tags: [one, two.b]
  notes: >-
    Two lines
    become one: # all of it
  body: |
    Two lines

  quoted: "It's 5: five"
  single: ' spaces '
  acceptance:
    - It opens
    - It closes
"""


@pytest.mark.parametrize("without", ["", "\n\n"])
def test_what_people_usually_write_needs_no_parser(without: str) -> None:
    text = PLAINEST.replace("\n\n", "\n") + without
    assert plain_item(text) is not None
    assert agrees_with_the_parser(text)
    own_file = text.replace("\n  ", "\n")[2:]
    assert plain_item(own_file) is not None
    assert agrees_with_the_parser(own_file)


@pytest.mark.parametrize(
    "text",
    [
        *["", "- ", "words\n", "- id: A\n- id: B\n", "- id: A\n  id: B\n", "- id: A", "-  id: A\n", "\nid: A\n"],
        *["- id: A\n    more: b\n", "- id: yes\n", "- no: A\n", "- id: [a, 012]\n", "- id:\n    - 012\n", "- id:\n"],
        *["- id: A\n\n  title: b\n", "- id: A # a\n", "- id: A\n# a\n", f"- id: {'x' * 100_000}\n", "- id: *a\n"],
        *[
            "- id: &a A\n",
            "- id: {a: b}\n",
            "- id: |\n    a\n     b\n",
            "- id: |\n      a\n",
            "- id: >\n    a\n\n    b\n",
        ],
    ],
)
def test_anything_else_is_left_to_the_parser(text: str) -> None:
    assert plain_item(text) is None


def test_a_text_made_to_be_slow_is_given_up_at_once() -> None:
    before = time.process_time()
    for text in (
        "a: |\n" + "  - a: |\n" * 9_000 + "  \t",
        "a:\n" + "  - a\n" * 14_000 + "  \t",
        "a: " + "a:#" * 30_000,
    ):
        assert plain_item(text) is None
    assert time.process_time() - before < 5
