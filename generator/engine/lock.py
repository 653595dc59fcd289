"""One build at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import sleep

from generator.engine.files import BINARY, write_all

# Seconds between two attempts.
PAUSE = 0.05


class Held(Exception):
    """Somebody else has the lock: `args[0]` is the number of that process, or ""."""


@contextmanager
def locked(path: str, patience: float) -> Iterator[None]:
    """Hold the lock file at `path`, waiting about `patience` seconds for it.

    The lock is the kernel's, so a build that is killed gives it back. Raises
    `Held` when another has it for longer, OSError when the file cannot be made.
    """
    mine = take(path, int(patience / PAUSE))
    try:
        yield
    finally:
        # Removed while still held, so that nobody takes a file that is about to go.
        with suppress(OSError):
            os.unlink(path)
        os.close(mine)


def take(path: str, attempts: int) -> int:
    """The descriptor of the lock file, locked."""
    while True:
        mine = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o644)
        if grab(mine) and stands(path, mine):
            os.ftruncate(mine, 0)
            write_all(mine, str(os.getpid()).encode())
            return mine
        holder = os.read(mine, 20).decode("ascii", "replace")
        os.close(mine)
        if attempts <= 0:
            raise Held(holder)
        attempts -= 1
        sleep(PAUSE)


def stands(path: str, mine: int) -> bool:
    """Whether the file just locked is the one that stands there: its last holder may have removed it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(mine))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def grab(mine: int) -> bool:
        """Lock an open file, if nobody has it."""
        # Far behind the text: on Windows nobody else can read what is locked.
        os.lseek(mine, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(mine, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(mine, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def grab(mine: int) -> bool:
        """Lock an open file, if nobody has it."""
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
