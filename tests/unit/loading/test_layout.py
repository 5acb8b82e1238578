from __future__ import annotations

import pytest

from milepost.loading.layout import is_slug, lay_out, linked


def faults(*names: str) -> list[tuple[str, str]]:
    return [(item.code, item.name) for item in lay_out(names).faults]


def test_each_file_has_its_role() -> None:
    layout = lay_out(
        (
            ".notes.yaml",
            "client.yaml",
            "decisions/D-1.yaml",
            "decisions/D-2.yaml",
            "decisions/notes.md",
            "files/a/b.pdf",
            "files/c.yaml",
            "milestones.yaml",
            "notes.txt",
            "reports/2026-11-06.md",
            "reports/chart.png",
            "signoffs/SO-1.yaml",
            "welcome.md",
        )
    )

    assert (layout.client, layout.welcome, layout.faults) == (True, True, [])
    assert dict(layout.collections) == {
        "decisions": ["decisions/D-1.yaml", "decisions/D-2.yaml"],
        "milestones": ["milestones.yaml"],
    }
    assert layout.reports == ["reports/2026-11-06.md"]
    assert layout.signoffs == ["signoffs/SO-1.yaml"]
    assert layout.files == ("files/a/b.pdf", "files/c.yaml")


def test_records_in_files_of_their_own_come_in_the_order_in_which_people_count() -> None:
    names = tuple(f"requirements/{name}.yaml" for name in ("REQ-1", "REQ-10", "REQ-2", "REQ-²", "draft"))

    assert [name[13:-5] for name in lay_out(names).collections["requirements"]] == [
        "REQ-1",
        "REQ-2",
        "REQ-10",
        "REQ-²",
        "draft",
    ]


def test_an_empty_folder_has_no_roles_and_no_faults() -> None:
    layout = lay_out(())

    assert (layout.client, layout.welcome, layout.files, layout.faults) == (False, False, (), [])


@pytest.mark.parametrize(
    "name",
    [
        "milestone.yaml",
        "milestones.yml",
        "client.yml",
        "contacts.yaml",
        "requirments/REQ-1.yaml",
        "requirements/REQ-1.yml",
        "decisions/2026/D-1.yaml",
        "signoffs/SO-1.yml",
        "signoffs/2026/SO-1.yaml",
        "reports.yaml",
        "signoffs.yaml",
        "milestones.yaml/M1.yaml",
        "milestones.yaml/notes.txt",
        "client.yaml/a",
        "welcome.md/a.md",
    ],
)
def test_a_yaml_file_that_nothing_reads_is_a_fault(name: str) -> None:
    assert faults(name) == [("F203", name)]


def test_what_is_written_one_file_each_is_shown_its_place() -> None:
    assert [item.hint for item in lay_out(("reports.yaml", "signoffs.yaml")).faults] == [
        "Reports are files of their own: reports/2026-03-31.md.",
        "Sign-offs are files of their own, in signoffs/.",
    ]


def test_a_link_in_the_place_of_a_file_of_the_format_is_a_fault() -> None:
    links = ("client.yaml", "files", "files/a.pdf", "notes", "requirements", "requirements/REQ-1.yaml", "x.yml")

    assert [item.name for item in linked(links)] == [name for name in links if name != "notes"]


def test_a_collection_is_a_file_or_a_folder() -> None:
    assert faults("milestones.yaml", "milestones/M1.yaml", "milestones/M2.yaml") == [("F202", "milestones.yaml")]
    assert faults("milestones/M1.yaml", "milestones/M2.yaml") == []


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("harbour", True),
        ("harbour-museum-2", True),
        ("a" * 63, True),
        ("a" * 64, False),
        ("Harbour", False),
        ("harbour--museum", False),
        ("-harbour", False),
        ("harbour_museum", False),
        ("harbour\n", False),
        ("häfen", False),
        ("", False),
    ],
)
def test_a_slug_has_lower_case_letters_digits_and_single_hyphens(name: str, *, can: bool) -> None:
    assert is_slug(name) is can
