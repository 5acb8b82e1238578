from __future__ import annotations

import pytest

from milepost.checks.attachments import check_attachments

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><defs><path id="a"/></defs><use href="#a"/></svg>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("files/prototype.html", b"Words"),
        ("files/PROTOTYPE.XHTML", b"Words"),
        ("files/start.js", b"1"),
        ("files/notes.txt", b"\n  <!DOCTYPE HTML><title>x</title>"),
        ("files/notes", b"<html><body>"),
        ("files/notes.pdf", b"<script>alert(1)</script>"),
        ("files/plan.svg", b"<svg><script>1</script></svg>"),
        ("files/plan.svg", b"<svg onload='go()'></svg>"),
        ("files/plan.SVG", b'<svg><a href="javascript:go()">x</a></svg>'),
        ("files/plan.svg", b"<svg><image href='https://other.example/pixel.png'/></svg>"),
        ("files/plan.svg", b"<svg><style>@import 'https://other.example/a.css'</style></svg>"),
        ("files/plan.svg", b"<svg><rect fill='url(https://other.example/a)'/></svg>"),
        ("files/plan.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"),
        ("files/plan.svg", b"<svg><foreignObject><iframe src='x'/></foreignObject></svg>"),
        ("files/plan.svg", b"<svg><a><set attributeName='href' to='x'/></a></svg>"),
    ],
)
def test_what_would_run_in_the_reader_s_browser_is_refused_at_its_own_place(name: str, data: bytes) -> None:
    (found,) = check_attachments({name: data}, "clients/harbour")

    assert (found.code, found.location.path) == ("F206", f"clients/harbour/{name}")
    assert name in found.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("files/plan.pdf", b"%PDF-1.7 <html>"),
        ("files/logo.svg", DRAWING),
        ("files/gradient.svg", b"<svg><rect fill='url(#shade)'/></svg>"),
        ("files/list.csv", b"html,script\n"),
        ("files/readme", b"Words about <html> pages, and more words, far from being a page themselves."),
        ("files/picture.png", b"\x89PNG"),
    ],
)
def test_what_is_only_shown_is_allowed(name: str, data: bytes) -> None:
    assert list(check_attachments({name: data}, "clients/harbour")) == []
