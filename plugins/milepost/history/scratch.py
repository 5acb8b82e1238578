"""A bare git directory of our own over somebody's objects, so that nothing that they configured is ever in force."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from milepost.history import git

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from contextlib import AbstractContextManager

# A fetch, a hook, a watcher or a graph that hides commits can only be asked for by configuration: this is all there is.
_CONFIGURATION = """[core]
	repositoryformatversion = {version}
	bare = true
	commitGraph = false
	useReplaceRefs = false
	fsmonitor = false
	hooksPath = /dev/null
	attributesFile = /dev/null
	excludesFile = {excludes}
[protocol]
	allow = never
"""
_SHA256 = "[extensions]\n\tobjectFormat = sha256\n"


class Scratch:
    """Runs git over the object store `objects`; a folder that `close` removes."""

    def __init__(self, objects: Path, object_format: Literal["sha1", "sha256"]) -> None:
        self.object_format: Literal["sha1", "sha256"] = object_format
        self._folder = tempfile.TemporaryDirectory(prefix="milepost-history-")
        self.path = Path(self._folder.name)
        self._environment = {
            "GIT_DIR": str(self.path),
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_LITERAL_PATHSPECS": "1",
        }
        self._write()

    def _write(self) -> None:
        (self.path / "refs").mkdir()
        (self.path / "objects").mkdir()
        (self.path / "HEAD").write_text("ref: refs/heads/nothing\n")
        sha256 = self.object_format == "sha256"
        configuration = _CONFIGURATION.format(version=int(sha256), excludes=self.path / "excludes")
        (self.path / "config").write_text(configuration + (_SHA256 if sha256 else ""))

    def walk_no_further_than(self, oids: Collection[str]) -> None:
        """Makes git take the commits `oids` for roots; it would report their parents as lost."""
        if oids:
            (self.path / "shallow").write_text("".join(f"{oid}\n" for oid in sorted(oids)))

    def leave_out(self, patterns: Path) -> None:
        """Makes git leave out files that a file of patterns, if it is there, names as not to be committed."""
        if patterns.is_file():
            (self.path / "excludes").write_bytes(patterns.read_bytes())

    def close(self) -> None:
        """Removes the folder."""
        self._folder.cleanup()

    def run(self, *args: str, stdin: bytes | None = None) -> bytes:
        """What git prints."""
        return git.run(args, self.path, env=self._environment, stdin=stdin)

    def run_in(self, work_tree: Path, *args: str) -> bytes:
        """What git prints in a work tree: only for commands that read file names and never contents."""
        environment: Mapping[str, str] = {**self._environment, "GIT_WORK_TREE": str(work_tree)}
        return git.run(["-c", "core.bare=false", *args], work_tree, env=environment)

    def output(self, *args: str, stdin: IO[bytes] | None = None) -> AbstractContextManager[IO[bytes]]:
        """What git prints, as a stream."""
        return git.output(args, self.path, env=self._environment, stdin=stdin)

    def conversation(self, *args: str) -> AbstractContextManager[git.Pipes]:
        """A git that answers question by question."""
        return git.conversation(args, self.path, env=self._environment)

    def spool(self, lines: Iterable[str]) -> IO[bytes]:
        """The lines as a file to give to git: a pipe could block both sides."""
        spooled = tempfile.TemporaryFile(dir=self.path)  # noqa: SIM115 (the caller closes it)
        spooled.writelines(f"{line}\n".encode() for line in lines)
        spooled.seek(0)
        return spooled
