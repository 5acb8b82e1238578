"""Real git repositories made quickly, commit by commit, as bytes: also such as git itself would never write."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from milepost.history import git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

KINDS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
FIRST_SECOND = 1767603600  # Monday, 5 January 2026, 09:00 UTC
HOUR = 3600


class Signer(Protocol):
    """A key that signs commits, such as support.signing.Key."""

    def sign_commit(self, payload: bytes) -> bytes: ...


@dataclass(frozen=True)
class Entry:
    """What stands at a path: git's mode, and content (of a file, of a link its target) or a submodule's commit."""

    mode: str
    content: bytes


def link(target: str) -> Entry:
    return Entry("120000", target.encode())


def submodule(oid: str) -> Entry:
    return Entry("160000", bytes.fromhex(oid))


def executable(content: str) -> Entry:
    return Entry("100755", content.encode())


@dataclass(frozen=True)
class Person:
    name: str = "Nora Quill"
    email: str = "nora@agency.example"

    def line(self, at: int, zone: str) -> bytes:
        return f"{self.name} <{self.email}> {at} {zone}".encode()


NORA = Person()
OTIS = Person("Otis Reed", "otis@agency.example")


class Written:
    """A repository in `folder` with the branch `main`; commits are gathered by `commit` and stored by `save`.

    Every commit is an hour after the one made before it, unless it says `at` (seconds since 1970).
    """

    def __init__(self, folder: Path, object_format: Literal["sha1", "sha256"] = "sha1") -> None:
        self.folder = folder
        self.object_format = object_format
        self.tip = ""
        self._at = FIRST_SECOND - HOUR
        self._files: dict[str, dict[str, tuple[str, str]]] = {}
        self._waiting: dict[str, tuple[str, bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        git.run(["init", "--quiet", "--initial-branch=main", f"--object-format={object_format}"], folder)

    @property
    def git_dir(self) -> Path:
        return self.folder / ".git"

    def git(self, *args: str) -> str:
        """What git prints in the work tree, with this repository's own settings in force."""
        return git.run(args, self.folder).decode()

    def add(self, kind: str, content: bytes) -> str:
        """The id of an object that `save` will store."""
        oid = object_id(kind, content, self.object_format)
        self._waiting[oid] = (kind, content)
        return oid

    def commit(  # noqa: PLR0913 (a commit has that many parts)
        self,
        files: Mapping[str, str | bytes | Entry | None],
        message: str = "Change",
        *,
        parents: Sequence[str] | None = None,
        at: int | None = None,
        zone: str = "+0000",
        author: Person = NORA,
        committer: Person | None = None,
        signer: Signer | None = None,
        headers: bytes = b"",
    ) -> str:
        """The id of a commit on `parents` (the commit before it, if not said) that becomes the tip.

        `files` are changes against the first parent; None removes. `headers` come after the committer.
        """
        above = [self.tip] if parents is None and self.tip else list(parents or ())
        self._at = self._at + HOUR if at is None else at
        known = self._changed(self._files[above[0]] if above else {}, files)
        lines = [f"tree {self._tree(known)}".encode(), *(f"parent {parent}".encode() for parent in above)]
        lines.append(b"author " + author.line(self._at, zone))
        lines.append(b"committer " + (committer or author).line(self._at, zone))
        head = b"\n".join(lines) + b"\n" + headers
        body = b"\n" + message.encode() + b"\n"
        signature = self._header(signer.sign_commit(head + body)) if signer else b""
        return self.take(head + signature + body, known)

    def take(self, content: bytes, files: Mapping[str, tuple[str, str]] | None = None) -> str:
        """The id of a commit with exactly this content, which becomes the tip."""
        self.tip = self.add("commit", content)
        self._files[self.tip] = dict(files or {})
        return self.tip

    def save(self, *, branch: str = "main", tip: str | None = None, check_out: bool = False) -> Written:
        """Stores what was gathered and moves the branch."""
        if self._waiting:
            git.run(["index-pack", "--stdin"], self.folder, stdin=pack(self._waiting, self.object_format))
            self._waiting = {}
        ref = self.git_dir / "refs" / "heads" / branch
        ref.parent.mkdir(parents=True, exist_ok=True)
        ref.write_text(f"{tip or self.tip}\n")
        if check_out:
            git.run(["reset", "--quiet", "--hard"], self.folder)
        return self

    def files(self, commit: str) -> dict[str, tuple[str, str]]:
        """Mode and object id by path."""
        return self._files[commit]

    def _header(self, armored: bytes) -> bytes:
        name = b"gpgsig-sha256 " if self.object_format == "sha256" else b"gpgsig "
        return name + armored.rstrip(b"\n").replace(b"\n", b"\n ") + b"\n"

    def _changed(
        self, before: Mapping[str, tuple[str, str]], files: Mapping[str, str | bytes | Entry | None]
    ) -> dict[str, tuple[str, str]]:
        known = dict(before)
        for path, content in files.items():
            if content is None:
                del known[path]
            else:
                known[path] = self._stored(content)
        return known

    def _stored(self, content: str | bytes | Entry) -> tuple[str, str]:
        entry = content if isinstance(content, Entry) else Entry("100644", as_bytes(content))
        is_commit = entry.mode == "160000"
        return entry.mode, entry.content.hex() if is_commit else self.add("blob", entry.content)

    def _tree(self, files: Mapping[str, tuple[str, str]]) -> str:
        folders: dict[str, dict[str, tuple[str, str]]] = {}
        entries: list[tuple[str, str, str]] = []
        for path, (mode, oid) in files.items():
            name, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(name, {})[rest] = (mode, oid)
            else:
                entries.append((name, mode, oid))
        entries += [(name, "40000", self._tree(inside)) for name, inside in folders.items()]
        return self.add("tree", tree_content(entries))


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def tree_content(entries: Sequence[tuple[str, str, str]]) -> bytes:
    """The content of a tree of (name, mode, object id), in git's order."""
    ordered = sorted(entries, key=lambda entry: entry[0].encode() + (b"/" if entry[1] == "40000" else b""))
    return b"".join(b"%s %s\0%s" % (mode.encode(), name.encode(), bytes.fromhex(oid)) for name, mode, oid in ordered)


def object_id(kind: str, content: bytes, object_format: Literal["sha1", "sha256"] = "sha1") -> str:
    return hashlib.new(object_format, b"%s %d\0%s" % (kind.encode(), len(content), content)).hexdigest()


def pack(objects: Mapping[str, tuple[str, bytes]], object_format: Literal["sha1", "sha256"]) -> bytes:
    """A packfile of whole objects (gitformat-pack)."""
    content = b"".join(_packed(objects))
    return content + hashlib.new(object_format, content).digest()


def _packed(objects: Mapping[str, tuple[str, bytes]]) -> Iterator[bytes]:
    yield b"PACK" + struct.pack(">II", 2, len(objects))
    for kind, content in objects.values():
        yield _size(KINDS[kind], len(content))
        yield zlib.compress(content, 1)


def _size(kind: int, length: int) -> bytes:
    first = kind << 4 | length & 0x0F
    length >>= 4
    coded = bytearray()
    while length:
        coded.append(first | 0x80)
        first, length = length & 0x7F, length >> 7
    coded.append(first)
    return bytes(coded)


def swap_loose(repository: Written, oid: str, kind: str, content: bytes) -> None:
    """Puts other content under an object's id, as somebody with access to the disk can; git does not notice."""
    whole = zlib.compress(b"%s %d\0%s" % (kind.encode(), len(content), content))
    path = repository.git_dir / "objects" / oid[:2] / oid[2:]
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(whole)


def unpack(repository: Written) -> None:
    """Stores every object as a file of its own."""
    packs = repository.git_dir / "objects" / "pack"
    for path in sorted(packs.glob("*.pack")):
        content = path.read_bytes()
        for part in packs.glob(f"{path.stem}.*"):
            part.unlink()
        git.run(["unpack-objects", "-q"], repository.folder, stdin=content)
