"""SSH signatures: every kind of key, every state, every way of being malformed."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from milepost.history.verdict import Status
from support.repositories import Written
from support.signing import (
    Changed,
    Key,
    Text,
    armor,
    certified,
    ecdsa,
    ecdsa_security_key,
    ed25519,
    revocation_list,
    rsa_key,
    security_key,
    signers,
)
from support.verification import judged_by, verdict_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NORA = "nora@agency.example"
STRANGER = ed25519("a stranger")
AUTHORITY = ed25519("authority")
IN_2026 = "20260101Z:20270101Z"
KINDS = {
    "ed25519": lambda: ed25519("nora"),
    "rsa": lambda: rsa_key(2048),
    "ecdsa-256": lambda: ecdsa(256),
    "ecdsa-384": lambda: ecdsa(384),
    "ecdsa-521": lambda: ecdsa(521),
    "sk-ed25519": lambda: security_key("nora"),
    "sk-ecdsa": ecdsa_security_key,
}
every_kind = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)


@every_kind
def test_a_listed_key_is_valid(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make()

    verdict = verdict_on(key, tmp_path, signers((NORA, key)))

    assert (verdict.status, verdict.principal, verdict.kind) == (Status.VALID_PERSON, NORA, "ssh")
    assert verdict.fingerprint == key.fingerprint
    assert not verdict.signer_differs


@every_kind
def test_a_key_that_nobody_has_is_unknown(tmp_path: Path, make: Callable[[], Key]) -> None:
    verdict = verdict_on(make(), tmp_path, signers((NORA, STRANGER)))

    assert (verdict.status, verdict.principal) == (Status.UNKNOWN_KEY, None)


@every_kind
def test_a_signature_over_other_bytes_is_bad(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make().but(spoil=True)

    assert verdict_on(key, tmp_path, signers((NORA, key))).status is Status.BAD


@every_kind
def test_a_signature_for_something_else_than_git_is_bad(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make().but(namespace=b"file")

    assert verdict_on(key, tmp_path, signers((NORA, key))).status is Status.BAD


@every_kind
def test_a_retired_key_is_expired(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make()

    verdict = verdict_on(key, tmp_path, signers((NORA, 'valid-before="20251231Z"', key)))

    assert (verdict.status, verdict.principal) == (Status.EXPIRED, None)
    assert "after its key ended" in verdict.reason


@every_kind
def test_a_key_that_is_not_valid_yet_is_expired(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make()

    verdict = verdict_on(key, tmp_path, signers((NORA, 'valid-after="20260201Z"', key)))

    assert verdict.status is Status.EXPIRED
    assert "before its key was valid" in verdict.reason


@every_kind
def test_a_revoked_key_is_revoked_although_it_is_listed(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make()
    listed = signers((NORA, key))

    as_text = verdict_on(key, tmp_path / "text", listed, revoked=f"# lost\n{key.public} laptop\n".encode())
    as_list = verdict_on(key, tmp_path / "list", listed, revoked=revocation_list([key]))

    assert (as_text.status, as_list.status) == (Status.REVOKED, Status.REVOKED)


def test_a_key_beside_revoked_ones_stays_valid(tmp_path: Path) -> None:
    key = ed25519("nora")
    listed = signers((NORA, key))

    as_text = verdict_on(key, tmp_path / "text", listed, revoked=f"{STRANGER.public}\n".encode())
    as_list = verdict_on(key, tmp_path / "list", listed, revoked=revocation_list([STRANGER]))

    assert (as_text.status, as_list.status) == (Status.VALID_PERSON, Status.VALID_PERSON)


@every_kind
def test_a_key_listed_for_something_else_is_untrusted(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make()

    assert verdict_on(key, tmp_path, signers((NORA, 'namespaces="file"', key))).status is Status.UNTRUSTED


@pytest.mark.parametrize("make", [KINDS["sk-ed25519"], KINDS["sk-ecdsa"]], ids=["sk-ed25519", "sk-ecdsa"])
def test_a_security_key_that_was_not_touched_is_untrusted(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = make().but(flags=0)

    verdict = verdict_on(key, tmp_path, signers((NORA, key)))

    assert verdict.status is Status.UNTRUSTED
    assert "without being touched" in verdict.reason


def test_the_signer_is_named_and_said_to_differ_from_the_committer(tmp_path: Path) -> None:
    key = ed25519("otis")

    verdict = verdict_on(key, tmp_path, signers(("otis@agency.example", key)))

    assert (verdict.status, verdict.principal, verdict.signer_differs) == (
        Status.VALID_PERSON,
        "otis@agency.example",
        True,
    )


@pytest.mark.parametrize("name", [b"sha256", b"sha512"])
def test_both_hashes_of_the_format_are_accepted(tmp_path: Path, name: bytes) -> None:
    key = ed25519("nora").but(hash_name=name)

    assert verdict_on(key, tmp_path, signers((NORA, key))).status is Status.VALID_PERSON


def _without_last_line(armored: bytes) -> bytes:
    return b"\n".join(armored.rstrip(b"\n").split(b"\n")[:-1]) + b"\n"


def _another_version(armored: bytes) -> bytes:
    blob = bytearray(_content(armored))
    blob[9] = 2
    return armor(bytes(blob))


def _content(armored: bytes) -> bytes:
    return b64decode(b"".join(armored.strip().split(b"\n")[1:-1]))


NORA_KEY = ed25519("nora")
MALFORMED = {
    "hash sha1": NORA_KEY.but(hash_name=b"sha1"),
    "hash md5": NORA_KEY.but(hash_name=b"md5"),
    "hash sha3": NORA_KEY.but(hash_name=b"sha3_512"),
    "trailing data": NORA_KEY.but(trailing=b"x"),
    "a part that nobody signed": NORA_KEY.but(reserved=b"x"),
    "algorithm of another key": NORA_KEY.but(algorithm=b"rsa-sha2-512"),
    "RSA with SHA-1": rsa_key(2048).but(algorithm=b"ssh-rsa"),
    "security key without flags": security_key("nora").but(flags=None),
    "flags without a security key": NORA_KEY.but(flags=1),
    "no end": Changed(NORA_KEY, _without_last_line),
    "words before the armor": Changed(NORA_KEY, lambda armored: b"-----BEGIN SSH SIGNATURE-----x\n" + armored),
    "words after the armor": Changed(NORA_KEY, lambda armored: armored + b"more\n"),
    "carriage returns": Changed(NORA_KEY, lambda armored: armored.replace(b"\n", b"\r\n")),
    "two armors": Changed(NORA_KEY, lambda armored: armored + armored),
    "not base64": Changed(NORA_KEY, lambda armored: armored.replace(b"U1NI", b"U1N=")),
    "empty": Text(b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"),
    "another version": Changed(NORA_KEY, _another_version),
    "cut short": Changed(NORA_KEY, lambda armored: armor(_content(armored)[:-1])),
    "no kind at all": Text(b"signed, honestly\n"),
    "X.509": Text(b"-----BEGIN SIGNED MESSAGE-----\nMIIE\n-----END SIGNED MESSAGE-----\n"),
}


@pytest.mark.parametrize("signer", MALFORMED.values(), ids=MALFORMED)
def test_what_is_malformed_or_not_relied_on_cannot_be_checked(tmp_path: Path, signer: Key | Changed | Text) -> None:
    listed = signers((NORA, NORA_KEY), (NORA, rsa_key(2048)), (NORA, security_key("nora")))

    assert verdict_on(signer, tmp_path, listed).status is Status.UNVERIFIABLE


def test_an_rsa_key_that_is_too_short_is_not_relied_on(tmp_path: Path) -> None:
    key = rsa_key(1024)

    verdict = verdict_on(key, tmp_path, signers((NORA, key)))

    assert verdict.status is Status.UNVERIFIABLE
    assert "1024 bits is too short" in verdict.reason


def test_two_signatures_on_one_commit_cannot_be_checked(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository")
    second = NORA_KEY.sign_commit(b"whatever").rstrip().replace(b"\n", b"\n ")
    oid = repository.commit({"file": "words"}, signer=NORA_KEY, headers=b"gpgsig " + second + b"\n")

    assert judged_by(repository, signers((NORA, NORA_KEY))).verdicts[oid].status is Status.UNVERIFIABLE


def test_a_commit_without_a_signature_is_unsigned(tmp_path: Path) -> None:
    assert verdict_on(None, tmp_path, signers((NORA, NORA_KEY))).status is Status.UNSIGNED


def test_sha_256_repositories_are_verified_alike(tmp_path: Path) -> None:
    repository = Written(tmp_path / "repository", "sha256")
    oid = repository.commit({"file": "words"}, signer=NORA_KEY)

    assert judged_by(repository, signers((NORA, NORA_KEY))).verdicts[oid].status is Status.VALID_PERSON


@pytest.mark.parametrize("make", [KINDS["ed25519"], KINDS["rsa"], KINDS["ecdsa-384"], KINDS["sk-ecdsa"]])
def test_a_certificate_by_a_listed_authority_is_valid(tmp_path: Path, make: Callable[[], Key]) -> None:
    key = certified(make(), AUTHORITY, NORA, IN_2026)

    verdict = verdict_on(key, tmp_path, signers(("*@agency.example", "cert-authority", AUTHORITY)))

    assert (verdict.status, verdict.principal) == (Status.VALID_PERSON, NORA)
    assert verdict.fingerprint == make().fingerprint


def _certificate(validity: str = IN_2026, principal: str = NORA) -> Key:
    return certified(ed25519("certified"), AUTHORITY, principal, validity)


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        (_certificate("20250101Z:20251231Z"), ("*", "cert-authority", AUTHORITY), Status.EXPIRED),
        (_certificate(), ("*", 'cert-authority,valid-before="20251231Z"', AUTHORITY), Status.EXPIRED),
        (_certificate(), ("*", "cert-authority", STRANGER), Status.UNKNOWN_KEY),
        (_certificate(), ("*", AUTHORITY), Status.UNKNOWN_KEY),
        (_certificate(), ("*@other.example", "cert-authority", AUTHORITY), Status.UNTRUSTED),
        (_certificate(), ("*", 'cert-authority,namespaces="file"', AUTHORITY), Status.UNTRUSTED),
        (_certificate().but(spoil=True), ("*", "cert-authority", AUTHORITY), Status.BAD),
        (AUTHORITY, ("*", "cert-authority", AUTHORITY), Status.UNKNOWN_KEY),
    ],
    ids=[
        "certificate ended",
        "authority ended",
        "another authority",
        "no authority",
        "another name",
        "not for git",
        "tampered",
        "the authority itself",
    ],
)
def test_other_certificates_are_not(tmp_path: Path, key: Key, line: tuple[str, str, Key], expected: Status) -> None:
    assert verdict_on(key, tmp_path, signers(line)).status is expected


def test_a_revoked_authority_or_certified_key_revokes_the_certificate(tmp_path: Path) -> None:
    listed = signers(("*", "cert-authority", AUTHORITY))
    text = f"{AUTHORITY.public}\n".encode()

    by_authority = verdict_on(_certificate(), tmp_path / "authority", listed, revoked=text)
    by_list = verdict_on(_certificate(), tmp_path / "list", listed, revoked=revocation_list([ed25519("certified")]))

    assert (by_authority.status, by_list.status) == (Status.REVOKED, Status.REVOKED)


def test_without_ssh_keygen_a_certificate_cannot_be_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = _certificate()
    real = __import__("shutil").which
    monkeypatch.setattr("shutil.which", lambda name: None if name == "ssh-keygen" else real(name))

    verdict = verdict_on(key, tmp_path, signers(("*", "cert-authority", AUTHORITY)))

    assert verdict.status is Status.UNVERIFIABLE
    assert "ssh-keygen was not found" in verdict.reason
