"""Keys that sign commits in this process, also in ways in which no honest program would; all are thrown away."""

from __future__ import annotations

import hashlib
import subprocess
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from pysequoia import ArmorKind, Cert, SignatureMode, Tsk, sign
from pysequoia import armor as armor_pgp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Private = Ed25519PrivateKey | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
APPLICATION = b"ssh:"
TOUCHED = 1


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def positive(number: int) -> bytes:
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


@dataclass(frozen=True)
class Key:
    """A key and how it signs: what is not said otherwise is what git and ssh-keygen do."""

    private: Private
    blob: bytes
    algorithm: bytes
    namespace: bytes = b"git"
    hash_name: bytes = b"sha512"
    reserved: bytes = b""
    trailing: bytes = b""
    flags: int | None = None
    spoil: bool = False

    @property
    def public(self) -> str:
        """The key as a line of a .pub file, without a comment."""
        kind = self.blob[4 : 4 + int.from_bytes(self.blob[:4], "big")]
        return f"{kind.decode()} {b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        return "SHA256:" + b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")

    def but(self, **changes: object) -> Key:
        """The same key, signing in another way."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def sign_commit(self, payload: bytes) -> bytes:
        """The armored SSHSIG over these bytes."""
        digest = hashlib.new(self.hash_name.decode(), payload + (b"!" if self.spoil else b"")).digest()
        signed = b"SSHSIG" + b"".join(map(string, (self.namespace, b"", self.hash_name, digest)))
        parts = (self.blob, self.namespace, self.reserved, self.hash_name, self._inner(signed))
        return armor(b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(string, parts)) + self.trailing)

    def _inner(self, signed: bytes) -> bytes:
        detail = b""
        if self.flags is not None:
            detail = bytes([self.flags]) + (7).to_bytes(4, "big")
            signed = hashlib.sha256(APPLICATION).digest() + detail + hashlib.sha256(signed).digest()
        return string(self.algorithm) + string(self._raw(signed)) + detail

    def _raw(self, signed: bytes) -> bytes:
        if isinstance(self.private, Ed25519PrivateKey):
            return self.private.sign(signed)
        if isinstance(self.private, rsa.RSAPrivateKey):
            kinds: dict[bytes, hashes.HashAlgorithm] = {b"rsa-sha2-256": hashes.SHA256(), b"ssh-rsa": hashes.SHA1()}  # noqa: S303
            return self.private.sign(signed, padding.PKCS1v15(), kinds.get(self.algorithm, hashes.SHA512()))
        sizes: dict[int, hashes.HashAlgorithm] = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}
        r, s = decode_dss_signature(self.private.sign(signed, ec.ECDSA(sizes[self.private.key_size])))
        return positive(r) + positive(s)


@dataclass(frozen=True)
class Text:
    """Signs with the same words whatever is signed."""

    armored: bytes

    def sign_commit(self, _: bytes) -> bytes:
        return self.armored


@dataclass(frozen=True)
class Changed:
    """Signs with a key, and then changes the armor."""

    key: Key | PgpSigner
    change: Callable[[bytes], bytes]

    def sign_commit(self, payload: bytes) -> bytes:
        return self.change(self.key.sign_commit(payload))


def armor(blob: bytes) -> bytes:
    text = b64encode(blob)
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return b"\n".join([b"-----BEGIN SSH SIGNATURE-----", *lines, b"-----END SSH SIGNATURE-----", b""])


def ed25519(seed: str) -> Key:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
    return Key(private, string(b"ssh-ed25519") + string(_raw_public(private)), b"ssh-ed25519")


@cache
def rsa_key(bits: int = 2048, *, name: str = "") -> Key:
    del name  # only tells one key of the same size from another
    private = rsa.generate_private_key(65537, bits)
    numbers = private.public_key().public_numbers()
    return Key(private, string(b"ssh-rsa") + positive(numbers.e) + positive(numbers.n), b"rsa-sha2-512")


@cache
def ecdsa(bits: int = 256) -> Key:
    curves: dict[int, ec.EllipticCurve] = {256: ec.SECP256R1(), 384: ec.SECP384R1(), 521: ec.SECP521R1()}
    private = ec.generate_private_key(curves[bits])
    kind = f"ecdsa-sha2-nistp{bits}".encode()
    return Key(private, string(kind) + string(kind[-8:]) + string(_point(private)), kind)


def security_key(seed: str) -> Key:
    """An Ed25519 security key, its device played by this process."""
    plain = ed25519(f"security key {seed}")
    assert isinstance(plain.private, Ed25519PrivateKey)
    kind = b"sk-ssh-ed25519@openssh.com"
    blob = string(kind) + string(_raw_public(plain.private)) + string(APPLICATION)
    return Key(plain.private, blob, kind, flags=TOUCHED)


@cache
def ecdsa_security_key() -> Key:
    plain = ecdsa(256)
    assert isinstance(plain.private, ec.EllipticCurvePrivateKey)
    kind = b"sk-ecdsa-sha2-nistp256@openssh.com"
    blob = string(kind) + string(b"nistp256") + string(_point(plain.private)) + string(APPLICATION)
    return Key(plain.private, blob, kind, flags=TOUCHED)


def certified(key: Key, authority: Key, principals: str, validity: str) -> Key:
    """The key with a certificate made by ssh-keygen; `validity` as its -V takes it, such as 20260101Z:20270101Z."""
    with TemporaryDirectory() as folder:
        _write_private(authority, Path(folder, "authority"))
        Path(folder, "key.pub").write_text(key.public + "\n")
        words = ["-q", "-s", "authority", "-I", "name", "-n", principals, "-V", validity, "-z", "12", "key.pub"]
        subprocess.run(["ssh-keygen", *words], cwd=folder, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})
        kind, blob, *_ = Path(folder, "key-cert.pub").read_text().split()
    assert "-cert-v01@" in kind
    return key.but(blob=b64decode(blob))


def revocation_list(keys: Sequence[Key]) -> bytes:
    """A binary list of revoked keys, made by ssh-keygen."""
    with TemporaryDirectory() as folder:
        Path(folder, "keys").write_text("".join(f"{key.public}\n" for key in keys))
        subprocess.run(["ssh-keygen", "-q", "-k", "-f", "list", "keys"], cwd=folder, check=True)
        return Path(folder, "list").read_bytes()


def signers(*lines: tuple[str, Key] | tuple[str, str, Key]) -> str:
    """A list of signers of (principals, key) or (principals, options, key)."""
    return "".join(" ".join([*line[:-1], line[-1].public]) + "\n" for line in lines)


def _raw_public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _point(private: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return private.public_key().public_bytes(serialization.Encoding.X962, form)


def _write_private(key: Key, path: Path) -> None:
    form = serialization.PrivateFormat.OpenSSH
    path.write_bytes(key.private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    path.chmod(0o600)


@dataclass(frozen=True)
class PgpSigner:
    """An OpenPGP key that signs as gpg does; `spoil` signs other bytes."""

    secret: Tsk
    spoil: bool = False

    @property
    def certificate(self) -> Cert:
        return self.secret.extract_certificate()

    @property
    def public(self) -> str:
        return str(self.certificate)

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint.upper()

    def revoked(self) -> str:
        """The certificate with its owner's revocation, armored."""
        revocation = self.certificate.revoke(self.secret.certifier())
        return armor_pgp(bytes(self.certificate) + bytes(revocation), ArmorKind.PublicKey)

    def sign_commit(self, payload: bytes) -> bytes:
        signed = payload + (b"!" if self.spoil else b"")
        return sign(self.secret.signer(), signed, mode=SignatureMode.DETACHED)


@cache
def pgp(email: str, name: str = "") -> PgpSigner:
    return PgpSigner(Tsk.generate(f"{name or 'Somebody'} <{email}>"))
