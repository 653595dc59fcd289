"""The state of the disk, in sixteen bytes: has any file of these folders been touched?

No file is opened. Each is known by its name, its size and two times, the second of
which nobody can set: a file that was put back as it was, or unpacked with another
machine's times, is another file. That errs on one side only: what did not change
may be looked at again.

One thing could deceive: a file that is saved twice within one tick of the disk's
clock, once before it is looked at and once after. So a survey is sound only when
nothing in it is as young as the survey itself. (Git has the same rule for its index,
and calls such entries racy.)
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from stat import S_ISREG
from typing import NamedTuple

from generator.engine.files import aside, write_whole

# Nanoseconds. Kernels count file times in ticks of ten milliseconds at most; some disks, in two whole seconds.
TICK = 20_000_000
COARSE_TICK = 2_000_000_000
SECOND = 1_000_000_000

# What programs keep beside the files, and nobody publishes.
UNSEEN = frozenset({"__pycache__", ".git", ".hg", ".svn"})

by_name = attrgetter("name")
by_size, by_change, by_touch = attrgetter("st_size"), attrgetter("st_mtime_ns"), attrgetter("st_ctime_ns")


class Survey(NamedTuple):
    """What was found, and how young the youngest of it is (nanoseconds since 1970)."""

    digest: bytes
    youngest: int


class Look(NamedTuple):
    """How files stand on the disk, and since when they must have been left alone to be known by that."""

    # Path -> size (bytes), and two times (nanoseconds since 1970).
    states: Mapping[str, tuple[int, int, int]]
    settled: int


class Published(NamedTuple):
    """What a build published, as it stands on the disk: the paths of all files, then of all folders.

    `sizes` (bytes) are the files', `times` (nanoseconds since 1970) those of both.
    """

    paths: Sequence[str]
    sizes: Sequence[int]
    times: Sequence[int]


def survey(folders: Iterable[str]) -> Survey | None:
    """Look at every file of some folders; one that is not there counts as that.

    None when times cannot tell whether anything changed: a link leads elsewhere, a folder cannot be read.
    """
    digest = blake2b(digest_size=16)
    youngest = 0
    waiting = [*folders]
    try:
        while waiting:
            folder = waiting.pop()
            names = [folder]
            states: list[os.stat_result] = []
            with suppress(FileNotFoundError), os.scandir(folder) as found:
                for entry in sorted(found, key=by_name):
                    if entry.name in UNSEEN:
                        continue
                    if entry.is_symlink():
                        return None
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        names.append(entry.name)
                        states.append(entry.stat(follow_symlinks=False))
            touched = array("q", map(by_touch, states))
            changed = array("q", map(by_change, states))
            digest.update("\0".join(names).encode("utf-8", "surrogateescape"))
            for numbers in (array("q", [len(states)]), array("q", map(by_size, states)), changed, touched):
                digest.update(numbers)
            youngest = max((youngest, *changed, *touched))
    except OSError:
        return None
    return Survey(digest.digest(), youngest)


def look_at_all(folders: Iterable[str], clock: str) -> Look | None:
    """How every file of some folders stands on the disk; None as `survey` says it. `clock` as `settled_before` says.

    Where the first folder is not there, nothing is to be looked at or left behind.
    """
    waiting = [*folders]
    if not os.path.isdir(waiting[0]):
        return None
    settled = settled_before(clock)
    states: dict[str, tuple[int, int, int]] = {}
    try:
        while waiting:
            with suppress(FileNotFoundError), os.scandir(waiting.pop()) as found:
                for entry in found:
                    if entry.is_symlink():
                        return None
                    if entry.name in UNSEEN:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        states[entry.path] = state.st_size, state.st_mtime_ns, state.st_ctime_ns
    except OSError:
        return None
    return Look(states, settled)


def look_again(before: Look, paths: Iterable[str]) -> Look | None:
    """How every file stands when only these were touched since a look; None when one of them was not there."""
    states = dict(before.states)
    try:
        for path in paths:
            state = os.lstat(path)
            if path not in states or not S_ISREG(state.st_mode):
                return None
            states[path] = state.st_size, state.st_mtime_ns, state.st_ctime_ns
    except OSError:
        return None
    # The others were looked at then.
    return Look(states, before.settled)


def changed_since(before: Look, after: Look) -> set[str]:
    """The files that came, went, or may have changed: also those too young then for their times to tell."""
    known, settled = before.states, before.settled
    return {
        path
        for path, state in after.states.items()
        if state != known.get(path) or state[1] >= settled or state[2] >= settled
    } | (known.keys() - after.states.keys())


def settled_before(clock: str) -> int:
    """The moment (nanoseconds since 1970) since which a file must have been left alone to be known by its times.

    `clock` is a file to write: the times of files are the disk's, and so must this one be. 0 when it cannot
    be written, and then no file is old enough.
    """
    with suppress(OSError):
        os.makedirs(os.path.dirname(clock), exist_ok=True)
        write_whole(clock, b"", aside(clock))
        now = os.stat(clock).st_mtime_ns
        return now - (TICK if now % SECOND else COARSE_TICK)
    return 0


def stand(paths: Iterable[str], files: int) -> bytes:
    """The digest of how things stand on the disk; so many `files` come first, folders follow. Raises OSError."""
    states = [*map(os.lstat, paths)]
    return digest_of_states(map(by_size, states[:files]), map(by_change, states))


def digest_of_states(sizes: Iterable[int], times: Iterable[int]) -> bytes:
    """The digest, 16 bytes, of the sizes of files (bytes) and the times of all (nanoseconds since 1970)."""
    return blake2b(array("q", sizes).tobytes() + array("q", times).tobytes(), digest_size=16).digest()
