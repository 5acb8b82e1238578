"""No word that must stay inside is in any byte of a share, and changing such words changes no byte of it."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from copy import deepcopy
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.disclosure import engagement as disclosed
from milepost.disclosure.records import DisclosedLink, DisclosedTask
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.loading.tree import MemoryTree
from milepost.model import client as model
from milepost.model.delivery import Task
from milepost.model.engagement import COLLECTIONS, ReportHead, SignOff
from milepost.model.kinds import AUDIENCES
from milepost.model.record import Link
from milepost.pipeline import build_client, build_tree
from milepost.site_build.build import build_share
from support.internal_changes import (
    INTERNAL_CHANGES,
    set_everywhere,
    with_hidden_records_about_everything,
    with_other_tasks,
)
from support.leaks import files_below, leaks
from support.planted import NARROW, Planted, dump, harbour, planted, record
from support.sites import rendered_files, shares_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.render.site import RenderedSite

CLIENTS = Path(__file__).parents[2] / "clients"
AS_OF = date(2026, 11, 22)
SHARES = {"harbour": "client", "harbour--board": "sponsor", "harbour--open": "public", "harbour--narrow": "client"}
"""The folder of each share that is looked at, and who reads it."""


def build(found: Planted) -> Mapping[str, RenderedSite]:
    return shares_of(build_tree(MemoryTree(found.written(), "clients/harbour"), "harbour", AS_OF))


@pytest.fixture(scope="module")
def rich() -> Planted:
    return planted(CLIENTS)


@pytest.fixture(scope="module")
def sites(rich: Planted) -> Mapping[str, RenderedSite]:
    return build(rich)


# What is planted


def hidden_fields(inside: type, shown: type) -> set[str]:
    names = {field.name for field in fields(shown)}
    return {f"{inside.__name__}.{field.name}" for field in fields(inside) if field.name not in names}


def test_every_field_that_no_share_shows_is_known_here_and_so_has_a_marker() -> None:
    pairs: list[tuple[type, type]] = [
        *((COLLECTIONS[name], shown) for name, shown in DISCLOSED_TYPES.items()),
        (model.Client, disclosed.DisclosedClient),
        (model.Person, disclosed.DisclosedPerson),
        (model.Communication, disclosed.DisclosedCommunication),
        (ReportHead, disclosed.DisclosedReport),
        (SignOff, disclosed.DisclosedSignOff),
        (Task, DisclosedTask),
        (Link, DisclosedLink),
    ]
    on_every_record = ("audience", "internal", "translations")
    of_every_record = {f"{kind.__name__}.{name}" for kind in COLLECTIONS.values() for name in on_every_record}
    shown_elsewhere = {f"Client.{name}" for name in ("terms", "calendar", "brand", "people", "communication")}

    hidden = {name for inside, shown in pairs for name in hidden_fields(inside, shown)}

    assert hidden - of_every_record - shown_elsewhere == {
        "AccountNote.value",
        "BudgetLine.cost",
        "BudgetLine.rate",
        "Client.internal",
        "Client.policy",
        "Client.profile",
        "Client.shares",
        "Kpi.measurements_csv",
        "Milestone.buffer",
        "Person.internal",
        "ReportHead.audience",
        "ReportHead.internal",
        "SignOff.digest",
        "SignOff.signature",
        "SignOff.statement",
        "Task.depends_on",
        "Task.priority",
    }


def test_every_marker_is_somewhere_in_the_client_folder(rich: Planted) -> None:
    folder = {name: text if isinstance(text, bytes) else text.encode() for name, text in rich.written().items()}
    everything = {**rich.secrets, **rich.sponsor_only, **rich.not_public, "report-2026-11-01": "named by its file"}
    folder["named by its file"] = b"report-2026-11-01"

    missing = [place for text, place in everything.items() if not leaks(folder, {text: place})]

    assert missing == []


def test_what_a_share_is_for_is_in_it(sites: Mapping[str, RenderedSite]) -> None:
    shown = {
        "harbour": {"SEE-milestones", "AC-shown", "Collections portal", "K-csv"},
        "harbour--board": {"SEE-milestones", "Collections portal"},
        "harbour--open": {"Q-open", "Collections portal"},
    }

    for folder, words in shown.items():
        found = leaks(rendered_files(sites[folder]), {word: word for word in words})
        assert {line.split(": ")[1].split(" (")[0] for line in found} == words


def test_what_sponsors_may_see_is_in_the_share_for_sponsors(rich: Planted, sites: Mapping[str, RenderedSite]) -> None:
    title = "the title of a record of budget for sponsor"
    words = {text: place for text, place in rich.sponsor_only.items() if place == title}

    assert leaks(rendered_files(sites["harbour--board"]), words)


# What the search finds


@pytest.mark.parametrize(
    "written",
    [
        "grün & <Ocker>",
        "GRÜN & <OCKER>",
        "gr&#252;n &amp; &lt;Ocker&gt;",
        "gr\\u00fcn & <Ocker>",
        "gr%C3%BCn%20%26%20%3COcker%3E",
    ],
)
def test_the_search_finds_a_text_however_it_is_escaped(written: str) -> None:
    # Lower case in Unicode differs from that of bytes outside ASCII, hence the word that is all capitals.
    secrets = {"grün & <Ocker>": "a colour", "gr&#252;n &amp; &lt;Ocker&gt;": "", "GRÜN & <OCKER>": ""}

    assert leaks({"page.html": f"x{written}x".encode()}, secrets)


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc"])
@pytest.mark.parametrize(
    "code", [base64.b64encode, base64.urlsafe_b64encode, lambda data: data.hex().encode(), gzip.compress]
)
def test_the_search_finds_a_text_in_coded_and_packed_data(before: bytes, code: Callable[[bytes], bytes]) -> None:
    assert leaks({"file": code(before + b"qz0001zq and more")}, {"qz0001zq": "a marker"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_the_search_finds_a_text_in_a_document_of_packed_files(encoding: str) -> None:
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/comments.xml", "qz0001zq".encode(encoding))

    assert leaks({"files/plan.docx": document.getvalue()}, {"qz0001zq": "a marker"})


@pytest.mark.parametrize("written", ["4872501", "4872501.00", "4,872,501", "4.872.501,00", "4 872 501", "4’872’501"])
def test_the_search_finds_a_number_however_it_is_grouped(written: str) -> None:
    assert leaks({"page.html": f"<td>£{written}</td>".encode()}, {"4872501": "a cost"})


def test_the_search_finds_a_text_in_the_name_of_a_file() -> None:
    assert leaks({"records/qz0001zq/index.html": b""}, {"qz0001zq": "a marker"})


# What no share has


@pytest.mark.parametrize("folder", SHARES)
def test_nothing_that_a_share_may_not_show_is_in_its_pages_and_files(
    rich: Planted, sites: Mapping[str, RenderedSite], folder: str
) -> None:
    assert leaks(rendered_files(sites[folder]), rich.forbidden(folder, SHARES[folder])) == []


@pytest.fixture(scope="module")
def published(rich: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each share as it would be copied to a server, built after another client in the same process."""
    workspace = tmp_path_factory.mktemp("workspace")
    for name, content in rich.written().items():
        path = workspace / "clients" / "harbour" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    other = workspace / "clients" / "zebra-works"
    other.mkdir()
    (other / "client.yaml").write_text("name: Zebra Works qz9001zq\nengagement: qz9002zq\nsummary: qz9003zq\n")
    (other / "milestones.yaml").write_text("- {id: qz9004zq, title: qz9005zq, agreed: 2026-12-01}\n")
    site = workspace / "site"
    for slug in ("zebra-works", "harbour"):
        outcome = build_client(workspace / "clients", slug, AS_OF)
        for folder, share in shares_of(outcome).items():
            build_share(share, site / folder)
    return site


@pytest.mark.parametrize("folder", SHARES)
def test_nothing_that_a_share_may_not_show_is_in_any_byte_that_is_published(
    rich: Planted, published: Path, folder: str
) -> None:
    others = {f"qz900{number}zq": "another client" for number in range(1, 6)}
    secrets = {**rich.forbidden(folder, SHARES[folder]), **others, "zebra": "another client's name"}

    assert leaks(files_below(published / folder), secrets) == []


# What leaves a share as it is


@pytest.fixture(scope="module")
def plain() -> Planted:
    """The example with a public share, without records that refer to hidden ones (those could not be removed)."""
    found = harbour(CLIENTS)
    shares = found.files["client.yaml"]["shares"]
    shares += [{"name": "open", "audience": "public"}, {"name": "narrow", "audience": "client", "sections": [*NARROW]}]
    found.records("milestones")[0]["audience"] = "public"
    return found


@pytest.fixture(scope="module")
def plain_sites(plain: Planted) -> Mapping[str, RenderedSite]:
    return build(plain)


@pytest.mark.parametrize("change", INTERNAL_CHANGES)
def test_changing_only_internal_data_leaves_every_share_as_it_is(
    plain: Planted, plain_sites: Mapping[str, RenderedSite], change: str
) -> None:
    changed = deepcopy(plain)
    INTERNAL_CHANGES[change](changed)
    assert changed.written() != plain.written()

    sites = build(changed)

    for folder in SHARES:
        assert rendered_files(sites[folder]) == rendered_files(plain_sites[folder]), folder
        assert sites[folder] == plain_sites[folder]


def test_a_change_that_readers_may_see_is_not_taken_for_an_internal_one(
    plain: Planted, plain_sites: Mapping[str, RenderedSite]
) -> None:
    changed = deepcopy(plain)
    changed.records("milestones")[-1]["title"] = "Another title"

    assert build(changed)["harbour"] != plain_sites["harbour"]


def test_what_sponsors_alone_may_see_leaves_the_other_shares_as_they_are(
    plain: Planted, plain_sites: Mapping[str, RenderedSite]
) -> None:
    changed = deepcopy(plain)
    set_everywhere(changed, "budget", estimate="51", actual="17")
    changed.add("risks", record(changed, "risks", "sponsor", changed.sponsor_only))
    with_hidden_records_about_everything(changed, "sponsor")

    sites = build(changed)

    for folder in ("harbour", "harbour--open", "harbour--narrow"):
        assert rendered_files(sites[folder]) == rendered_files(plain_sites[folder]), folder
    assert sites["harbour--board"] != plain_sites["harbour--board"]


def test_tasks_leave_shares_of_milestones_as_they_are(plain: Planted, plain_sites: Mapping[str, RenderedSite]) -> None:
    changed = deepcopy(plain)
    with_other_tasks(changed)

    sites = build(changed)

    for folder in ("harbour--board", "harbour--open", "harbour--narrow"):
        assert rendered_files(sites[folder]) == rendered_files(plain_sites[folder]), folder
    assert sites["harbour"] != plain_sites["harbour"]


def test_what_is_in_sections_that_a_share_has_not_leaves_it_as_it_is(
    plain: Planted, plain_sites: Mapping[str, RenderedSite]
) -> None:
    changed = deepcopy(plain)
    with_hidden_records_about_everything(changed, "client", but=frozenset({"milestones"}))

    sites = build(changed)

    assert rendered_files(sites["harbour--narrow"]) == rendered_files(plain_sites["harbour--narrow"])
    assert sites["harbour"] != plain_sites["harbour"]


def test_all_internal_changes_at_once_and_another_client_leave_every_published_byte_as_it_is(
    plain: Planted, plain_sites: Mapping[str, RenderedSite], tmp_path: Path
) -> None:
    changed = deepcopy(plain)
    for change in INTERNAL_CHANGES.values():
        change(changed)

    build_share(plain_sites["harbour"], tmp_path / "before" / "harbour")
    olivar = shares_of(build_client(CLIENTS, "olivar", AS_OF))["olivar"]
    build_share(olivar, tmp_path / "after" / "olivar")
    build_share(build(changed)["harbour"], tmp_path / "after" / "harbour")

    assert files_below(tmp_path / "after" / "harbour") == files_below(tmp_path / "before" / "harbour")


# Any engagement


NEEDED: dict[str, dict[str, str]] = {
    "requirements": {"statement": "REFERENCES"},
    "milestones": {"reason": "REFERENCES", "agreed": "2026-12-01"},
    "decisions": {"decision": "REFERENCES", "date": "2026-05-04"},
    "risks": {"response": "REFERENCES"},
    "changes": {"description": "REFERENCES"},
    "deliverables": {"description": "REFERENCES"},
    "budget": {"estimate": "10", "x-why": "REFERENCES"},
    "actions": {"party": "client", "why": "REFERENCES"},
    "glossary": {"definition": "REFERENCES"},
    "lessons": {"text": "REFERENCES"},
}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(NEEDED)), st.sampled_from([None, *AUDIENCES])), min_size=1, max_size=7),
    st.sampled_from(["sponsor", "client", "public"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_share_names_a_record_that_its_readers_may_not_read(
    kinds: list[tuple[str, str | None]], audience: str
) -> None:
    names = [f"hid{index}zq" for index in range(len(kinds))]
    text = " ".join(f"[{name}]" for name in names)
    files: dict[str, str | bytes] = {
        "client.yaml": dump({"name": "N", "engagement": "E", "shares": [{"name": "client", "audience": audience}]})
    }
    records: dict[str, list[dict[str, Any]]] = {}
    for name, (collection, readers) in zip(names, kinds, strict=True):
        needed = {key: value.replace("REFERENCES", text) for key, value in NEEDED[collection].items()}
        one = {"id": name, "title": f"title{name}", "links": names, **needed}
        records.setdefault(collection, []).append(one | ({"audience": readers} if readers else {}))
    files |= {f"{collection}.yaml": dump(found) for collection, found in records.items()}
    order: tuple[str, ...] = AUDIENCES
    hidden = {
        name: collection
        for name, (collection, readers) in zip(names, kinds, strict=True)
        if order.index(readers or COLLECTIONS[collection].default_audience) < order.index(audience)
    }

    site = shares_of(build_tree(MemoryTree(files), "demo", AS_OF))["demo"]

    assert leaks(rendered_files(site), hidden) == []
