from __future__ import annotations

import pytest

from milepost.disclosure.audience import SECTIONS, has_section, names, shows
from milepost.model.client import Share
from milepost.model.engagement import COLLECTIONS
from milepost.model.kinds import AUDIENCES, Audience, Party

# Rows: who may read a record; columns: shares for internal, sponsor, client, public.
SHOWN = {
    "internal": (True, False, False, False),
    "sponsor": (True, True, False, False),
    "client": (True, True, True, False),
    "public": (True, True, True, True),
}


@pytest.mark.parametrize("readers", AUDIENCES)
def test_a_share_shows_what_its_readers_and_those_beyond_may_read(readers: Audience) -> None:
    shares = [Share(name="share", audience=audience) for audience in AUDIENCES]

    assert tuple(shows(share, readers, "milestones") for share in shares) == SHOWN[readers]


def test_a_share_of_some_sections_shows_their_collections_only() -> None:
    share = Share(name="board", audience="sponsor", sections=("overview", "budget", "no-such-page"))

    assert shows(share, "sponsor", "budget")
    assert not shows(share, "client", "milestones")
    assert has_section(share, "overview")
    assert not has_section(share, "roadmap")


def test_a_share_without_sections_has_all_of_them() -> None:
    share = Share(name="client", audience="client")

    assert all(has_section(share, section) for section in SECTIONS)


def test_every_collection_belongs_to_a_section() -> None:
    shown = {collection for collections in SECTIONS.values() for collection in collections}

    assert set(COLLECTIONS) <= shown


@pytest.mark.parametrize(
    ("audience", "party", "named"),
    [
        ("public", "client", False),
        ("public", "agency", True),
        ("client", "client", True),
        ("sponsor", "client", True),
    ],
)
def test_a_public_share_names_nobody_of_the_client(audience: Audience, party: Party, *, named: bool) -> None:
    assert names(Share(name="share", audience=audience), party) is named
