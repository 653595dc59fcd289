"""A crew comes to what one process comes to, whatever befalls a worker."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine.crew import cores, share

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no crew where forks are not safe")


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize("pieces", [0, 1, 2, 7, 1000])
def test_answers_come_in_the_order_of_the_pieces(jobs: int, pieces: int) -> None:
    assert list(share(str, range(pieces), jobs)) == [str(number) for number in range(pieces)]


def test_this_process_works_along() -> None:
    def who(number: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    workers = set(share(who, range(400), 2))
    assert os.getpid() in workers
    assert len(workers) == 2


def test_answers_larger_than_any_pipe_are_whole() -> None:
    def large(number: int) -> bytes:
        return bytes([number]) * 3_000_000

    assert all(answer == large(number) for number, answer in enumerate(share(large, range(20), 2)))


def test_a_worker_goes_on_while_a_long_piece_is_done_here(tmp_path: Path) -> None:
    parent, pieces = os.getpid(), range(12)
    left_undone: list[int] = []

    def large(number: int) -> bytes:
        if os.getpid() == parent:
            end = time.monotonic() + 30
            while (left := len(pieces) - 1 - len(os.listdir(tmp_path))) and time.monotonic() < end:
                time.sleep(0.001)
            left_undone.append(left)
        (tmp_path / str(number)).touch()
        return bytes([number]) * 1_000_000

    assert list(share(large, pieces, 2)) == [bytes([number]) * 1_000_000 for number in pieces]
    assert not any(left_undone)


def in_a_worker(do: Callable[[], None]) -> Callable[[int], int]:
    """What something befalls at the fifth piece that a worker does, and never here."""
    parent, done = os.getpid(), []

    def twice(number: int) -> int:
        time.sleep(0.001)
        done.append(number)
        if os.getpid() != parent and len(done) > 5:
            do()
        return number * 2

    return twice


@pytest.mark.parametrize("do", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(3), lambda: 1 / 0])
@pytest.mark.parametrize("jobs", [2, 4])
def test_what_a_worker_leaves_undone_is_done(do: Callable[[], None], jobs: int) -> None:
    assert list(share(in_a_worker(do), range(300), jobs)) == [number * 2 for number in range(300)]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_what_a_piece_raises_comes_when_it_is_its_turn(jobs: int) -> None:
    def careful(number: int) -> int:
        if number in (150, 250):
            raise LookupError(number)
        return number

    came: list[int] = []
    with pytest.raises(LookupError, match="150"):
        came.extend(share(careful, range(300), jobs))
    assert came[:100] == list(range(100))


def test_whoever_stops_asking_leaves_no_worker_and_no_pipe_behind() -> None:
    def open_files() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = open_files()
    answers = share(in_a_worker(lambda: time.sleep(60)), range(300), 4)
    assert next(answers) == 0
    answers.close()  # type: ignore[attr-defined]
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_there_is_room_for_a_process_at_least() -> None:
    assert cores() >= 1
