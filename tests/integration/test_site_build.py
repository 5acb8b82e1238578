"""One share built as one MkDocs site: what is in it, what is not, and that it is the same every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.config.defaults import MkDocsConfig

from milepost.errors import SafetyRefusal
from milepost.render.site import NavGroup, RenderedSite, SiteFile
from milepost.site_build.build import build_share
from support.small_site import page, small_site

PLUGINS = Path(__file__).parents[2] / "plugins"
SUPPORT = Path(__file__).parents[1]
HOSTILE = """A <b>bold</b> & "quoted" 'name' <script>alert(1)</script>"""
HOSTILE_IN_HTML = "A &lt;b&gt;bold&lt;/b&gt; &amp;"


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def values(self, *names: str) -> list[str]:
        return [value for _, attributes in self.found for name in names if (value := attributes.get(name))]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(folder: Path, url: str) -> str:
    return (folder / url / "index.html").read_text("utf-8")


def navigation_of(html: str) -> str:
    return html[html.index('<nav class="md-nav md-nav--primary"') : html.index('id="__content"')]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sites") / "fernhill"
    build_share(small_site(), out)
    return out


def test_a_share_holds_its_pages_its_files_and_only_the_assets_it_uses(built: Path) -> None:
    names = {re.sub(r"\.[0-9a-f]{8,10}\.", ".*.", name) for name in tree(built)}

    assert names == {
        *(f"{page.url}index.html" for page in small_site().pages),
        "data/engagement.json",
        "search/search_index.json",
        "assets/milepost-icon.svg",
        "assets/milepost.*.css",
        "assets/early.*.js",
        "assets/stylesheets/main.*.min.css",
        "assets/stylesheets/palette.*.min.css",
        "assets/javascripts/bundle.*.min.js",
        "assets/javascripts/workers/search.*.min.js",
    } | {name for name in names if name.startswith("assets/") and name.endswith(".js") and name.count("/") == 1}


def test_every_link_and_asset_of_every_page_is_a_file_of_the_share(built: Path) -> None:
    for html in built.rglob("*.html"):
        for address in Elements(html.read_text("utf-8")).values("href", "src"):
            parts = urlsplit(address)
            assert not parts.scheme, f"{html}: {address}"
            assert not parts.netloc, f"{html}: {address}"
            target = (html.parent / unquote(parts.path)) if parts.path else html
            assert target.is_file(), f"{html}: {address}"


def test_no_page_and_no_style_names_another_host(built: Path) -> None:
    for path in [*built.rglob("*.html"), *built.rglob("*.css")]:
        text = path.read_text("utf-8")
        assert not re.findall(r"""(?:src|href|content|action)\s*=\s*["'](?:[a-z]+:)?//[^"']*""", text), path
        assert not re.findall(r"""url\(\s*["']?(?!data:)(?:[a-z]+:)?//""", text), path
        assert not re.findall(r"@import", text), path


def test_no_page_has_an_inline_style_or_handler(built: Path) -> None:
    for path in built.rglob("*.html"):
        elements = Elements(path.read_text("utf-8"))
        assert not elements.values("style")
        assert not [tag for tag, _ in elements.found if tag == "style"]
        assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]


def test_the_policy_stands_before_everything_that_it_rules(built: Path) -> None:
    html = read(built, "roadmap")
    policy = html.index("Content-Security-Policy")

    assert policy < html.index("<script")
    assert policy < html.index("<link")
    assert "'unsafe" not in html[: html.index("</head>")]
    assert '<meta name="robots" content="noindex,nofollow">' in html
    assert '<meta name="referrer" content="no-referrer">' in html


def test_a_script_in_the_content_is_not_allowed_by_the_policy(tmp_path: Path) -> None:
    site = small_site()
    with_script = replace(site.pages[1], html="<h1>Roadmap</h1><script>document.title = 'run'</script>")
    build_share(site, tmp_path / "clean")
    build_share(replace(site, pages=(site.pages[0], with_script, *site.pages[2:])), tmp_path / "attacked")

    def policy(html: str) -> str:
        return Elements(html).values("content")[1]

    assert policy(read(tmp_path / "attacked", "roadmap")) == policy(read(tmp_path / "clean", "roadmap"))


def test_only_a_preview_allows_the_script_that_reloads_it(tmp_path: Path) -> None:
    build_share(small_site(), tmp_path / "preview", preview=True)

    html = read(tmp_path / "preview", "roadmap")

    assert "script-src &#x27;self&#x27; &#x27;unsafe-inline&#x27;;" in html


def test_the_navigation_has_the_groups_in_their_order_and_no_other_page(built: Path) -> None:
    for url in ("", "risks", "records/M1"):
        shown = re.findall(r'(?:md-ellipsis|mp-nav-group__title)"[^>]*>([^<]+)<', navigation_of(read(built, url)))

        assert shown == [
            *("Overview", "Roadmap", "Your actions"),
            *("Progress", "Results", "Risks"),
            *("Agreement", "Requirements"),
        ]


def test_one_page_of_the_navigation_is_the_current_one_and_none_on_a_page_outside_it(built: Path) -> None:
    assert read(built, "risks").count('aria-current="page"') == 1
    assert read(built, "records/M1").count('aria-current="page"') == 0


def test_pages_of_the_navigation_lead_to_the_next_and_the_one_before(built: Path) -> None:
    footer = read(built, "actions").partition('<footer class="md-footer">')[2]

    assert re.findall(r'aria-label="((?:Previous|Next): [^"]+)"', footer) == [
        "Previous: Roadmap",
        "Next: Results",
    ]
    assert "md-footer__link" not in read(built, "people")


def test_text_with_markup_in_it_is_shown_as_text_everywhere(tmp_path: Path) -> None:
    hostile = replace(page("", HOSTILE), description=HOSTILE, html="<p>No heading of its own.</p>")
    site = RenderedSite(
        name=HOSTILE,
        language="en",
        notice=HOSTILE,
        pages=(hostile, page("roadmap/", HOSTILE, "<p>x</p>")),
        navigation=(NavGroup("", ("",)), NavGroup(HOSTILE, ("roadmap/",))),
    )
    build_share(site, tmp_path / "out")

    html = read(tmp_path / "out", "")
    index = json.loads((tmp_path / "out/search/search_index.json").read_text())
    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert "&amp;amp;" not in html
    assert "&amp;lt;" not in html
    assert "&amp;#" not in html
    assert html.count(HOSTILE_IN_HTML) >= 8
    assert {entry["title"].startswith(HOSTILE_IN_HTML) for entry in index["docs"]} == {True}


@pytest.mark.parametrize("language", ["en", "es", "ro", "fr", "pt-BR", "tlh"])
def test_the_words_of_the_theme_are_escaped_once_in_every_language(language: str, tmp_path: Path) -> None:
    build_share(replace(small_site(), language=language), tmp_path / "out")

    html = read(tmp_path / "out", "roadmap")
    words = json.loads(re.findall(r'<script id="__config"[^>]*>(.*?)</script>', html)[0])["translations"]
    assert f'<html lang="{language}"' in html
    assert "&amp;" not in html
    assert not [word for word in words.values() if "&" in word]


@pytest.mark.parametrize(
    ("language", "dictionaries"),
    [("en", []), ("es", ["lunr.es.min.js", "lunr.stemmer.support.min.js"]), ("fr", [])],
)
def test_a_share_carries_the_search_dictionaries_of_its_language_alone(
    language: str, dictionaries: list[str], tmp_path: Path
) -> None:
    build_share(replace(small_site(), language=language), tmp_path / "out")

    assert sorted(path.name for path in tmp_path.rglob("lunr*.js")) == dictionaries


def test_a_site_of_one_page_has_no_search_and_no_navigation(tmp_path: Path) -> None:
    build_share(RenderedSite("Studio", "en", "", (page("", "Private"),), ()), tmp_path / "out")

    html = read(tmp_path / "out", "")
    assert "md-search" not in html
    assert "md-sidebar" not in html
    assert not list(tmp_path.rglob("*search*"))


def test_the_search_reads_cells_apart_and_no_axis_labels(tmp_path: Path) -> None:
    table = "<h1 id='a'>A</h1><table><tr><td>Alpha</td><td>Beta</td></tr></table>"
    chart = "<svg><svg><text>Jun</text></svg><text>Jul</text></svg>"
    site = small_site()
    build_share(replace(site, pages=(page("", "A", table + chart), *site.pages[1:])), tmp_path / "out")

    entries: list[dict[str, Any]] = json.loads((tmp_path / "out/search/search_index.json").read_text())["docs"]
    assert entries[0]["text"].split() == ["Alpha", "Beta"]


def test_a_share_built_after_another_holds_no_word_of_it(tmp_path: Path) -> None:
    site = small_site()
    other = replace(site, name="Kestrel", notice="Kestrel", brand_css="/* kestrel */", files=(), navigation=())
    build_share(replace(other, pages=(page("", "Kestrel"), page("kestrel/", "Kestrel"))), tmp_path / "other")
    build_share(site, tmp_path / "out")

    assert [name for name, data in tree(tmp_path / "out").items() if b"kestrel" in (name.encode() + data).lower()] == []


def test_a_share_built_inside_a_host_build_leaves_the_host_alone(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    host = MkDocsConfig()
    host.load_dict({"site_name": "Host", "docs_dir": str(docs), "theme": "material", "plugins": ["search"]})
    host.validate()
    host.plugins.on_startup(command="serve", dirty=False)
    host.plugins.on_config(host)
    search: Any = host.plugins["material/search"]

    build_share(small_site(), tmp_path / "out")

    assert search.search_index.entries == []
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    assert option.plugin_cache["material/search"] is search


def test_pages_that_are_gone_are_gone_from_the_folder(tmp_path: Path) -> None:
    site = small_site()
    build_share(site, tmp_path / "out")
    build_share(replace(site, pages=site.pages[:6]), tmp_path / "out")

    assert not (tmp_path / "out/people").exists()
    assert (tmp_path / "out/requirements/index.html").is_file()


def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path) -> None:
    site = small_site()
    build_share(site, tmp_path / "out")
    before = tree(tmp_path / "out")

    with pytest.raises(SafetyRefusal):
        build_share(replace(site, pages=(*site.pages, page("../escaped/", "Out"))), tmp_path / "out")
    with pytest.raises(SafetyRefusal):
        build_share(replace(site, files=(SiteFile("roadmap/index.html", b""),)), tmp_path / "out")

    assert tree(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_clients_own_colours_come_last_and_give_the_style_a_name_of_its_own(tmp_path: Path) -> None:
    build_share(small_site(), tmp_path / "plain")
    build_share(replace(small_site(), brand_css=":root{--brand:#0b6e4f}"), tmp_path / "branded")

    (plain,) = tmp_path.glob("plain/assets/milepost.*.css")
    (branded,) = tmp_path.glob("branded/assets/milepost.*.css")
    assert plain.name != branded.name
    assert branded.read_text("utf-8").endswith("--brand:#0b6e4f}")


def test_a_logo_of_the_client_is_shown_in_the_header_and_in_the_tab(tmp_path: Path) -> None:
    site = replace(small_site(), logo="files/logo.svg", files=(SiteFile("files/logo.svg", b"<svg/>"),))
    build_share(site, tmp_path / "out")

    html = read(tmp_path / "out", "records/M1")
    assert '<link rel="icon" href="../../files/logo.svg">' in html
    assert '<img src="../../files/logo.svg"' in html


def test_two_builds_are_the_same_to_the_byte_whatever_the_surroundings(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; os.umask(int(sys.argv[2], 8)); "
        "from support.small_site import small_site; from milepost.site_build.build import build_share; "
        "build_share(small_site(), Path(sys.argv[1]))"
    )

    def build(name: str, umask: str, **surroundings: str) -> dict[str, tuple[int, bytes]]:
        out = tmp_path / name / "site"
        path = os.pathsep.join([str(PLUGINS), str(SUPPORT), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, **surroundings, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", program, str(out), umask], env=environment, check=True)
        return {
            path.relative_to(out).as_posix(): (
                path.stat().st_mode,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in [out, *out.rglob("*")]
        }

    first = build("a", "022", PYTHONHASHSEED="1", TZ="UTC", SOURCE_DATE_EPOCH="0")
    second = build("a/much/deeper", "077", PYTHONHASHSEED="2", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="1700000000")

    assert first == second


def test_every_page_tells_feed_readers_where_the_feed_is(tmp_path: Path) -> None:
    site = small_site()
    build_share(replace(site, files=(*site.files, SiteFile("feed.xml", b"<feed/>"))), tmp_path / "site")

    for url, address in (("", "feed.xml"), ("records/M1/", "../../feed.xml")):
        assert (
            f'<link rel="feed alternate" type="application/atom+xml" title="Fernhill Clinics" href="{address}">'
        ) in read(tmp_path / "site", url)


def test_a_share_without_a_feed_names_none(built: Path) -> None:
    assert "application/atom+xml" not in read(built, "")
