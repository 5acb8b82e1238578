from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.signoffs import filed
from support.contexts import a_context
from support.engagements import an_engagement

if TYPE_CHECKING:
    from milepost.model.kinds import Audience

MEETING = "- {id: MT-1, title: Kick-off, held_at: '2026-05-12T10:00:00+00:00', recap: Words.}\n"


def signoff(name: str, by: str, at: str, verb: str) -> dict[str, str]:
    head = f"id: {name}\nrecord: MT-1\nverb: {verb}\nby: {by}\nat: {at}T10:00:00+00:00\n"
    return {f"signoffs/{name}.yaml": f"{head}digest: sha256:{'0' * 64}\nstatement: |\n  Words.\n"}


def files(*signoffs: dict[str, str]) -> dict[str, str]:
    found = {"meetings.yaml": MEETING}
    for one in signoffs:
        found |= one
    return found


def test_the_last_word_of_each_person_counts() -> None:
    said = files(
        signoff("SO-1", "lena", "2026-05-13", "acknowledge"),
        signoff("SO-2", "lena", "2026-05-14", "reject"),
        signoff("SO-3", "ana", "2026-05-13", "accept"),
    )

    found = filed(an_engagement(said), "MT-1")

    assert [item.id for item in found.last_words] == ["SO-2", "SO-3"]
    assert [item.id for item in found.refused] == ["SO-2"]
    assert [item.id for item in found.accepted] == [item.id for item in found.read] == ["SO-3"]


def test_who_accepts_and_acknowledges_later_has_accepted() -> None:
    said = files(signoff("SO-1", "lena", "2026-05-13", "accept"), signoff("SO-2", "lena", "2026-05-14", "acknowledge"))

    found = filed(an_engagement(said), "MT-1", "client")

    assert [item.id for item in found.accepted] == ["SO-1"]
    assert [item.id for item in found.read] == ["SO-2"]


def test_an_acceptance_that_is_taken_back_is_none() -> None:
    said = files(signoff("SO-1", "lena", "2026-05-13", "accept"), signoff("SO-2", "lena", "2026-05-14", "withdraw"))

    assert filed(an_engagement(said), "MT-1").accepted == ()


def test_only_one_party_s_words_are_asked_for_where_it_is_named() -> None:
    said = files(
        signoff("SO-1", "lena", "2026-05-13", "acknowledge"), signoff("SO-2", "ana", "2026-05-13", "acknowledge")
    )

    assert [item.id for item in filed(an_engagement(said), "MT-1", "client").read] == ["SO-1"]
    assert filed(an_engagement(said), "MT-2").last_words == ()


def test_where_a_share_shows_no_sign_offs_nothing_is_known() -> None:
    said = files(signoff("SO-1", "lena", "2026-05-13", "acknowledge"))
    audiences: tuple[Audience, ...] = ("internal", "sponsor", "client", "public")

    known = {audience: filed(an_engagement(said, audience), "MT-1").is_known for audience in audiences}

    assert known == {"internal": True, "sponsor": True, "client": True, "public": False}
    assert not filed(a_context(said, sections=("meetings",)).engagement, "MT-1").is_known
    assert filed(a_context(said, sections=("meetings", "signoffs")).engagement, "MT-1").is_known
