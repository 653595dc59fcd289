"""A crew: work done by several processes, with the same result as by one.

Each worker is a fork of this process. So it knows all that is known here, and only
answers are ever packed; pieces of work may be anything. Workers help themselves to
the next pieces from a pipe, so that a slow piece holds up nobody else. What a worker
leaves undone, because it was killed or because the work raised something, is done
here, and raises here what it would have raised without a crew.

There is no crew where a fork is not safe: on systems other than Linux, and in a
process with threads, whose locks a fork would inherit and never see released.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from signal import SIGKILL
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

# Into how many portions a worker's share is cut: enough that all end at about the same time.
PORTIONS = 16
NUMBER = 4


def cores() -> int:
    """How many workers this machine has room for."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def share(do: Callable[[Piece], Answer], pieces: Sequence[Piece], jobs: int) -> Iterator[Answer]:
    """`map(do, pieces)`, done by so many processes: the same answers in the same order. Answers must be picklable."""
    if jobs < 2 or len(pieces) < 2 or not can_fork():
        yield from map(do, pieces)
        return
    count = min(len(pieces), jobs * PORTIONS)
    bounds = [len(pieces) * number // count for number in range(count + 1)]
    portions = [pieces[start:end] for start, end in pairwise(bounds)]
    workers = hire(do, portions, jobs)
    try:
        waiting = list(workers.values())
        done: dict[int, list[Answer]] = {}
        for number, portion in enumerate(portions):
            while waiting and number not in done:
                collect(waiting, done)
            yield from done.pop(number) if number in done else map(do, portion)
    finally:
        dismiss(workers)


def can_fork() -> bool:
    """Whether a fork of this process works as the process itself does."""
    return sys.platform == "linux" and threading.active_count() == 1


def hire(
    do: Callable[[Piece], Answer], portions: Sequence[Sequence[Piece]], jobs: int
) -> dict[int, Connection[Any, Any]]:
    """Fork the workers: each one's process id, and where its answers come from."""
    from multiprocessing.connection import Pipe

    queue, end = os.pipe()
    # At most a few hundred: a pipe holds sixteen thousand.
    os.write(end, b"".join(number.to_bytes(NUMBER, "big") for number in range(len(portions))))
    os.close(end)
    workers: dict[int, Connection[Any, Any]] = {}
    try:
        for _ in range(jobs):
            answers, into = Pipe(duplex=False)
            worker = os.fork()
            if not worker:
                work(do, portions, queue, into, (answers, *workers.values()))
            into.close()
            workers[worker] = answers
    except OSError:
        # The machine has no room for more: those that there are do all of it.
        answers.close()
        into.close()
    finally:
        os.close(queue)
    return workers


def work(
    do: Callable[[Piece], Answer],
    portions: Sequence[Sequence[Piece]],
    queue: int,
    into: Connection[Any, Any],
    others: Sequence[Connection[Any, Any]],
) -> None:
    """A worker's life. Whatever ends it, its parent finds out by what is missing."""
    try:
        # Whoever reads must be alone in reading: when it is gone, writing fails, and so this ends too.
        for one in others:
            one.close()
        # What was there before need not be searched for garbage, which would copy all of it.
        gc.freeze()
        while taken := os.read(queue, NUMBER):
            number = int.from_bytes(taken, "big")
            into.send((number, [do(piece) for piece in portions[number]]))
    finally:
        # Nothing of what the parent had begun is ended here: no `finally`, no buffer, no thread.
        os._exit(0)


def collect(waiting: list[Connection[Any, Any]], done: dict[int, list[Answer]]) -> None:
    """Take in what has come; workers that are gone are waited for no longer."""
    from multiprocessing.connection import wait

    ready = wait(waiting)
    for one in [one for one in waiting if one in ready]:
        try:
            number, answers = one.recv()
            done[number] = answers
        except (EOFError, OSError):
            waiting.remove(one)


def dismiss(workers: dict[int, Connection[Any, Any]]) -> None:
    """End the workers; those that are at work still are wanted no longer."""
    for worker, answers in workers.items():
        answers.close()
        with suppress(OSError):
            os.kill(worker, SIGKILL)
            os.waitpid(worker, 0)
