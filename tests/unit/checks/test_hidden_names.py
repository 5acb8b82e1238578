from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.checks.hidden_names import check_hidden_names
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT

if TYPE_CHECKING:
    from milepost.diagnostics import Diagnostic

HIDDEN = "- {id: R-9, title: They may sell, audience: internal}\n"


def found(files: dict[str, str | bytes], client: str = CLIENT) -> list[Diagnostic]:
    loaded = load(MemoryTree({"client.yaml": client, "risks.yaml": HIDDEN, **files}), "demo")
    assert loaded.engagement is not None
    return list(check_hidden_names(loaded.engagement, loaded.places))


def named(text: str, field: str = "reason", audience: str = "client") -> list[str]:
    milestone = f"- id: M1\n  title: Pilot\n  audience: {audience}\n  {field}: {text}\n"
    return [item.message for item in found({"milestones.yaml": milestone})]


@pytest.mark.parametrize("text", ["See R-9.", "(r-9)", "R-9, R-9_ and R-9", "'R-9: no'"])
def test_a_text_that_names_a_record_that_its_readers_do_not_see_is_noted_once(text: str) -> None:
    assert len(named(text)) == 1


@pytest.mark.parametrize(
    "text", ["'See [R-9].'", "'[this](R-9)'", "R-99", "XR-9", "a-R-9", "See M1.", "'<!-- R-9 -->x'"]
)
def test_what_the_gate_takes_out_and_other_words_are_not_noted(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(("field", "noted"), [("phase", 1), ("x-own", 1), ("internal", 0), ("tags", 1)])
def test_every_text_that_a_share_may_show_is_looked_at_and_no_other(field: str, noted: int) -> None:
    assert len(named("[R-9]" if field == "tags" else "R-9", field)) == noted


def test_who_sees_the_record_may_read_its_name() -> None:
    assert named("R-9", audience="internal") == []
    assert found({"risks.yaml": "- {id: R-9, title: A}\n", "milestones.yaml": "- {id: M1, title: R-9}\n"}) == []


def test_an_id_without_a_digit_is_a_word_like_any() -> None:
    assert (
        found(
            {
                "risks.yaml": "- {id: Sale, title: A, audience: internal}\n",
                "milestones.yaml": "- {id: M1, title: Sale}\n",
            }
        )
        == []
    )


def test_reports_are_looked_at() -> None:
    (only,) = found(
        {"reports/2026-01-02.md": "See R-9.\n", "reports/2026-01-03.md": "---\naudience: internal\n---\nR-9\n"}
    )

    assert str(only.location).endswith("reports/2026-01-02.md:1:5")


@pytest.mark.parametrize(
    ("shares", "noted"),
    [
        ("", 1),
        ("shares: [{name: client, audience: client, detail: tasks}]\n", 0),
        ("shares: [{name: client, audience: client, detail: tasks}, {name: b, audience: sponsor}]\n", 1),
        ("shares: [{name: client, audience: client, detail: tasks}, {name: o, audience: public}]\n", 0),
    ],
)
def test_a_task_is_hidden_where_a_share_with_its_milestone_has_no_tasks(shares: str, noted: int) -> None:
    milestone = "- id: M1\n  title: Pilot\n  reason: T-1 first\n  tasks:\n    - {id: T-1, title: Paint}\n"

    assert len(found({"milestones.yaml": milestone}, CLIENT + shares)) == noted
