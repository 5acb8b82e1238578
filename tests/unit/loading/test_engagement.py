from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree, WorkingTree
from milepost.model.delivery import Kpi
from milepost.model.engagement import COLLECTIONS
from support.engagements import CLIENT, PEOPLE, an_engagement_as_written

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.loading.engagement import Loaded

PILOT = "id: M8\ntitle: Pilot\n"


def loaded(**files: str | bytes) -> Loaded:
    return load(MemoryTree({"client.yaml": CLIENT, **files}, "clients/harbour"), "harbour")


def told(**files: str | bytes) -> list[tuple[str, str]]:
    return [(item.code, str(item.location).removeprefix("clients/harbour/")) for item in loaded(**files).diagnostics]


def test_a_client_with_its_settings_alone_is_complete() -> None:
    engagement = an_engagement_as_written({})

    assert (engagement.slug, engagement.client.name, engagement.records) == ("harbour", "Harbour Museum", ())


def test_a_collection_is_read_from_a_file_and_from_a_folder_alike() -> None:
    as_file = an_engagement_as_written({"milestones.yaml": "- {id: M8, title: Pilot}\n- {id: M9, title: Launch}\n"})
    as_folder = an_engagement_as_written({"milestones/M8.yaml": PILOT, "milestones/M9.yaml": "{id: M9, title: Launch}"})

    assert as_file.records == as_folder.records
    assert [record.id for record in as_file.records] == ["M8", "M9"]


def test_records_come_in_the_order_of_the_collections() -> None:
    engagement = an_engagement_as_written(
        {"risks.yaml": "- {id: R-1, title: A}\n", "milestones.yaml": "- {id: M1, title: A}\n"}
    )
    order = list(COLLECTIONS)

    assert [record.collection for record in engagement.records] == ["milestones", "risks"]
    assert order.index("milestones") < order.index("risks")


def test_an_empty_collection_is_no_fault() -> None:
    assert told(**{"milestones.yaml": "# none yet\n"}) == []


def test_a_file_of_one_record_that_is_empty_is_told_for_its_record_would_be_gone_without_a_word() -> None:
    assert told(**{"decisions/D-1.yaml": "\n", "signoffs/SO-1.yaml": "# gone\n"}) == [
        ("M102", "decisions/D-1.yaml:1:1"),
        ("M102", "signoffs/SO-1.yaml:1:1"),
    ]


def test_without_client_yaml_nothing_is_a_client() -> None:
    found = load(MemoryTree({"milestones.yaml": "- {id: M8, title: Pilot}\n"}, "clients/harbour"), "harbour")

    assert found.engagement is None
    assert [item.code for item in found.diagnostics] == ["F201"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("M102", "client.yaml:1:1")]),
        ("# later\n", [("M102", "client.yaml:1:1")]),
        ("name: [\n", [("Y017", "client.yaml:1:7")]),
        ("name: Harbour\n", [("M102", "client.yaml:1:1")]),
        (b"# " + b"x" * 2_000_001, [("Y006", "client.yaml:1:1")]),
    ],
)
def test_settings_that_cannot_be_used_are_told(text: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert told(**{"client.yaml": text}) == expected


def test_faults_in_the_settings_do_not_hide_those_in_other_files() -> None:
    files = {
        "client.yaml": "name: Harbour\nengagment: Portal\n",
        "milestones.yaml": "- {id: M8, title: Pilot, agreed: soon, owner: nobody}\n",
        "meetings.yaml": "- {id: ME-1, title: A, held_at: 2026-05-12T10:00:00}\n",
        "reports/2026-11-06.md": "---\nhealth: green\n---\nText.\n",
        "signoffs/SO-1.yaml": "id: SO-1\nverb: accept\n",
    }

    assert {place.split(":")[0] for _, place in told(**files)} == {
        "client.yaml",
        "milestones.yaml",
        "reports/2026-11-06.md",
        "signoffs/SO-1.yaml",
    }


def test_a_moment_without_an_offset_is_completed_in_the_client_s_zone() -> None:
    files = {
        "client.yaml": f"{CLIENT}timezone: Europe/Bucharest\n",
        "meetings.yaml": "- {id: ME-1, title: A, held_at: 2026-05-12T10:00:00}\n",
    }
    (warning,) = loaded(**files).diagnostics

    assert (warning.code, warning.hint) == ("M109", "Add the offset: 2026-05-12T10:00:00+03:00.")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"milestones.yaml": PILOT}, [("M106", "milestones.yaml:1:1")]),
        ({"milestones.yaml": "- Pilot\n"}, [("M106", "milestones.yaml:1:3")]),
        ({"milestones.yaml": "- {title: Pilot}\n"}, [("M102", "milestones.yaml:1:3")]),
        ({"milestones.yaml": "- {id: [M8], title: Pilot}\n"}, [("M106", "milestones.yaml:1:8")]),
        ({"milestones/M8.yaml": "- {id: M8, title: Pilot}\n"}, [("M106", "milestones/M8.yaml:1:1")]),
        ({"milestones/M9.yaml": PILOT}, [("F205", "milestones/M9.yaml:1:5")]),
        ({"milestones/M8.yaml": "id: M8\n"}, [("M102", "milestones/M8.yaml:1:1")]),
        ({"milestone.yaml": "- {id: M8, title: Pilot}\n"}, [("F203", "milestone.yaml:1:1")]),
        ({"signoffs/SO-1.yaml": "id: SO-1\n"}, [("M102", "signoffs/SO-1.yaml:1:1")] * 6),
        ({"reports/november.md": "Text.\n"}, [("F204", "reports/november.md:1:1")]),
        ({"reports/2026-11-06.md": "---\ntitle: A\n"}, [("Y051", "reports/2026-11-06.md:1:1")]),
        ({"reports/2026-11-06.md": "---\nhealth: green\n---\n"}, [("M105", "reports/2026-11-06.md:2:9")]),
        ({"reports/2026-11-06.md": b"caf\xe9\n"}, [("Y001", "reports/2026-11-06.md:1:4")]),
        ({"welcome.md": b"x" * 2_000_001}, [("Y006", "welcome.md:1:1")]),
        ({"milestones.yaml": b"#" + b"x" * 2_000_001}, [("Y006", "milestones.yaml:1:1")]),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_place(
    files: dict[str, str | bytes], expected: list[tuple[str, str]]
) -> None:
    assert told(**files) == expected


def test_reports_have_their_day_their_head_and_their_text() -> None:
    files = {"reports/2026-11-06.md": "Text.\n", "reports/2026-11-13.md": "---\ntitle: Week 2\n---\n\n# Done\n"}

    first, second = an_engagement_as_written(files).reports

    assert (first.date, first.head.title, first.body) == (date(2026, 11, 6), None, "Text.\n")
    assert (second.id, second.head.title, second.body) == ("report-2026-11-13", "Week 2", "\n# Done\n")


def test_a_kpi_s_measurements_come_from_its_record_and_from_its_csv_file() -> None:
    files = {
        "kpis.yaml": "- {id: K-1, title: A, target: 5, measurements: [{date: 2026-09-01, value: 2}],"
        " measurements_csv: files/a.csv}\n- {id: K-2, title: B, target: 5}\n",
        "files/a.csv": "date,value\n2026-10-01,3\n",
    }

    first, second = an_engagement_as_written(files).of(Kpi)

    assert [item.value for item in first.measurements] == [Decimal(2), Decimal(3)]
    assert second.measurements == ()


def test_a_csv_file_that_is_missing_or_wrong_is_told() -> None:
    kpi = "- {id: K-1, title: A, target: 5, measurements_csv: files/a.csv}\n"

    assert told(**{"kpis.yaml": kpi}) == [("R205", "kpis.yaml:1:52")]
    assert told(**{"kpis.yaml": kpi, "files/a.csv": "date,value\nsoon,3\n"}) == [("M103", "files/a.csv:2:1")]


def test_what_is_named_by_several_is_told_once() -> None:
    kpis = "".join(f"- {{id: K-{n}, title: A, target: 5, measurements_csv: files/a.csv}}\n" for n in (1, 2))

    files: dict[str, str | bytes] = {"kpis.yaml": kpis, "files/a.csv": b"date,value\n2026-10-01,\xe9\n"}

    assert told(**files).count(("Y001", "files/a.csv:2:12")) == 1


def test_attachments_and_the_free_page_are_kept_and_other_files_left_alone() -> None:
    engagement = an_engagement_as_written({"welcome.md": "# Hello\n", "files/a.pdf": "%PDF", "notes.txt": "x"})

    assert (engagement.welcome, engagement.files) == ("# Hello\n", ("files/a.pdf",))


def test_a_sign_off_is_read() -> None:
    files = {
        "client.yaml": CLIENT + PEOPLE,
        "requirements.yaml": "- {id: REQ-1, title: Search, statement: S}\n",
        "signoffs/SO-1.yaml": "id: SO-1\nrecord: REQ-1\nverb: accept\nby: lena\nat: 2026-05-12T10:00:00+01:00\n"
        "digest: sha256:1\nstatement: |\n  Words.\n",
    }

    (found,) = an_engagement_as_written(files).signoffs

    assert (found.record, found.statement, found.signature) == ("REQ-1", "Words.\n", None)


def test_settings_that_are_a_link_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("name: Fern\nengagement: Portal\n")
    (tmp_path / "fern").mkdir()
    (tmp_path / "fern" / "client.yaml").symlink_to("../shared.yaml")

    found = load(WorkingTree(tmp_path / "fern", "clients/fern"), "fern")

    assert found.engagement is None
    assert [item.code for item in found.diagnostics] == ["F203"]
