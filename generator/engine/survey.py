"""The state of the disk: has any file of these folders been touched?

No file is opened. Each is known by its name, its size and two times, the second of
which nobody can set: a file that was put back as it was, or unpacked with another
machine's times, is another file. That errs on one side only: what did not change
may be looked at again.

One thing could deceive: a file that is saved twice within one tick of the disk's
clock, once before it is looked at and once after. So what is as young as the look itself
is not known by it. (Git has the same rule for its index, and calls such entries racy.)
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from itertools import chain
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
by_size, by_change, by_links = attrgetter("st_size"), attrgetter("st_mtime_ns"), attrgetter("st_nlink")


# Size (bytes), and two times (nanoseconds since 1970).
State = tuple[int, int, int]
# A folder is there or not: what it holds is looked at too.
FOLDER: State = (0, 0, 0)


class Look:
    """How files stand on the disk, and since when they must have been left alone to be known by that.

    `states` are theirs by their paths; the path of a folder ends like one. `settled` is in nanoseconds since 1970.
    """

    def __init__(self, states: Mapping[str, State], settled: int) -> None:
        self.states = states
        self.settled = settled

    @cached_property
    def digest(self) -> bytes:
        """All of it, in sixteen bytes."""
        paths = "\0".join(self.states).encode("utf-8", "surrogateescape")
        return blake2b(paths + array("q", chain.from_iterable(self.states.values())).tobytes(), digest_size=16).digest()

    @property
    def is_settled(self) -> bool:
        """Whether none of the files can have changed without a trace."""
        return max(map(max, self.states.values()), default=0) < self.settled


class Published(NamedTuple):
    """What a build published, as it stands on the disk: the paths of all files, then of all folders.

    `sizes` (bytes) are the files', `times` (nanoseconds since 1970) those of both.
    """

    paths: Sequence[str]
    sizes: Sequence[int]
    times: Sequence[int]

    @property
    def digest(self) -> bytes:
        """How it stands, as `stand` tells it."""
        return digest_of_states(self.sizes, self.times)


def look_at_all(folders: Sequence[str], clock: str) -> Look | None:
    """How every file of some folders stands on the disk. `clock` is as in `settled_before`.

    None when times cannot tell whether anything changed: a link leads elsewhere, a folder cannot be read.
    Where the first folder is not there, nothing is to be looked at or left behind.
    """
    if not os.path.isdir(folders[0]):
        return None
    settled = settled_before(clock)
    waiting = [*folders]
    states: dict[str, State] = {}
    try:
        while waiting:
            folder = waiting.pop()
            with suppress(FileNotFoundError), os.scandir(folder) as found:
                states[folder + os.sep] = FOLDER
                # In order, so that the same files make the same digest.
                for entry in sorted(found, key=by_name):
                    if entry.name in UNSEEN:
                        continue
                    if entry.is_symlink():
                        return None
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


class Stood(NamedTuple):
    """How what a build published stood a moment ago: a digest (`digest_of_states`)."""

    digest: bytes
    # Whether each file had a second name.
    are_linked: bool


class Seen(NamedTuple):
    """What was seen of the disk a moment ago."""

    # How the files stand that a site is made of; None when times cannot tell whether anything changed.
    look: Look | None
    # How that stands which the last build published, where it is known and all there.
    stood: Stood | None


def stand(paths: Iterable[str], files: int) -> Stood:
    """How things stand on the disk; so many `files` come first, folders follow. Raises OSError."""
    states = [*map(os.lstat, paths)]
    are_linked = min(map(by_links, states[:files]), default=0) > 1
    return Stood(digest_of_states(map(by_size, states[:files]), map(by_change, states)), are_linked)


def digest_of_states(sizes: Iterable[int], times: Iterable[int]) -> bytes:
    """The digest, 16 bytes, of the sizes of files (bytes) and the times of all (nanoseconds since 1970)."""
    return blake2b(array("q", sizes).tobytes() + array("q", times).tobytes(), digest_size=16).digest()
