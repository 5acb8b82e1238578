from __future__ import annotations

import time

import pytest

from milepost.views.plain_words import plain_words

TITLES = {"M1": "Launch", "R-2": "The *press* is late"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nothing to see.", "Nothing to see."),
        ("Two\nlines, \n\n and another.", "Two lines, and another."),
        ("It is **very** late, *really* __so__, `x_y`.", "It is very late, really so, x_y."),
        ("5 * 3 = 15, snake_case and a & b", "5 * 3 = 15, snake_case and a & b"),
        (r"\*not\* &lt;b&gt; <b>x</b>", "*not* <b> <b>x</b>"),
        ("See [M1], **[R-2]**.", "See “Launch”, “The *press* is late”."),
        ("See [X-9] and […], [sic].", "See [X-9] and […], [sic]."),
        ("`[M1]` and [M1](records/M1/)", "[M1] and M1"),
        ("[the guide](https://example.org/a%20b)", "the guide (https://example.org/a%20b)"),
        ("[https://example.org](https://example.org) <ana@b.example>", "https://example.org ana@b.example"),
        ("[](https://example.org/a)", "(https://example.org/a)"),
        ("[call](tel:123), [plan](files/plan.pdf)", "call (tel:123), plan"),
        ("![A **plan**](files/plan.png) ![](x.png)", "A plan"),
        ("one\\\ntwo  \nthree", "one two three"),
        ("# Next\n\nWe go on.\n\n## What now?\n\nWe wait.", "Next: We go on. What now? We wait."),
        ("- one\n- two\n  - three\n\n2. four\n3. five", "• one • two • three 2. four 3. five"),
        ("> Said\n> so.\n\n---\n\nEnd", "Said so. End"),
        ("| a | b |\n|---|---|\n| 1 | *2* |", "• a · b • 1 · 2"),
        ("```sh\nrm  x\n```\n\nand\n\n    code", "rm x and code"),
        ("[M1]: <https://example.org>\n\nSee [M1].", "See M1 (https://example.org)."),
    ],
)
def test_a_text_is_told_in_its_words(text: str, words: str) -> None:
    assert plain_words(text, TITLES.get) == words


def test_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    for text in ("[" * 20_000, "*a " * 20_000, "> " * 5_000, "- " * 5_000, "<" * 20_000):
        start = time.process_time()
        plain_words(text, TITLES.get)
        assert time.process_time() - start < 2, text[:4]
