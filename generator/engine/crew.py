"""A crew: work done by several processes, with the same result as by one.

Each worker is a fork of this process, which works along with them. So all know what is
known here, and only answers are ever packed; pieces of work may be anything. All help
themselves to the next pieces from a pipe, so that a slow piece holds up nobody else. What
a worker leaves undone, because it was killed or because the work raised something, is
done here, and raises here what it would have raised without a crew.

There is no crew where a fork is not safe: on systems other than Linux, and in a
process with threads, whose locks a fork would inherit and never see released.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from signal import SIGKILL
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.engine.files import write_all

if TYPE_CHECKING:
    from select import poll

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

# Into how many portions a process's share is cut: enough that all end at about the same time, and that what comes
# of one fits into a pipe.
PORTIONS = 128
# Bytes of a portion's number, and of the length of an answer.
NUMBER, LENGTH = 4, 8
# Bytes that are taken in at a time; what a pipe holds, where it may hold so much.
PIPE = 1 << 20
# Bytes of answers that a worker holds itself while nobody has time for them, before it waits.
HELD = 16 << 20


def cores() -> int:
    """How many processes this machine has room for."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def share(do: Callable[[Piece], Answer], pieces: Sequence[Piece], jobs: int) -> Iterator[Answer]:
    """`map(do, pieces)`, done by so many processes: the same answers in the same order. Answers must be picklable."""
    if jobs < 2 or len(pieces) < 2 or not can_fork():
        yield from map(do, pieces)
        return
    count = min(len(pieces), jobs * PORTIONS)
    bounds = [len(pieces) * number // count for number in range(count + 1)]
    portions = [pieces[start:end] for start, end in pairwise(bounds)]
    crew = hire(do, portions, min(jobs, count) - 1)
    try:
        done: dict[int, list[Answer]] = {}
        for number, portion in enumerate(portions):
            while number not in done:
                if taken := os.read(crew.queue, NUMBER):
                    lend_a_hand(do, portions, int.from_bytes(taken, "big"), crew, done)
                elif crew.coming:
                    take_in(crew, done, wait=True)
                else:
                    break
            yield from done.pop(number) if number in done else map(do, portion)
    finally:
        dismiss(crew)


def can_fork() -> bool:
    """Whether a fork of this process works as the process itself does."""
    return sys.platform == "linux" and threading.active_count() == 1


class Crew(NamedTuple):
    """Who works along, and what has come from them so far."""

    # Where the numbers of portions are taken from that nobody has begun.
    queue: int
    # Process ids; and by the pipe that a worker's answers come from, what came of one that is not whole.
    workers: list[int]
    coming: dict[int, bytearray]
    poll: poll


def hire(do: Callable[[Piece], Answer], portions: Sequence[Sequence[Piece]], count: int) -> Crew:
    """Fork so many workers, or as many as the machine has room for."""
    # Here, for few builds need a crew; and before there are workers, who speak by it.
    import pickle  # noqa: F401
    import select

    queue, end = os.pipe()
    # At most a few hundred: a pipe holds sixteen thousand.
    os.write(end, b"".join(number.to_bytes(NUMBER, "big") for number in range(len(portions))))
    os.close(end)
    crew = Crew(queue, [], {}, select.poll())
    with suppress(OSError):
        for _ in range(count):
            answers, into = os.pipe()
            crew.coming[answers] = bytearray()
            crew.poll.register(answers)
            try:
                worker = os.fork()
                if not worker:
                    work(do, portions, queue, into, crew.coming)
                crew.workers.append(worker)
            finally:
                os.close(into)
    return crew


def work(
    do: Callable[[Piece], Answer],
    portions: Sequence[Sequence[Piece]],
    queue: int,
    into: int,
    others: Collection[int],
) -> None:
    """A worker's life. Whatever ends it, its parent finds out by what is missing."""
    import pickle

    try:
        # Whoever reads must be alone in reading: when it is gone, writing fails, and so this ends too.
        for one in others:
            os.close(one)
        widen(into)
        # What was there before need not be searched for garbage, which would copy all of it.
        gc.freeze()
        going = bytearray()
        while taken := os.read(queue, NUMBER):
            answers = [do(piece) for piece in portions[int.from_bytes(taken, "big")]]
            packed = pickle.dumps((taken, answers), pickle.HIGHEST_PROTOCOL)
            going += len(packed).to_bytes(LENGTH, "big") + packed
            # Whoever takes it in may be at a long piece.
            os.set_blocking(into, len(going) > HELD)
            with suppress(BlockingIOError):
                while going:
                    del going[: os.write(into, going)]
        os.set_blocking(into, True)
        write_all(into, going)
    finally:
        # Nothing of what the parent had begun is ended here: no `finally`, no buffer, no thread.
        os._exit(0)


def widen(pipe: int) -> None:
    """Let a pipe hold an answer or two, so that a worker seldom holds any itself."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)


def lend_a_hand(
    do: Callable[[Piece], Answer],
    portions: Sequence[Sequence[Piece]],
    number: int,
    crew: Crew,
    done: dict[int, list[Answer]],
) -> None:
    """Do a portion here, and take in what comes meanwhile. What raises something is left for when it is its turn."""
    answers: list[Answer] = []
    for piece in portions[number]:
        try:
            answers.append(do(piece))
        except Exception:
            return
        take_in(crew, done, wait=False)
    done[number] = answers


def take_in(crew: Crew, done: dict[int, list[Any]], *, wait: bool) -> None:
    """Take in what has come of answers; workers that are gone are waited for no longer."""
    import pickle

    for pipe, _ in crew.poll.poll(None if wait else 0):
        came = os.read(pipe, PIPE)
        coming = crew.coming[pipe]
        coming += came
        while len(coming) >= LENGTH and len(coming) >= (end := LENGTH + int.from_bytes(coming[:LENGTH], "big")):
            taken, answers = pickle.loads(coming[LENGTH:end])  # noqa: S301 -- from a fork of this process
            done[int.from_bytes(taken, "big")] = answers
            del coming[:end]
        if not came:
            crew.poll.unregister(pipe)
            os.close(pipe)
            del crew.coming[pipe]


def dismiss(crew: Crew) -> None:
    """End the workers; those that are at work still are wanted no longer."""
    os.close(crew.queue)
    for pipe in crew.coming:
        os.close(pipe)
    for worker in crew.workers:
        with suppress(OSError):
            os.kill(worker, SIGKILL)
            os.waitpid(worker, 0)
