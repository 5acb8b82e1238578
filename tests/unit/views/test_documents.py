from __future__ import annotations

from datetime import UTC

import pytest

from milepost.localisation.wording import Wording
from milepost.views.blocks import Terms
from milepost.views.documents import documents_page
from milepost.views.published_files import PublishedFile, kind_of, size_of
from support.contexts import a_context, entries, the_page
from support.engagements import AS_OF, CLIENT, PEOPLE

WORDS = Wording("en", AS_OF, UTC)
HASH = "ab" * 32


def published(name: str, size: int = 1234) -> PublishedFile:
    return PublishedFile(f"files/{name}", f"files/{name}-{HASH}", size, HASH)


DOCUMENTS = """
- {id: DOC-1, title: Guide, file: files/guide.pdf, kind: Manual}
- {id: DOC-2, title: Sketch, file: files/sketch.png}
- {id: DOC-3, title: Prices, url: 'https://museum.example/prices'}
"""
FILES = {"documents.yaml": DOCUMENTS, "files/guide.pdf": "x", "files/sketch.png": "x"}


def test_without_files_there_is_no_page() -> None:
    assert documents_page(a_context({})) is None


def test_a_document_says_what_it_is_how_large_and_what_its_sha_256_is() -> None:
    page = documents_page(a_context(FILES, published=(published("guide.pdf"), published("sketch.png"))))

    guide = entries(page)["DOC-1"]
    assert guide.meta == ("Manual", "PDF", "1.2\u00a0kB")
    assert [(part.label, part.code) for part in guide.parts] == [("SHA-256", HASH)]
    assert [(link.label, link.url) for link in guide.links] == [("guide.pdf", f"files/guide.pdf-{HASH}")]
    assert the_page(page).headline == "3 documents are here for you."


def test_an_image_has_a_preview_and_a_pdf_is_a_link() -> None:
    found = entries(documents_page(a_context(FILES, published=(published("guide.pdf"), published("sketch.png")))))

    assert found["DOC-1"].picture is None
    assert found["DOC-2"].picture is not None
    assert found["DOC-2"].picture.alt == "Preview of Sketch"


def test_an_address_elsewhere_is_not_locked_and_says_so() -> None:
    prices = entries(documents_page(a_context(FILES)))["DOC-3"]

    assert prices.meta == ("on another site, so it can change there",)
    assert (prices.links[0].url, prices.parts) == ("https://museum.example/prices", ())


def test_files_of_deliverables_and_messages_stand_below_with_their_records() -> None:
    files = {
        "client.yaml": CLIENT + PEOPLE,
        "deliverables.yaml": "- {id: DL-1, title: Plan, files: [files/plan.pdf]}\n",
        "questions.yaml": """
- id: Q-1
  title: This one?
  messages: [{at: 2026-11-02T10:00:00+00:00, by: lena, text: See., files: [files/list.csv]}]
""",
        "risks.yaml": "- {id: R-1, title: A risk}\n",
        "files/plan.pdf": "x",
        "files/list.csv": "x",
    }
    page = the_page(documents_page(a_context(files, published=(published("plan.pdf", 80), published("list.csv")))))

    (terms,) = page.sections[0].blocks
    assert isinstance(terms, Terms)
    assert [(item.label, item.text, item.links[0].label, item.code) for item in terms.items] == [
        ("Plan", "PDF, 80\u00a0B: ", "plan.pdf", HASH),
        ("This one?", "Table (CSV), 1.2\u00a0kB: ", "list.csv", HASH),
    ]
    assert page.headline == "2 files belong to other records."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "PDF"),
        ("a.PNG", "Image (PNG)"),
        ("a.xlsx", "Table (XLSX)"),
        ("a.docx", "Text (DOCX)"),
        ("a.zip", "File (ZIP)"),
        ("README", "File"),
    ],
)
def test_a_file_s_kind_is_told_by_its_ending(name: str, expected: str) -> None:
    assert kind_of(WORDS, published(name)) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0\u00a0B"),
        (999, "999\u00a0B"),
        (1000, "1.0\u00a0kB"),
        (2_450_000, "2.5\u00a0MB"),
        (7_000_000_000_000, "7,000.0\u00a0GB"),
    ],
)
def test_a_file_s_size_is_told_in_the_unit_that_suits_it(size: int, expected: str) -> None:
    assert size_of(WORDS, published("a.pdf", size)) == expected
