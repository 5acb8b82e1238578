"""OpenPGP signatures: by Sequoia, against the certificates under trust/openpgp only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pysequoia import ArmorKind, Sig, armor

from milepost.history.platforms import PlatformKey
from milepost.history.signatures.finding import Malformed
from milepost.history.signatures.openpgp import check_openpgp, read_keyring
from milepost.history.verdict import Status
from support.repositories import Written
from support.signing import Changed, PgpSigner, Text, pgp, signers
from support.verification import NORA_KEY, NORA_LINE, judged

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.history.verdict import Verdict
    from support.repositories import Signer

NORA = pgp("nora@agency.example", "Nora")
GONE = pgp("gone@agency.example")
CERTIFICATE = "trust/openpgp/nora.asc"


def verdict_on(signer: Signer, folder: Path, certificate: str, *platforms: PlatformKey) -> Verdict:
    repository = Written(folder / "repository")
    files = {"trust/allowed_signers": signers(NORA_LINE), CERTIFICATE: certificate}
    root = repository.commit(files, signer=NORA_KEY)
    oid = repository.commit({"plan": "1"}, signer=signer)
    return judged(repository, root, platforms).verdicts[oid]


def test_a_certificate_under_trust_makes_its_owner_a_person(tmp_path: Path) -> None:
    verdict = verdict_on(NORA, tmp_path, NORA.public)

    assert (verdict.status, verdict.principal, verdict.kind) == (Status.VALID_PERSON, "nora@agency.example", "openpgp")
    assert verdict.fingerprint == NORA.fingerprint


def test_a_signature_over_other_bytes_is_bad(tmp_path: Path) -> None:
    assert verdict_on(PgpSigner(NORA.secret, spoil=True), tmp_path, NORA.public).status is Status.BAD


def test_a_key_without_a_certificate_is_unknown_and_nothing_was_checked(tmp_path: Path) -> None:
    verdict = verdict_on(GONE, tmp_path, NORA.public)

    assert verdict.status is Status.UNKNOWN_KEY
    assert "could not be checked" in verdict.reason


def test_a_revoked_certificate_is_revoked_and_a_bad_signature_by_it_is_bad(tmp_path: Path) -> None:
    revoked = GONE.revoked()

    good = verdict_on(GONE, tmp_path / "good", revoked)
    bad = verdict_on(PgpSigner(GONE.secret, spoil=True), tmp_path / "bad", revoked)

    assert (good.status, bad.status) == (Status.REVOKED, Status.BAD)


def test_a_platforms_certificate_is_a_platforms(tmp_path: Path) -> None:
    verdict = verdict_on(GONE, tmp_path, NORA.public, PlatformKey("The Forge", GONE.public))

    assert (verdict.status, verdict.principal) == (Status.VALID_PLATFORM, "The Forge")


def test_a_trust_root_may_be_signed_by_an_openpgp_key(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository")
    root = repository.commit({CERTIFICATE: NORA.public}, signer=NORA)
    later = repository.commit({"plan": "1"}, signer=NORA)

    judgement = judged(repository, root, key=NORA)

    assert [judgement.verdicts[oid].status for oid in (root, later)] == [Status.VALID_PERSON] * 2


@pytest.mark.parametrize(
    "signer",
    [
        Changed(NORA, lambda armored: armored + b"more\n"),
        Changed(NORA, lambda armored: armored + armored),
        Changed(NORA, lambda armored: armored.replace(b"\n\n", b"\n", 1)),
        Text(b"-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"),
        Text(b"-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n"),
    ],
    ids=["words after", "two", "no empty line", "no packet", "a message"],
)
def test_what_is_malformed_cannot_be_checked(tmp_path: Path, signer: Signer) -> None:
    assert verdict_on(signer, tmp_path, NORA.public).status is Status.UNVERIFIABLE


def test_a_commit_dated_after_the_keys_end_is_expired(tmp_path: Path) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    ending = NORA.certificate.set_expiration(soon, NORA.secret.certifier())
    repository = Written(tmp_path / "repository")
    files = {"trust/allowed_signers": signers(NORA_LINE), CERTIFICATE: str(ending)}
    root = repository.commit(files, signer=NORA_KEY)
    in_time = repository.commit({"plan": "1"}, signer=NORA)
    late = repository.commit({"plan": "2"}, signer=NORA, at=int(soon.timestamp()) + 60)

    verdicts = judged(repository, root).verdicts

    assert [verdicts[oid].status for oid in (in_time, late)] == [Status.VALID_PERSON, Status.EXPIRED]


def _with_leading_zeros(armored: bytes) -> bytes:
    """The signature with its numbers' bits counted up to whole bytes, and a byte more, as GitHub's often are."""
    packet = bytes(Sig.from_bytes(armored))
    body = packet[2:] if packet[1] < 192 else packet[3:]
    at = 6 + int.from_bytes(body[4:6], "big")
    at += 2 + int.from_bytes(body[at : at + 2], "big") + 2
    numbers = b""
    while at < len(body):
        length = (int.from_bytes(body[at : at + 2], "big") + 7) // 8
        numbers += (8 * length + 8).to_bytes(2, "big") + b"\0" + body[at + 2 : at + 2 + length]
        at += 2 + length
    changed = body[: len(body) - len(numbers) + 2] + numbers
    return armor(b"\xc2\xff" + len(changed).to_bytes(4, "big") + changed, ArmorKind.Signature).encode()


def test_numbers_with_leading_zeros_are_read_as_gnupg_reads_them(tmp_path: Path) -> None:
    spoilt = PgpSigner(NORA.secret, spoil=True)

    good = verdict_on(Changed(NORA, _with_leading_zeros), tmp_path / "good", NORA.public)
    bad = verdict_on(Changed(spoilt, _with_leading_zeros), tmp_path / "bad", NORA.public)

    assert (good.status, bad.status) == (Status.VALID_PERSON, Status.BAD)


def test_a_keyring_never_holds_secret_keys() -> None:
    with pytest.raises(Malformed):
        read_keyring([bytes(NORA.secret)])


def test_reasons_tell_nothing_of_the_machine() -> None:
    finding, _ = check_openpgp(NORA.sign_commit(b"words"), b"others", read_keyring([NORA.public.encode()]))

    assert finding.reason == "The signature is not of this commit, or its key may not sign."
