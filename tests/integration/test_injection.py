"""Text that would be markup, a formula, a header or a script somewhere is text everywhere a share puts it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import is_dataclass
from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from milepost import pipeline, reporting
from milepost.digest import Asked, client_digest
from milepost.model.client import Client
from milepost.model.engagement import COLLECTIONS
from milepost.model.fields import fields_of
from milepost.model.kinds import Duration, Kind
from milepost.site_build.build import build_share
from support.atom import ATOM, faults
from support.leaks import files_below
from support.planted import harbour
from support.repositories import FIRST_SECOND, HOUR, Person, Written
from support.sites import shares_of
from support.trails import committed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.model.fields import Shape

CLIENTS = Path(__file__).parents[2] / "clients"
AS_OF = date(2026, 11, 22)
SECOND = FIRST_SECOND + 60 * 24 * HOUR
MARKUP = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)><svg/onload=alert(1)> {{7*7}} &lt;b&gt;"
LINE = f"=HYPERLINK('https://evil.example') {MARKUP}"
WORDS = (
    f"@SUM(1+1) {MARKUP}\n\n[a](javascript:alert(1)) [b](data:text/html,x) <javascript:alert(1)>\n"
    "![c](https://evil.example/p)\n"
    "\n[d]: javascript:alert(1)\n\n[d] [e](JaVaScRiPt:alert(1) 'x')\n\n"
    "BEGIN:VEVENT\nATTENDEE:mailto:evil@evil.example\nEND:VEVENT\nBcc: evil@evil.example\n\n---\n"
    "\n<script>alert(1)</script>"
)
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:|#|\.{0,2}/|[A-Za-z0-9][\w./#-]*\Z|\Z)")


def hostile(kind: type, data: dict[str, Any]) -> None:
    """Puts the hostile texts into every text that a mapping of this type has, or could have."""
    for field in fields_of(kind):
        if field.key in data:
            data[field.key] = _hostile(field.shape, data[field.key])
        elif field.shape.kind in {Kind.LINE, Kind.MARKDOWN} and field.shape.type is str:
            data[field.key] = _hostile(field.shape, "")


def _hostile(shape: Shape, value: Any) -> Any:  # noqa: ANN401 (whatever YAML holds)
    if isinstance(value, list) and shape.item:
        return [_hostile(shape.item, item) for item in value]
    if isinstance(value, dict) and is_dataclass(shape.type) and shape.type is not Duration:
        kind: Any = shape.type
        hostile(kind, value)
        return value
    if isinstance(value, str) and not shape.choices and shape.ref is None and shape.type is str:
        return {Kind.LINE: f"{LINE} {value}", Kind.MARKDOWN: f"{WORDS}\n\n{value}"}.get(shape.kind or Kind.ID, value)
    return value


def hostile_files() -> dict[str, str | bytes]:
    """The rich example with the hostile texts in every place where somebody may write words."""
    found = harbour(CLIENTS)
    client = found.files["client.yaml"]
    settings = {name: client.pop(name) for name in ("shares", "calendar", "terms")}
    hostile(Client, client)
    client |= settings | {"terms": {"milestone": {"one": LINE, "other": LINE}}, f"x-{'a' * 3}": WORDS}
    for name, kind in COLLECTIONS.items():
        for one in found.records(name):
            hostile(kind, one)
            one |= {"x-own": f"{LINE}\n{WORDS}", "tags": [LINE]}
            one["links"] = [*one.get("links", []), {"title": LINE, "url": "https://example.org/?a='onload=x&b=(1)"}]
    for name, one in found.files.items():
        if name.startswith("signoffs/"):
            one["remarks"] = WORDS
    for name in [name for name in found.raw if name.startswith("reports/")]:
        found.raw[name] += f"\n{WORDS}\n".encode()
    found.raw["reports/2026-11-21.md"] = f"---\ntitle: {json.dumps(LINE)}\n---\n{WORDS}\n".encode()
    found.raw["welcome.md"] += f"\n{WORDS}\n".encode()
    return found.written()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The example as it is, then with hostile texts, by an author whose name is hostile too."""
    made = Written(tmp_path_factory.mktemp("hostile"))
    plain, files = harbour(CLIENTS).written(), hostile_files()
    made.commit({f"clients/harbour/{name}": text for name, text in plain.items()}, at=FIRST_SECOND)
    author = Person(MARKUP.replace("<", "(").replace(">", ")") + '" onload="x', 'evil@"x')
    note = f"Client-Note: {LINE}\nClient-Note: Bcc: evil@evil.example"
    made.commit(
        {f"clients/harbour/{name}": text for name, text in files.items()}, f"M\n\n{note}", author=author, at=SECOND
    )
    return made.save()


@pytest.fixture(scope="module")
def site(repository: Written, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the client's site, as it is published."""
    out = tmp_path_factory.mktemp("site") / "harbour"
    with committed(repository) as source:
        build_share(shares_of(pipeline.build_client(source, "harbour", AS_OF))["harbour"], out)
    return files_below(out)


class Page(HTMLParser):
    """What a page would run or load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag == "script" and dict(attrs).get("type") == "application/json"
        self.data += [""] if self._inside else []

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data[-1] += data


def pages(site: dict[str, bytes]) -> Iterator[tuple[str, Page]]:
    for name, content in site.items():
        if name.endswith(".html"):
            yield name, Page(content.decode())


def test_the_hostile_texts_are_there(site: dict[str, bytes]) -> None:
    for name in ("index.html", "roadmap/index.html", "records/M1/index.html", "trail/index.html", "people/index.html"):
        assert b"=HYPERLINK(" in site[name], name
    assert all(b"alert(1)" in site[name] for name in ("feed.xml", "calendar.ics", "exports/milestones.csv"))


def test_no_page_runs_or_loads_anything_of_it(site: dict[str, bytes]) -> None:
    found = []
    for name, page in pages(site):
        for tag, attributes in page.elements:
            found += [f"{name}: {tag} {key}" for key in attributes if key.startswith("on") or key == "srcdoc"]
            found += [
                f"{name}: {value}" for value in attributes.values() if value.strip().lower().startswith("javascript:")
            ]
            address = attributes.get("href", attributes.get("src", ""))
            if not SAFE_ADDRESS.match(address):
                found.append(f"{name}: {tag} leads to {address}")
            if tag == "img" and not address.startswith((".", "assets", "files")):
                found.append(f"{name}: a picture of {address}")
            found += [f"{name}: {tag}"] if tag in {"iframe", "object", "embed", "base"} else []
    assert found == []


def test_every_script_of_a_page_is_a_file_of_the_site_or_data_or_one_that_its_policy_names(
    site: dict[str, bytes],
) -> None:
    for name, page in pages(site):
        inline = [
            given for tag, given in page.elements if tag == "script" and not given.get("src") and not given.get("type")
        ]
        policy_text = next(
            given["content"] for tag, given in page.elements if given.get("http-equiv") == "Content-Security-Policy"
        )
        assert len(inline) <= policy_text.count("'sha256-"), name
        assert b"<script>alert" not in site[name]
        for data in page.data:
            json.loads(data)


def test_no_cell_is_a_formula(site: dict[str, bytes]) -> None:
    for name in [name for name in site if name.endswith(".csv") and name.startswith("exports/")]:
        for row in csv.reader(io.StringIO(site[name].decode("utf-8-sig"), newline="")):
            for cell in row:
                assert re.fullmatch(r"-?[\d.]+", cell) or not re.match(r"\s*[=+\-@]", cell), (name, cell[:40])
    book = load_workbook(io.BytesIO(site["exports/engagement.xlsx"]))
    assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.hyperlink]


def test_the_calendar_has_entries_and_nobody_to_invite(site: dict[str, bytes]) -> None:
    made = Calendar.from_ical(site["calendar.ics"])
    events = list(made.walk("VEVENT"))

    assert len(events) > 5
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert not {"ATTENDEE", "ORGANIZER", "ATTACH", "URL", "BCC"} & set(event)
        assert not event.subcomponents


def test_the_feed_has_no_element_and_no_address_of_it(site: dict[str, bytes]) -> None:
    root = ET.fromstring(site["feed.xml"])  # noqa: S314 (made by the test)
    links = [link.get("href", "") for link in root.iter(f"{ATOM}link")]

    assert faults(site["feed.xml"]) == []
    assert all(not link.startswith(("javascript:", "data:", "//")) for link in links)
    for content in root.iter(f"{ATOM}content"):
        if content.get("type") == "html":
            page = Page(content.text or "")
            assert not [tag for tag, _ in page.elements if tag in {"script", "svg", "iframe"}]
            assert not [key for _, given in page.elements for key in given if key.startswith("on")]


def test_the_letter_has_its_own_headers_and_no_other(repository: Written) -> None:
    with committed(repository) as source:
        asked = Asked(None, "2026-01-31", AS_OF, "https://status.example/")
        mail = client_digest(source, "harbour", asked).mail

    assert mail is not None
    found = message_from_bytes(mail, policy=policy.default)
    assert set(found.keys()) <= {
        *("Subject", "From", "To", "Reply-To", "Date", "X-Unsent", "Content-Language", "MIME-Version", "Content-Type"),
    }
    assert "evil.example" not in str(found["To"]) + str(found["From"]) + str(found["Reply-To"])
    assert "\n" not in str(found["Subject"])
    html = found.get_body(("html",))
    assert html is not None
    page = Page(str(html.get_content()))
    assert not [tag for tag, _ in page.elements if tag in {"script", "img", "svg", "iframe"}]
    assert not [key for _, given in page.elements for key in given if key.startswith("on")]


def test_the_draft_of_a_report_has_one_front_matter_of_known_keys(repository: Written) -> None:
    with committed(repository) as source:
        text = reporting.next_report(source, "harbour", AS_OF).text

    head = text.split("\n---\n")[0].splitlines()
    keys = [line.partition(":")[0] for line in head[1:] if not line.startswith("#")]
    assert head[0] == "---"
    assert keys == ["title", "health", "author"]
