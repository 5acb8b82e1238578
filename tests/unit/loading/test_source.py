from __future__ import annotations

import time

import pytest

from milepost.diagnostics import Diagnostic, Severity, in_order
from milepost.loading.encoding import decode_text, too_large
from milepost.loading.nodes import Mapping, Node, Scalar, Sequence
from milepost.loading.source import front_matter, read_yaml

TWO_MEGABYTES = 2_000_000


def read(text: str | bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    return read_yaml("m.yaml", text.encode() if isinstance(text, str) else text)


def plain_value(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return {entry.key.text: plain_value(entry.value) for entry in node.entries}
    return None


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault, in the order of the file."""
    return [(item.code, item.location.line, item.location.column) for item in in_order(read(text)[1])]


class TestNodes:
    def test_a_list_of_records_becomes_nodes_without_diagnostics(self) -> None:
        node, faults = read('- id: M1\n  tags: [a, "b"]\n  note: |\n    two\n    lines\n- {id: M2, title: x}\n')
        assert plain_value(node) == [
            {"id": "M1", "tags": ["a", "b"], "note": "two\nlines\n"},
            {"id": "M2", "title": "x"},
        ]
        assert faults == ()

    def test_a_scalar_knows_its_place_in_characters_its_length_and_whether_it_is_plain(self) -> None:
        node, _ = read('é: "ö"\nlist:\n  - later\n')
        assert isinstance(node, Mapping)
        first, second = node.entries
        assert isinstance(first.value, Scalar)
        assert str(first.value.location) == "m.yaml:1:4"
        assert (first.value.location.length, first.value.plain) == (3, False)
        assert isinstance(second.value, Sequence)
        assert str(second.value.items[0].location) == "m.yaml:3:5"
        assert second.value.items[0] == Scalar("later", plain=True, location=second.value.items[0].location)

    def test_the_length_of_a_text_over_several_lines_is_that_of_its_first(self) -> None:
        node, _ = read("a: one\n  two and more\n")
        assert isinstance(node, Mapping)
        value = node.entries[0].value
        assert isinstance(value, Scalar)
        assert (value.text, value.location.length) == ("one two and more", len("one"))

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
    def test_an_empty_file_is_no_node_and_no_fault(self, text: str) -> None:
        assert read(text) == (None, ())

    def test_the_look_of_a_scalar_does_not_change_it(self) -> None:
        texts = [
            "1.10",
            "1e3",
            "true",
            "null",
            "2026-02-30",
            "0.5",
            "-1",
            "0",
            "3d",
            "09:00-17:30",
            "y",
            "1.2",
        ]
        node, faults = read(f"[{', '.join(texts)}]")
        assert plain_value(node) == texts
        assert faults == ()

    def test_text_is_composed_to_nfc(self) -> None:
        assert plain_value(read("title: cafe\u0301\n")[0]) == {"title": "caf\u00e9"}

    def test_a_byte_order_mark_and_windows_line_ends_are_accepted(self) -> None:
        node, faults = read(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
        assert plain_value(node) == {"a": "b", "c": "d"}
        assert faults == ()


class TestFeatures:
    @pytest.mark.parametrize(
        ("text", "faults"),
        [
            ("a: &x b\n", [("Y021", 1, 4)]),
            ("a: &x {b: c}\n", [("Y021", 1, 4)]),
            ("a: *x\n", [("Y022", 1, 4)]),
            ("a: {<<: *x, b: c}\n", [("Y023", 1, 5)]),
            ("a: !ENV x\n", [("Y024", 1, 4)]),
            ("a: !!set {b}\n", [("Y024", 1, 4), ("Y035", 1, 11)]),
            ("a: !!binary 012\n", [("Y024", 1, 4)]),
            ("a: 1\n---\nb: 2\n", [("Y025", 2, 1)]),
            ("%YAML 1.2\n---\na: 1\n", [("Y026", 1, 1)]),
            ("%TAG ! x\n---\na: 1\n", [("Y026", 1, 1)]),
        ],
    )
    def test_what_hides_or_repeats_content_is_refused(self, text: str, faults: list[tuple[str, int, int]]) -> None:
        assert found(text) == faults

    def test_a_tag_is_named_as_it_was_written(self) -> None:
        assert "“!!python/name:os.system”" in read("a: !!python/name:os.system x\n")[1][0].message

    def test_an_alias_of_a_text_reads_as_that_text_so_that_no_second_fault_follows(self) -> None:
        assert plain_value(read("a: &x b\nc: *x\n")[0]) == {"a": "b", "c": "b"}

    def test_an_alias_of_a_list_is_left_out_because_lists_of_lists_of_aliases_grow_without_end(self) -> None:
        assert plain_value(read("a: &x [b]\nc: *x\nd: [*x]\n")[0]) == {"a": ["b"], "d": []}

    def test_a_quoted_merge_key_is_a_key(self) -> None:
        assert read('"<<": x\n')[1] == ()


class TestKeys:
    def test_a_key_written_twice_names_the_line_of_the_first(self) -> None:
        node, faults = read("a: 1\nb: 2\na: 3\n")
        assert [(item.code, item.location.line) for item in faults] == [("Y031", 3)]
        assert "line 1" in faults[0].message
        assert plain_value(node) == {"a": "1", "b": "2"}

    def test_keys_that_differ_only_in_unicode_form_are_the_same_key(self) -> None:
        assert found("caf\u00e9: a\ncafe\u0301: b\n") == [("Y031", 2, 1), ("Y036", 2, 1)]

    @pytest.mark.parametrize("key", ["1", "-1.5", "1e3", "012", "0x1F", "12:30", "true", "null", "~"])
    def test_an_unquoted_key_that_is_no_text_is_refused(self, key: str) -> None:
        assert found(f"{key}: x\n") == [("Y032", 1, 1)]

    @pytest.mark.parametrize("key", ['"1"', "'true'", "2026-01-12", "1.2.3", "x-legacy", "M1"])
    def test_a_quoted_key_or_one_that_is_only_text_is_accepted(self, key: str) -> None:
        assert read(f"{key}: x\n")[1] == ()

    @pytest.mark.parametrize(
        "text", ["[a]: b\n", "{a: b}: c\n", "? - a\n: b\n", "title: {{ name }}\n", "? {{[a]: b}: c}\n: d\n"]
    )
    def test_a_list_or_mapping_as_key_is_one_fault(self, text: str) -> None:
        assert [code for code, _, _ in found(text)] == ["Y033"]

    def test_the_comma_trap_is_one_fault_at_what_follows_the_comma(self) -> None:
        node, faults = read("{id: M8, title: Pilot at Oak Lane, Riverside}")
        assert len(faults) == 1
        assert (faults[0].code, faults[0].location.column, faults[0].location.length) == (
            "Y034",
            36,
            len("Riverside"),
        )
        assert "comma ended the text of “title”" in faults[0].message
        assert "quotes, or write one field per line" in faults[0].hint
        assert plain_value(node) == {"id": "M8", "title": "Pilot at Oak Lane"}

    def test_every_text_that_commas_cut_is_one_fault(self) -> None:
        assert found("{a: x, 200, z, b: u, v}") == [("Y034", 1, 8), ("Y034", 1, 22)]

    def test_a_key_without_value_where_no_text_was_cut_is_told_as_such(self) -> None:
        assert found("{Riverside}") == [("Y035", 1, 2)]
        assert found('{a: "x", Riverside}') == [("Y035", 1, 10)]
        assert found("? a\n") == [("Y035", 1, 3)]

    def test_an_empty_value_after_a_colon_is_null(self) -> None:
        node, faults = read("{a: , b: 1}")
        assert faults == ()
        assert plain_value(node) == {"a": "", "b": "1"}


class TestPlainScalars:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("yes", "Y041"),
            ("No", "Y041"),
            ("ON", "Y041"),
            ("off", "Y041"),
            ("012", "Y042"),
            ("-07", "Y042"),
            ("0o17", "Y042"),
            ("0x1F", "Y043"),
            ("0b11", "Y043"),
            ("12:30", "Y044"),
            ("09:30:15.5", "Y044"),
            ("1_000", "Y045"),
            ("1.000_5", "Y045"),
            (".nan", "Y046"),
            ("-.Inf", "Y046"),
            ("1234567890123456", "Y047"),
            ("1234567890123456.5", "Y047"),
        ],
    )
    def test_what_readers_disagree_about_is_refused_unless_quoted(self, text: str, code: str) -> None:
        assert found(f"a: {text}\n") == [(code, 1, 4)]
        assert found(f"- {text}\n") == [(code, 1, 3)]
        assert found(f'a: "{text}"\nb: |\n  {text}\n') == []

    @pytest.mark.parametrize(
        "text", ["y", "n", "123456789012345", "0", "0.50", "1:30 pm", "2026-01-12", "+44 20", "none"]
    )
    def test_ordinary_values_are_accepted(self, text: str) -> None:
        assert found(f"a: {text}\n") == []

    def test_yes_and_no_are_refused_as_keys(self) -> None:
        assert found("yes: 1\n") == [("Y041", 1, 1)]

    @pytest.mark.parametrize(
        ("text", "column"),
        [("a: issue #42\n", 10), ("- issue\t#note\n", 9), ("a: #0b6e4f\n", 4), ("a: x ##42\n", 6)],
    )
    def test_a_comment_that_looks_like_text_is_a_warning(self, text: str, column: int) -> None:
        _, faults = read(text)
        assert [(item.code, item.location.column, item.severity) for item in faults] == [
            ("Y048", column, Severity.WARNING)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "a: x # like this\n",
            "a: x #\n",
            "a: x #------\n",
            "a: C#\n",
            "a: x#1\n",
            'a: "x" #1\n',
            "# c\na: x\n",
        ],
    )
    def test_a_normal_comment_is_not(self, text: str) -> None:
        assert found(text) == []


class TestCharacters:
    @pytest.mark.parametrize(
        ("character", "code", "name"),
        [
            ("\x00", "Y003", "U+0000 NULL"),
            ("\x1b", "Y003", "U+001B ESCAPE"),
            ("\x01", "Y003", "U+0001 CONTROL CHARACTER"),
            ("\r", "Y003", "U+000D CARRIAGE RETURN"),
            ("\x85", "Y003", "U+0085 NEXT LINE"),
            ("\u2028", "Y003", "U+2028 LINE SEPARATOR"),
            ("\u2029", "Y003", "U+2029 PARAGRAPH SEPARATOR"),
            ("\u202e", "Y004", "U+202E RIGHT-TO-LEFT OVERRIDE"),
            ("\u2066", "Y004", "U+2066 LEFT-TO-RIGHT ISOLATE"),
            ("\u200f", "Y004", "U+200F RIGHT-TO-LEFT MARK"),
            ("\u061c", "Y004", "U+061C ARABIC LETTER MARK"),
            ("\u200b", "Y005", "U+200B ZERO WIDTH SPACE"),
            ("\u200d", "Y005", "U+200D ZERO WIDTH JOINER"),
            ("\u2060", "Y005", "U+2060 WORD JOINER"),
            ("\ufeff", "Y005", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ],
    )
    def test_a_character_that_deceives_is_named_and_taken_out(self, character: str, code: str, name: str) -> None:
        text, faults = decode_text("r.md", f"é\nab{character}c".encode())
        assert text == "é\nab\ufffdc"
        assert [(item.code, str(item.location)) for item in faults] == [(code, "r.md:2:3")]
        assert name in faults[0].message
        assert character not in faults[0].excerpt

    def test_an_escape_in_quotes_cannot_bring_it_in(self) -> None:
        node, faults = read('a: "x\\u202ey"\n')
        assert [item.code for item in faults] == ["Y004"]
        assert plain_value(node) == {"a": "x\ufffdy"}

    def test_only_one_byte_order_mark_is_accepted(self) -> None:
        assert found("\ufeff\ufeffa: b\n") == [("Y005", 1, 1)]

    def test_bytes_that_are_not_utf8_are_found_by_line_and_column_and_the_rest_is_read(self) -> None:
        assert found(b"a: caf\xe9 \xff\nb: \xc3\xa9\xe2\x82x\nc: yes\n") == [
            ("Y001", 1, 7),
            ("Y001", 1, 9),
            ("Y001", 2, 5),
            ("Y041", 3, 4),
        ]

    def test_a_byte_of_an_older_encoding_is_shown_as_what_it_was_meant_to_be(self) -> None:
        assert "it would be é" in read(b"a: caf\xe9\n")[1][0].hint

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
    def test_wide_encodings_are_one_fault(self, encoding: str) -> None:
        node, faults = read("id: M1\ntitle: x\n".encode(encoding))
        assert node is None
        assert [item.code for item in faults] == ["Y002"]

    def test_no_more_than_twenty_are_reported(self) -> None:
        assert len(read(b"a: " + b"\xff" * 100)[1]) == 20
        assert len(read("a: " + "\u202e" * 100)[1]) == 20


class TestFrontMatter:
    def test_places_are_those_in_the_whole_file(self) -> None:
        node, body, faults = front_matter("r.md", "---\ntitle: x\nhealth: yes\n---\n# Head\n\n---\ntext\n")
        assert plain_value(node) == {"title": "x", "health": "yes"}
        assert body == "# Head\n\n---\ntext\n"
        assert [(item.code, str(item.location), item.excerpt) for item in faults] == [
            ("Y041", "r.md:3:9", "health: yes")
        ]

    def test_a_syntax_error_stays_inside_it(self) -> None:
        node, body, faults = front_matter("r.md", '---\ntitle: "x\n---\nHe said "y"\n')
        assert (node, body) == (None, 'He said "y"\n')
        assert [(item.code, str(item.location)) for item in faults] == [("Y015", "r.md:2:8")]

    @pytest.mark.parametrize("text", ["", "# Head\n---\n", " ---\ntitle: x\n---\n", "----\n"])
    def test_a_text_without_it_is_all_body(self, text: str) -> None:
        assert front_matter("r.md", text) == (None, text, ())

    def test_an_empty_one_is_no_node(self) -> None:
        assert front_matter("r.md", "---\n---\nbody") == (None, "body", ())

    def test_one_that_does_not_end_is_a_fault_and_no_body(self) -> None:
        node, body, faults = front_matter("r.md", "---\ntitle: x\n")
        assert (node, body, [item.code for item in faults]) == (None, "", ["Y051"])


class TestLimits:
    def test_a_file_over_two_megabytes_is_refused_by_its_size(self) -> None:
        assert too_large("m.yaml", TWO_MEGABYTES) is None
        fault = too_large("m.yaml", 100_000_000)
        assert fault is not None
        assert (fault.code, "100.0 MB" in fault.message) == ("Y006", True)
        assert found(b"#" * (TWO_MEGABYTES + 1)) == [("Y006", 1, 1)]

    def test_thirty_two_levels_are_read_and_one_more_is_not(self) -> None:
        assert read("[" * 32 + "]" * 32)[1] == ()
        node, faults = read("[" * 33 + "]" * 33)
        assert (node, [item.code for item in faults]) == (None, ["Y007"])

    def test_two_hundred_thousand_values_are_read_and_one_more_is_not(self) -> None:
        assert read("- a\n" * 199_999)[1] == ()
        node, faults = read("- a\n" * 200_000)
        assert (node, [item.code for item in faults]) == (None, ["Y008"])

    def test_after_a_hundred_faults_reading_stops(self) -> None:
        node, faults = read("- yes\n" * 1000)
        assert node is None
        assert [item.code for item in faults] == ["Y041"] * 100 + ["Y009"]

    def test_no_more_than_a_hundred_warnings_are_kept_and_reading_goes_on(self) -> None:
        node, faults = read("- a #b\n" * 1000)
        assert isinstance(node, Sequence)
        assert len(faults) == 100

    def test_a_fault_in_an_endless_line_does_not_repeat_the_line(self) -> None:
        _, faults = read("[" + "a, " * 60_000 + "yes]")
        assert [item.code for item in faults] == ["Y041"]
        assert len(str(faults[0])) < 1000
        assert len(faults[0].excerpt) <= 10_000

    @pytest.mark.parametrize(
        "data",
        [
            b"[" * 50_000,
            b"[" * TWO_MEGABYTES,
            b"{a: " * (TWO_MEGABYTES // 4),
            b"- " * (TWO_MEGABYTES // 2),
            b"? " * (TWO_MEGABYTES // 2),
            b"x" * TWO_MEGABYTES,
            b'"' + b"x" * (TWO_MEGABYTES - 2) + b'"',
            b"a: 1" + b":59" * 200_000,
            b"a: 1" + b":59" * 200_000 + b"x",
            b"a: " + b"1_" * 900_000 + b"x",
            b"a: b" + b" " * 1_900_000 + b"#c",
            b"\xff" * TWO_MEGABYTES,
            "\u202e".encode() * 600_000,
            b"a: &a [x]\n" + b"".join(b"k%d: &k%d [*a, *a]\n" % (n, n) for n in range(40_000)),
        ],
        ids=range(14),
    )
    def test_nothing_nasty_takes_longer_than_two_seconds(self, data: bytes) -> None:
        start = time.process_time()
        for fault in read(data)[1]:
            assert len(str(fault)) < 1000
        assert time.process_time() - start < 2
