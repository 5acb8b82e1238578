from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from milepost.checking import check_client
from milepost.disclosure.types import DISCLOSED_TYPES
from milepost.exports.data_schema import AGENCYS_OWN, data_schema, schema_text, share_schema
from milepost.exports.engagement_json import engagement_json
from milepost.model.client import Share
from milepost.model.engagement import COLLECTIONS
from milepost.past import Before
from milepost.shares import context_of
from support.examples import AS_OF, CLIENTS
from support.shares import a_share

if TYPE_CHECKING:
    from milepost.model.kinds import Audience


def faults(data: dict[str, Any], schema: dict[str, Any] | None = None) -> list[str]:
    validator = Draft202012Validator(schema or data_schema(), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def published(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(engagement_json(a_share(files)))
    return found


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(data_schema())


@pytest.mark.parametrize("audience", ["internal", "sponsor", "client", "public"])
@pytest.mark.parametrize("slug", ["harbour", "olivar", "brasov"])
def test_what_every_share_of_every_example_publishes_is_valid(slug: str, audience: Audience) -> None:
    engagement = check_client(CLIENTS, slug, AS_OF).engagement
    assert engagement is not None
    share = Share(name="s", audience=audience, detail="tasks")
    context = context_of(engagement, share, AS_OF, Before())

    data = json.loads(engagement_json(context))

    assert faults(data) == []
    assert faults(data, json.loads(share_schema(context.engagement))) == []


RECORDS = {
    "client.yaml": "name: N\nengagement: E\nx-own: words\ncommunication: {response: [{kind: urgent, within: 1.5d}]}\n",
    "milestones.yaml": (
        "- {id: M1, title: T, agreed: 2027-01-04, progress: 40, x-own: words}\n"
        "- {id: M2, title: T, agreed: 2027-01-05, depends_on: [{id: M1, lag: 2d}]}\n"
    ),
    "kpis.yaml": "- {id: K, title: T, target: -0.5, measurements: [{date: 2026-11-01, value: 1}]}\n",
    "requirements.yaml": "- {id: R, title: '<!-- nothing -->', statement: '<!-- nothing -->'}\n",
}


def test_every_kind_of_value_fits_even_a_text_of_comments_alone() -> None:
    data = published(RECORDS)

    assert "statement" not in data["requirements"][0]
    assert faults(data) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("agreed", "4 January"),
        ("agreed", "2027-02-30"),
        ("progress", 101),
        ("progress", "40"),
        ("status", "unheard-of"),
        ("unheard_of", "x"),
        ("id", None),
        ("x-own", 3),
    ],
)
def test_what_does_not_fit_is_found(where: str, value: object) -> None:
    data = published(RECORDS)
    data["milestones"][0][where] = value

    assert faults(data) != []


def test_a_share_need_not_know_how_an_agency_files_its_own_notes() -> None:
    assert frozenset(name for name, kind in COLLECTIONS.items() if kind.default_audience == "internal") == AGENCYS_OWN
    assert set(DISCLOSED_TYPES) == set(COLLECTIONS)

    schema = json.loads(share_schema(a_share({}).engagement))

    assert not set(schema["properties"]) & AGENCYS_OWN
    assert {"risks", "budget"} <= set(schema["properties"])


def test_a_note_that_was_made_visible_is_in_the_schema_of_its_share() -> None:
    notes = "- {id: AC-1, title: T, audience: client}\n"

    schema = json.loads(share_schema(a_share({"account.yaml": notes}).engagement))

    assert set(schema["properties"]) & AGENCYS_OWN == {"account"}


def test_the_text_is_the_same_each_time() -> None:
    assert schema_text(data_schema()) == schema_text(data_schema())
    assert json.loads(schema_text(data_schema())) == data_schema()
