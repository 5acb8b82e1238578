"""What one run keeps for the next, each file proved by a key outside the workspace; it knows no meaning of any.

Whoever can write into a workspace (a build step, a branch, an unpacked archive) can write such files too. So a file
counts only if it bears the seal of this user's own key over its bytes and all that they answer: the workspace, the
question, and the program that asked. Any other file is as if it were not there.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import stat
import sys
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

STATE = "MILEPOST_STATE"
"""The environment variable that names the folder of the key; empty: nothing is kept."""

MOST_KEPT = 512_000_000
"""Bytes of all files of one workspace; the oldest go first."""

_KEY_BYTES = 32
_IGNORED = ".gitignore"
_SEAL_BYTES = 65
_PACKAGE = Path(__file__).parent
_READERS = ("loading", "model", "history")


@dataclass(frozen=True)
class Kept:
    """The kept answers of one workspace; `read` and `write` never fail, at worst nothing is kept."""

    folder: Path
    _about: str
    _key: bytes = field(repr=False)

    def about(self, repository: str) -> Kept:
        """The same place for the answers about one repository of several."""
        return replace(self, _about=f"{self._about}\n{repository}")

    def read(self, question: str) -> Any:  # noqa: ANN401 (what was written; the seal proves it)
        """The answer as JSON holds it; None where there is none that this user kept."""
        sealed = _content(self._file(question))
        seal, body = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(question, body)):
            return None
        return json.loads(body)

    def write(self, question: str, answer: object) -> None:
        """Keeps the answer, a value that JSON can hold, in place of an older one."""
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(OSError):
            self._replace(self._file(question), self._seal(question, body) + body)

    def _file(self, question: str) -> Path:
        # A path on Linux is bytes: those that are no UTF-8 are lone surrogates in Python's text.
        asked = f"{self._about}\n{question}".encode(errors="surrogatepass")
        return self.folder / sha256(asked).hexdigest()[:32]

    def _seal(self, question: str, body: bytes) -> bytes:
        # Each part has its own length or end: no two questions and bodies are the same bytes.
        asked = json.dumps([program(), self._about, question]).encode()
        return hmac.digest(self._key, b"%d\n%s%s" % (len(asked), asked, body), "sha256").hex().encode() + b"\n"

    def _replace(self, place: Path, content: bytes) -> None:
        # Whoever reads meanwhile has the old file or the new one; mkstemp lets nobody else read it.
        handle, name = tempfile.mkstemp(prefix="new-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _content(place: Path) -> bytes:
    """The file's bytes; none for what is no file, such as a pipe, which could be waited for without end."""
    try:
        found = place.lstat()
        is_fit = stat.S_ISREG(found.st_mode) and found.st_size <= MOST_KEPT
        return place.read_bytes() if is_fit else b""
    except OSError:
        return b""


def open_kept(workspace: Path, state: Path | None) -> Kept | None:
    """What was kept for a workspace, by the key in the folder `state`; None where nothing can be kept safely."""
    root = workspace.resolve()
    if state is None or state.resolve().is_relative_to(root):
        # A key inside the workspace could be read or replaced by whoever can replace the files that it seals.
        return None
    try:
        key = _key_in(state)
        folder = _private_folder(root / ".cache" / "milepost" / "history")
    except OSError:
        return None
    return Kept(folder, str(root), key) if folder is not None and key is not None else None


def _forget_oldest(folder: Path) -> None:
    files = [(path.lstat(), path) for path in folder.iterdir() if path.name != _IGNORED]
    left = sum(found.st_size for found, _ in files)
    for found, path in sorted(files, key=lambda pair: pair[0].st_mtime):
        if left <= MOST_KEPT:
            return
        path.unlink()
        left -= found.st_size


@cache
def program() -> str:
    """A digest of everything that decides how a version of a file is read: another program, other answers."""
    libraries = (sys.version, unicodedata.unidata_version, version("PyYAML"))
    said = sha256(json.dumps(libraries).encode())
    for path in sorted(path for folder in ("", *_READERS) for path in (_PACKAGE / folder).glob("*.py")):
        said.update(path.relative_to(_PACKAGE).as_posix().encode() + sha256(path.read_bytes()).digest())
    return said.hexdigest()


def state_folder() -> Path | None:
    """The user's own folder for the key; None where MILEPOST_STATE is set and empty, or there is no such folder."""
    named = os.environ.get(STATE)
    if named is not None:
        return Path(named) if named else None
    own = Path(click.get_app_dir("milepost"))
    # For a user without a home it is "~" itself, in whatever folder we are.
    return own if own.is_absolute() else None


def _key_in(state: Path) -> bytes | None:
    """The key, made where there is none yet; None for a file that others could have read or written."""
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = state / "history.key"
    with suppress(FileExistsError):
        _make_key(place)
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        key = file.read(_KEY_BYTES + 1)
        return key if len(key) == _KEY_BYTES and _is_private(os.fstat(file.fileno())) else None


def _make_key(place: Path) -> None:
    if place.exists():
        return
    handle, name = tempfile.mkstemp(prefix="new-", dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
    try:
        # Of two runs that make one at the same time, one wins; both read that one afterwards.
        os.link(name, place)
    finally:
        Path(name).unlink()


def _private_folder(folder: Path) -> Path | None:
    """The folder, which nobody else may read; None for one that is somebody else's, or is reached by a link."""
    # Git stores links: `.cache` could lead into a site that is copied to a server as it is.
    if folder.resolve() != folder:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not _is_own(found):
        return None
    if not _is_private(found):
        folder.chmod(0o700)
    # It holds the words of all clients: no `git add` may take it along, whatever the workspace's own rules say.
    ignored = folder / _IGNORED
    if ignored.is_symlink():
        ignored.unlink()
    if not ignored.is_file():
        ignored.write_text("*\n", "utf-8")
    _forget_oldest(folder)
    return folder


def _is_own(found: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or found.st_uid == os.getuid()


def _is_private(found: os.stat_result) -> bool:
    return _is_own(found) and (os.name == "nt" or not found.st_mode & 0o077)
