"""The encoding that SSH keys and signatures share (RFC 4251, section 5); it knows no key and no signature."""

from __future__ import annotations

from milepost.history.signatures.finding import Malformed

_LENGTH = 4


class Wire:
    """A reader over bytes; every read raises Malformed where the bytes end too early."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self._data = data
        self._at = at

    def raw(self, length: int) -> bytes:
        """The next `length` bytes."""
        end = self._at + length
        if end > len(self._data):
            raise Malformed("it ends too early")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def number(self, length: int = _LENGTH) -> int:
        """The next whole number of `length` bytes, largest byte first."""
        return int.from_bytes(self.raw(length), "big")

    def string(self) -> bytes:
        """The next string: its length in four bytes, then its bytes."""
        return self.raw(self.number())

    def positive(self) -> int:
        """The next integer of any length; a negative or padded one is malformed, as it is for OpenSSH."""
        digits = self.string()
        if not digits or digits[0] & 0x80 or (digits[0] == 0 and not digits[1:2] >= b"\x80"):
            raise Malformed("a number in it is not written as the format asks")
        return int.from_bytes(digits, "big")

    def rest(self) -> bytes:
        """All that follows."""
        return self.raw(len(self._data) - self._at)

    def end(self) -> None:
        """Raise Malformed where anything follows: what is not read is not signed for."""
        if self._at != len(self._data):
            raise Malformed("something follows after its end")


def string(data: bytes) -> bytes:
    """`data` as a string of this encoding."""
    return len(data).to_bytes(_LENGTH, "big") + data
