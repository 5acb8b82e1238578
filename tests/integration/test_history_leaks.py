"""No word that must stay inside comes out by history: in any page, file, letter, report, trail or table of a share."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from milepost.exports.trail_json import trail_data
from milepost.shares import client_trail
from support.browser import chromium_path
from support.command import run
from support.everything_told import everything_told
from support.examples import AS_OF, CLIENTS
from support.internal_changes import INTERNAL_CHANGES
from support.leaks import leaks
from support.planted import NARROW, harbour
from support.planted_history import FOLDER, NOTE, OTHER, VISIBLE_AGAIN, planted_history
from support.repositories import Written
from support.trails import committed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from support.planted_history import PlantedHistory

SHARES = {"harbour": "client", "harbour--board": "sponsor", "harbour--open": "public", "harbour--narrow": "client"}
"""The folder of each share that is looked at, and who reads it."""


def told(repository: Written, first: str) -> dict[str, dict[str, bytes]]:
    return everything_told(repository.save().folder, SHARES, first)


@dataclass(frozen=True)
class Told:
    """A planted history and what every share tells of it."""

    history: PlantedHistory
    shares: Mapping[str, Mapping[str, bytes]]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Told:
    history = planted_history(tmp_path_factory.mktemp("planted"), CLIENTS)
    return Told(history, told(history.repository, history.first))


@pytest.mark.parametrize("folder", SHARES)
def test_nothing_that_a_share_may_not_show_comes_out_by_history(planted: Told, folder: str) -> None:
    forbidden = planted.history.found.forbidden(folder, SHARES[folder])

    assert leaks(planted.shares[folder], forbidden) == []


@pytest.mark.browser
@pytest.mark.parametrize("share", ["client", "board"])
def test_nothing_of_it_is_in_a_board_pack_that_is_printed(planted: Told, share: str, tmp_path: Path) -> None:
    chromium_path()
    out = tmp_path / "board.pdf"
    day = AS_OF.isoformat()
    folder = "harbour" if share == "client" else f"harbour--{share}"
    forbidden = planted.history.found.forbidden(folder, SHARES[folder])

    ended = run(
        "pdf", "harbour", "--share", share, "--as-of", day, "--out", out, workspace=planted.history.repository.folder
    )

    assert ended.code == 0, ended.err
    reader = PdfReader(out)
    texts = "\n".join(page.extract_text() for page in reader.pages)
    assert "Public launch" in texts
    told = {
        "the text": texts.encode(),
        "about it": f"{reader.metadata} {reader.outline}".encode(),
        "it": out.read_bytes(),
    }
    assert leaks(told, forbidden) == []


def test_the_agency_s_own_trail_has_what_no_share_may_show(planted: Told) -> None:
    with committed(planted.history.repository) as source:
        trail = json.dumps(trail_data(client_trail(source, "harbour", None)), ensure_ascii=False).encode()

    shown_for_a_while = {
        text: place for text, place in planted.history.found.secrets.items() if "when it was for client" in place
    }
    assert len(leaks({"trail": trail}, shown_for_a_while)) == len(shown_for_a_while) > 100


def test_what_a_share_may_tell_of_its_past_is_told(planted: Told) -> None:
    files = planted.shares["harbour"]
    trail = files["data/trail.json"].decode()

    assert VISIBLE_AGAIN in trail
    assert "…1" in trail
    assert NOTE.encode() in files["trail/index.html"]
    assert NOTE.encode() in files["feed.xml"]
    assert all(name in files for name in ("(milepost digest)", "(milepost report)", "exports/engagement.xlsx"))
    assert all(files[name] for name in files if name.startswith("(milepost"))


def test_a_note_to_the_client_is_in_no_share_for_the_public(planted: Told) -> None:
    assert leaks(planted.shares["harbour--open"], {NOTE: "a note"}) == []


def test_internal_work_and_other_clients_leave_every_byte_that_is_told_as_it_is(tmp_path: Path) -> None:
    found = harbour(CLIENTS)
    shares = found.files["client.yaml"]["shares"]
    shares += [{"name": "open", "audience": "public"}, {"name": "narrow", "audience": "client", "sections": [*NARROW]}]
    repository = Written(tmp_path)
    first = repository.commit({"mkdocs.yml": "site_name: Agency\n"})
    repository.commit({f"{FOLDER}{name}": text for name, text in found.written().items()})
    before = told(repository, first)
    written = found.written()

    for change in INTERNAL_CHANGES.values():
        change(found)
        # How it asks for signatures is said on the overview; all else in the policy is the agency's own.
        found.files["client.yaml"]["policy"]["require_signed"] = "warn"
        files = found.written()
        changed = {
            f"{FOLDER}{name}": files.get(name) for name in {**written, **files} if files.get(name) != written.get(name)
        }
        repository.commit(changed, "Quiet\n\nClient-Note: Words that go with nothing that is shown.")
        written = files
    repository.commit({f"{OTHER}client.yaml": "name: Z\nengagement: Z\n"}, "Z\n\nClient-Note: Z")

    assert told(repository, first) == before
