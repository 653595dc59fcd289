"""Notice that files have changed.

The files' own state is the truth. The system's notifications, where watchfiles is
installed, only make haste: they say which files to look at first, and all are looked
at now and then, so that a change that was not notified is seen a moment later.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path

# Seconds between two looks at all files, without notifications and with them; and how many
# times as long as a look takes the next one waits, for a chapter of many files.
LOOK = 0.4
LOOK_WHEN_NOTIFIED = 1.0
REST = 20

# Milliseconds without a further notification after which those at hand are passed on, and how many at most.
STEP, LONGEST = 5, 50

# Folders and files that programs write beside the content.
UNWATCHED_FOLDERS = frozenset({".git", ".hg", ".svn", ".cache", ".venv", "__pycache__", "node_modules"})
UNWATCHED_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".DS_Store")

# What changes when a file does: when it was written (ns), its size in bytes, its number on the disk.
State = tuple[int, ...]
FOLDER: State = (0,)
# Each folder and file, by its absolute path.
Snapshot = dict[str, State]


class Changed(asyncio.Event):
    """Set when files have come, gone or changed. Which, its `paths` say."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: frozenset[str] = frozenset()

    def tell(self, paths: Iterable[str]) -> None:
        """Some have."""
        self.paths |= frozenset(paths)
        self.set()

    def take(self) -> frozenset[str]:
        """Which have since somebody took them."""
        paths, self.paths = self.paths, frozenset()
        return paths


async def watch(watched: tuple[Path, ...], ignored: tuple[Path, ...], changed: Changed) -> None:
    """Tell `changed` whenever a watched file has come, gone or changed."""
    seen = await asyncio.to_thread(snapshot, watched, ignored)
    while True:
        folders = tuple(path for path, state in seen.items() if state == FOLDER)
        async with aclosing(_stirrings(folders)) as stirrings:
            rested, spent = time.perf_counter(), 0.0
            async for paths in stirrings:
                began = time.perf_counter()
                if not paths and began - rested < REST * spent:
                    continue
                after = _after(seen, paths)
                now = await asyncio.to_thread(snapshot, watched, ignored) if after is None else after
                rested, spent = time.perf_counter(), time.perf_counter() - began
                if now != seen:
                    changed.tell(path for path, _ in now.items() ^ seen.items())
                    seen = now
                    if folders != tuple(path for path, state in now.items() if state == FOLDER):
                        break


def snapshot(watched: tuple[Path, ...], ignored: tuple[Path, ...]) -> Snapshot:
    """What there is. `ignored` is left out, and so is what other programs write beside the content."""
    left_out = {str(path.absolute()) for path in ignored}
    return {path: state for root in watched for path, state in _walk(str(root.absolute()), left_out)}


def _walk(path: str, left_out: set[str]) -> Iterator[tuple[str, State]]:
    """A path and all below it. Links are named, never followed: two of them can make a tree without end."""
    try:
        status = os.lstat(path)
        folder = os.path.isdir(path) and not os.path.islink(path)
        names = os.listdir(path) if folder else []
    except OSError:  # gone since its folder was read, or not for us to read
        return
    yield path, FOLDER if folder else _state(status)
    for name in names:
        inner = os.path.join(path, name)
        if name not in UNWATCHED_FOLDERS and not name.endswith(UNWATCHED_ENDINGS) and inner not in left_out:
            yield from _walk(inner, left_out)


def _state(status: os.stat_result) -> State:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _after(seen: Snapshot, paths: frozenset[str]) -> Snapshot | None:
    """What there is after these paths stirred; None when only a look at all can tell."""
    found: Snapshot = {}
    for path in paths:
        try:
            status = os.lstat(path)
        except OSError:
            return None
        if seen.get(path, FOLDER) == FOLDER:
            return None
        found[path] = _state(status)
    return seen | found if found else None


async def _stirrings(folders: tuple[str, ...]) -> AsyncGenerator[frozenset[str], None]:
    """Which paths may have changed, as the system notifies them; none of them whenever it is time to look at all.

    Ends when the folders can no longer be watched.
    """
    try:
        from watchfiles import awatch
    except ImportError:
        while True:
            await asyncio.sleep(LOOK)
            yield frozenset()
    # Folder by folder, not recursively: watchfiles would follow links.
    notifications = awatch(
        *folders,
        recursive=False,
        watch_filter=None,
        step=STEP,
        debounce=LONGEST,
        rust_timeout=int(LOOK_WHEN_NOTIFIED * 1000),
        yield_on_timeout=True,
    )
    try:
        async with aclosing(notifications) as changes:
            async for change in changes:
                yield frozenset(path for _, path in change)
    except OSError:  # a folder has gone, or the system has no more watches to give
        await asyncio.sleep(LOOK)
        yield frozenset()
