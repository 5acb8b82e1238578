from __future__ import annotations

import pytest

from milepost.loading.engagement import load
from milepost.loading.references import files_in_text
from milepost.loading.tree import MemoryTree
from support.engagements import CLIENT, PEOPLE

REQUIREMENT = "- {id: REQ-1, title: Search, statement: Words}\n"


def told(**files: str) -> list[tuple[str, str]]:
    """Codes and hints of what is wrong with an engagement of these collections; `__` stands for the folder."""
    texts: dict[str, str | bytes] = {"client.yaml": CLIENT + PEOPLE}
    texts |= {name if "." in name else f"{name}.yaml": text for name, text in files.items()}
    return [(item.code, item.hint) for item in load(MemoryTree(texts), "harbour").diagnostics]


def codes(**files: str) -> list[str]:
    return [code for code, _ in told(**files)]


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        ("requirements: [REQ-1]", []),
        ("requirements: [REQ1]", [("R202", "Did you mean “REQ-1”?")]),
        ("depends_on: [D-9]", [("R202", "Known: M1, REQ-1.")]),
        ("delivers: [DL-1]", [("R202", "")]),
        ("depends_on: [req-1]", [("R202", "Did you mean “REQ-1”?")]),
        ("requirements: [M1]", [("R203", "Known: REQ-1.")]),
        ("delivers: [REQ-1]", [("R203", "Use `links` for a record of any kind.")]),
        ("links: [REQ-1, T-1], tasks: [{id: T-1, title: B, depends_on: [T-1]}]", []),
        ("owner: ana", []),
        ("owner: anna", [("R204", "Did you mean “ana”?")]),
        ("owner: x", [("R204", "Known: ana, lena.")]),
    ],
)
def test_a_reference_leads_to_a_record_of_its_kind_or_a_person(milestone: str, expected: list[tuple[str, str]]) -> None:
    assert told(milestones=f"- {{id: M1, title: A, {milestone}}}\n", requirements=REQUIREMENT) == expected


def test_without_people_the_message_says_where_to_add_them() -> None:
    client = CLIENT + "people: []\n"

    assert told(**{"client.yaml": client, "milestones": "- {id: M1, title: A, owner: ana}\n"}) == [
        ("R204", "Add them to `people` in client.yaml.")
    ]


NAMING_ALL = "- {id: R-1, title: A, affects: [REQ-1, M1, T1], links: [D-1], description: 'See [M1] and [T1].'}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ["R202", "R202", "R202", "R206", "R206"]),
        # One slip in a file is one message, not one for each record that the file holds and others name.
        ({"milestones": "- {id: M1, title: [}\n"}, ["Y017"]),
        ({"milestones": "M1: {title: A}\n"}, ["M106"]),
        ({"milestones": "- {title: A, agreed: 2026-12-01}\n"}, ["M102"]),
        ({"milestones": "- {id: M1, title: A, agred: 2026-12-01, tasks: [{id: T1, title: B}]}\n"}, ["M101"]),
        ({"milestone.yaml": "- {id: M1, title: A, tasks: [{id: T1, title: B}]}\n"}, ["F203"]),
        ({"milestones/M1.yaml": "title: [\n"}, ["Y017"]),
        ({"milestones/M1.yaml": ""}, ["M102"]),
        ({"kpis": "- {id: K-1, title: [}\n"}, ["Y017"]),
    ],
)
def test_what_a_file_that_cannot_be_read_may_hold_is_not_missed(files: dict[str, str], expected: list[str]) -> None:
    assert codes(risks=NAMING_ALL, requirements=REQUIREMENT, **files) == expected


def test_what_a_file_that_was_read_does_not_hold_is_missed_whatever_is_wrong_with_others() -> None:
    milestones = "- {id: M1, title: A, requirements: [REQ-9]}\n"

    assert codes(milestones=milestones, requirements=REQUIREMENT, kpis="- {id: K-1, title: [}\n") == ["Y017", "R202"]


def test_a_record_with_faults_of_its_own_is_not_missed_by_others() -> None:
    assert codes(
        milestones="- {id: M1, title: A, links: [REQ-1], reason: '[REQ-1]'}\n", requirements="- {id: REQ-1}\n"
    ) == [
        "M102",
        "M102",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [REQ-1] and [req-1].", []),
        ("See [REQ-01] twice, [REQ-01].", [("R206", "Did you mean “REQ-1”?")]),
        ("See [CR-77].", [("R206", "Known: R-1, REQ-1.")]),
        ("See [sic].", []),
        ("See [it](files/plan.pdf).", []),
        ("See [it](files/plan.pfd) and ![it](files/plan.pfd).", [("R205", "Did you mean “files/plan.pdf”?")]),
        ("See [it](<files/other.txt>).", [("R205", "Known: files/plan.pdf.")]),
    ],
)
def test_a_text_names_records_and_files_that_exist(text: str, expected: list[tuple[str, str]]) -> None:
    risks = f"- id: R-1\n  title: A\n  response: {text!r}\n"

    assert told(risks=risks, requirements=REQUIREMENT, **{"files/plan.pdf": "%PDF"}) == expected


def test_the_texts_of_reports_the_summary_and_the_free_page_are_looked_at_too() -> None:
    files = {
        "client.yaml": f"{CLIENT}summary: See [S-1].\n",
        "welcome.md": "# Hello\n\nSee [W-1].\n",
        "reports/2026-11-06.md": "See [B-1].\n",
        "reports/2026-11-13.md": "---\ntitle: Week\n---\n\nSee [B-2].\n",
    }
    found = load(MemoryTree(dict(files), "clients/harbour"), "harbour").diagnostics

    assert [str(item.location) for item in found] == [
        "clients/harbour/client.yaml:3:14",
        "clients/harbour/reports/2026-11-06.md:1:5",
        "clients/harbour/reports/2026-11-13.md:5:5",
        "clients/harbour/welcome.md:3:5",
    ]
    assert {item.code for item in found} == {"R206"}
    assert {item.hint for item in found} == {"Write \\[ for a bracket that names no record."}


def test_an_attachment_that_a_field_names_exists() -> None:
    assert told(deliverables="- {id: DL-1, title: A, files: [files/plan.pdf]}\n") == [
        ("R205", "Add the file below files/.")
    ]


def test_an_id_is_used_once_whatever_the_collection_and_the_case() -> None:
    assert codes(milestones="- {id: X1, title: A}\n", risks="- {id: x1, title: B}\n") == ["R201"]
    assert codes(milestones="- {id: X1, title: A}\n- {id: X1, title: B}\n") == ["R201"]


@pytest.mark.parametrize(("tasks", "faults"), [("T1, T2", 0), ("T1, t1", 1), ("X1, T1", 1), ("T1, T1, T1", 2)])
def test_a_task_s_id_is_its_own(tasks: str, faults: int) -> None:
    listed = ", ".join(f"{{id: {name}, title: B}}" for name in tasks.split(", "))

    assert codes(milestones=f"- {{id: X1, title: A, tasks: [{listed}]}}\n") == ["R201"] * faults


@pytest.mark.parametrize("second", ["ana", "Ana"])
def test_a_person_s_id_is_used_once_whatever_the_case(second: str) -> None:
    client = f"{CLIENT}people: [{{id: ana, name: A, party: agency}}, {{id: {second}, name: B, party: client}}]\n"

    assert codes(**{"client.yaml": client}) == ["R207"]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("[a](files/a.pdf) ![b](files/b.png 'title')", ("files/a.pdf", "files/b.png")),
        ("[a](<files/a plan.pdf>) [b](files/b%20plan.pdf)", ("files/a plan.pdf", "files/b plan.pdf")),
        ("[a][1]\n\n[1]: files/a.pdf", ("files/a.pdf",)),
        ("[a](files/a.pdf) [b](files/a.pdf)", ("files/a.pdf",)),
        ("files/a.pdf [a](https://x.example/files/a.pdf) [b](../files/a.pdf)", ()),
    ],
)
def test_the_files_of_a_text_are_those_it_links_to_or_shows(text: str, files: tuple[str, ...]) -> None:
    assert files_in_text(text) == files
