"""Whole processes, measured: how long, and how much memory.

Time is from the start of the process to its end. Memory is the most that the process
and all its children held at one time: the larger of what the kernel kept of the
largest of them (`ru_maxrss`, exact) and what all of them held together, looked at forty
times a second. In the latter a page that two processes share counts half for each. To
look takes time from whoever is looked at, the more the more processes there are, so
a run is either timed or watched.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

LOOK = 0.025  # seconds between two looks at the memory


class Measured(NamedTuple):
    """What a run took: seconds, and bytes of memory at the peak."""

    seconds: float
    peak: int


class Failed(Exception):
    """A program did not do what it was asked for. The message is what it said."""


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, is_watched: bool = False
) -> Measured:
    """Run a command in a folder to its end; its memory is told where it is watched. Raises Failed when it fails."""
    said = folder.parent / f"{folder.name}.txt"
    with said.open("w+b") as stream:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
        with watched(process.pid) if is_watched else nullcontext(Together()) as together:
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{said.read_text('utf-8', 'replace')[-2000:]}")
    return Measured(seconds, max(largest(usage.ru_maxrss), together.peak) if is_watched else 0)


def largest(kept: int) -> int:
    """Bytes of the largest process, by what the kernel kept; 0 where that may be the measure of whoever began it.

    A process begins with the memory of the one that it was forked from, and the kernel counts that too.
    """
    # Linux counts in units of 1,024 bytes.
    return kept * 1024 if kept > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0


class Together:
    """The most that a process and its children were seen to hold, in bytes."""

    peak = 0


@contextmanager
def watched(process: int) -> Iterator[Together]:
    """Look at a process and its children for as long as the block lasts."""
    together, ended = Together(), threading.Event()

    def look() -> None:
        while not ended.wait(LOOK):
            together.peak = max(together.peak, sum(map(held, tree(process))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield together
    finally:
        ended.set()
        watcher.join()


def tree(process: int) -> Iterator[int]:
    """A process and all below it."""
    yield process
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))


def held(process: int) -> int:
    """Bytes of memory that a process holds now; 0 when it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    share = re.search(r"^Pss: +(\d+) kB", told, re.MULTILINE)
    return int(share[1]) * 1024 if share else 0
