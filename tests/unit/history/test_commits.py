"""A commit is read from its own bytes, exactly as git signs them."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from milepost.history.commits import parse_commit
from milepost.history.faults import CorruptHistory
from support.repositories import Written, object_id

if TYPE_CHECKING:
    from pathlib import Path

TREE = b"tree " + b"a" * 40 + b"\n"
WHO = b"Nora Quill <nora@agency.example> 1767603600 +0100"
HEAD = TREE + b"author " + WHO + b"\ncommitter " + WHO + b"\n"
ARMOR = b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
OID = "c" * 40


def test_a_commit_has_what_its_bytes_say() -> None:
    parents = b"parent " + b"b" * 40 + b"\nparent " + b"d" * 40 + b"\n"

    commit = parse_commit(OID, HEAD.replace(TREE, TREE + parents) + b"\nGo-live moves\n\nBecause of CR-7.\n")

    assert commit.oid == OID
    assert commit.tree == "a" * 40
    assert commit.parents == ("b" * 40, "d" * 40)
    assert (commit.author.name, commit.author.email) == ("Nora Quill", "nora@agency.example")
    assert commit.author.at.isoformat() == "2026-01-05T10:00:00+01:00"
    assert commit.message == "Go-live moves\n\nBecause of CR-7.\n"
    assert (commit.signatures, commit.signature_header) == ((), "")


def test_what_was_signed_is_the_commit_without_its_signature() -> None:
    data = HEAD + ARMOR + b"encoding UTF-8\n\nWords\n"

    commit = parse_commit(OID, data)

    assert commit.signatures == (b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",)
    assert commit.signature_header == "gpgsig"
    assert commit.payload == HEAD + b"encoding UTF-8\n\nWords\n"


def test_every_signature_is_reported_and_none_is_part_of_what_was_signed() -> None:
    data = HEAD + b"gpgsig-sha256 one\n \n two\n" + b"gpgsig three\n" + b"\nWords\n"

    commit = parse_commit(OID, data)

    assert commit.signatures == (b"one\n\ntwo\n", b"three\n")
    assert commit.signature_header == "gpgsig-sha256"
    assert commit.payload == HEAD + b"\nWords\n"


def test_a_signature_in_the_message_or_inside_another_header_is_none() -> None:
    tag = b"mergetag object " + b"b" * 40 + b"\n type commit\n gpgsig not mine\n"

    commit = parse_commit(OID, HEAD + tag + b"\ngpgsig not mine either\n\ngpgsig\n")

    assert commit.signatures == ()
    assert commit.payload == HEAD + tag + b"\ngpgsig not mine either\n\ngpgsig\n"


def test_words_are_read_in_the_encoding_that_the_commit_states() -> None:
    data = HEAD.replace(b"Nora", b"N\xf3ra") + b"encoding ISO-8859-1\n\nMarta di\xf3 su OK\n"

    commit = parse_commit(OID, data)

    assert (commit.author.name, commit.message) == ("Nóra Quill", "Marta dió su OK\n")


@pytest.mark.parametrize("encoding", [b"utf-8", b"no-such-set", b"idna", b"unicode_escape", b"zlib", b"\xff"])
def test_bytes_without_a_meaning_are_replaced(encoding: bytes) -> None:
    commit = parse_commit(OID, HEAD + b"encoding " + encoding + b"\n\nMarta di\xf3 su \\x4f\\x4b\n")

    assert commit.message == "Marta di\N{REPLACEMENT CHARACTER} su \\x4f\\x4b\n"


def test_a_commit_without_a_message_is_one() -> None:
    assert parse_commit(OID, HEAD + b"\n").message == ""
    assert parse_commit(OID, HEAD).message == ""


def test_names_as_old_tools_wrote_them_are_understood() -> None:
    data = TREE + b"author <> 0 +0000\ncommitter Otis<otis@agency.example> 1767603600 +051800\n\n"

    commit = parse_commit(OID, data)

    assert (commit.author.name, commit.author.email, commit.author.at.year) == ("", "", 1970)
    assert commit.committer.name == "Otis"
    assert commit.committer.at.utcoffset() == timedelta(0)
    assert commit.committer.at.tzinfo is UTC


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"tree " + b"a" * 39 + b"\n" + HEAD[len(TREE) :] + b"\n",
        HEAD[len(TREE) :] + b"\n",
        TREE + b"committer " + WHO + b"\n\n",
        TREE + b"author " + WHO + b"\n\n",
        HEAD.replace(b"committer", b"parent " + b"b" * 40 + b"\ncommitter") + b"\n",
        HEAD + b"author " + WHO + b"\n\n",
        HEAD + b" continues nothing\n\n",
        HEAD + b"encoding\0utf-8\n\n",
        HEAD.replace(b"1767603600 +0100", b"yesterday") + b"\n",
        HEAD.replace(b"1767603600", b"999999999999") + b"\n",
        HEAD.replace(b"Nora", b"No\0ra") + b"\n",
    ],
)
def test_a_malformed_commit_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(CorruptHistory, match=OID):
        parse_commit(OID, data)


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_a_commit_that_git_made_is_read_back(tmp_path: Path, object_format: str) -> None:
    made = Written(tmp_path, "sha256" if object_format == "sha256" else "sha1")
    made.commit({"clients/harbour/client.yaml": "name: Harbour\n"})
    made.save(check_out=True)
    identity = ["-c", "user.name=Nora Quill", "-c", "user.email=nora@agency.example"]
    made.git(*identity, "commit", "--quiet", "--allow-empty", "-m", "Ünïcode")
    data = made.git("cat-file", "commit", "HEAD").encode()
    oid = made.git("rev-parse", "HEAD").strip()

    commit = parse_commit(oid, data)

    assert object_id("commit", data, made.object_format) == oid
    assert commit.parents == (made.tip,)
    assert commit.message == "Ünïcode\n"
