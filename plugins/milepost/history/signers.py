"""Who signed a commit, by given trust files: one verdict; which files are in force for the commit is decided above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault
from milepost.history.signatures import ssh_keygen
from milepost.history.signatures.openpgp import check_openpgp
from milepost.history.verdict import Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.history.allowed_signers import AllowedSigner
    from milepost.history.commits import Commit
    from milepost.history.platforms import Platforms
    from milepost.history.signatures.certificates import Certificate
    from milepost.history.signatures.finding import Finding
    from milepost.history.signatures.openpgp import PgpKey
    from milepost.history.trust_files import TrustFiles

_GIT = "git"


@dataclass(frozen=True, slots=True)
class Examined:
    """A commit whose signature was checked by itself (`finding`; None: OpenPGP), and `at`, its committer date.

    `at` is in seconds since 1970. `doubtful_date`: the date cannot be true, so it proves nothing about a key's time.
    """

    commit: Commit
    finding: Finding | None
    at: int
    doubtful_date: bool = False


def verdict_by(examined: Examined, trust: TrustFiles, platforms: Platforms) -> Verdict:
    """The verdict on the commit by these trust files and platforms."""
    finding = examined.finding
    if finding is None:
        return _openpgp(examined, trust, platforms)
    if finding.fault is not None:
        return finding.verdict(finding.fault, finding.reason)
    try:
        if finding.certificate is not None:
            return _certificate(examined, finding, finding.certificate, trust)
        return _plain_key(examined, finding, trust, platforms)
    except EnvironmentFault as fault:
        return finding.verdict(Status.UNVERIFIABLE, f"This signature cannot be checked without ssh-keygen. {fault}")


def verdict_without_trust(examined: Examined, platforms: Platforms, reason: str) -> Verdict:
    """What the signature says by itself; a good one is `untrusted`, for this reason."""
    finding = examined.finding
    if finding is None:
        commit = examined.commit
        finding, _ = check_openpgp(commit.signatures[0], commit.payload, platforms.keyring)
    if finding.fault is not None:
        return finding.verdict(finding.fault, finding.reason)
    return finding.verdict(Status.UNTRUSTED, f"The signature is good, but nobody vouches for its key: {reason}.")


def is_revoked(examined: Examined, trust: TrustFiles) -> bool:
    """True where these files revoke the key of a signature that is good by itself.

    Raises EnvironmentFault where ssh-keygen is needed and cannot answer.
    """
    finding, commit = examined.finding, examined.commit
    if finding is None:
        return check_openpgp(commit.signatures[0], commit.payload, trust.keyring)[0].fault is Status.REVOKED
    if finding.certificate is not None:
        return trust.revoked.revokes_certificate(finding.certificate)
    return trust.revoked.revokes(finding.key or b"")


def _plain_key(examined: Examined, finding: Finding, trust: TrustFiles, platforms: Platforms) -> Verdict:
    key = finding.key or b""
    if trust.revoked.revokes(key):
        return finding.verdict(Status.REVOKED, "The key is in trust/revoked_keys.")
    platform = platforms.names.get(finding.fingerprint or "")
    if platform is not None:
        return _platform(finding, platform)
    lines = trust.signers.by_key.get(key, ())
    if not lines:
        authority = key in trust.signers.authorities
        reason = "Its key is listed as an authority, which signs no commits." if authority else "Nobody has its key."
        return finding.verdict(Status.UNKNOWN_KEY, reason)
    return _by_lines(examined, finding, lines)


def _by_lines(examined: Examined, finding: Finding, lines: Iterable[AllowedSigner]) -> Verdict:
    for_git = [line for line in lines if line.for_namespace(_GIT)]
    if not for_git:
        return finding.verdict(Status.UNTRUSTED, "Its key is listed, but not for signing commits.")
    timely = [line for line in for_git if line.at(examined.at)]
    if not timely:
        before = all(examined.at < (line.valid_after or examined.at) for line in for_git)
        reason = "The commit is from before its key was valid." if before else "The commit is from after its key ended."
        return finding.verdict(Status.EXPIRED, reason)
    lasting = [line for line in timely if line.valid_before is None]
    if examined.doubtful_date and not lasting:
        return finding.verdict(Status.EXPIRED, "Its key has an end, and the commit's date cannot be true.")
    email = examined.commit.committer.email
    names = [line.principal(email) for line in (lasting if examined.doubtful_date else timely)]
    return _person(finding, email if email in names else names[0], email)


def _person(finding: Finding, principal: str, email: str) -> Verdict:
    differs = principal.casefold() != email.casefold()
    reason = f"Signed by {principal}, committed as {email}." if differs else f"Signed by {principal}."
    return Verdict(Status.VALID_PERSON, reason, principal, finding.fingerprint, finding.kind, differs)


def _platform(finding: Finding, name: str) -> Verdict:
    reason = f"Signed by the platform {name}, not by a person."
    return Verdict(Status.VALID_PLATFORM, reason, name, finding.fingerprint, finding.kind, signer_differs=True)


def _certificate(examined: Examined, finding: Finding, certificate: Certificate, trust: TrustFiles) -> Verdict:
    lines = trust.signers.authorities.get(certificate.authority, ())
    if not lines:
        reason = f"Its certificate is by {certificate.authority_fingerprint}, which is not a listed authority."
        return finding.verdict(Status.UNKNOWN_KEY, reason)
    if trust.revoked.revokes_certificate(certificate):
        return finding.verdict(Status.REVOKED, "Its key, or the authority of its certificate, is revoked.")
    if not any(_in_time(certificate, line, examined) for line in lines):
        return finding.verdict(Status.EXPIRED, "The commit is from outside its certificate's time.")
    email = examined.commit.committer.email
    named = ssh_keygen.principals(certificate.armored, trust.signers.text, examined.at)
    for principal in sorted(named, key=lambda name: name != email):
        claim = ssh_keygen.Claim(certificate.armored, examined.commit.payload, principal, examined.at)
        if ssh_keygen.verify(claim, trust.signers.text, trust.revoked.file).code == 0:
            return _person(finding, principal, email)
    return finding.verdict(Status.UNTRUSTED, "ssh-keygen does not accept its certificate for any listed person.")


def _in_time(certificate: Certificate, line: AllowedSigner, examined: Examined) -> bool:
    # A certificate always has an end: a date that cannot be true never lies within its time.
    within = certificate.valid_after <= examined.at < certificate.valid_before
    return within and line.at(examined.at) and not examined.doubtful_date


def _openpgp(examined: Examined, trust: TrustFiles, platforms: Platforms) -> Verdict:
    commit = examined.commit
    finding, key = check_openpgp(commit.signatures[0], commit.payload, trust.keyring, platforms.keyring)
    if key is None or finding.fault is not None:
        return finding.verdict(finding.fault or Status.UNKNOWN_KEY, finding.reason)
    ends = min(key.ends.values(), default=None)
    if ends is not None and (examined.doubtful_date or ends.timestamp() <= examined.at):
        return finding.verdict(Status.EXPIRED, f"The commit is from after its key ended, on {ends:%Y-%m-%d}.")
    if key.fingerprint in platforms.names:
        return _platform(finding, platforms.names[key.fingerprint])
    return _owner(finding, key, commit.committer.email)


def _owner(finding: Finding, key: PgpKey, email: str) -> Verdict:
    if not key.emails:
        return finding.verdict(Status.UNTRUSTED, "Its OpenPGP key names nobody.")
    named = [name for name in key.emails if name.casefold() == email.casefold()]
    return _person(finding, (named or list(key.emails))[0], email)
