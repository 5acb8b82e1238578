"""The verdict on every commit of a history, by the trust in force before it; it reads no repository by itself.

The rule is inductive (the one of Guix, `guix git authenticate`): a change under trust/ takes effect only if the commit
that made it was signed by a person whom the trust before it names. Otherwise the old trust stays, and the change is
recorded as a violation. The chain begins at a root that is pinned outside the repository.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault
from milepost.history.allowed_signers import UnreadableTrust
from milepost.history.dates import doubtful_dates
from milepost.history.platforms import read_platforms
from milepost.history.signatures.commit import check_commit
from milepost.history.signers import Examined, verdict_by, verdict_without_trust
from milepost.history.trust_chain import Chain, TrustViolation
from milepost.history.verdict import Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from milepost.history.log import History
    from milepost.history.platforms import PlatformKey
    from milepost.history.trust_files import TrustFiles
    from milepost.history.trust_root import TrustRoot
    from milepost.history.trust_state import States

NO_ROOT = "no trust root is configured"


@dataclass(frozen=True)
class Judgement:
    """What verification says of a whole history.

    `verdicts` has every commit. `flags` are sentences about commits that are no verdict (a date that cannot be true, a
    key that had ended when its work was merged). `trusted_by` names the commits whose trust/ files decided; the stock
    check of a commit uses the files of these. It is empty where no trust decided. The dates of the commits in
    `doubtful_dates` cannot be true.
    """

    verdicts: Mapping[str, Verdict]
    violations: tuple[TrustViolation, ...] = ()
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trusted_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revocations: bytes | None = None
    doubtful_dates: frozenset[str] = frozenset()


def judge(
    history: History,
    read_blob: Callable[[str], bytes],
    root: TrustRoot | None,
    platform_keys: Iterable[PlatformKey],
    now: datetime,
) -> Judgement:
    """The judgement on a history that was read with its changes below `trust/`; `now` has a time zone.

    Fails closed: without a root, outside what descends from it, and under trust that cannot be read, a good signature
    is `untrusted`. Nothing is remembered between runs, so that there is nothing to poison.
    """
    platforms = read_platforms(platform_keys)
    doubts = doubtful_dates(history, now)
    if root is None:
        verdicts = {
            one.commit.oid: verdict_without_trust(one, platforms, NO_ROOT) for one in _examined(history, doubts)
        }
        return Judgement(verdicts, flags=_flags(doubts), doubtful_dates=frozenset(doubts))
    chain = Chain(history, read_blob, root, platforms)
    verdicts = {one.commit.oid: chain.judge(one) for one in _examined(history, doubts)}
    return _conclude(history, chain, verdicts, doubts)


def judge_by(
    history: History, trust: TrustFiles, platform_keys: Iterable[PlatformKey], now: datetime, source: str
) -> Judgement:
    """The judgement by one list of signers for all of a history, whatever its own trust/ says; `source` names the list.

    For repositories that have no trust/ of their own.
    """
    platforms = read_platforms(platform_keys)
    doubts = doubtful_dates(history, now)
    verdicts = {one.commit.oid: verdict_by(one, trust, platforms) for one in _examined(history, doubts)}
    named = {
        oid: replace(verdict, reason=f"{verdict.reason} By {source}, not by the repository's own trust.")
        if verdict.valid
        else verdict
        for oid, verdict in verdicts.items()
    }
    return Judgement(named, flags=_flags(doubts), revocations=trust.revoked.file, doubtful_dates=frozenset(doubts))


def _examined(history: History, doubts: Mapping[str, str]) -> Iterator[Examined]:
    """Every commit, oldest first, its signature checked by itself."""
    for logged in reversed(history.commits):
        commit = logged.commit
        at = int(commit.committer.at.timestamp())
        yield Examined(commit, check_commit(commit), at, commit.oid in doubts)


def _conclude(history: History, chain: Chain, verdicts: dict[str, Verdict], doubts: Mapping[str, str]) -> Judgement:
    """Revocations that the tip's trust has hold for all dates; what was merged too late is flagged."""
    final = chain.after.get(history.tip, ())
    flags = {oid: [doubt] for oid, doubt in doubts.items()}
    for logged in history.commits:
        oid = logged.commit.oid
        if not verdicts[oid].valid:
            continue
        if (fault := _revoked_later(chain, oid, final)) is not None:
            verdicts[oid] = replace(verdicts[oid], status=fault[0], reason=fault[1], principal=None)
            if oid in chain.changed:
                flags.setdefault(oid, []).append("It changed trust/ with a key that was revoked later; review it.")
        elif logged.landed_in != oid and (late := chain.later_verdict(oid, logged.landed_in)):
            flags.setdefault(oid, []).append(late)
    trusted_by = {oid: tuple(state.origin for state in states) for oid, states in chain.before.items() if states}
    files = [one.revoked.file for state in final for one in state.files]
    return Judgement(
        verdicts,
        tuple(chain.violations),
        {oid: tuple(found) for oid, found in flags.items()},
        trusted_by,
        next((one for one in files if one is not None), None),
        frozenset(doubts),
    )


def _revoked_later(chain: Chain, oid: str, final: States) -> tuple[Status, str] | None:
    try:
        revoked = chain.revoked_by(oid, final)
    except EnvironmentFault as fault:
        return Status.UNVERIFIABLE, f"Whether its key is revoked cannot be checked. {fault}"
    return (Status.REVOKED, "Its key was revoked later; that holds for all dates.") if revoked else None


def _flags(doubts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {oid: (doubt,) for oid, doubt in doubts.items()}


__all__ = ["Judgement", "TrustViolation", "UnreadableTrust", "judge", "judge_by"]
