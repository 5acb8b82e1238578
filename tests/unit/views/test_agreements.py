from __future__ import annotations

from milepost.views.agreements import agreements_page
from milepost.views.blocks import Fold, PageView, Terms
from support.contexts import a_context, the_page

FULL = """
- id: AG-1
  title: Scope
  body: We build the portal.
  in_scope: [Search, "Pages\\nfor objects"]
  out_of_scope: [{item: Payment, reason: Invoices stay.}, {item: The shop}]
  assumptions: [The database can be read.]
  client_responsibilities: [Send the list.]
  process: First one, then the other.
  links: [AG-2]
"""
SHORT = "- {id: AG-2, title: Contact, body: Lena is the contact.}\n"


def signoff(record: str, verb: str, by: str = "lena") -> dict[str, str]:
    name = f"SO-{record}-{by}"
    head = f"id: {name}\nrecord: {record}\nverb: {verb}\nby: {by}\nat: 2026-05-29T16:05:00+00:00\n"
    return {f"signoffs/{name}.yaml": f"{head}digest: sha256:{'0' * 64}\nstatement: |\n  Words.\n"}


def page_of(*signoffs: dict[str, str], sections: tuple[str, ...] = ()) -> PageView:
    files = {"agreements.yaml": FULL + SHORT}
    for one in signoffs:
        files |= one
    return the_page(agreements_page(a_context(files, sections=sections)))


def states(page: PageView) -> list[tuple[str, str] | None]:
    return [(section.tag.tone.value, section.tag.label) if section.tag else None for section in page.sections]


def test_without_agreements_there_is_no_page() -> None:
    assert agreements_page(a_context({})) is None


def test_what_is_in_and_what_is_out_stand_under_names_of_their_own_with_the_reasons() -> None:
    terms = next(block for block in page_of().sections[0].blocks if isinstance(block, Terms))

    assert {item.label: item.markdown for item in terms.items if item.markdown} == {
        "Part of the work": "- Search\n- Pages\n  for objects",
        "Not part of the work": "- Payment\n  \n  Invoices stay.\n- The shop",
        "What you take care of": "- Send the list.",
        "What this rests on": "- The database can be read.",
        "How we work": "First one, then the other.",
    }
    assert [link.label for item in terms.items for link in item.links] == ["Contact"]


def test_an_agreement_with_a_text_alone_is_that_text() -> None:
    assert len(page_of().sections[1].blocks) == 1


def test_the_page_says_whose_acceptance_is_on_file_and_believes_no_note() -> None:
    none, one, both = (
        page_of(),
        page_of(signoff("AG-1", "accept")),
        page_of(signoff("AG-1", "accept"), signoff("AG-2", "accept")),
    )
    start = "2 agreements say what we do and what we do not. "

    assert none.headline == start + "No acceptance of yours is on file."
    assert one.headline == start + "Your acceptance of 1 is on file."
    assert both.headline == start + "Your acceptance of each is on file."
    assert states(one) == [("done", "Acceptance on file"), ("waiting", "No acceptance on file")]
    fold = one.sections[0].blocks[-1]
    assert isinstance(fold, Fold)
    assert fold.summary == "1 sign-off as filed"


def test_our_own_acceptance_is_not_theirs_and_a_rejection_is_told() -> None:
    page = page_of(signoff("AG-1", "accept", "ana"), signoff("AG-2", "reject"))

    assert states(page) == [("waiting", "No acceptance on file"), ("at-risk", "Rejected")]


def test_a_share_that_shows_no_sign_offs_says_nothing_of_them() -> None:
    page = page_of(signoff("AG-1", "accept"), sections=("agreements",))

    assert page.headline == "2 agreements say what we do and what we do not."
    assert states(page) == [None, None]
