"""Records come back from their stored form as they were, every value of its own type."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from milepost.loading.engagement import load
from milepost.loading.scalars import zone_of
from milepost.loading.stored import restored, stored
from milepost.loading.tree import WorkingTree
from milepost.loading.versions import VersionReader
from milepost.model.engagement import COLLECTIONS, SignOff

CLIENTS = Path(__file__).parents[3] / "clients"
LONDON = ZoneInfo("Europe/London")


def examples() -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = []
    for slug in ("harbour", "olivar", "brasov"):
        engagement = load(WorkingTree(CLIENTS / slug, slug), slug).engagement
        assert engagement is not None
        zone = engagement.client.timezone
        found += [(item, zone) for item in (*engagement.records, *engagement.reports, *engagement.signoffs)]
    return found


def test_every_record_of_the_examples_comes_back_as_it_was() -> None:
    items = examples()
    assert {type(item) for item, _ in items} >= set(COLLECTIONS.values())
    for item, name in items:
        zone = zone_of(name)
        back = restored(json.loads(json.dumps(stored(item, zone))), zone)
        assert back == item
        # Equal is not the same: 1 is True, a time in London is one in UTC.
        assert repr(back) == repr(item)
        assert type(back) is type(item)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 7, 1, 12, tzinfo=LONDON),
        datetime(2026, 7, 1, 12, tzinfo=UTC),
        datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON),
    ],
)
def test_an_instant_keeps_its_zone(at: datetime) -> None:
    text = "2026-07-01" if at.tzinfo is not LONDON else "naive"
    signed = SignOff(id="S", record="R", verb="accept", by="p", at=at, digest=text, statement="s")
    back = restored(json.loads(json.dumps(stored(signed, LONDON))), LONDON)
    assert repr(back) == repr(signed)


def test_yaml_of_any_kind_comes_back() -> None:
    text = "- id: A-1\n  title: T\n  party: client\n  internal: {a: [1, {b: c}], d: null}\n  x-own: 1.10\n"
    (item,) = VersionReader(UTC).read("actions.yaml", text.encode()).items.values()
    assert repr(restored(json.loads(json.dumps(stored(item, UTC))), UTC)) == repr(item)


def test_what_no_record_holds_cannot_be_stored() -> None:
    signed = SignOff(id="S", record="R", verb="accept", by="p", at=3.5, digest="d", statement="s")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a float cannot be kept"):
        stored(signed, UTC)
