"""The list of signers: what is read, what makes the whole file no list, and that ssh-keygen reads it alike."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from milepost.history.allowed_signers import (
    UnreadableTrust,
    matches,
    matches_pattern,
    parse_allowed_signers,
)
from milepost.history.revocations import parse_revocations
from support.signing import ed25519

if TYPE_CHECKING:
    from pathlib import Path

KEY = ed25519("nora")
PUBLIC = KEY.public
NOON = 1767614400  # 5 January 2026, 12:00 UTC


@pytest.mark.parametrize(
    "line",
    [
        f"nora@agency.example {PUBLIC}",
        f"nora@agency.example {PUBLIC} a comment with words",
        f'"nora@agency.example" {PUBLIC}',
        f'a@x.example,nora@agency.example namespaces="git" {PUBLIC}',
        f'*@agency.example namespaces="file,g?t" {PUBLIC}',
        f'nora@agency.example valid-after="20260101",valid-before="20260201Z" {PUBLIC}',
        f'nora@agency.example Valid-Before="202602011200UTC" {PUBLIC}',
        f'nora@agency.example valid-before="20260201120059" {PUBLIC}',
        f"\t nora@agency.example\t{PUBLIC}",
    ],
)
def test_a_line_names_a_person_as_it_does_for_ssh_keygen(tmp_path: Path, line: str) -> None:
    (signer,) = parse_allowed_signers(f"# people\n\n{line}\n".encode()).by_key[KEY.blob]

    assert signer.for_namespace("git")
    assert signer.at(NOON)
    assert signer.principal("nora@agency.example") == "nora@agency.example"
    assert ssh_keygen_accepts(tmp_path, line)


@pytest.mark.parametrize(
    "line",
    [
        PUBLIC,
        f'nora@agency.example namespaces="file" {PUBLIC}',
        f'nora@agency.example valid-before="20251231" {PUBLIC}',
        f'nora@agency.example valid-after="20260106" {PUBLIC}',
        f"nora@agency.example cert-authority {PUBLIC}",
        f"*,!nora@agency.example {PUBLIC}",
        f"NORA@agency.example {PUBLIC}",
        f"nora@agency.example namespaces=git {PUBLIC}",
        f'nora@agency.example namespaces="git" valid-before="20300101" {PUBLIC}',
        f"nora@agency.example bogus {PUBLIC}",
        f'nora@agency.example valid-after="20300101",valid-before="20200101" {PUBLIC}',
        f'nora@agency.example valid-before="20261301" {PUBLIC}',
        f'nora@agency.example valid-before="2026-12-01" {PUBLIC}',
        f'nora@agency.example namespaces="git",namespaces="git" {PUBLIC}',
        f'nora@agency.example namespaces="git",,cert-authority {PUBLIC}',
        f"nora@agency.example {PUBLIC[:-8]}",
        f"nora@agency.example {PUBLIC.replace('ssh-ed25519', 'ssh-rsa')}",
        "nora@agency.example",
    ],
)
def test_no_other_line_names_her_and_ssh_keygen_agrees(tmp_path: Path, line: str) -> None:
    assert not names_nora(line)
    assert not ssh_keygen_accepts(tmp_path, line)


def names_nora(line: str) -> bool:
    try:
        found = parse_allowed_signers(line.encode()).by_key.get(KEY.blob, ())
    except UnreadableTrust:
        return False
    email = "nora@agency.example"
    return any(one.for_namespace("git") and one.at(NOON) and matches(one.patterns, email) for one in found)


def ssh_keygen_accepts(folder: Path, line: str) -> bool:
    (folder / "signers").write_text(line + "\n")
    (folder / "signature").write_bytes(KEY.sign_commit(b"words"))
    words = ["-Y", "verify", "-n", "git", "-I", "nora@agency.example", "-f", "signers", "-s", "signature"]
    done = subprocess.run(
        ["ssh-keygen", *words, "-Overify-time=20260105120000"],
        cwd=folder,
        input=b"words",
        capture_output=True,
        check=False,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    )
    return done.returncode == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("nora@agency.example", "trust/allowed_signers:2: a line must be principals, options and a key"),
        (f"nora@agency.example bogus {PUBLIC}", "trust/allowed_signers:2: an option is not understood"),
        (f"nora@agency.example {PUBLIC[:-8]}", "trust/allowed_signers:2: it ends too early"),
        (f'a@x.example valid-before="tomorrow" {PUBLIC}', "trust/allowed_signers:2: valid-before must be YYYYMMDD"),
        (f'"nora@agency.example {PUBLIC}', "trust/allowed_signers:2: a line must be"),
        ("a\0b", "trust/allowed_signers begins with a byte order mark or holds a zero byte"),
    ],
)
def test_one_bad_line_makes_the_file_no_list_and_is_named(bad: str, said: str) -> None:
    with pytest.raises(UnreadableTrust) as fault:
        parse_allowed_signers(f"otis@agency.example {PUBLIC}\n{bad}\n".encode())

    assert str(fault.value).startswith(said)


def test_a_file_that_is_not_utf_8_is_no_list() -> None:
    with pytest.raises(UnreadableTrust):
        parse_allowed_signers(b"nora@agency.example \xff\n")


@pytest.mark.parametrize(
    ("principals", "email", "expected"),
    [
        ("a@x.example,nora@agency.example", "nora@agency.example", "nora@agency.example"),
        ("*@agency.example,a@x.example", "nora@agency.example", "nora@agency.example"),
        ("*@agency.example,a@x.example", "b@y.example", "a@x.example"),
        ("*,!nora@agency.example,a@x.example", "nora@agency.example", "a@x.example"),
        ("*", "b@y.example", "b@y.example"),
        ("*@agency.example", "b@y.example", "*@agency.example"),
    ],
)
def test_the_principal_is_the_committers_address_or_the_first_that_is_one(
    principals: str, email: str, expected: str
) -> None:
    (signer,) = parse_allowed_signers(f"{principals} {PUBLIC}\n".encode()).by_key[KEY.blob]

    assert signer.principal(email) == expected


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*", "", True),
        ("a*c", "abbc", True),
        ("a*c", "abbd", False),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("*a*b*", "xxaxxbxx", True),
        ("", "a", False),
        ("[ab]", "a", False),
    ],
)
def test_patterns_are_opensshs(pattern: str, name: str, *, expected: bool) -> None:
    assert matches_pattern(pattern, name) is expected


def test_a_hostile_name_costs_no_time() -> None:
    assert not matches_pattern("*a" * 30 + "b", "a" * 5000)


def test_a_line_of_revoked_keys_that_is_not_understood_is_a_fault() -> None:
    with pytest.raises(UnreadableTrust) as fault:
        parse_revocations(f"{PUBLIC}\nssh-ed25519\n".encode())

    assert str(fault.value).startswith("trust/revoked_keys:2: ")
