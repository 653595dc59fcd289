"""Values that lie in a file until somebody asks for them.

A build works out more than it should hold in memory. That spills over into an unnamed temporary file, which is
gone with the last process that knows of it, however that ends.
"""

from __future__ import annotations

import os
from zlib import crc32

from msgspec import Struct

from generator.engine.files import BINARY

# Bytes held in memory before anything spills over: most edits leave a few texts.
HELD = 1 << 20


class OnDisk:
    """A file that is read in pieces, by its descriptor, and closed when nobody knows of it any more."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __del__(self) -> None:
        os.close(self._descriptor)

    def read(self, at: int, size: int) -> bytes:
        """So many bytes from a place; fewer where the file ends before. Raises OSError."""
        if hasattr(os, "pread"):
            # Processes that were forked share a file's position.
            return os.pread(self._descriptor, size, at)
        os.lseek(self._descriptor, at, os.SEEK_SET)
        return os.read(self._descriptor, size)

    def write(self, at: int, value: bytes) -> None:
        """Write a value at a place. Raises OSError where not all of it can be written."""
        os.lseek(self._descriptor, at, os.SEEK_SET)
        if os.write(self._descriptor, value) != len(value):
            raise OSError

    def size(self) -> int:
        """Its length in bytes. Raises OSError."""
        return os.fstat(self._descriptor).st_size


class InMemory:
    """The same where there is no file."""

    def __init__(self, content: bytes = b"") -> None:
        self._content = bytearray(content)

    def read(self, at: int, size: int) -> bytes:
        """So many bytes from a place; fewer where the content ends before."""
        return bytes(self._content[at : at + size])

    def write(self, at: int, value: bytes) -> None:
        """Write a value at a place."""
        self._content[at : at + len(value)] = value

    def size(self) -> int:
        """Its length in bytes."""
        return len(self._content)


Pieces = OnDisk | InMemory


class Stored(Struct, frozen=True, gc=False):
    """A value in a file: where it begins, its length in bytes, and its CRC-32 (ISO 3309)."""

    file: Pieces
    at: int
    length: int
    check: int

    def read(self) -> bytes | None:
        """The value, or None where it is damaged."""
        try:
            value = self.file.read(self.at, self.length)
        except OSError:
            return None
        return value if len(value) == self.length and crc32(value) == self.check else None


def open_pieces(path: str) -> Pieces:
    """A file that is read in pieces. Raises OSError."""
    if hasattr(os, "pread"):
        return OnDisk(os.open(path, os.O_RDONLY | BINARY))
    # Windows puts no file in the place of one that is open.
    with open(path, "rb") as file:
        return InMemory(file.read())


class Spill:
    """Where values are put for a while. Where no disk takes them, they stay in memory."""

    def __init__(self) -> None:
        self._file: Pieces = InMemory()
        self._end = 0
        self._can_spill = True

    def put(self, value: bytes) -> Stored:
        """Put a value there."""
        try:
            if self._can_spill and isinstance(self._file, InMemory) and self._end > HELD:
                self._file, self._end = open_unnamed(), 0
            self._file.write(self._end, value)
        except OSError:
            self._can_spill, self._file, self._end = False, InMemory(value), 0
        stored = Stored(self._file, self._end, len(value), crc32(value))
        self._end += len(value)
        return stored


def open_unnamed() -> Pieces:
    """A new file in the folder for what is temporary. Raises OSError."""
    # It brings half the standard library along.
    from tempfile import TemporaryFile

    with TemporaryFile(buffering=0) as file:
        return OnDisk(os.dup(file.fileno()))
