"""Trust: what is in force before each commit, who may change it, and what nobody can bring back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from milepost.errors import UsageError
from milepost.history.platforms import PlatformKey
from milepost.history.trust_root import TrustRoot, parse_trust_root
from milepost.history.verdict import Status
from support.repositories import OTIS, Person, Written, link
from support.signing import certified, ed25519, revocation_list, signers
from support.verification import MALLORY_KEY, NORA_KEY, NORA_LINE, OTIS_KEY, OTIS_LINE, judged, trusting

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.history.trust import Judgement

SIGNERS = "trust/allowed_signers"
REVOKED = "trust/revoked_keys"
MALLORY = Person("Mallory", "mallory@agency.example")
MALLORY_LINE = ("mallory@agency.example", MALLORY_KEY)
FORGE_KEY = ed25519("forge")
DAY = 24 * 3600
JANUARY = int(datetime(2026, 1, 5, 9, tzinfo=UTC).timestamp())
JUNE = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp())


def statuses(judgement: Judgement, *oids: str) -> list[str]:
    return [judgement.verdicts[oid].status.value for oid in oids]


def violators(judgement: Judgement) -> list[str]:
    return [violation.oid for violation in judgement.violations]


def test_the_story_of_a_team_and_an_attacker(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    by_nora = repository.commit({"plan": "1"}, "Begin", signer=NORA_KEY)
    welcome = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, "Otis joins", signer=NORA_KEY)
    by_otis = repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)
    farewell = repository.commit({SIGNERS: signers(NORA_LINE)}, "Otis leaves", signer=NORA_KEY)
    self_added = repository.commit({SIGNERS: signers(NORA_LINE, MALLORY_LINE)}, signer=MALLORY_KEY, author=MALLORY)
    next_one = repository.commit({"plan": "3"}, signer=MALLORY_KEY, author=MALLORY)
    honest = repository.commit({"plan": "4"}, signer=NORA_KEY)

    judgement = judged(repository, root)

    assert statuses(judgement, root, by_nora, welcome, by_otis, farewell, honest) == ["valid-person"] * 6
    assert statuses(judgement, self_added, next_one) == ["unknown-key", "unknown-key"]
    assert violators(judgement) == [self_added]
    assert judgement.trusted_by[by_otis] == (welcome,)
    assert judgement.trusted_by[honest] == (farewell,)


def test_an_unsigned_change_of_trust_has_no_effect(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    change = repository.commit({SIGNERS: signers(NORA_LINE, MALLORY_LINE)})
    after = repository.commit({"plan": "1"}, signer=MALLORY_KEY)

    judgement = judged(repository, root)

    assert statuses(judgement, change, after) == ["unsigned", "unknown-key"]
    assert violators(judgement) == [change]


def test_an_attackers_line_does_not_come_into_force_by_the_next_honest_change(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    attack = repository.commit({SIGNERS: signers(NORA_LINE, MALLORY_LINE)})
    unaware = repository.commit({SIGNERS: signers(NORA_LINE, MALLORY_LINE, OTIS_LINE)}, signer=NORA_KEY)
    by_mallory = repository.commit({"plan": "1"}, signer=MALLORY_KEY)
    repaired = repository.commit({SIGNERS: signers(NORA_LINE)}, signer=NORA_KEY)
    welcome = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, signer=NORA_KEY)
    by_otis = repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)

    judgement = judged(repository, root)

    assert violators(judgement) == [attack, unaware]
    assert statuses(judgement, by_mallory, repaired, welcome, by_otis) == ["unknown-key", *["valid-person"] * 3]


def test_without_a_root_nobody_is_trusted(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    bad = repository.commit({"plan": "1"}, signer=NORA_KEY.but(spoil=True))

    judgement = judged(repository, None)

    assert statuses(judgement, root, bad) == ["untrusted", "bad"]
    assert "no trust root is configured" in judgement.verdicts[root].reason


def test_a_root_by_another_key_than_the_pinned_one_trusts_nobody(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    later = repository.commit({"plan": "1"}, signer=NORA_KEY)

    judgement = judged(repository, root, key=OTIS_KEY)

    assert statuses(judgement, root, later) == ["untrusted", "untrusted"]
    assert violators(judgement) == [root]


def test_a_root_that_is_not_in_the_history_trusts_nobody(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)

    judgement = judged(repository, "0" * 40)

    assert statuses(judgement, root) == ["untrusted"]
    assert violators(judgement) == ["0" * 40]


def test_commits_before_the_root_are_untrusted_and_so_is_what_never_came_from_it(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository")
    before = repository.commit({"plan": "0"}, signer=NORA_KEY)
    root = repository.commit({SIGNERS: signers(NORA_LINE)}, signer=NORA_KEY)
    beside = repository.commit({"other": "1"}, parents=[before], signer=NORA_KEY)
    merge = repository.commit({"other": "1"}, parents=[root, beside], signer=NORA_KEY)
    after = repository.commit({"plan": "1"}, signer=NORA_KEY)

    judgement = judged(repository, root)

    assert statuses(judgement, before, beside, merge, after) == ["untrusted", "untrusted", "untrusted", "valid-person"]
    assert "precedes the trust root" in judgement.verdicts[before].reason
    assert "does not descend" in judgement.verdicts[merge].reason


def test_the_signer_of_a_merge_must_be_trusted_on_every_branch(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    welcome = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, signer=NORA_KEY)
    removed = repository.commit({SIGNERS: signers(OTIS_LINE)}, signer=NORA_KEY)
    branch = repository.commit({"plan": "1"}, parents=[welcome], signer=NORA_KEY)
    by_nora = repository.commit({"plan": "1"}, parents=[removed, branch], signer=NORA_KEY)
    by_otis = repository.commit({"plan": "1"}, parents=[removed, branch], signer=OTIS_KEY, author=OTIS)
    repository.commit({}, parents=[by_otis, by_nora], signer=OTIS_KEY, author=OTIS)

    judgement = judged(repository, root)

    assert statuses(judgement, branch, by_nora, by_otis) == ["valid-person", "unknown-key", "valid-person"]


@pytest.mark.parametrize("order", [1, -1])
def test_no_merge_brings_back_somebody_who_was_removed(tmp_path: Path, order: int) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    farewell = repository.commit({SIGNERS: signers(NORA_LINE)}, signer=NORA_KEY)
    parents = [root, farewell][::order]
    old_list = signers(NORA_LINE, OTIS_LINE)
    merge = repository.commit({SIGNERS: old_list}, parents=parents, author=OTIS)
    by_otis = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS)
    by_nora = repository.commit({"plan": "2"}, signer=NORA_KEY)
    again = repository.commit({"plan": "3"}, signer=OTIS_KEY, author=OTIS)

    judgement = judged(repository, root)

    assert statuses(judgement, merge, by_otis, by_nora, again) == [
        "unsigned",
        "unknown-key",
        "valid-person",
        "unknown-key",
    ]


def test_a_merge_by_a_platform_carries_a_trusted_change_but_makes_none(tmp_path: Path) -> None:
    platforms = [PlatformKey("The Forge", FORGE_KEY.public)]
    repository, root = trusting(tmp_path, NORA_LINE)
    main = repository.commit({"plan": "1"}, signer=NORA_KEY)
    welcome = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, parents=[root], signer=NORA_KEY)
    merge = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, parents=[main, welcome], signer=FORGE_KEY)
    by_otis = repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)
    own = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE, MALLORY_LINE)}, signer=FORGE_KEY)
    by_mallory = repository.commit({"plan": "3"}, signer=MALLORY_KEY)

    judgement = judged(repository, root, platforms)

    assert statuses(judgement, merge, by_otis) == ["valid-platform", "valid-person"]
    assert judgement.verdicts[merge].principal == "The Forge"
    assert statuses(judgement, own, by_mallory) == ["valid-platform", "unknown-key"]
    assert violators(judgement) == [own]


def test_a_platform_is_never_a_person_even_where_it_is_listed_as_one(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, ("forge@agency.example", FORGE_KEY))
    oid = repository.commit({"plan": "1"}, signer=FORGE_KEY)

    by_fingerprint = judged(repository, root, [PlatformKey("The Forge", FORGE_KEY.fingerprint)])

    assert statuses(by_fingerprint, oid) == ["valid-platform"]


def test_lists_changed_side_by_side_are_both_in_force_until_a_trusted_person_joins_them(tmp_path: Path) -> None:
    lena = ed25519("lena")
    repository, root = trusting(tmp_path, NORA_LINE)
    left = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE)}, signer=NORA_KEY)
    right_lines = signers(NORA_LINE, ("lena@agency.example", lena))
    right = repository.commit({SIGNERS: right_lines}, parents=[root], signer=NORA_KEY)
    unsigned = repository.commit({}, parents=[left, right])
    by_otis = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS)
    joined = signers(NORA_LINE, OTIS_LINE, ("lena@agency.example", lena))
    merge = repository.commit({SIGNERS: joined}, parents=[left, right], signer=NORA_KEY)
    by_lena = repository.commit({"plan": "2"}, signer=lena)
    repository.commit({SIGNERS: joined}, parents=[by_lena, by_otis], signer=NORA_KEY)

    judgement = judged(repository, root)

    assert statuses(judgement, unsigned, by_otis) == ["unsigned", "unknown-key"]
    assert statuses(judgement, merge, by_lena) == ["valid-person", "valid-person"]


def test_a_revocation_holds_for_all_dates_and_cannot_be_removed(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    early = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS)
    revoked = repository.commit({REVOKED: f"{OTIS_KEY.public}\n"}, signer=NORA_KEY)
    late = repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)
    removal = repository.commit({REVOKED: None}, signer=NORA_KEY)
    after = repository.commit({"plan": "3"}, signer=OTIS_KEY, author=OTIS)

    judgement = judged(repository, root)

    assert statuses(judgement, early, revoked, late, after) == ["revoked", "valid-person", "revoked", "revoked"]
    assert judgement.verdicts[early].principal is None
    assert violators(judgement) == [removal]


def test_a_change_of_trust_by_a_key_revoked_later_is_flagged(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    change = repository.commit({SIGNERS: signers(NORA_LINE, OTIS_LINE, MALLORY_LINE)}, signer=OTIS_KEY, author=OTIS)
    repository.commit({REVOKED: revocation_list([OTIS_KEY])}, signer=NORA_KEY)

    judgement = judged(repository, root)

    assert statuses(judgement, change) == ["revoked"]
    assert "review it" in judgement.flags[change][0]


@pytest.mark.parametrize(
    "files",
    [
        {SIGNERS: "nora@agency.example\n"},
        {SIGNERS: None},
        {REVOKED: "not a key\n"},
        {SIGNERS: link("elsewhere")},
        {"trust/openpgp/nora.asc": "no certificate"},
    ],
    ids=["bad line", "no list", "bad revocation", "a link", "bad certificate"],
)
def test_trust_that_cannot_be_read_trusts_nobody_until_it_is_repaired(
    tmp_path: Path, files: dict[str, str | None]
) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    broken = repository.commit(files, signer=NORA_KEY)
    after = repository.commit({"plan": "1"}, signer=NORA_KEY)
    by_mallory = repository.commit({SIGNERS: signers(MALLORY_LINE)}, signer=MALLORY_KEY)
    repair: dict[str, str | None] = {path: None for path in files if path != SIGNERS}
    repaired = repository.commit({**repair, SIGNERS: signers(NORA_LINE, OTIS_LINE)}, parents=[after], signer=NORA_KEY)
    by_otis = repository.commit({"plan": "2"}, signer=OTIS_KEY, author=OTIS)
    repository.commit({}, parents=[by_otis, by_mallory])

    judgement = judged(repository, root)

    assert statuses(judgement, broken, after, by_mallory) == ["untrusted", "untrusted", "unknown-key"]
    assert "cannot be read" in judgement.verdicts[after].reason
    assert statuses(judgement, repaired, by_otis) == ["valid-person", "valid-person"]
    assert set(violators(judgement)) == {broken, by_mallory}


def test_a_retired_key_cannot_be_used_with_an_old_date(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    retired = ("otis@agency.example", 'valid-before="20260501Z"', OTIS_KEY)
    change = repository.commit({SIGNERS: signers(NORA_LINE, retired)}, signer=NORA_KEY, at=JUNE)
    dated_back = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS, at=JANUARY)
    repository.commit({"plan": "2"}, signer=NORA_KEY, at=JUNE + DAY)

    judgement = judged(repository, root)

    assert statuses(judgement, change, dated_back) == ["valid-person", "expired"]
    assert "more than a day before" in judgement.flags[dated_back][0]


def test_work_from_before_a_retirement_stays_valid_and_is_flagged_when_merged_after_it(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE, OTIS_LINE)
    on_a_branch = repository.commit({"plan": "1"}, signer=OTIS_KEY, author=OTIS, at=JANUARY + DAY)
    retired = ("otis@agency.example", 'valid-before="20260501Z"', OTIS_KEY)
    change = repository.commit({SIGNERS: signers(NORA_LINE, retired)}, parents=[root], signer=NORA_KEY, at=JUNE)
    merge = repository.commit({"plan": "1"}, parents=[change, on_a_branch], signer=NORA_KEY, at=JUNE + DAY)

    judgement = judged(repository, root)

    assert statuses(judgement, on_a_branch, merge) == ["valid-person", "valid-person"]
    assert "no longer valid on the main line" in judgement.flags[on_a_branch][0]


def test_dates_that_cannot_be_true_are_flagged_once_each(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    future = repository.commit({"plan": "1"}, signer=NORA_KEY, at=JUNE + 900 * DAY)
    normal = repository.commit({"plan": "2"}, signer=NORA_KEY, at=JUNE)
    hours_back = repository.commit({"plan": "3"}, signer=NORA_KEY, at=JUNE - DAY)
    days_back = repository.commit({"plan": "4"}, signer=NORA_KEY, at=JUNE - DAY - 1)

    judgement = judged(repository, root)

    assert set(judgement.flags) == {future, days_back}
    assert statuses(judgement, future, normal, hours_back, days_back) == ["valid-person"] * 4


def test_a_certificate_admits_a_person_who_is_not_listed_by_name(tmp_path: Path) -> None:
    authority = ed25519("authority")
    repository, root = trusting(tmp_path, NORA_LINE, ("*@agency.example", "cert-authority", authority))
    key = certified(OTIS_KEY, authority, "otis@agency.example", "20260101Z:20270101Z")
    oid = repository.commit({"plan": "1"}, signer=key, author=OTIS)

    assert statuses(judged(repository, root), oid) == ["valid-person"]


@pytest.mark.parametrize("text", ["", "abc:SHA256:x", f"{'0' * 40}:", f"{'0' * 39}:SHA256:{'a' * 43}", "0" * 40])
def test_a_root_that_is_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_trust_root(text)


def test_a_root_is_a_commit_and_a_fingerprint() -> None:
    fingerprint = NORA_KEY.fingerprint

    assert parse_trust_root(f"{'0' * 40}:{fingerprint}") == TrustRoot("0" * 40, fingerprint)
    assert parse_trust_root(f"{'0' * 64}:{'ab' * 20}").key == "AB" * 20


@pytest.mark.parametrize("key", ["ssh-ed25519", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nno\n", "SHA256:short"])
def test_a_platform_key_that_is_none_is_refused(tmp_path: Path, key: str) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)

    with pytest.raises(UsageError, match="The Forge"):
        judged(repository, root, [PlatformKey("The Forge", key)])


def test_only_the_first_two_statuses_are_valid(tmp_path: Path) -> None:
    repository, root = trusting(tmp_path, NORA_LINE)
    unsigned = repository.commit({"plan": "1"})

    judgement = judged(repository, root)

    assert judgement.verdicts[root].valid
    assert not judgement.verdicts[unsigned].valid
    assert [status.value for status in Status][:2] == ["valid-person", "valid-platform"]
