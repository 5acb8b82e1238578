"""Every verdict checked again by stock git and ssh-keygen; a disagreement that the manual does not list is an alarm."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.history.git import GitFailed
from milepost.history.signatures import ssh_keygen
from milepost.history.signatures.openpgp import read_keyring
from milepost.history.stock_git import REFUSED, StockAnswer, StockGit, StockTrust
from milepost.history.trust_files import OPENPGP, REVOKED, SIGNERS
from milepost.history.verdict import Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.history.log import History
    from milepost.history.platforms import PlatformKey
    from milepost.history.repository import Repository
    from milepost.history.trust import Judgement

AGREED: Mapping[Status, str] = {
    Status.VALID_PERSON: "G",
    Status.VALID_PLATFORM: "G",
    Status.UNKNOWN_KEY: "UE",
    Status.UNTRUSTED: "UB",
    Status.EXPIRED: "UYX",
    Status.REVOKED: "BR",
    Status.BAD: "B",
    Status.UNSIGNED: "N",
    Status.UNVERIFIABLE: "NBEU",
}
"""Git's letters that say the same, as far as letters can; docs/trust.md explains each."""

DOCUMENTED: tuple[tuple[str, Status, str, str], ...] = (
    ("untouched", Status.UNTRUSTED, "G", r"without being touched"),
    ("short-rsa", Status.UNVERIFIABLE, "G", r"RSA key of \d+ bits"),
    ("doubtful-date", Status.EXPIRED, "G", r"date cannot be true|outside its certificate"),
    ("openpgp-ended-at-commit-date", Status.EXPIRED, "G", r"from after its key ended"),
    ("openpgp-ended-since", Status.VALID_PERSON, "Y", r""),
    ("openpgp-ended-since", Status.VALID_PLATFORM, "Y", r""),
    ("openpgp-ended-and-changed", Status.EXPIRED, "B", r"had ended"),
    ("strict-form", Status.UNVERIFIABLE, "GYR", r"cannot be read|several signatures"),
    ("git-ends-with-an-error", Status.UNVERIFIABLE, REFUSED, r"cannot be read|several signatures|known kind"),
    ("outside-the-root", Status.UNTRUSTED, "GYE", r"nobody vouches"),
    ("revoked-later", Status.REVOKED, "GY", r"revoked later"),
    ("platform-by-fingerprint", Status.VALID_PLATFORM, "UE", r""),
)
"""Deliberate differences: name, our status, git's letters, and what our reason says; docs/trust.md lists them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A commit on which git's `letter` is not the verdict's; `name` is the documented difference's, empty for none."""

    oid: str
    verdict: Verdict
    letter: str
    name: str


@dataclass(frozen=True)
class Audit:
    """How many commits were asked about, and where stock tools say otherwise."""

    asked: int
    differences: tuple[Difference, ...]

    @property
    def undocumented(self) -> tuple[Difference, ...]:
        """Those that no documented difference explains."""
        return tuple(one for one in self.differences if not one.name)


@dataclass(frozen=True)
class AuditTrust:
    """What the judgement was made by beside the repository: platform keys, and a list that replaces its trust/."""

    platform_keys: tuple[PlatformKey, ...] = ()
    given: StockTrust | None = None


def audit(repository: Repository, history: History, judgement: Judgement, by: AuditTrust) -> Audit:
    """Every verdict of the judgement compared with stock tools; raises EnvironmentFault where they are missing."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for logged in history.commits:
        groups[judgement.trusted_by.get(logged.commit.oid, ())].append(logged.commit.oid)
    differences: list[Difference] = []
    for origins, oids in groups.items():
        trusts = _trusts(repository, origins, judgement, by)
        answers = [_answers(repository, trust, oids) for trust in trusts]
        differences += _compared(oids, judgement, answers)
        differences += _by_ssh_keygen(history, judgement, oids, trusts)
    return Audit(len(history.commits), tuple(differences))


def _answers(repository: Repository, trust: StockTrust, oids: list[str]) -> Mapping[str, StockAnswer]:
    with StockGit(repository.scratch, trust) as git:
        return git.answers(oids)


def _compared(
    oids: Iterable[str], judgement: Judgement, answers: list[Mapping[str, StockAnswer]]
) -> Iterator[Difference]:
    for oid in oids:
        verdict = judgement.verdicts[oid]
        said = [answer[oid] for answer in answers]
        letters = [one.letter for one in said]
        agreed = all if verdict.valid else any
        fingerprints = {one.fingerprint for one in said if one.letter in "GU"} - {""}
        if not agreed(letter in AGREED[verdict.status] for letter in letters):
            letter = next(one for one in letters if one not in AGREED[verdict.status])
            yield Difference(oid, verdict, letter, _documented(verdict, letter))
        elif fingerprints and verdict.kind == "ssh" and fingerprints != {verdict.fingerprint}:
            yield Difference(oid, verdict, f"key {min(fingerprints)}", "")


def _by_ssh_keygen(
    history: History, judgement: Judgement, oids: Iterable[str], trusts: list[StockTrust]
) -> Iterator[Difference]:
    """The signer's name checked by ssh-keygen: git asks for the line's patterns, and so never for a person."""
    for oid in oids:
        verdict, commit = judgement.verdicts[oid], history.by_oid[oid].commit
        if verdict.status is not Status.VALID_PERSON or verdict.kind != "ssh":
            continue
        at = int(commit.committer.at.timestamp())
        claim = ssh_keygen.Claim(commit.signatures[0], commit.payload, verdict.principal or "", at)
        for trust in trusts:
            answer = ssh_keygen.verify(claim, trust.signers, trust.revoked)
            if answer.code != 0:
                name = "names-by-pattern-only" if set(verdict.principal or "") & set("*?!") else ""
                yield Difference(oid, verdict, "ssh-keygen: " + answer.said.strip(), name)


def _documented(verdict: Verdict, letter: str) -> str:
    for name, status, letters, reason in DOCUMENTED:
        same_letter = letter == letters if len(letter) > 1 else letter in letters
        if verdict.status is status and same_letter and re.search(reason, verdict.reason):
            if name.startswith("openpgp") and verdict.kind != "openpgp":
                continue
            return name
    return ""


def _trusts(repository: Repository, origins: tuple[str, ...], judgement: Judgement, by: AuditTrust) -> list[StockTrust]:
    if by.given is not None:
        return [_with_platforms(by.given, by.platform_keys)]
    found = [_trust_at(repository, origin, judgement.revocations) for origin in origins] or [StockTrust()]
    return [_with_platforms(trust, by.platform_keys) for trust in found]


def _trust_at(repository: Repository, oid: str, revoked: bytes | None) -> StockTrust:
    """The trust/ of a commit, read by git itself; what the tip revokes is revoked at all dates."""
    run = repository.scratch.run
    paths = run("ls-tree", "-r", "-z", "--name-only", oid, "trust").decode().split("\0")
    armored = [run("cat-file", "blob", f"{oid}:{path}") for path in paths if path.startswith(OPENPGP)]
    return StockTrust(
        _file(repository, f"{oid}:{SIGNERS}") or b"",
        revoked if revoked is not None else _file(repository, f"{oid}:{REVOKED}"),
        read_keyring(armored).data,
    )


def _file(repository: Repository, name: str) -> bytes | None:
    try:
        return repository.scratch.run("cat-file", "blob", name)
    except GitFailed:
        return None


def _with_platforms(trust: StockTrust, keys: tuple[PlatformKey, ...]) -> StockTrust:
    lines, armored = [trust.signers.rstrip(b"\n")], []
    for platform in keys:
        if platform.key.lstrip().startswith("-----BEGIN PGP"):
            armored.append(platform.key.strip().encode() + b"\n")
        elif " " in platform.key.strip():
            lines.append(f'platform namespaces="git" {platform.key.strip()}'.encode())
    signers = b"\n".join(filter(None, lines)) + b"\n"
    return StockTrust(signers, trust.revoked, trust.keyring + read_keyring(armored).data)


__all__ = ["AGREED", "DOCUMENTED", "Audit", "AuditTrust", "Difference", "audit"]
