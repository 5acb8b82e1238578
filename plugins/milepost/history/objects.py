"""Objects by their id, each hashed again, since git itself checks nothing on reading; it understands no content."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple

from milepost.history.faults import CorruptHistory, MissingObject, ObjectTooLarge
from milepost.history.git import GitFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from milepost.history.git import Pipes
    from milepost.history.scratch import Scratch

LARGEST_OBJECT = 64 * 1024 * 1024
"""Bytes; a larger object is never read."""

_FOUND = 3
_AT_ONCE = 500
"""Questions sent before their answers are read: at most 65 bytes each, so that they fit into a pipe of 64 KB."""


class StoredObject(NamedTuple):
    """An object whose content was found to have its id."""

    oid: str
    kind: str
    data: bytes


class ObjectReader:
    """Reads objects of one repository; a context manager, since it keeps git running."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._hash = hashlib.sha256 if scratch.object_format == "sha256" else hashlib.sha1
        self._running = ExitStack()
        self._pipes: Pipes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends git."""
        self._running.close()
        self._pipes = None

    def read(self, oids: Iterable[str]) -> Iterator[StoredObject]:
        """The objects in the order asked for, one at a time in memory.

        Raises MissingObject, CorruptHistory or ObjectTooLarge.
        """
        with self._scratch.spool(oids) as asked:
            try:
                with self._scratch.output("cat-file", "--batch", "--buffer", stdin=asked) as answers:
                    while head := answers.readline():
                        yield self._checked(head, answers)
            except GitFailed as fault:
                raise CorruptHistory(f"git reports “{fault.said}”") from fault

    def get(self, oid: str) -> StoredObject:
        """One object."""
        pipes = self._talking()
        try:
            pipes.asks.write(f"{oid}\n".encode())
            pipes.asks.flush()
        except BrokenPipeError:
            head = b""
        else:
            head = pipes.answers.readline()
        if not head:
            self.close()
            raise CorruptHistory(f"git cannot read object {oid}")
        return _asked_for(self._checked(head, pipes.answers), oid)

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of files with their ids, in the order asked for.

        Asks for many at a time: an answer that is waited for costs more than reading it.
        """
        waiting = iter(oids)
        while some := list(islice(waiting, _AT_ONCE)):
            pipes = self._talking()
            try:
                pipes.asks.write("".join(f"{oid}\n" for oid in some).encode())
                pipes.asks.flush()
                for oid in some:
                    yield oid, self._expected(oid, pipes.answers, "blob")
            except BaseException:
                # Answers that nobody reads would be taken for those of the next question.
                self.close()
                raise

    def blob(self, oid: str) -> bytes:
        """The content of a file."""
        return self._of_kind(oid, "blob")

    def commit(self, oid: str) -> bytes:
        """The content of a commit object."""
        return self._of_kind(oid, "commit")

    def tree(self, oid: str) -> bytes:
        """The content of a tree object."""
        return self._of_kind(oid, "tree")

    def sizes(self, oids: Iterable[str]) -> dict[str, int]:
        """Sizes in bytes, as the store says: `read` finds out whether they are true."""
        with self._scratch.spool(oids) as asked, self._scratch.output("cat-file", "--batch-check", stdin=asked) as said:
            heads = [line.decode().split() for line in said]
        return {head[0]: int(head[2]) for head in heads if len(head) == _FOUND}

    def _expected(self, oid: str, answers: IO[bytes], kind: str) -> bytes:
        head = answers.readline()
        if not head:
            raise CorruptHistory(f"git cannot read object {oid}")
        return _content(self._checked(head, answers), oid, kind)

    def _of_kind(self, oid: str, kind: str) -> bytes:
        return _content(self.get(oid), oid, kind)

    def _talking(self) -> Pipes:
        if self._pipes is None:
            self._pipes = self._running.enter_context(self._scratch.conversation("cat-file", "--batch"))
        return self._pipes

    def _checked(self, head: bytes, answers: IO[bytes]) -> StoredObject:
        words = head.split()
        oid = words[0].decode("ascii", "replace") if words else ""
        if len(words) != _FOUND:
            raise MissingObject(oid)
        if int(words[2]) > LARGEST_OBJECT:
            self._close_talk(answers)
            raise ObjectTooLarge(oid, int(words[2]), LARGEST_OBJECT)
        data = answers.read(int(words[2]))
        answers.read(1)
        digest = self._hash(b"%s %s\0" % (words[1], words[2]), usedforsecurity=False)
        digest.update(data)
        if digest.hexdigest() != oid:
            raise CorruptHistory(f"object {oid} has another content than its id says")
        return StoredObject(oid, words[1].decode(), data)

    def _close_talk(self, answers: IO[bytes]) -> None:
        # What git is still sending would be taken for the next answer.
        if self._pipes is not None and answers is self._pipes.answers:
            self.close()


def _asked_for(found: StoredObject, oid: str) -> StoredObject:
    if found.oid != oid:
        raise CorruptHistory(f"git gave object {found.oid} for {oid}")
    return found


def _content(found: StoredObject, oid: str, kind: str) -> bytes:
    if _asked_for(found, oid).kind != kind:
        raise CorruptHistory(f"object {oid} is a {found.kind} where a {kind} must be")
    return found.data
