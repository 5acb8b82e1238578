from __future__ import annotations

from milepost.views.overview import overview
from milepost.views.welcome import welcome_note, welcome_page
from support.contexts import a_context, the_page

FILES = {"welcome.md": "# Welcome\n\nRead this first.\n"}


def test_a_new_client_finds_the_agency_s_words_on_a_page_of_their_own() -> None:
    page = the_page(welcome_page(a_context(FILES)))

    assert (page.url, page.headline) == ("welcome/", "Welcome. This is how we work together.")
    assert welcome_page(a_context({})) is None


def test_the_overview_links_to_it_where_it_is_there() -> None:
    note = welcome_note(a_context(FILES))

    assert note is not None
    assert note.more is not None
    assert note.more.url == "welcome/"
    assert note in overview(a_context(FILES)).lead
    assert welcome_note(a_context({})) is None
    assert welcome_note(a_context(FILES, sections=("overview",))) is None
