"""The one signature of a commit, by its format; a commit with none, or with several, has a finding of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.history.signatures import openpgp, sshsig
from milepost.history.signatures.finding import Finding
from milepost.history.verdict import Status

if TYPE_CHECKING:
    from milepost.history.commits import Commit

_X509 = b"-----BEGIN SIGNED MESSAGE-----"
_HEADER_OF_FORMAT = {40: "gpgsig", 64: "gpgsig-sha256"}
"""By the length of object ids: git reads no other header in such a repository."""


def check_commit(commit: Commit) -> Finding | None:
    """What the commit's signature says by itself; None where that needs OpenPGP certificates."""
    if not commit.signatures:
        return Finding(None, Status.UNSIGNED, "The commit is not signed.")
    if len(commit.signatures) > 1:
        return _cannot("The commit has several signatures; git would check them as one.")
    if commit.signature_header != _HEADER_OF_FORMAT[len(commit.oid)]:
        return _cannot(f"The signature is in {commit.signature_header}, which is for another kind of repository.")
    return _by_format(commit.signatures[0], commit.payload)


def _by_format(armored: bytes, payload: bytes) -> Finding | None:
    if armored.startswith(sshsig.BEGIN):
        return sshsig.check_ssh(armored, payload)
    if armored.startswith(openpgp.BEGIN):
        return None
    if armored.startswith(_X509):
        return Finding("x509", Status.UNVERIFIABLE, "X.509 signatures are not checked by Milepost.")
    return _cannot("The signature is of no known kind.")


def _cannot(reason: str) -> Finding:
    return Finding(None, Status.UNVERIFIABLE, reason)
