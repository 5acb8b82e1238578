from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field
from typing import Annotated, Any, Literal

import pytest

from milepost.model.client import Channel, Client
from milepost.model.delivery import Check, Deliverable, Milestone, Task
from milepost.model.fields import Value, fields_of, make, shape_of, takes_custom_keys, values_of
from milepost.model.kinds import NORMATIVE, Day, Kind, Line, MilestoneId, PersonId, PersonRef, Ref
from milepost.model.record import Record


def test_fields_come_in_their_order_without_the_place_of_custom_keys() -> None:
    names = [field.key for field in fields_of(Record)]

    assert names == ["id", "title", "audience", "internal", "owner", "tags", "links", "translations"]


def test_a_name_that_python_reserves_is_written_without_its_underscore() -> None:
    assert [(field.key, field.name) for field in fields_of(Channel)] == [("for", "for_"), ("use", "use")]


def test_only_fields_without_a_default_are_required() -> None:
    assert [field.key for field in fields_of(Task) if field.required] == ["id", "title"]
    assert [field.key for field in fields_of(Client) if field.required] == ["name", "engagement"]


@pytest.mark.parametrize(("model", "takes"), [(Milestone, True), (Client, True), (Task, False)])
def test_records_and_the_client_keep_keys_of_the_writer_s_own(model: type, *, takes: bool) -> None:
    assert takes_custom_keys(model) is takes


@pytest.mark.parametrize(
    ("hint", "kind", "ref", "normative"),
    [
        (Line, Kind.LINE, None, False),
        (Annotated[Line, NORMATIVE], Kind.LINE, None, True),
        (Annotated[Line | None, NORMATIVE], Kind.LINE, None, True),
        (MilestoneId, None, Ref(("milestones",)), False),
        (PersonId | None, None, PersonRef(), False),
        (Day, None, None, False),
    ],
)
def test_a_shape_tells_what_annotations_say(hint: object, kind: Kind | None, ref: object, *, normative: bool) -> None:
    shape = shape_of(hint)

    assert (shape.kind, shape.ref, shape.normative) == (kind, ref, normative)
    assert shape.keyed is None


def test_a_list_has_the_shape_of_its_items() -> None:
    shape = shape_of(tuple[Line, ...])

    assert shape.type is tuple
    assert shape.item is not None
    assert shape.item.kind is Kind.LINE


@pytest.mark.parametrize(
    ("hint", "choices"),
    [
        (Literal["a", "b"], ("a", "b")),
        (Literal["a", "b"] | None, ("a", "b")),
        (Literal["a"] | Literal["b", "c"] | None, ("a", "b", "c")),  # noqa: PYI030 (as the model writes it)
    ],
)
def test_the_words_to_choose_from_are_those_of_all_literals(hint: object, choices: tuple[str, ...]) -> None:
    assert shape_of(hint).choices == choices


def test_every_text_of_a_record_is_found_with_its_place() -> None:
    deliverable = Deliverable(
        id="DL-1",
        title="Guide",
        files=("files/guide.pdf",),
        checks=(Check(what="Reads well"), Check(what="Is short", by="lena")),
    )

    found = {value.path: value.text for value in values_of(deliverable)}

    assert found == {
        "id": "DL-1",
        "title": "Guide",
        "files[0]": "files/guide.pdf",
        "status": "planned",
        "checks[0].what": "Reads well",
        "checks[0].result": "open",
        "checks[1].what": "Is short",
        "checks[1].result": "open",
        "checks[1].by": "lena",
    }


def test_values_below_a_place_begin_with_it() -> None:
    (first, *_) = values_of(Task(id="T-1", title="Draw"), "tasks[0]")

    assert isinstance(first, Value)
    assert first.path == "tasks[0].id"


@dataclass(frozen=True)
class _WithAFactory:
    items: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _WithMoreToDo:
    text: str
    length: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.text))


@dataclass(frozen=True, slots=True)
class _WithSlots:
    text: str = ""


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Milestone, {"id": "M1", "title": "Launch"}),
        (Milestone, {"title": "Launch", "id": "M1", "tags": ("a",), "custom": (("k", "v"),)}),
        (Task, {"id": "T1", "title": "Pour", "due": None}),
        (Check, {"what": "It opens"}),
        (_WithAFactory, {}),
        (_WithMoreToDo, {"text": "four"}),
        (_WithSlots, {"text": "a"}),
    ],
)
def test_what_is_made_is_what_the_class_itself_would_make(model: type, values: dict[str, Any]) -> None:
    made: Any = make(model, values)
    assert made == model(**values)
    assert repr(made) == repr(model(**values))
    assert hash(made) == hash(model(**values)) if model is not _WithAFactory else made.items == []


@pytest.mark.parametrize("values", [{"id": "M1"}, {"id": "M1", "nothing": 1}, {"id": "M1", "title": "T", "nothing": 1}])
def test_nothing_is_made_without_a_required_field_or_with_one_that_is_none(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        make(Milestone, values)


def test_what_was_made_cannot_be_changed() -> None:
    made = make(Milestone, {"id": "M1", "title": "Launch"})
    with pytest.raises(FrozenInstanceError):
        made.title = "Pilot"  # type: ignore[misc]  # this is what must fail
