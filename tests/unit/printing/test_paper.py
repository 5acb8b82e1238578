"""What is changed of a page for paper, and of a PDF afterwards."""

from __future__ import annotations

from datetime import date

from milepost.printing.dated import dated
from milepost.printing.paper import without_local_links


def test_links_into_the_folder_lose_their_address_and_others_keep_it() -> None:
    page = (
        '<link href="../style.css"><a class="x" href="../records/M1/index.html">M1</a>'
        '<a href="#here">here</a><a href="https://calendar.example">book</a><a href="mailto:a@b.example">write</a>'
    )

    assert without_local_links(page) == (
        '<link href="../style.css"><a class="x">M1</a>'
        '<a>here</a><a href="https://calendar.example">book</a><a href="mailto:a@b.example">write</a>'
    )


def test_the_dates_of_a_pdf_are_those_of_the_day_and_nothing_moves() -> None:
    pdf = b"<</CreationDate (D:20261122102837+00'00')\n/ModDate (D:20261122102837-05'30')>> (D:20261122102837+00'00')"

    done = dated(pdf, date(2026, 3, 1))

    assert done == (
        b"<</CreationDate (D:20260301000000+00'00')\n/ModDate (D:20260301000000+00'00')>> (D:20261122102837+00'00')"
    )
    assert len(done) == len(pdf)
