from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from milepost.loading import scalars, schema
from milepost.loading.schema import all_schemas, collection_schema, record_schema, schema_text
from milepost.model.delivery import BudgetLine, Kpi, Milestone
from milepost.model.engagement import COLLECTIONS
from milepost.model.kinds import Kind
from milepost.model.operations import Document

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(path for path in (ROOT / "clients").rglob("*.yaml"))
CASES = sorted((ROOT / "tests" / "cases").iterdir())
# What a schema can know of a file: fields, types, choices, limits. The rest needs other files, or the calendar.
FORM = {"M101", "M102", "M103", "M104", "M105", "M106", "M107", "M108", "M110", "M111", "M112", "M113", "M115"}
SCHEMAS = all_schemas()


class CoreLoader(yaml.SafeLoader):
    """Reads scalars as editors do, by YAML 1.2's core schema: no dates, no yes and no."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def as_an_editor_reads(path: Path) -> object:
    data: object = yaml.load(path.read_text("utf-8"), Loader=CoreLoader)  # noqa: S506 (a SafeLoader)
    return data


def schema_of(path: Path) -> str:
    """The schema's name for a file somewhere below a client's folder."""
    if path.parent.name == "signoffs":
        return "signoff"
    return f"{path.parent.name}.record" if path.parent.name in COLLECTIONS else path.stem


def faults(name: str, data: object) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMAS[name]).iter_errors(data)]


def record_faults(model: type, **fields: object) -> list[str]:
    data = {"id": "X1", "title": "Something", **fields}
    return [error.message for error in Draft7Validator(record_schema(model)).iter_errors(data)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_itself_valid_and_written_the_same_each_time(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])

    assert schema_text(SCHEMAS[name]) == schema_text(all_schemas()[name])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_example_file_fits_its_schema(path: Path) -> None:
    assert faults(schema_of(path), as_an_editor_reads(path)) == []


def misformed_files(case: Path) -> set[Path]:
    """The YAML files of a case in which Milepost finds a fault of form."""
    expected = (case / "expected.txt").read_text("utf-8")
    found = re.findall(r"^(\S+\.yaml):\d+:\d+: .* \[([A-Z]\d+)\]$", expected, flags=re.MULTILINE)
    return {case / "input" / path for path, code in found if code in FORM}


MISFORMED = sorted(path for case in CASES for path in misformed_files(case) if path.is_file())


@pytest.mark.parametrize("path", MISFORMED, ids=lambda path: "/".join(path.parts[-5:]))
def test_the_schema_refuses_what_milepost_refuses_for_its_form(path: Path) -> None:
    assert faults(schema_of(path), as_an_editor_reads(path)) != []


def test_there_are_cases_to_compare_with() -> None:
    assert len(MISFORMED) >= 12


def test_a_misspelt_field_is_refused_and_a_field_of_ones_own_is_not() -> None:
    assert record_faults(Milestone, expcted="2026-01-01")
    assert record_faults(Milestone, **{"x-room": "4", "x-list": ["a"]}) == []


def test_a_required_field_is_asked_for() -> None:
    assert record_faults(Kpi) == ["'target' is a required property"]


def test_a_main_field_may_be_written_alone() -> None:
    assert record_faults(Kpi, target=60) == []
    assert record_faults(Kpi, target={"low": 20, "high": 40}) == []
    assert record_faults(Kpi, target={"lowest": 20})
    assert record_faults(Milestone, depends_on=["M1", {"id": "M2", "lag": "3d"}]) == []


def test_either_a_file_or_an_address_is_asked_for() -> None:
    assert record_faults(Document, url="https://museum.example/plan") == []
    assert record_faults(Document)


def test_a_number_without_quotes_is_a_text_where_a_text_is_wanted() -> None:
    invoice = {"number": 2641, "date": "2026-06-30", "amount": 9650.0}

    assert record_faults(BudgetLine, estimate=1, invoices=[invoice]) == []


def test_the_clients_words_and_parties_are_keyed_by_what_they_are_for() -> None:
    client: dict[str, object] = {"name": "Harbour", "engagement": "Portal"}

    assert (
        faults("client", {**client, "terms": {"milestone": "stage", "risk": {"one": "worry", "other": "worries"}}})
        == []
    )
    assert faults("client", {**client, "policy": {"quorum": {"requirements": ["client"]}}}) == []
    assert faults("client", {**client, "terms": {"millstone": "stage"}})
    assert faults("client", {**client, "communication": {"channels": [{"for": "news", "use": "post"}]}}) == []


def test_translations_name_a_language_of_the_format() -> None:
    assert record_faults(Milestone, translations={"es": {"title": "Algo"}}) == []
    assert record_faults(Milestone, translations={"fr": {"title": "Chose"}})


def test_translations_name_texts_of_the_record() -> None:
    assert record_faults(Milestone, translations={"es": {"titel": "Algo"}})
    assert record_faults(Milestone, translations={"es": {"agreed": "2027-01-04"}})
    assert record_faults(Milestone, translations={"es": {"title": "Algo\nmás"}})


def test_what_a_sign_off_covers_is_said() -> None:
    properties = collection_schema(Milestone)["items"]["properties"]

    assert properties["agreed"]["description"].endswith("a sign-off covers it")
    assert "sign-off" not in properties["expected"]["description"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.ID, "_ID"),
        (Kind.FILE, "_FILE"),
        (Kind.EMAIL, "_EMAIL"),
        (Kind.COLOUR, "_COLOUR"),
        (Kind.CURRENCY, "_CURRENCY"),
        (Kind.HOURS, "_HOURS"),
    ],
)
def test_patterns_are_those_that_milepost_reads_by(kind: Kind, name: str) -> None:
    read_by: re.Pattern[str] = getattr(scalars, name)

    assert schema._PATTERNS[kind] == read_by.pattern.replace(r"\d", "[0-9]")
