"""Users' Markdown: what it may become, and that nothing hostile in it survives."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.render.text import headline, markdown_html, markdown_inline

LINKS = {
    "REQ-1": "../records/REQ-1/",
    "go-live": "../records/go-live/",
    "files/plan.png": "../files/plan-3f2a.png",
    "files/ș a.pdf": "../files/a-77aa.pdf",
}
NEW_TAB = 'rel="noopener noreferrer"'


def html(text: str) -> str:
    return str(markdown_html(text, LINKS))


def test_a_mention_of_a_record_becomes_a_link_to_it() -> None:
    assert html("See [REQ-1].") == '<p>See <a href="../records/REQ-1/" class="mp-ref">REQ-1</a>.</p>'


def test_mentions_are_compared_without_case_and_keep_what_was_written() -> None:
    assert '<a href="../records/REQ-1/" class="mp-ref">req-1</a>' in html("[req-1]")


def test_an_id_without_a_number_links_where_it_is_known() -> None:
    assert '<a href="../records/go-live/" class="mp-ref">go-live</a>' in html("[go-live]")


@pytest.mark.parametrize("text", ["[REQ-2]", "[sic]", "\\[REQ-1]", "[ ]"])
def test_other_brackets_stay_text(text: str) -> None:
    assert html(text) == f"<p>{text.removeprefix(chr(92))}</p>"


def test_a_mention_in_code_stays_code() -> None:
    assert html("`[REQ-1]`") == "<p><code>[REQ-1]</code></p>"


def test_an_id_with_an_address_of_its_own_is_an_ordinary_link() -> None:
    assert html("[REQ-1](https://a.example)") == f'<p><a href="https://a.example" {NEW_TAB}>REQ-1</a></p>'


def test_an_id_inside_a_link_is_part_of_that_link() -> None:
    assert html("[see [REQ-1]](https://a.example)").count("<a ") == 1


def test_a_line_that_begins_with_an_id_and_a_colon_is_shown() -> None:
    assert html("[REQ-1]: accepted").endswith("REQ-1</a>: accepted</p>")


def test_links_to_other_sites_do_not_tell_where_the_reader_came_from() -> None:
    assert html("<https://a.example>") == f'<p><a href="https://a.example" {NEW_TAB}>https://a.example</a></p>'


def test_mail_and_telephone_links_stay() -> None:
    assert html("[m](mailto:a@b.example)") == '<p><a href="mailto:a@b.example">m</a></p>'
    assert html("[t](tel:+4420555)") == '<p><a href="tel:+4420555">t</a></p>'


def test_a_link_to_a_file_of_the_share_leads_to_its_published_name() -> None:
    assert html("[a](<files/ș a.pdf> 'The plan')") == '<p><a href="../files/a-77aa.pdf" title="The plan">a</a></p>'


@pytest.mark.parametrize("target", ["files/secret.pdf", "../other/", "/etc/", "//a.example/x", "ftp://a.example"])
def test_a_link_to_anything_else_leaves_its_words_and_not_its_target(target: str) -> None:
    assert html(f"[the *plan*]({target})") == "<p>the <em>plan</em></p>"


def test_an_image_of_the_share_is_shown() -> None:
    assert html("![The *plan*](files/plan.png)") == '<p><img src="../files/plan-3f2a.png" alt="The plan"></p>'


def test_an_image_of_another_site_is_a_link_and_loads_nothing() -> None:
    address = "https://a.example/x.png"
    assert html(f"![Photo]({address})") == f'<p><a href="{address}" {NEW_TAB}>Photo</a></p>'
    assert html(f"![]({address})") == f'<p><a href="{address}" {NEW_TAB}>{address}</a></p>'


def test_an_image_inside_a_link_becomes_the_words_of_that_link() -> None:
    found = html("[![Photo](https://a.example/x.png)](https://b.example)")
    assert found == f'<p><a href="https://b.example" {NEW_TAB}>Photo</a></p>'


def test_an_unknown_image_leaves_its_words() -> None:
    assert html("![Photo](files/none.png) ![Data](data:image/png;base64,AAAA)") == "<p>Photo Data</p>"


def test_raw_html_is_shown_as_text() -> None:
    assert html("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>"


def test_headings_begin_at_the_given_level_and_skip_none() -> None:
    found = markdown_html("# One\n\n### Three\n\n# One", {}, heading_level=4)
    assert re.findall(r"<(h\d) id=\"([^\"]+)\"", found) == [
        ("h4", "u-one"),
        ("h5", "u-three"),
        ("h4", "u-one-2"),
    ]


def test_headings_are_never_deeper_than_six() -> None:
    found = markdown_html("# a\n## b\n### c\n#### d", {}, heading_level=5)
    assert re.findall(r"<(h\d)", found) == ["h5", "h6", "h6", "h6"]


def test_anchors_are_unique_prefixed_and_reachable_by_links_inside_the_text() -> None:
    found = markdown_html("# A\n# A 2\n# A\n# !\n\n[up](#A)", {}, anchor="D-1")
    assert re.findall(r'id="([^"]+)"', found) == ["u-D-1-a", "u-D-1-a-2", "u-D-1-a-3", "u-D-1-section"]
    assert 'href="#u-D-1-a"' in found


def test_tables_are_aligned_by_classes_and_scroll_in_a_named_region() -> None:
    text = "| a | b | c |\n|--:|:-:|---|\n| 1 | 2 | 3 |\n"
    found = markdown_html(f"{text}\n\n{text}", {}, table_label="Table in D-1")
    assert '<td class="mp-right">1</td>\n<td class="mp-center">2</td>\n<td>3</td>' in found
    assert '<div class="mp-scroll" tabindex="0" role="region" aria-label="Table in D-1">' in found
    assert 'aria-label="Table in D-1 2"' in found
    assert "role" not in markdown_html(text, {})


def test_lists_keep_their_first_number_and_code_loses_its_language() -> None:
    assert html("3. x").startswith('<ol start="3">')
    assert html("```js\nx\n```") == "<pre><code>x\n</code></pre>"


def test_one_line_of_markdown_has_no_blocks() -> None:
    assert markdown_inline("**Go** to [REQ-1]", LINKS) == (
        '<strong>Go</strong> to <a href="../records/REQ-1/" class="mp-ref">REQ-1</a>'
    )
    assert markdown_inline("# 1. x", {}) == "# 1. x"
    assert markdown_inline("", {}) == ""


def test_hyphens_inside_words_of_a_headline_do_not_break() -> None:
    assert headline("Go-live - an e-mail") == "Go‑live - an e‑mail"


PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=data:text/html,x>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example'</style>",
    "<div style=background:url(https://evil.example)>",
    "<form action=https://evil.example><input name=x>",
    "<details open ontoggle=alert(1)>",
    "<video src=https://evil.example/x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "</p></div></article><script>alert(1)</script>",
    "</textarea></title><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript://a.example/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:image/png;base64,AAAA",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "//evil.example/x.png",
    "\\\\evil.example\\x.png",
    "/\\evil.example/x.png",
    "https://evil.example/track.gif",
    "HTTPS://evil.example/track.gif",
    "https:evil.example/x.png",
    "x' onerror='alert(1)",
    'x" onerror="alert(1)',
    'x" style="position:fixed" title="',
    "x)(javascript:alert(1)",
    "`x` onmouseover=alert(1)",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '<https://evil.example/" onmouseover=alert(1)>',
    "[x](https://a.example \"' onmouseover='alert(1)\")",
    "{{ 7 * 7 }}{% include 'x' %}",
    "\u202e<script>\u2028alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "<a\x00href=javascript:alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]

SINKS = {
    "paragraph": "{}",
    "heading": "# {}",
    "item": "- {}\n  - {}",
    "quotation": "> {}",
    "cell": "| a |\n|---|\n| {} |",
    "code span": "`{}`",
    "fence": "```{}\n{}\n```",
    "emphasis": "**{}** *{}*",
    "link text": "[{}](https://a.example)",
    "link target": "[x]({})",
    "link target in angles": "[x](<{}>)",
    "link title": '[x](https://a.example "{}")',
    "image text": "![{}](files/plan.png)",
    "image source": "![x]({})",
    "image source in angles": "![x](<{}>)",
    "image title": '![x](files/plan.png "{}")',
    "definition": "[x][r]\n\n[r]: <{}>",
    "autolink": "<{}>",
    "mention": "[{}] [REQ-1]",
}

TAGS = {
    *("a", "br", "code", "em", "img", "strong", "blockquote", "div", "hr", "li", "ol", "p", "pre", "ul"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"),
}
ATTRIBUTES = {"alt", "aria-label", "class", "href", "id", "rel", "role", "src", "start", "tabindex", "title"}
ADDRESS = re.compile(r"https?:|mailto:|tel:|#u-|\.\./records/|\.\./files/", re.IGNORECASE)


class Inspector(HTMLParser):
    """Everything hostile in a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"{tag} {name}")
            if name == "href" and not ADDRESS.match(value or ""):
                self.faults.append(f"{tag} href={value}")
            if name == "src" and value != "../files/plan-3f2a.png":
                self.faults.append(f"{tag} src={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")


@pytest.mark.parametrize("sink", SINKS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_does_anything_in_any_place(payload: str, sink: str) -> None:
    text = SINKS[sink].replace("{}", payload)
    assert Inspector(html(text)).faults == []
    assert Inspector(markdown_inline(text, LINKS)).faults == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_does_anything_in_a_region_s_name_or_an_address(payload: str) -> None:
    table = markdown_html("| a |\n|---|", {}, table_label=payload, anchor="x")
    assert Inspector(table).faults == []
    link = markdown_html("[REQ-1] ![x](files/x.png)", {"REQ-1": f"../records/{payload}", "files/x.png": payload})
    assert all(fault.startswith("img src=") for fault in Inspector(link).faults)
    assert not re.search(r'src="\s*(\w+:|[/\\]{2})', link)


@given(st.text(alphabet="[]()<>!\"'`*_#|-:/\\ \nRx1&;=.", max_size=80))
def test_no_text_of_marks_becomes_anything_hostile(text: str) -> None:
    assert Inspector(html(text)).faults == []


@pytest.mark.parametrize("piece", ["[", "*", "_", "`", "> ", "- ", "<", "&", "\\", "|", "[a]("])
def test_a_hundred_kilobytes_of_marks_take_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    markdown_html(piece * (100_000 // len(piece)), {})
    # Quadratic work would take minutes; the limit leaves room for a slow machine and for coverage.
    assert time.process_time() - started < 20
